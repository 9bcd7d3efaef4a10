import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The documents as the tests look at them: their code, their links, their headings. */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Document {
  /** Relative to the project. */
  readonly file: string;
  readonly text: string;
  /** Without code blocks. */
  readonly prose: string;
  /** Commands, one a line, from `sh` blocks and inline code. */
  readonly code: readonly string[];
}

export function documents(): readonly Document[] {
  const inDocs = readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`);
  const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...inDocs.filter((name) => name.endsWith('.md'))];
  return files.map(readDocument);
}

function readDocument(file: string): Document {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const prose = text.replace(BLOCK, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return { file, text, prose, code: [...shellLines(text), ...inline] };
}

/** Blocks may be indented, as in lists. */
const BLOCK = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;

/** The lines of the `sh` blocks, without comments. */
export function shellLines(text: string): readonly string[] {
  return [...text.matchAll(BLOCK)]
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , body = '']) => body.split('\n'))
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '');
}

/** As GitHub makes them of headings. */
export function anchors({ prose }: Document): ReadonlySet<string> {
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Targets of the links inside the project. */
export function links({ prose }: Document): readonly string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^[a-z]+:/.test(target));
}
