/** Environment variables and secret files inside configuration values. */

export type Env = Readonly<Record<string, string | undefined>>;

export interface Interpolated {
  readonly value: unknown;
  /** Dotted path → text as written, of the strings that held a reference. */
  readonly touched: ReadonlyMap<string, string>;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export interface Sources {
  readonly env: Env;
  /** Content of a file; throws when it cannot be read. A relative path is relative to the configuration file. */
  readonly readFile: (path: string) => string;
}

/**
 * Fills in `${VAR}`, `${VAR:-default}` and `${file:/path}`; `$${` is a literal `${`. Works on parsed strings, never on YAML text,
 * so no content can change the structure. A value that consists of references alone and comes out empty counts as not given.
 */
export function interpolate(parsed: unknown, sources: Sources): Interpolated {
  const touched = new Map<string, string>();
  const problems: { path: string; message: string }[] = [];

  function visit(value: unknown, path: readonly (string | number)[]): unknown {
    if (typeof value === 'string') {
      if (!value.includes('${')) return value;
      touched.set(path.join('.'), value);
      const filled = fill(value, sources, (message) => problems.push({ path: path.join('.'), message }));
      return filled === '' ? undefined : filled;
    }
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index])).filter((item) => item !== undefined);
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])] as const);
      return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
    }
    return value;
  }

  return { value: visit(parsed, []), touched, problems };
}

const REFERENCE = /\$\$\{|\$\{([^}]*)(\}|$)/g;
const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

function fill(text: string, { env, readFile }: Sources, report: (message: string) => void): string {
  return text.replace(REFERENCE, (whole: string, inner: string | undefined, end: string) => {
    if (inner === undefined) return '${';
    if (end === '' || inner === '') {
      report('write ${NAME}, ${NAME:-default} or ${file:/path}; a literal ${ is written $${');
      return '';
    }
    if (inner.startsWith('file:')) return readSecret(inner.slice('file:'.length), readFile, report);

    const variable = VARIABLE.exec(inner);
    const name = variable?.[1];
    if (name === undefined) {
      report(`write \${NAME}, \${NAME:-default} or \${file:/path} instead of ${whole}; a literal \${ is written $\${`);
      return '';
    }
    const fallback = variable?.[2];
    const value = env[name];
    if (fallback !== undefined) return value === undefined || value === '' ? fallback : value;
    if (value === undefined) report(`set ${name} in .env or in the environment, or write \${${name}:-default} here`);
    return value ?? '';
  });
}

function readSecret(path: string, readFile: Sources['readFile'], report: (message: string) => void): string {
  try {
    return readFile(path).replace(/\r?\n$/, '');
  } catch (error) {
    report(
      `make the file ${path} readable for Firstline (${error instanceof Error && 'code' in error ? error.code : 'it cannot be read'})`,
    );
    return '';
  }
}
