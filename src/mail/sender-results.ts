/** One Authentication-Results field, read (RFC 8601 §2.2). */
export interface AuthenticationResults {
  /** Lower case; null where the server writes no name (Exchange Online begins with the first result). */
  readonly authservId: string | null;
  readonly results: readonly MethodResult[];
}

export interface MethodResult {
  /** Lower case, without its version: `dkim`, `spf`, `dmarc`, `arc`, … */
  readonly method: string;
  /** Lower case: `pass`, `fail`, `none`, … */
  readonly result: string;
  /** `ptype.property` in lower case (`header.d`, `smtp.mailfrom`, `header.from`) → value. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Null when the value is no Authentication-Results. Comments may nest, strings may be quoted. */
export function readAuthenticationResults(value: string): AuthenticationResults | null {
  const [head = [], ...statements] = split(value);
  const [id = '', version = '1'] = head;
  if (methodResult(head).length > 0) return { authservId: null, results: [head, ...statements].flatMap(methodResult) };
  if (id === '' || id.includes('=')) return null;
  // RFC 8601 §2.2: what an unknown version says is not understood.
  return { authservId: id.toLowerCase(), results: version === '1' ? statements.flatMap(methodResult) : [] };
}

function methodResult(tokens: readonly string[]): MethodResult[] {
  const match = /^([a-z][a-z0-9-]*)(?:\/\d+)?=([a-z]+)$/i.exec(tokens[0] ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return [];
  const properties: Record<string, string> = {};
  for (const token of tokens.slice(1)) {
    const property = /^([a-z]+\.[a-z0-9_-]+)=(.*)$/i.exec(token);
    const name = property?.[1]?.toLowerCase();
    // The first one counts: a second cannot overrule what was said before.
    if (name !== undefined && !(name in properties)) properties[name] = property?.[2] ?? '';
  }
  return [{ method: match[1].toLowerCase(), result: match[2].toLowerCase(), properties }];
}

/** Statements between semicolons, each as tokens; comments dropped, quotes resolved, white space around `=` closed up. */
function split(value: string): string[][] {
  const statements: string[][] = [[]];
  let token = '';
  const close = (): void => {
    if (token !== '') statements.at(-1)?.push(token);
    token = '';
  };
  let at = 0;
  while (at < value.length) {
    const char = value[at] ?? '';
    if (char === '(' || /\s/.test(char)) {
      at = skipSpace(value, at);
      if (!token.endsWith('=') && value[at] !== '=') close();
    } else if (char === '"') {
      const [text, next] = quoted(value, at);
      token += text;
      at = next;
    } else if (char === ';') {
      close();
      statements.push([]);
      at += 1;
    } else {
      token += char;
      at += 1;
    }
  }
  close();
  return statements;
}

/** Behind white space and comments (RFC 5322 §3.2.2, CFWS). */
function skipSpace(value: string, start: number): number {
  let at = start;
  while (at < value.length && (value[at] === '(' || /\s/.test(value[at] ?? ''))) at = value[at] === '(' ? skipComment(value, at) : at + 1;
  return at;
}

function skipComment(value: string, start: number): number {
  let depth = 0;
  for (let at = start; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === '(') depth += 1;
    else if (value[at] === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return value.length;
}

function quoted(value: string, start: number): [string, number] {
  let text = '';
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '"') return [text, at + 1];
    if (value[at] === '\\') at += 1;
    text += value[at] ?? '';
  }
  return [text, value.length];
}
