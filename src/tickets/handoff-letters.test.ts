import { expect, test } from 'vitest';
import { type Escalated, type Letter, lettersFor, type SentToTeam } from './handoff-letters.ts';

const sent = (team: string, message: string, reason = 'No article covers this.'): SentToTeam => ({
  ...{ team, message, reason },
  ...{ effect: `${team}-${message}`, messageId: `<${team}-${message}@shop.example>`, subject: '[#7] Refund' },
});

const escalated = (more: Partial<Escalated> = {}): Escalated => ({
  outcome: { team: 'billing', reason: 'No article covers this.' },
  message: 'm1',
  before: null,
  sent: [],
  ...more,
});

const told = (letters: readonly Letter[]) =>
  letters.map(({ team, first }) => `${team} ${first === null ? 'whole' : `news to ${first.effect}`}`);

test.each<[string, Partial<Escalated>, string[]]>([
  ['everything, the first time', {}, ['billing whole']],
  ['nothing, when it was told this already', { before: 'billing', sent: [sent('billing', 'm1')] }, []],
  [
    'news, when the customer wrote again',
    { before: 'billing', message: 'm2', sent: [sent('billing', 'm1')] },
    ['billing news to billing-m1'],
  ],
  [
    'news, when there is another reason',
    { before: 'billing', sent: [sent('billing', 'm1', 'It bounced')] },
    ['billing news to billing-m1'],
  ],
  [
    'news in the conversation it began with',
    { message: 'm3', sent: [sent('billing', 'm1'), sent('billing', 'm2')] },
    ['billing news to billing-m1'],
  ],
  [
    'everything, when another team had it: that one hears who has it now',
    { before: 'sales', message: 'm2', sent: [sent('sales', 'm1')] },
    ['billing whole', 'sales news to sales-m1'],
  ],
  ['nothing to a team that never had a mail about it', { before: 'sales' }, ['billing whole']],
  [
    'everything, as does the team of another rule',
    { outcome: { team: 'billing', reason: 'Rule: A; B.', also: [{ team: 'legal', rule: 'B' }] } },
    ['billing whole', 'legal whole'],
  ],
  [
    'everything once, also when two other rules name the same team',
    {
      outcome: {
        team: 'billing',
        reason: 'x',
        also: [
          { team: 'legal', rule: 'B' },
          { team: 'legal', rule: 'C' },
          { team: 'billing', rule: 'D' },
        ],
      },
    },
    ['billing whole', 'legal whole'],
  ],
])('a team gets %s', (_, more, letters) => expect(told(lettersFor(escalated(more), (id) => id))).toEqual(letters));

test('who gets it besides, or no longer, reads why', () => {
  const names = (id: string) => id.toUpperCase();
  const also = { team: 'billing', reason: 'x', also: [{ team: 'legal', rule: 'Lawyers' }] };
  const letters = lettersFor(escalated({ outcome: also, before: 'sales', sent: [sent('sales', 'm0')] }), names);
  expect(letters.map(({ why }) => why)).toEqual([
    null,
    'The rule "Lawyers" names you, too; BILLING has the ticket.',
    'BILLING has the ticket now: you need not answer.',
  ]);
});
