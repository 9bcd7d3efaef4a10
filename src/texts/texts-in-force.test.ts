import { appendFile, mkdir, readFile, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { ARTICLE, openTextsFolder, type TextsFolder } from './testing/texts-folder.ts';
import type { Candidate, Verdict } from './texts.ts';

let folder: TextsFolder | null = null;
afterEach(async () => {
  await folder?.close();
  folder = null;
});

async function open(...how: Parameters<typeof openTextsFolder>): Promise<TextsFolder> {
  folder = await openTextsFolder(...how);
  return folder;
}

const policy = (using: TextsFolder) => using.texts.current().get('support')?.policy;
const problem = (using: TextsFolder, kind: 'knowledge' | 'prompts' | 'triage') =>
  using.texts.standing('support')?.[kind].problem?.replaceAll(using.dir, '<dir>') ?? null;

describe('comes into force:', () => {
  test.each<[string, (using: TextsFolder) => Promise<void>, Record<string, string>]>([
    [
      'an article that was edited',
      ({ put }) => put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.')),
      { hours: 'We open at ten.' },
    ],
    [
      'one that is new, also in a new folder',
      ({ put }) => put('knowledge-base/shop/gifts.md', ARTICLE('Gifts', 'We wrap.')),
      { 'shop/gifts': 'We wrap.' },
    ],
    [
      'one that an editor renamed into place, with the size and date of the old one',
      async ({ dir }) => {
        const file = join(dir, 'knowledge-base/hours.md');
        await writeFile(`${file}.tmp`, (await readFile(file, 'utf8')).replace('nine', 'five'));
        await utimes(`${file}.tmp`, new Date(0), new Date(0));
        await utimes(file, new Date(0), new Date(0));
        await rename(`${file}.tmp`, file);
      },
      { hours: 'We open at five.' },
    ],
  ])('%s', async (_, edit, expected) => {
    const using = await open();
    const before = using.texts.current().get('support');
    await edit(using);
    await using.settle();
    expect(using.articles()).toEqual({ hours: 'We open at nine.', returns: 'Send it back.', ...expected });
    // Whoever still holds the old version keeps it whole.
    expect(before?.knowledge.articles.map((a) => a.body)).toEqual(['We open at nine.', 'Send it back.']);
    expect(using.said()).toEqual(['info knowledge: another version is in force']);
  });

  test('the removal of an article', async () => {
    const using = await open();
    await rm(join(using.dir, 'knowledge-base/returns.md'));
    await using.settle();
    expect(using.articles()).toEqual({ hours: 'We open at nine.' });
  });

  test('the swap of a Kubernetes mount, where each file and folder is a link through ..data', async () => {
    const mounted = async (dir: string, release: string, text: string) => {
      const kb = join(dir, 'knowledge-base');
      await mkdir(join(kb, release, 'shop'), { recursive: true });
      await writeFile(join(kb, release, 'hours.md'), ARTICLE('Opening hours', text));
      await writeFile(join(kb, release, 'shop/gifts.md'), ARTICLE('Gifts', text));
      await symlink(release, join(kb, '..data_tmp'));
      await rename(join(kb, '..data_tmp'), join(kb, '..data'));
    };
    const using = await open(async (_, dir) => {
      const kb = join(dir, 'knowledge-base');
      await unlink(join(kb, 'hours.md'));
      await mounted(dir, '..2026_01', 'Old.');
      await symlink('..data/hours.md', join(kb, 'hours.md'));
      await symlink('..data/shop', join(kb, 'shop'));
    });
    expect(using.articles()).toEqual({ hours: 'Old.', returns: 'Send it back.', 'shop/gifts': 'Old.' });
    await mounted(using.dir, '..2026_02', 'New.');
    await using.settle();
    expect(using.articles()).toEqual({ hours: 'New.', returns: 'Send it back.', 'shop/gifts': 'New.' });
  });

  test('a change of the prompts, with another hash', async () => {
    const using = await open();
    const before = using.texts.current().get('support')?.prompts.hash;
    await appendFile(join(using.dir, 'prompts/instructions.md'), 'Be kind.\n');
    await using.settle();
    const prompts = using.texts.current().get('support')?.prompts;
    expect(prompts?.hash).not.toBe(before);
    expect(using.texts.standing('support')?.prompts).toMatchObject({ version: prompts?.hash, problem: null });
  });

  test('a change of triage.yaml; comments change nothing', async () => {
    const using = await open();
    const file = join(using.dir, 'config/triage.yaml');
    await appendFile(file, '\n# A remark.\n');
    await using.settle();
    expect(using.said()).toEqual([]);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('email: compliance@hazelnote.example', 'email: privacy@hazelnote.example'),
    );
    await using.settle();
    expect(policy(using)?.teams.compliance?.email).toBe('privacy@hazelnote.example');
    expect(using.said()).toEqual(['info triage: another version is in force']);
  });
});

