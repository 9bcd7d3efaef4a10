import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { sweep } from '../../../src/jobs/sweep.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { writeCursor } from '../../../src/ledger/cursors.ts';
import { openLedger } from '../../../src/ledger/database.ts';
import { insertMessage, insertPlacements } from '../../../src/ledger/messages.ts';
import type { TicketRow } from '../../../src/ledger/schema.ts';
import { LOOK } from '../../../src/ledger/ticket-clocks.ts';
import { moveTicket, openTicket, ticketOf, updateTicket } from '../../../src/ledger/tickets.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { deskParts, INBOX, messageRow, NOW } from '../../contract/facts.ts';

/** Random lives of a ticket: whatever happens in whatever order, whether nobody looks for days (an emptied Redis) or two at once, what was promised holds. */

const HOUR = 3_600_000;
const THREAD = 'thd_1';

type Step =
  | { readonly kind: 'customer' | 'thanks' | 'reply' | 'escalate' | 'staff' | 'close' | 'hand back' }
  | { readonly kind: 'snooze'; readonly hours: number }
  | { readonly kind: 'time'; readonly hours: number; readonly looks: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      hours: fc.integer({ min: 0, max: 130 }),
      looks: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        'customer' as const,
        'thanks' as const,
        'reply' as const,
        'escalate' as const,
        'staff' as const,
        'close' as const,
        'hand back' as const,
      )
      .map((kind) => ({ kind })),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('snooze' as const), hours: fc.integer({ min: 1, max: 100 }) }) },
);

