import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Place, placeIn } from '../config/yaml-place.ts';
import type { ConfigProblem } from '../errors.ts';

export type FrontMatter<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly body: string;
      /** The line of the file (from 1) on which `body` starts. */
      readonly bodyLine: number;
      /** Where the field at this path stands in the file. */
      readonly placeOf: (path: readonly PropertyKey[]) => Place;
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const OPENING = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSING = /^---[ \t]*$/m;

/** For texts whose fields are all optional: one without front matter is its body. */
export function readOptionalFrontMatter<S extends z.ZodType>(file: string, text: string, schema: S): FrontMatter<z.infer<S>> {
  if (OPENING.test(text)) return readFrontMatter(file, text, schema);
  const bare = readFrontMatter(file, `---\n---\n${text}`, schema);
  return bare.ok ? { ...bare, bodyLine: 1 } : bare;
}

/**
 * Splits a file into its YAML front matter, checked against `schema`, and the text below it.
 * Every problem is reported, with its line and column.
 */
export function readFrontMatter<S extends z.ZodType>(file: string, text: string, schema: S): FrontMatter<z.infer<S>> {
  const opening = OPENING.exec(text);
  const rest = opening === null ? '' : text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (opening === null || closing === null) {
    return {
      ok: false,
      problems: [
        {
          file,
          path: '',
          line: 1,
          column: 1,
          message: 'start the file with front matter: a line ---, fields such as "title: …", a line ---',
        },
      ],
    };
  }

  const source = rest.slice(0, closing.index);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((e) => {
      const { line, col } = lines.linePos(e.pos[0]);
      return { file, path: '', ...below({ line, column: col }), message: e.message };
    });
    return { ok: false, problems };
  }

  const placeOf = (path: readonly PropertyKey[]) => below(placeIn(document, lines, path));
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      ...{ file, path: issue.path.join('.'), message: issue.message },
      ...placeOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
    }));
    return { ok: false, problems };
  }
  const body = rest.slice(closing.index + closing[0].length).replace(/^\r?\n/, '');
  return { ok: true, value: parsed.data, body, bodyLine: countLines(text.slice(0, text.length - body.length)), placeOf };
}

/** Front matter starts one line below the top of the file. */
function below({ line, column }: Place): Place {
  return { line: line + 1, column };
}

function countLines(text: string): number {
  return text.split('\n').length;
}
