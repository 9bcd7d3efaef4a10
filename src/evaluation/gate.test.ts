import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { makeMailReader } from '../mail/mail-reader.ts';
import { makeBuiltinModel } from '../model/builtin/builtin.ts';
import { ARTICLE, openTextsFolder, type TextsFolder } from '../texts/testing/texts-folder.ts';
import type { Accept } from '../texts/texts.ts';
import { makeGate } from './gate.ts';

const log = makeLog({ level: 'silent', pretty: false });
const reader = makeMailReader({ log });
let folder: TextsFolder | null = null;
afterEach(async () => {
  await folder?.close();
  await reader.close();
  folder = null;
});

const RESET = (minutes: number) =>
  ARTICLE(
    'Reset a forgotten password',
    `To reset a forgotten password, open https://shop.example/reset and choose **Send link**. The link works for ${minutes} minutes.`,
    'aliases: [I forgot my password, How do I reset my password?]\n',
  );
const TICKET = (minutes: number, more = '') =>
  `---\ntitle: T\nfrom: ann@example.com\n${more}expect: { disposition: answered, mustSay: [${minutes} minutes] }\n---\n\nI forgot my password, how do I reset it?\n`;

/** With the gate on, an article on passwords, and whatever tickets. */
async function open(tickets: Readonly<Record<string, string>>): Promise<TextsFolder> {
  let gate: Accept = () => Promise.reject(new Error('not open yet'));
  folder = await openTextsFolder(
    async (put) => {
      await put('knowledge-base/reset.md', RESET(60));
      for (const [name, text] of Object.entries(tickets)) await put(`knowledge-base/${name}.ticket.md`, text);
    },
    (candidate, signal) => gate(candidate, signal),
  );
  gate = makeGate(await folder.read(), { model: makeBuiltinModel(), reader, log, now: () => Date.UTC(2026, 2, 31) });
  return folder;
}

const minutes = (using: TextsFolder) => using.articles().reset?.match(/\d+ minutes/)?.[0];
const problem = (using: TextsFolder) => using.texts.standing('support')?.knowledge.problem ?? null;

describe('an edit', () => {
  test('that makes a golden ticket come out wrong does not serve, and the reason names the ticket', async () => {
    const using = await open({ reset: TICKET(60), 'shop/other': TICKET(60) });
    await using.put('knowledge-base/reset.md', RESET(90));
    await using.settle();
    expect(minutes(using)).toBe('60 minutes');
    expect(problem(using)).toMatch(
      /2 golden tickets that came out right come out wrong: reset \(mustSay: expected 60 minutes, came not said\), shop\/other/,
    );
    expect(using.said().filter((line) => line.startsWith('error'))).toEqual([
      expect.stringMatching(/^error knowledge: the files as they are were not accepted/),
    ]);
  });

  test('serves once the ticket says the same', async () => {
    const using = await open({ reset: TICKET(60) });
    await using.put('knowledge-base/reset.md', RESET(90));
    await using.settle();
    expect(minutes(using)).toBe('60 minutes');
    await using.put('knowledge-base/reset.ticket.md', TICKET(90));
    await using.settle();
    expect(minutes(using)).toBe('90 minutes');
    expect(problem(using)).toBeNull();
  });

  test.each<[string, Record<string, string>]>([
    ['that no ticket minds', { reset: TICKET(90) }],
    ['where a ticket was wrong before', { reset: TICKET(45) }],
    ['where only a ticket for a language model minds', { reset: TICKET(60, 'needs: llm\n') }],
    ['where there are no tickets', {}],
  ])('%s serves', async (_, tickets) => {
    const using = await open(tickets);
    await using.put('knowledge-base/reset.md', RESET(90));
    await using.settle();
    expect(minutes(using)).toBe('90 minutes');
  });

  test('does not serve beside a ticket that cannot be read: its line is told', async () => {
    const using = await open({ reset: TICKET(60) });
    await using.put('knowledge-base/broken.ticket.md', '---\ntitle: T\n---\n');
    await using.put('knowledge-base/reset.md', RESET(90));
    await using.settle();
    expect(minutes(using)).toBe('60 minutes');
    expect(problem(using)).toMatch(/golden tickets cannot be read: .*broken\.ticket\.md, line 2, column \d+, expect: is missing/);
  });

  test('of a rule counts like one of an article', async () => {
    const using = await open({ reset: TICKET(60) });
    const rules = 'rules:\n  - name: All to people\n    when: { phrases: [password] }\n    then: { escalate: support }\n';
    const before = using.texts.current().get('support')?.policy;
    const triage = await readFile(`${using.dir}/config/triage.yaml`, 'utf8');
    await using.put('config/triage.yaml', triage.replace(/^rules:\n/m, rules));
    await using.settle();
    expect(using.texts.current().get('support')?.policy).toBe(before);
    expect(using.texts.standing('support')?.triage.problem).toMatch(/reset \(disposition: expected answered, came escalated/);
  });
});
