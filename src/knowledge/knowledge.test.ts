import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { loadKnowledge } from './load.ts';

const NOW = Date.UTC(2026, 2, 31, 23, 0);
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kb-'));
});
afterEach(async () => rm(dir, { recursive: true, force: true }));

async function put(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, name)), { recursive: true });
  await writeFile(join(dir, name), text);
}
const article = (fields: string, body = 'Text.') => `---\ntitle: T\n${fields}---\n\n${body}\n`;

async function problems(folder = dir): Promise<string[]> {
  const error: unknown = await loadKnowledge(folder, NOW).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError');
  return error.problems.map((p) => `${p.file.slice(dir.length + 1)}|${p.line ?? ''}:${p.column ?? ''}|${p.path}|${p.message}`);
}

describe('loading', () => {
  test('reads articles of all sub-folders with their defaults; README, hidden folders and golden tickets are none', async () => {
    await put('a.md', article(''));
    await put('billing/b.md', article('locale: de\naudience: internal\ntags: [x]\naliases: [y]\nsample: true\n'));
    await put('README.md', 'no article');
    await put('.data/a.md', 'no article');
    await put('billing/late.ticket.md', 'no article');
    const { articles } = await loadKnowledge(dir, NOW);
    expect(articles).toEqual([
      {
        id: 'a',
        title: 'T',
        tags: [],
        locale: 'en',
        audience: 'public',
        validFrom: null,
        validUntil: null,
        aliases: [],
        sample: false,
        body: 'Text.',
      },
      {
        id: 'billing/b',
        title: 'T',
        tags: ['x'],
        locale: 'de',
        audience: 'internal',
        validFrom: null,
        validUntil: null,
        aliases: ['y'],
        sample: true,
        body: 'Text.',
      },
    ]);
  });

  test('takes only what is in force, both days included', async () => {
    await put('first.md', article('validFrom: 2026-03-31\n'));
    await put('last.md', article('validUntil: 2026-03-31\n'));
    await put('future.md', article('validFrom: 2026-04-01\n'));
    await put('past.md', article('validUntil: 2026-03-30\n'));
    expect((await loadKnowledge(dir, NOW)).articles.map((a) => a.id)).toEqual(['first', 'last']);
  });

  test('has a version that follows content and validity, and nothing else', async () => {
    await put('a.md', article(''));
    const { version } = await loadKnowledge(dir, NOW);
    expect((await loadKnowledge(dir, NOW + 1)).version).toBe(version);
    await put('a.md', article('', 'Other text.'));
    expect((await loadKnowledge(dir, NOW)).version).not.toBe(version);
  });

  test('reports every problem at once', async () => {
    await put('a.md', 'no front matter');
    await put('b.md', '---\ntitle: [\n---\nText.');
    await put('c.md', '---\nlocal: en\naudience: staff\nvalidFrom: 1.2.2026\n---\nText.');
    await put('d.md', article('', ''));
    await put('e.md', article('validFrom: 2026-02-01\nvalidUntil: 2026-01-01\n'));
    await writeFile(join(dir, 'f.md'), Buffer.from(article('', 'Gr\u00FC\u00DFe'), 'latin1'));
    const found = await problems();
    expect(found).toEqual([
      expect.stringMatching(/^a\.md\|1:1\|\|start the file with front matter/),
      expect.stringMatching(/^b\.md\|3:1\|\|/),
      expect.stringMatching(/^c\.md\|2:1\|title\|give the article a title/),
      expect.stringMatching(/^c\.md\|3:11\|audience\|write public/),
      expect.stringMatching(/^c\.md\|4:12\|validFrom\|write a date/),
      expect.stringMatching(/^c\.md\|2:8\|\|unknown field local/),
      expect.stringMatching(/^d\.md\|4:\|\|the article has no text/),
      expect.stringMatching(/^e\.md\|4:13\|validUntil\|must not be before/),
      expect.stringMatching(/^f\.md\|5:3\|\|is not UTF-8/),
    ]);
  });

  test('refuses a folder that is missing, empty, or has nothing in force', async () => {
    expect(await problems(join(dir, 'nowhere'))).toEqual([expect.stringContaining('cannot read the knowledge folder')]);
    expect(await problems()).toEqual([expect.stringContaining('no article')]);
    await put('a.md', article('validUntil: 2020-01-01\n'));
    expect(await problems()).toEqual([expect.stringContaining('no article is in force')]);
  });
});