describe('what is broken', () => {
  test('refuses the start, with everything that is wrong', async () => {
    const opening = openTextsFolder(async (put) => {
      await put('knowledge-base/hours.md', 'no front matter');
      await put('prompts/phrases.md', 'none here either');
    });
    const error: unknown = await opening.catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems.map((p) => p.file.split('/').at(-1))).toEqual(['phrases.md', 'hours.md']);
  });

  test.each<[string, 'knowledge' | 'prompts' | 'triage', string, string, RegExp]>([
    ['bad front matter', 'knowledge', 'knowledge-base/hours.md', '---\ntitle: [\n---\nText.', /hours\.md, line 3, column 1: /],
    [
      'an unknown field',
      'knowledge',
      'knowledge-base/hours.md',
      ARTICLE('T', 'Text.', 'local: en\n'),
      /hours\.md, line 3, column 8: unknown field local: use /,
    ],
    [
      'an article without text',
      'knowledge',
      'knowledge-base/hours.md',
      ARTICLE('T', ''),
      /hours\.md, line 4: the article has no text .*: write it/,
    ],
    ['an empty file', 'knowledge', 'knowledge-base/hours.md', '', /hours\.md, line 1, column 1: start the file with front matter/],
    [
      'a prompt with an unknown variable',
      'prompts',
      'prompts/draft.md',
      '---\n---\n# System\n\n{{ mial }}\n\n# User\n',
      /draft\.md, line 5, column 4: unknown variable mial: use /,
    ],
    ['a template error', 'prompts', 'prompts/draft.md', '---\n---\n# System\n{% if %}\n# User\n', /draft\.md, line 4, column 6: /],
    ['broken YAML', 'triage', 'config/triage.yaml', 'teams: [', /triage\.yaml, line 1, column \d+: is not valid YAML/],
    [
      'an unknown team',
      'triage',
      'config/triage.yaml',
      'categories: { a: { description: b } }\nteams: {}\nfallbackTeam: nobody\n',
      /triage\.yaml, line 3, column 15, fallbackTeam: nobody is not a team/,
    ],
  ])('does not serve: %s', async (_, kind, file, text, expected) => {
    const using = await open();
    const before = using.texts.current();
    const sound = await readFile(join(using.dir, file), 'utf8');
    await using.put(file, text);
    await using.settle();
    await using.settle();
    expect(using.texts.current()).toBe(before);
    expect(problem(using, kind)).toMatch(
      new RegExp(`^serving the version of 2026-03-31T12:00:00\\.000Z, because <dir>/.*${expected.source}`),
    );
    const [line, ...more] = using.said();
    expect(line).toMatch(
      new RegExp(`^error ${kind}: .*${expected.source}.*; serving the version of 2026-03-31T12:00:00\\.000Z until it is mended$`),
    );
    expect(more).toEqual([]);

    await using.put(file, sound);
    await using.settle();
    expect(using.texts.current()).toBe(before);
    expect(problem(using, kind)).toBeNull();
    expect(using.said().slice(1)).toEqual([`info ${kind}: <dir>/${file} is mended`]);
  });

  test('is told once a problem, and holds back the other files of its folder until it is mended', async () => {
    const using = await open();
    await using.put('knowledge-base/hours.md', 'broken');
    await using.put('knowledge-base/gifts.md', ARTICLE('Gifts', 'We wrap.'));
    await using.settle();
    expect(using.articles()).toEqual({ hours: 'We open at nine.', returns: 'Send it back.' });
    await using.put('knowledge-base/returns.md', ARTICLE('Returns', ''));
    await using.settle();
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.'));
    await using.settle();
    await using.put('knowledge-base/returns.md', ARTICLE('Returns', 'Keep it.'));
    await using.settle();
    expect(using.articles()).toEqual({ gifts: 'We wrap.', hours: 'We open at ten.', returns: 'Keep it.' });
    expect(using.said().map((line) => line.replace(/: start the.*/, ''))).toEqual([
      'error knowledge: <dir>/knowledge-base/hours.md, line 1, column 1',
      expect.stringMatching(/^error knowledge: <dir>\/knowledge-base\/returns\.md, line 4: /),
      'info knowledge: <dir>/knowledge-base/hours.md is mended',
      'info knowledge: <dir>/knowledge-base/returns.md is mended',
      'info knowledge: another version is in force',
    ]);
  });

  test('of the articles holds back neither prompts nor triage.yaml', async () => {
    const using = await open();
    await using.put('knowledge-base/hours.md', 'broken');
    await appendFile(join(using.dir, 'prompts/instructions.md'), 'Be kind.\n');
    await using.settle();
    expect(using.texts.current().get('support')?.prompts.render('draft', DRAFT)[0]?.content).toContain('Be kind.');
  });

  test('is a folder that went away; it serves again once it is back', async () => {
    const using = await open();
    const kb = join(using.dir, 'knowledge-base');
    await rename(kb, `${kb}-away`);
    await using.settle();
    expect(problem(using, 'knowledge')).toMatch(/because <dir>\/knowledge-base: cannot be read: ENOENT/);
    await rename(`${kb}-away`, kb);
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.'));
    await using.settle();
    expect(using.articles()).toMatchObject({ hours: 'We open at ten.' });
    expect(problem(using, 'knowledge')).toBeNull();
  });
});

