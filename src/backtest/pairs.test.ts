import { expect, test } from 'vitest';
import type { IndexedMail } from './mail-index.ts';
import { pairsOf, type Us } from './pairs.ts';
import { indexed } from './testing/indexed.ts';

const DAY = 24 * 3_600_000;
const US: Us = {
  own: new Set(['support@shop.example']),
  ours: new Set(['support@shop.example', 'expert@shop.example', 'tom@shop.example']),
  staff: new Set(['expert@shop.example', 'tom@shop.example']),
};

/** A conversation in letters: c asks, d is another customer, s answers, f forwards to a colleague, t is staff with us in copy, a is Firstline. */
function led(script: string, names: Readonly<Record<number, number>> = {}): { readonly mails: IndexedMail[]; readonly told: string } {
  const mails: IndexedMail[] = [];
  for (const [at, letter] of [...script].entries()) {
    const named = names[at];
    const references = named === undefined ? [] : [mails[named]?.messageId ?? ''];
    const fields: Partial<IndexedMail> =
      letter === 'c'
        ? {}
        : letter === 'd'
          ? { from: 'bo@customer.example' }
          : letter === 't'
            ? { from: 'tom@shop.example', to: ['ada@customer.example', 'support@shop.example'] }
            : letter === 'f'
              ? { role: 'sent', to: ['expert@shop.example'] }
              : letter === 'a'
                ? { role: 'sent', ours: true }
                : { role: 'sent' };
    mails.push(indexed({ at: at * 3_600_000, references, ...fields }));
  }
  const index = (mail: IndexedMail) => mails.indexOf(mail);
  const { pairs, unanswered, byFirstline } = pairsOf(mails, US);
  const told = [
    ...pairs.map(
      (p) => `${[...p.older.map(index), `${index(p.newest)}`].join('+')}${p.passedOn ? '>' : ''}=${p.answers.map(index).join('+')}`,
    ),
    ...(unanswered.length === 0 ? [] : [`open ${unanswered.map(index).join('+')}`]),
    ...(byFirstline.length === 0 ? [] : [`agent ${byFirstline.map(index).join('+')}`]),
  ].join(', ');
  return { mails, told };
}

test.each([
  ['a question and its answer', 'cs', {}, '0=1'],
  ['nobody answered', 'c', {}, 'open 0'],
  ['three quick mails are answered once', 'cccs', {}, '0+1+2=3'],
  ['two rounds', 'cscs', {}, '0=1, 2=3'],
  ['the answer names an earlier mail', 'ccs', { 2: 0 }, '0=2, open 1'],
  ['both are answered, each by its own', 'ccss', { 2: 0, 3: 1 }, '0=2, 1=3'],
  ['a second mail of the person is part of the answer', 'css', {}, '0=1+2'],
  ['only passed on', 'cf', {}, '0>='],
  ['asked a colleague, then answered', 'cfs', {}, '0>=2'],
  ['passed on after it was answered', 'csf', {}, '0=1'],
  ['a team member answers directly, with us in copy', 'ct', {}, '0=1'],
  ['we wrote first', 'scs', {}, '1=2'],
  ['Firstline answered', 'ca', {}, 'agent 0'],
  ['Firstline answered, then a person the next one', 'cacs', {}, '2=3, agent 0'],
])('%s: %s', (_what, script, names, expected) => {
  expect(led(script, names).told).toBe(expected);
});

test('what had been said before a question is its context, the answer and what came later are not', () => {
  const { mails } = led('cscsc');
  const [first, second] = pairsOf(mails, US).pairs;
  expect(first?.before).toEqual([]);
  expect(second?.before).toEqual(mails.slice(0, 2));
});

test('a person’s mail weeks later is no part of the answer', () => {
  const question = indexed({ at: 0 });
  const answer = indexed({ at: DAY, role: 'sent' });
  const reminder = indexed({ at: 20 * DAY, role: 'sent' });
  expect(pairsOf([question, answer, reminder], US).pairs).toMatchObject([{ answers: [answer] }]);
});

test('a form in our own name is a customer’s, and its answer goes to Reply-To', () => {
  const form = indexed({ at: 0, from: 'support@shop.example', replyTo: ['ada@customer.example'] });
  const answer = indexed({ at: 1, role: 'sent' });
  expect(pairsOf([form, answer], US).pairs).toMatchObject([{ newest: form, answers: [answer] }]);
});
