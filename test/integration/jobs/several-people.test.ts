import { afterEach, beforeEach, expect, test } from 'vitest';
import { handBack } from '../../../src/jobs/by-hand.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import type { TriageInput } from '../../../src/triage/triage.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { type LetterFields, letter } from '../../end-to-end/behaviour/letters.ts';
import { AUTHSERV, type JobDesk, openJobDesk } from './job-desk.ts';

/** A conversation with two customers in it, who need not know what the other wrote to us alone. */

const ADDRESS = 'support@hazelnote.example';
const ANN = 'ann@customer.example';
const BOB = 'bob@customer.example';

let undo: Undo;
let desk: JobDesk;
/** What triage was given, in the order of the turns. */
let given: TriageInput[];
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
  given = [];
});
afterEach(() => undo.run());

const write = (fields: LetterFields) =>
  desk.receive({ headers: [['Authentication-Results', `${AUTHSERV}; dmarc=pass header.from=customer.example`]], ...fields });

const work = () =>
  desk.work(
    desk.withParts({
      triage: (input, ...rest) => {
        given.push(input);
        return desk.parts.triage(input, ...rest);
      },
    }),
  );

/** A colleague answers Ann with Bob in copy: both take part from now on. */
async function answerBoth(to: string): Promise<string> {
  const hand = letter(ADDRESS, { from: ADDRESS, to: ANN, cc: BOB, subject: 'Re: Our team', thread: [to], text: 'Bob may join.' });
  await desk.parts.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await desk.parts.refresh(0);
  await work();
  await handedBack();
  return hand.messageId;
}

/** The colleague leaves the rest to us. */
async function handedBack(): Promise<void> {
  const { db, inbox } = desk.parts;
  const ticket = await db.selectFrom('tickets').select('thread_id').where('person_since', 'is not', null).executeTakeFirstOrThrow();
  await transactInbox(db, inbox, (trx) => handBack(trx, desk.parts, ticket.thread_id, { actor: 'staff', refs: {} }));
}

test('what one wrote to us alone, and what we answered, is nothing the model knows when the other asks', async () => {
  const first = await write({ from: ANN, subject: 'Our team', text: 'Can Bob join our team?' });
  const both = await answerBoth(first.messageId);
  const thread = [first.messageId, both];
  await write({ from: ANN, subject: 'Re: Our team', thread, text: 'Between us: Bob is leaving in May.' });
  await work();
  await write({ from: BOB, subject: 'Re: Our team', thread, text: 'How do I join?' });
  await work();
  expect(given.map((input) => input.requesterAddress)).toEqual([ANN, BOB]);
  expect(given[0]?.thread.map((m) => m.from)).toEqual(['customer', 'staff']);
  expect(given[1]).toMatchObject({ participant: true, sender: { verdict: 'verified' } });
  expect(given[1]?.thread.map((m) => [m.from, m.text.trim()])).toEqual([['staff', 'Bob may join.']]);
  expect(JSON.stringify(given[1])).not.toContain('leaving');
});

test('two open questions, not written to each other, go to a person together: one answer would tell one what the other asked', async () => {
  const first = await write({ from: ANN, subject: 'Our team', text: 'Can Bob join our team?' });
  const both = await answerBoth(first.messageId);
  const thread = [first.messageId, both];
  await write({ from: ANN, subject: 'Re: Our team', thread, text: 'Between us: Bob is leaving in May.' });
  await write({ from: BOB, subject: 'Re: Our team', thread, text: 'How do I join?' });
  await work();
  expect(given).toEqual([]);
  expect((await desk.mails()).map((m) => [m.from, m.disposition])).toEqual([
    [ANN, 'answered'],
    [ANN, 'superseded'],
    [BOB, 'escalated'],
  ]);
});