describe('the dates of articles', () => {
  test('take effect at midnight UTC', async () => {
    const using = await open(async (put) => {
      await put('knowledge-base/sale.md', ARTICLE('Sale', 'Half price.', 'validUntil: 2026-03-31\n'));
      await put('knowledge-base/spring.md', ARTICLE('Spring', 'New colours.', 'validFrom: 2026-04-01\n'));
    });
    using.now = Date.UTC(2026, 2, 31, 23, 59, 59, 999);
    await using.settle();
    expect(Object.keys(using.articles())).toEqual(['hours', 'returns', 'sale']);
    using.now = Date.UTC(2026, 3, 1);
    await using.settle();
    expect(Object.keys(using.articles())).toEqual(['hours', 'returns', 'spring']);
    expect(using.said()).toEqual(['info knowledge: the dates of articles have come']);
  });

  test('count also while a broken file keeps the last good version, and when nothing is left', async () => {
    const using = await open(async (put) => {
      for (const name of ['hours', 'returns'])
        await put(`knowledge-base/${name}.md`, ARTICLE('Sale', 'Half price.', 'validUntil: 2026-03-31\n'));
    });
    await using.put('knowledge-base/hours.md', 'broken');
    await using.settle();
    using.now = Date.UTC(2026, 3, 1);
    await using.settle();
    expect(using.articles()).toEqual({});
    expect(using.said().at(-1)).toMatch(/^error knowledge: no article is in force any more, so everything goes to people/);
  });
});

describe('the port that accepts', () => {
  test('is shown the new texts beside those in force, and keeps the last good version with its reason', async () => {
    const asked: Candidate[] = [];
    const verdicts: Verdict[] = [{ ok: false, reason: 'the ticket about hours is answered otherwise' }];
    const using = await open(undefined, async (candidate) => {
      asked.push(candidate);
      return verdicts.shift() ?? { ok: true };
    });
    const before = using.texts.current();
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.'));
    await using.settle();
    expect(using.texts.current()).toBe(before);
    expect(asked).toMatchObject([{ inbox: 'support', changed: ['knowledge'], inForce: before.get('support') }]);
    expect(asked[0]?.texts.knowledge.articles.map((a) => a.body)).toEqual(['We open at ten.', 'Send it back.']);
    expect(problem(using, 'knowledge')).toBe(
      'serving the version of 2026-03-31T12:00:00.000Z, because the ticket about hours is answered otherwise',
    );
    // The same is not asked again; a golden ticket beside the articles is none of them, and yet a reason to ask.
    await using.settle();
    expect(asked).toHaveLength(1);
    verdicts.push({ ok: false, reason: 'still' });
    await using.put('knowledge-base/tickets/hours.ticket.md', 'a golden ticket');
    await using.settle();
    expect(asked).toHaveLength(2);
    expect(using.articles()).toMatchObject({ hours: 'We open at nine.' });
    await using.put('knowledge-base/returns.md', ARTICLE('Returns', 'Keep it.'));
    await using.settle();
    expect(using.articles()).toEqual({ hours: 'We open at ten.', returns: 'Keep it.' });
    expect(problem(using, 'knowledge')).toBeNull();
  });

  test('of several kinds edited at once lets one that is refused hold back no other', async () => {
    const asked: string[] = [];
    const using = await open(undefined, async ({ changed }) => {
      asked.push(changed.join('+'));
      return changed.includes('knowledge') ? { ok: false, reason: 'no' } : { ok: true };
    });
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.'));
    await appendFile(join(using.dir, 'prompts/instructions.md'), 'Be kind.\n');
    await using.settle();
    expect(asked).toEqual(['prompts+knowledge', 'prompts', 'knowledge']);
    expect(using.articles()).toMatchObject({ hours: 'We open at nine.' });
    expect(using.texts.current().get('support')?.prompts.render('draft', DRAFT)[0]?.content).toContain('Be kind.');
  });

  test('that fails has not said yes', async () => {
    const using = await open(undefined, () => Promise.reject(new Error('out of memory')));
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at ten.'));
    await using.settle();
    expect(using.articles()).toMatchObject({ hours: 'We open at nine.' });
    expect(problem(using, 'knowledge')).toMatch(/because it could not be checked: out of memory$/);
    await using.put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at nine.'));
    await using.settle();
    expect(using.said().slice(1)).toEqual(['info knowledge: what was not accepted was taken back']);
  });
});

const DRAFT = {
  inbox: 'Shop',
  passages: [],
  language: 'en',
  category: '',
  thread: '',
  mail: '',
  attached: '',
  looked_up: '',
  max_words: 250,
};
