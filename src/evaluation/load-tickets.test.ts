import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../errors.ts';
import { parseMessage } from '../mail/parse.ts';
import { CONFIG } from '../triage/testing/facts.ts';
import { loadTickets } from './load-tickets.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tickets-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(dir, name), text);
const load = () => loadTickets(dir, { address: 'help@shop.example', policy: CONFIG });
const ticket = (fields: string, body = 'Where is my invoice?') => `---\ntitle: T\n${fields}---\n\n${body}\n`;
const EXPECT = 'expect: { disposition: answered }\n';

test('a ticket is a mail with what must become of it; articles, notes and hidden files are none', async () => {
  await put('a.ticket.md', ticket(`from: Zoë Lee <zoe@example.com>\nsubject: Größe\nlocale: de\n${EXPECT}`, 'Zeile 1\n\nZeile 2'));
  await put('b.md', 'an article');
  await put('README.md', 'notes');
  await put('.c.ticket.md', 'an editor’s');
  const [read, ...others] = await load();
  expect(others).toEqual([]);
  expect(read).toMatchObject({
    id: 'a',
    locale: 'de',

    thread: [],
    expect: { disposition: 'answered', labels: [], mustSay: [] },
  });
  expect(await parseMessage(read?.source ?? Buffer.alloc(0))).toMatchObject({
    from: { name: 'Zoë Lee', address: 'zoe@example.com' },
    to: [{ address: 'help@shop.example' }],
    subject: 'Größe',
    text: expect.stringMatching(/^Zeile 1\n\nZeile 2\s*$/),
  });
});

test('a whole mail may lie in a file beside it', async () => {
  await put('m.eml', 'From: a@example.com\r\nSubject: S\r\n\r\nText');
  await put('a.ticket.md', ticket(`eml: m.eml\n${EXPECT}`, ''));
  expect((await load())[0]?.source.toString()).toContain('Subject: S');
});

test('the same ticket is the same mail every time', async () => {
  await put('a.ticket.md', ticket(`from: a@example.com\n${EXPECT}`));
  const [one, two] = [await load(), await load()];
  expect(one[0]?.source.toString()).toBe(two[0]?.source.toString());
});

describe('refused, with file, field and line:', () => {
  const FROM = 'from: a@example.com\n';
  test.each<[string, string, string, number, string]>([
    ['no front matter', 'Where is my invoice?', '', 1, 'start the file with front matter'],
    ['no expectation', ticket(FROM), 'expect', 2, 'is missing'],
    ['an unknown field', ticket(`${FROM}category: billing\n${EXPECT}`), '', 4, 'unknown field category: use title, eml, from'],
    [
      'an unknown expectation',
      ticket(`${FROM}expect: { disposition: noted, says: x }\n`),
      'expect',
      4,
      'unknown field says: use disposition',
    ],
    [
      'a disposition that no decision gives',
      ticket(`${FROM}expect: { disposition: gone }\n`),
      'expect.disposition',
      4,
      'write one of answered',
    ],
    [
      'a category that there is not',
      ticket(`${FROM}expect: { disposition: answered, category: biling }\n`),
      'expect.category',
      4,
      'biling is not a category',
    ],
    [
      'a team that there is not',
      ticket(`${FROM}expect: { disposition: escalated, team: sales }\n`),
      'expect.team',
      4,
      'sales is not a team of triage.yaml',
    ],
    [
      'a team for what is answered',
      ticket(`${FROM}expect: { disposition: answered, team: billing }\n`),
      'expect.team',
      4,
      'only goes with',
    ],
    [
      'words of an answer that is not expected',
      ticket(`${FROM}expect: { disposition: escalated, mustSay: [x] }\n`),
      'expect',
      4,
      'mustSay and cites only go with',
    ],
    ['another need', ticket(`${FROM}needs: gpt\n${EXPECT}`), 'needs', 4, 'write llm, or leave it out'],
    ['no sender', ticket(EXPECT), 'from', 2, 'write who sends the mail'],
    ['two senders', ticket(`from: a@x.example, b@x.example\n${EXPECT}`), 'from', 3, 'write who sends the mail'],
    ['no mail at all', ticket(`${FROM}${EXPECT}`, ''), '', 2, 'write the mail below the front matter'],
    ['a file that is not there', ticket(`eml: m.eml\n${EXPECT}`, ''), 'eml', 3, 'cannot be read'],
    ['a file elsewhere', ticket(`eml: ../../m.eml\n${EXPECT}`, ''), 'eml', 3, 'name a file beside this one'],
    ['a file and a text', ticket(`eml: m.eml\n${EXPECT}`), 'eml', 3, 'goes without'],
  ])('%s', async (_, text, path, line, message) => {
    await put('a.ticket.md', text);
    const error: unknown = await load().catch((e: unknown) => e);
    if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError');
    expect(error.problems).toEqual([
      expect.objectContaining({ file: join(dir, 'a.ticket.md'), path, line, message: expect.stringContaining(message) }),
    ]);
  });

  test('a ticket that is not UTF-8', async () => {
    await writeFile(join(dir, 'a.ticket.md'), Buffer.from(ticket(`from: a@example.com\n${EXPECT}`, 'Größe'), 'latin1'));
    await expect(load()).rejects.toMatchObject({ problems: [{ file: join(dir, 'a.ticket.md'), line: 7 }] });
  });

  test('all of them at once', async () => {
    await put('a.ticket.md', ticket(FROM));
    await put('b.ticket.md', ticket(EXPECT));
    await expect(load()).rejects.toMatchObject({ problems: [{ file: join(dir, 'a.ticket.md') }, { file: join(dir, 'b.ticket.md') }] });
  });
});
