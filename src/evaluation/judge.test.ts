import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { loadWithoutAccount, openRehearsal } from '../commands/rehearsal-parts.ts';
import { TicketFields } from '../config/ticket-schema.ts';
import type { Model } from '../model/model.ts';
import { ScriptedModel } from '../model/scripted.ts';
import { classification, draftOf } from '../triage/testing/facts.ts';
import { evaluate } from './evaluate.ts';
import type { TicketResult } from './judge.ts';
import { mailSource } from './mail-source.ts';
import { compareRuns, reportOf } from './report.ts';
import type { GoldenTicket } from './ticket.ts';

const file = fileURLToPath(new URL('../../config/firstline.yaml', import.meta.url));
const parts = await openRehearsal(await loadWithoutAccount(file, { variables: {} }), {});
afterAll(() => parts.reader.close());

const FROM = { name: 'Ann Lee', address: 'ann@example.com' };
async function golden(text: string, fields: object, id = 'a'): Promise<GoldenTicket> {
  const source = await mailSource({ from: FROM, to: parts.config.address, subject: '', text, date: Date.UTC(2026, 0, 15), id });
  return { ...TicketFields.parse({ title: 'T', ...fields }), id, file: `${id}.ticket.md`, source };
}

async function run(tickets: readonly GoldenTicket[], model: Model = parts.model): Promise<readonly TicketResult[]> {
  return evaluate(tickets, { ...parts, model }, { concurrency: 2, signal: new AbortController().signal });
}

const FORGOT = 'I forgot my password, how do I reset it?';
const GIFT = 'Can I buy a gift card for my sister?';
const ANSWERED = { disposition: 'answered' };

describe('what is not as expected is named, with what came', () => {
  test.each<[string, string, object, readonly (readonly [string, string, string])[], boolean]>([
    [
      'nothing',
      FORGOT,
      { expect: { ...ANSWERED, mustSay: ['OPEN  https://app.hazelnote.example/reset'], cites: ['password-reset'] } },
      [],
      false,
    ],
    [
      'an answer that a person should have seen',
      FORGOT,
      { expect: { disposition: 'escalated' } },
      [['disposition', 'escalated', 'answered']],
      true,
    ],
    ['a hand-off that was not wanted', GIFT, { expect: ANSWERED }, [['disposition', 'answered', 'escalated']], false],
    [
      'a word that is missing',
      FORGOT,
      { expect: { ...ANSWERED, mustSay: ['two working days'] } },
      [['mustSay', 'two working days', 'not said']],
      true,
    ],
    ['a word too many', FORGOT, { expect: { ...ANSWERED, mustNotSay: ['60 MINUTES'] } }, [['mustNotSay', '60 MINUTES', 'said']], true],
    [
      'another article',
      FORGOT,
      { expect: { ...ANSWERED, cites: ['plans', 'password-reset#1'] } },
      [['cites', 'plans', 'password-reset#1']],
      true,
    ],
    ['another category', FORGOT, { expect: { ...ANSWERED, category: 'billing' } }, [['category', 'billing', 'password-reset']], false],
    [
      'a label',
      FORGOT,
      { expect: { ...ANSWERED, labels: ['answered', 'vip'] } },
      [['labels', 'vip', 'answered, password-reset, lang/en']],
      false,
    ],
    ['a team', GIFT, { expect: { disposition: 'escalated', team: 'billing' } }, [['team', 'billing', 'support']], false],
    ['a priority', GIFT, { expect: { disposition: 'escalated', priority: 'urgent' } }, [['priority', 'urgent', 'normal']], false],
    ['another language', FORGOT, { locale: 'de', expect: ANSWERED }, [['language', 'de', 'en']], true],
    [
      'an answer that needs a language model',
      FORGOT,
      { needs: 'llm', expect: { ...ANSWERED, mustSay: ['x'] } },
      [['disposition', 'escalated', 'answered']],
      true,
    ],
    ['nothing more of what needs one', GIFT, { needs: 'llm', expect: { ...ANSWERED, category: 'sales', mustSay: ['x'] } }, [], false],
  ])('%s', async (_, text, fields, problems, wrongAnswer) => {
    const [result] = await run([await golden(text, fields)]);
    expect(result?.problems.map((p) => [p.field, p.expected, p.got])).toEqual(problems);
    expect(result?.wrongAnswer).toBe(wrongAnswer);
  });

  test('a language model is held to everything, and one that is away decides nothing', async () => {
    const away: Model = { name: 'openai:away', complete: async () => ({ status: 'error', message: 'away', retryable: true }) };
    const [result] = await run([await golden(FORGOT, { needs: 'llm', expect: ANSWERED })], away);
    expect(result).toMatchObject({
      got: { disposition: 'waiting' },
      problems: [{ field: 'disposition', expected: 'answered', got: 'waiting' }],
    });
  });

  test('an answer of a language model that says what it must not', async () => {
    const model = new ScriptedModel([
      { task: 'classify', value: classification({ category: 'password-reset', confidence: 1, queries: ['reset password'] }) },
      {
        task: 'draft',
        value: draftOf('Open https://app.hazelnote.example/reset and choose **Send link**.', ['password-reset#1']),
      },
    ]);
    const [result] = await run([await golden(FORGOT, { needs: 'llm', expect: { ...ANSWERED, mustNotSay: ['choose Send link'] } })], model);
    expect(result).toMatchObject({ wrongAnswer: true, problems: [{ field: 'mustNotSay' }] });
    model.assertDone();
  });
});

test('a report counts what matters, and a later run is compared by ticket', async () => {
  const tickets = [
    await golden(FORGOT, { expect: { ...ANSWERED, category: 'password-reset' } }, 'good'),
    await golden(FORGOT, { expect: { disposition: 'escalated', category: 'billing' } }, 'wrong'),
    await golden(GIFT, { needs: 'llm', expect: ANSWERED }, 'beyond'),
  ];
  const report = reportOf(await run(tickets), parts, 12.4);
  expect(report).toMatchObject({
    model: 'builtin',
    tickets: 3,
    asExpected: 2,
    people: 3,
    answered: 2,
    escalated: 1,
    wrongAnswers: 1,
    wrongAnswerRate: 0.5,
    automationWanted: 2 / 3,
    languageErrors: 0,
    cost: null,
    confusion: { 'password-reset': { 'password-reset': 1 }, billing: { 'password-reset': 1 } },
    ms: 12,
  });
  const later = await run([
    await golden(FORGOT, { expect: { disposition: 'escalated' } }, 'good'),
    await golden(FORGOT, { expect: ANSWERED }, 'wrong'),
    await golden(GIFT, { expect: { disposition: 'escalated' } }, 'new'),
  ]);
  const before = { ...report, results: report.results.map((r) => ({ ...r, problems: [...r.problems] })) };
  expect(compareRuns(before, later, true)).toMatchObject({
    regressions: ['good'],
    improvements: ['wrong'],
    changed: [],
    added: ['new'],
    removed: ['beyond'],
  });
  expect(compareRuns(before, later, false).removed).toEqual([]);
});

test('tickets are run in any order and reported in theirs', async () => {
  const tickets = await Promise.all(['x', 'y', 'z'].map((id) => golden(GIFT, { expect: { disposition: 'escalated' } }, id)));
  expect((await run(tickets)).map((r) => r.id)).toEqual(['x', 'y', 'z']);
});