let undo: Undo;
let folder: string;
beforeEach(async () => {
  undo = makeUndo();
  folder = await mkdtemp(join(tmpdir(), 'firstline-lives-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => undo.run());

interface Sent {
  readonly kind: 'follow-up' | 'notice';
  readonly at: number;
  /** As it stood when the mail was handed to the server. */
  readonly ticket: TicketRow;
  /** The last word of ours before it, counted. */
  readonly silence: number;
}

/** One ticket on a ledger of its own; its mailbox has all that was put into it. */
async function life(name: string) {
  const place = join(folder, name);
  await mkdir(place);
  const db = await openLedger({ url: undefined, folder: place });
  const base = await deskParts(db);
  const clock = { now: NOW };
  const sent: Sent[] = [];
  let words = 0;
  let mails = 0;
  const cursor = { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', last_uid: 0, backfill_uid: 0, modseq: '1', synced_at: NOW, hold: 0 };
  await writeCursor(db, cursor);
  const ticket = async () => (await ticketOf(db, INBOX, THREAD)) as TicketRow;
  const parts: InboxParts = {
    ...base,
    config: { ...base.config, fileSent: 'never', smtp: { ...base.config.smtp, rate: 0 } },
    now: () => clock.now,
    ring: () => undefined,
    refresh: () => Promise.resolve(),
    mailbox: {
      ...base.mailbox,
      status: () => Promise.resolve({ uidValidity: '1', uidNext: 999, messages: 1, highestModseq: '1' }) as never,
      fetchFlagsOf: (_, uids) => Promise.resolve(uids.map((uid) => ({ uid, flags: [] })) as never),
      storable: () => Promise.resolve({ any: false, keywords: [] }) as never,
    },
    prompts: { ...base.prompts, languages: ['en'], frame: () => ({ greeting: 'Hello,', signOff: 'Shop' }) },
    submission: {
      ...base.submission,
      deliver: async ({ to }, onData) => {
        await onData();
        const isCustomer = to.includes('ada@customer.example');
        sent.push({ kind: isCustomer ? 'follow-up' : 'notice', at: clock.now, ticket: await ticket(), silence: words });
        return { response: '250 ok' };
      },
    },
  };
  const mail = async (direction: 'in' | 'out', more: Partial<ReturnType<typeof messageRow>> = {}) => {
    mails += 1;
    const id = `msg_${mails}`;
    const out = direction === 'out' ? { author: 'agent' as const, from_address: 'support@shop.example', wait: null } : {};
    await insertMessage(
      db,
      messageRow({ id, thread_id: THREAD, direction, recorded_at: clock.now, arrived_at: clock.now, ...out, ...more }),
    );
    const spot = { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', uid: mails, message: id };
    await insertPlacements(db, [{ ...spot, flags_json: '[]', projected_json: '[]', copied: 0 }]);
  };
  const settled = () =>
    db.updateTable('messages').set({ wait: null, wait_deadline: null, disposition: 'answered' }).where('wait', 'is not', null).execute();
  const word = async (event: 'reply_accepted' | 'staff_wrote') => {
    words += 1;
    await mail('out', event === 'staff_wrote' ? { author: 'staff' } : {});
    await settled();
    await moveTicket(
      db,
      await ticket(),
      event,
      clock.now,
      event === 'staff_wrote' ? { person_since: clock.now, triage_at: null } : { triage_at: null },
    );
  };
  await mail('in');
  await openTicket(db, {
    inbox: INBOX,
    threadId: THREAD,
    subject: 's',
    requester: 'ada@customer.example',
    requesterName: 'Ada',
    beside: null,
    now: NOW,
    triageAt: NOW,
  });
  await updateTicket(db, INBOX, THREAD, { triage_at: null });

  const look = async () => {
    const rung: string[] = [];
    await sweep({ ...parts, ring: (thread) => void rung.push(thread) }, 0);
    // Whoever rings twice at once is answered once.
    await Promise.all([...rung, ...rung].map((thread) => workTicket(parts, thread, new AbortController().signal)));
  };
  const take = async (happens: Step): Promise<void> => {
    clock.now += 1_000;
    const { state } = await ticket();
    switch (happens.kind) {
      case 'customer':
        await mail('in');
        await moveTicket(db, await ticket(), 'customer_wrote', clock.now);
        return;
      case 'thanks':
        await mail('in', { disposition: 'noted', disposition_detail: 'thanks', wait: null, wait_deadline: null });
        await settled();
        await moveTicket(db, await ticket(), 'customer_thanked', clock.now);
        return;
      case 'reply':
        return ['new', 'triaging', 'drafted', 'escalated'].includes(state) ? word('reply_accepted') : undefined;
      case 'staff':
        return word('staff_wrote');
      case 'escalate':
        await settled();
        await moveTicket(db, await ticket(), 'escalated', clock.now, { team: 'support' });
        return;
      case 'close':
        await settled();
        await moveTicket(db, await ticket(), 'closed_by_hand', clock.now, { person_since: null });
        return;
      case 'hand back':
        await updateTicket(db, INBOX, THREAD, { person_since: null, ...LOOK });
        return;
      case 'snooze':
        await updateTicket(db, INBOX, THREAD, { snoozed_until: clock.now + happens.hours * HOUR, ...LOOK });
        return;
      case 'time':
        clock.now += happens.hours * HOUR;
        for (let i = 0; i < happens.looks; i += 1) await look();
        return;
      default:
        return happens satisfies never;
    }
  };
  return { db, take, look, sent, ticket, clock, close: () => db.destroy() };
}

test('whatever happens: one check-in a silence, nobody is asked while we owe, nothing comes early, and an end stays an end', {
  timeout: 180_000,
}, async () => {
  let runs = 0;
  let asked = 0;
  let reminded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (history) => {
      runs += 1;
      const one = await life(String(runs));
      try {
        for (const happens of history) {
          const before = await one.ticket();
          await one.take(happens);
          if (happens.kind === 'thanks') expect((await one.ticket()).state).toBe('closed');
          if (before.state === 'closed' && happens.kind === 'time') expect((await one.ticket()).state).toBe('closed');
        }
        // What a mail that has left makes of a ticket is worked out by the next look.
        for (let i = 0; i < 2; i += 1) await one.look();
        const questions = one.sent.filter(({ kind }) => kind === 'follow-up');
        asked += questions.length;
        const silences = questions.map(({ silence }) => silence);
        expect(new Set(silences).size).toBe(silences.length);
        for (const { ticket, at } of questions) {
          expect(ticket.owes).toBe('customer');
          expect(ticket.snoozed_until).toBeNull();
          expect(at - (ticket.owed_since ?? at)).toBeGreaterThanOrEqual(48 * HOUR);
        }
        expect((await one.ticket()).follow_ups).toBeLessThanOrEqual(1);
        expect(questions.length).toBeLessThanOrEqual(1);
        const reminders = await one.db.selectFrom('audit').select(['at', 'refs']).where('kind', '=', 'ticket.reminded').execute();
        reminded += reminders.length;
        for (const { at, refs } of reminders) expect(at - Number(JSON.parse(refs).since)).toBeGreaterThanOrEqual(4 * HOUR);
        const rows = await one.db.selectFrom('messages').select(['disposition', 'wait']).where('direction', '=', 'in').execute();
        for (const { disposition, wait } of rows) expect([disposition, wait].filter((x) => x !== null)).toHaveLength(1);
        // Nobody is left waiting for a look: everything that is open knows what comes next.
        const end = await one.ticket();
        expect(end.next_work).not.toBe('look');
      } finally {
        await one.close();
      }
    }),
    { numRuns: 40, seed: 20_261_122, endOnFailure: true },
  );
  // Otherwise the histories would prove nothing.
  expect(asked).toBeGreaterThan(3);
  expect(reminded).toBeGreaterThan(3);
});
