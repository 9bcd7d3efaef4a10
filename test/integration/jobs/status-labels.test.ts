import { afterEach, beforeEach, expect, test } from 'vitest';
import { workTicket } from '../../../src/jobs/work.ts';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { STATUS_LABELS } from '../../../src/tickets/labels.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

/** Of the only ticket, in the ledger and on its first mail. */
async function status(): Promise<{ ledger: string[]; mail: string[] }> {
  const { db, inbox, mailbox } = desk.parts;
  const [ticket] = await db.selectFrom('tickets').select('thread_id').execute();
  const isStatus = (label: string) => STATUS_LABELS.some((known) => known === label);
  const [shown] = await mailbox.fetchFlagsOf('INBOX', [1]);
  return {
    ledger: [...(await labelsOf(db, inbox, ticket?.thread_id ?? ''))].filter(isStatus),
    mail: (shown?.flags ?? []).filter(isStatus),
  };
}

/** What a ring does before the ticket is due. */
async function ringEarly(): Promise<void> {
  for (const { thread_id } of await desk.parts.db.selectFrom('tickets').select('thread_id').execute())
    await workTicket(desk.parts, thread_id, new AbortController().signal);
}

const both = (label: string) => ({ ledger: [label], mail: [label] });

test('a ticket is new until it is decided about, and ongoing when its customer writes after an answer', async () => {
  const first = await desk.receive();
  await ringEarly();
  expect(await status()).toEqual(both('new'));
  await desk.work();
  expect(await status()).toEqual(both('answered'));

  await desk.receive({ from: first.from, thread: [first.messageId], text: 'And where is my invoice?' });
  await ringEarly();
  expect(await status()).toEqual(both('ongoing'));
  await desk.work();
  expect(await status()).toEqual(both('answered'));
  // Nobody’s hand did any of this.
  await desk.parts.refresh(0);
  expect(await desk.parts.db.selectFrom('audit').select('kind').where('actor', '=', 'hand').execute()).toEqual([]);
});

test('while the model is away a ticket is waiting', async () => {
  await desk.receive();
  const away: Outcome = { kind: 'wait', why: 'model', retryAfterMs: 60_000, reason: 'the model is away' };
  const parts = desk.withParts({ triage: () => Promise.resolve({ outcome: away, trace: TRACE }) });
  await desk.work(parts);
  await desk.work(parts);
  expect(await status()).toEqual(both('waiting'));
  await desk.work();
  expect(await status()).toEqual(both('answered'));
});

test('what a team has stays with the team when the customer writes again', async () => {
  const first = await desk.receive();
  const escalated: Outcome = {
    ...({
      kind: 'escalate',
      category: null,
      priority: 'normal',
      language: 'en',
      labels: [],
      reason: 'It has to.',
      team: 'support',
    } as const),
    ...({ rules: [], summary: 'Look', suggestedReply: null, considered: [] } as const),
  };
  await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: escalated, trace: TRACE }) }));
  await desk.receive({ from: first.from, thread: [first.messageId], text: 'Any news?' });
  await ringEarly();
  expect(await status()).toEqual(both('needs-human'));
});
