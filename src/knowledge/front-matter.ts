import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ConfigProblem } from '../errors.ts';

export type FrontMatter<T> =
  | { readonly ok: true; readonly value: T; readonly body: string; readonly bodyLine: number }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const OPENING = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSING = /^---[ \t]*$/m;

/**
 * Splits a file into its YAML front matter, checked against `schema`, and the text below it.
 * `bodyLine` is the line of the file (from 1) on which `body` starts. Every problem is reported, with a file and a path or line.
 */
export function readFrontMatter<S extends z.ZodType>(file: string, text: string, schema: S): FrontMatter<z.infer<S>> {
  const opening = OPENING.exec(text);
  const rest = opening === null ? '' : text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (opening === null || closing === null) {
    return {
      ok: false,
      problems: [{ file, path: '', message: 'start the file with front matter: a line ---, fields such as "title: …", a line ---' }],
    };
  }

  const source = rest.slice(0, closing.index);
  const document = parseDocument(source, { prettyErrors: true });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((e) => ({ file, path: place(e.linePos?.[0], 1), message: firstLine(e.message) })) };
  }

  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((i) => ({ file, path: i.path.join('.'), message: i.message })) };
  }
  const body = rest.slice(closing.index + closing[0].length).replace(/^\r?\n/, '');
  return { ok: true, value: parsed.data, body, bodyLine: lines(text.slice(0, text.length - body.length)) };
}

/** Front matter starts one line below the top of the file. */
function place(at: { line: number; col: number } | undefined, offset: number): string {
  return at === undefined ? '' : `line ${at.line + offset}, column ${at.col}`;
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

function lines(text: string): number {
  return text.split('\n').length;
}
