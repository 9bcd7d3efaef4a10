import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { loadPrompts } from './prompts.ts';

const shipped = fileURLToPath(new URL('../../prompts', import.meta.url));
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'prompts-'));
  await cp(shipped, dir, { recursive: true });
});
afterEach(async () => rm(dir, { recursive: true }));

async function edit(name: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(dir, name);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
}

async function problems(): Promise<readonly { file: string; path: string; message: string }[]> {
  const error: unknown = await loadPrompts(dir).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError');
  return error.problems.map((p) => ({ ...p, file: p.file.slice(dir.length + 1) }));
}

const CLASSIFY = {
  inbox: 'Shop',
  categories: [{ id: 'a', description: 'b', examples: ['{{ inbox }}'] }],
  knowledge_languages: 'en',
  summary_language: 'English',
  summary_languages: [],
  language: 'en',
  attachments: 'none',
  attached: '',
  lookups: [],
  thread: '',
  mail: '{{ inbox }}{% if %}',
};

describe('the shipped prompts', () => {
  test('render, and values are never templates', async () => {
    const [system, user] = (await loadPrompts(dir)).render('classify', CLASSIFY);
    expect(system).toMatchObject({ role: 'system', content: expect.stringContaining('e.g. "{{ inbox }}"') });
    expect(user).toMatchObject({ role: 'user', content: expect.stringContaining('{{ inbox }}{% if %}') });
  });

  test('need no front matter where they have nothing to say in it', async () => {
    for (const name of ['instructions.md', 'classify.md', 'draft.md']) await edit(name, /^---[\s\S]*?^---\n/m, '');
    const [system] = (await loadPrompts(dir)).render('classify', CLASSIFY);
    expect(system?.content).toContain('\n\nAnswer any password reset or billing questions directly.\n');
  });

  test.each([
    ['en', 'Ann Lee', 'Hello Ann,', 'Kind regards,\nShop'],
    ['de', 'Müller, Jürgen', 'Guten Tag Jürgen Müller,', 'Freundliche Grüße\nShop'],
    ['ja', '佐藤 美咲', '佐藤 美咲様', 'よろしくお願いいたします。\nShop'],
    ['es', null, 'Hola:', 'Un cordial saludo,\nShop'],
    ['pl', null, 'Hello,', 'Kind regards,\nShop'],
    ['en', 'Win a prize at evil.example', 'Hello,', 'Kind regards,\nShop'],
    ['en', 'Customer Support', 'Hello,', 'Kind regards,\nShop'],
  ])('greet in %s, %j', async (language, name, greeting, signOff) => {
    expect((await loadPrompts(dir)).frame(language, name, 'Shop')).toEqual({ greeting, signOff });
  });

  test('know the languages they can greet in', async () => {
    expect((await loadPrompts(dir)).languages).toEqual(['en', 'es', 'de', 'fr', 'it', 'pt', 'nl', 'ja']);
  });

  test('have a hash that follows every edit', async () => {
    const before = (await loadPrompts(dir)).hash;
    expect((await loadPrompts(dir)).hash).toBe(before);
    await edit('instructions.md', 'directly', 'at once');
    expect((await loadPrompts(dir)).hash).not.toBe(before);
  });
});

describe('refused, with the place and what to do:', () => {
  test('an unknown variable, also in a branch that is rarely taken', async () => {
    await edit('classify.md', '{{ thread }}', '{{ thraed }}');
    const line = (await readFile(join(dir, 'classify.md'), 'utf8')).split('\n').findIndex((l) => l.includes('thraed')) + 1;
    expect(await problems()).toEqual([
      { file: 'classify.md', path: '', line, column: 4, message: expect.stringContaining('unknown variable thraed: use inbox') },
    ]);
  });

  test('a template error', async () => {
    await edit('draft.md', '{% endfor %}', '{% endfr %}');
    const line = (await readFile(join(dir, 'draft.md'), 'utf8')).split('\n').findIndex((l) => l.includes('endfr')) + 1;
    expect(await problems()).toEqual([{ file: 'draft.md', path: '', line, column: 1, message: 'tag "endfr" not found' }]);
  });

  test('an unknown filter', async () => {
    await edit('draft.md', '{{ mail }}', '{{ mail | shout }}');
    expect(await problems()).toMatchObject([{ file: 'draft.md', message: expect.stringContaining('shout') }]);
  });

  test('a greeting with an unknown variable, and a language without a sign-off', async () => {
    await edit('phrases.md', "'Hola, {{ first_name }}:'", "'Hola, {{ nombre }}:'");
    await edit('phrases.md', / {2}it: "Cordiali.*\n/, '');
    expect(await problems()).toMatchObject([
      { file: 'phrases.md', path: 'greetings.es.named', line: 5, column: 16, message: expect.stringContaining('unknown variable nombre') },
      { file: 'phrases.md', path: 'signOffs.it', line: 13, column: 3 },
    ]);
  });

  test('missing files, all at once', async () => {
    await rm(join(dir, 'draft.md'));
    await rm(join(dir, 'phrases.md'));
    expect((await problems()).map((p) => p.file)).toEqual(['draft.md', 'phrases.md']);
  });

  test('a file in a code page of its country', async () => {
    await writeFile(join(dir, 'instructions.md'), Buffer.from('Sei\nfreundlich und h\u00F6flich.', 'latin1'));
    expect(await problems()).toEqual([
      { file: 'instructions.md', path: '', line: 2, column: 17, message: expect.stringContaining('UTF-8') },
    ]);
  });

  test('missing sections and front matter', async () => {
    await edit('classify.md', '# User', '# Customer');
    await writeFile(join(dir, 'draft.md'), 'Answer well.');
    await writeFile(join(dir, 'instructions.md'), '---\ndescription: never closed\n');
    await writeFile(join(dir, 'phrases.md'), 'Hello!');
    expect(await problems()).toMatchObject([
      { file: 'classify.md', line: 4, message: expect.stringContaining('# User') },
      { file: 'draft.md', line: 1, message: expect.stringContaining('# System') },
      { file: 'instructions.md', line: 1, message: expect.stringContaining('front matter') },
      { file: 'phrases.md', line: 1, message: expect.stringContaining('front matter') },
    ]);
  });
});
