import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ErrorCode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ConfigProblem } from '../errors.ts';
import { describeIssue, sentence } from './describe-issue.ts';
import { type Env, interpolate } from './interpolate.ts';
import { type Place, placeIn } from './yaml-place.ts';

export type Parsed<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Where the setting at this dotted path stands in the file. */
      readonly placeOf: (path: string) => Place;
      /** Dotted path → the text as written, of the settings that held a reference such as `${NAME}`. */
      readonly written: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads one YAML file: parse, fill in references, check. All problems of the file at once; it never throws. */
export function parseYamlFile<T>(file: string, schema: z.ZodType<T>, env: Env): Parsed<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return failed(file, [
      { path: '', message: `cannot be read (${error instanceof Error ? error.message : error}): write it, or name another file` },
    ]);
  }
  return parseYaml(file, text, schema, env);
}

function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>, env: Env): Parsed<T> {
  const document = readDocument(text);
  if ('problems' in document) return failed(file, document.problems);

  const readFile = (path: string) => readFileSync(resolve(dirname(file), path), 'utf8');
  const { value, touched, problems } = interpolate(document.value, { env, readFile });
  const checked = check(schema, value ?? {}, touched);
  const { placeOf } = document;
  if (checked.ok && problems.length === 0) return { ...checked, placeOf, written: touched };

  // A reference that could not be filled in left a hole: what the schema says about that very place is an echo of it.
  const known = new Set(problems.map((p) => p.path));
  const found = [...problems, ...(checked.ok ? [] : checked.problems.filter((p) => !known.has(p.path)))];
  return failed(
    file,
    found.map((problem) => ({ ...problem, ...placeOf(problem.path) })),
  );
}

interface Sound {
  readonly value: unknown;
  readonly placeOf: (path: string) => Place;
}

function readDocument(text: string): Sound | { readonly problems: readonly Found[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  // What comes after the first is mostly its echo: one line out of place makes a dozen of them.
  const [fault] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    const message = `is not valid YAML: ${fault.message}${hint(fault.code, text.split('\n')[line - 1] ?? '')}`;
    return { problems: [{ path: '', line, column: col, message }] };
  }
  try {
    return { value: document.toJS(), placeOf: (path) => placeIn(document, lines, path === '' ? [] : path.split('.')) };
  } catch (error) {
    return { problems: [{ path: '', message: `is not valid YAML: ${error instanceof Error ? error.message : error}` }] };
  }
}

function hint(code: ErrorCode, line: string): string {
  // In `{ host: ${HOST} }` the brace of the reference is YAML's own.
  if (/\{[^'"]*\$\{/.test(line)) return '; between braces, put a value with ${…} in quotes';
  if (code === 'TAB_AS_INDENT') return '; write spaces';
  if (code === 'BAD_INDENT') return '; give this line as many spaces as the settings it belongs with, or look for a stray space just above';
  return '';
}

type Found = Omit<ConfigProblem, 'file'>;

/**
 * A reference always yields text. Where the schema wants a number or a boolean, text that looks like one is taken as one;
 * everywhere else it stays text, so that a password of digits remains a password.
 */
function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
  touched: ReadonlyMap<string, string>,
): { ok: true; value: T } | { ok: false; problems: readonly Found[] } {
  const first = schema.safeParse(value, { error: sentence });
  if (first.success) return { ok: true, value: first.data };

  const converted = structuredClone(value);
  for (const issue of first.error.issues) {
    if (issue.code === 'invalid_type' && touched.has(issue.path.join('.'))) convert(converted, issue.path);
  }
  const second = schema.safeParse(converted, { error: sentence });
  if (second.success) return { ok: true, value: second.data };
  const problems = second.error.issues.flatMap((issue) => describeIssue(issue, schema));
  // Whoever looks up a path that is plainly there must learn that its variable is set to nothing.
  return {
    ok: false,
    problems: problems.map((p) =>
      isEmptied(value, p.path, touched) ? { ...p, message: `is missing: ${emptied(touched.get(p.path) ?? '')}` } : p,
    ),
  };
}

/** `${NAME:-}` is what an operator never edits: what they can set is the variable. */
function emptied(written: string): string {
  const name = /^\$\{(\w+):-\}$/.exec(written)?.[1];
  return name === undefined ? `${written} is empty` : `set ${name} in .env or in the environment`;
}

function isEmptied(root: unknown, path: string, touched: ReadonlyMap<string, string>): boolean {
  return touched.has(path) && valueAt(root, path.split('.')) === undefined;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((node, step) => (isContainer(node) ? node[step] : undefined), root);
}

function convert(root: unknown, path: readonly PropertyKey[]): void {
  const key = path.at(-1);
  const parent = valueAt(root, path.slice(0, -1));
  if (key !== undefined && isContainer(parent)) parent[key] = fromText(parent[key]);
}

function isContainer(node: unknown): node is Record<PropertyKey, unknown> {
  return typeof node === 'object' && node !== null;
}

function fromText(value: unknown): unknown {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

function failed(file: string, problems: readonly Found[]): { ok: false; problems: ConfigProblem[] } {
  return { ok: false, problems: problems.map((problem) => ({ file, ...problem })) };
}
