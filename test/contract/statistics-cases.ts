import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { TriageConfig } from '../../src/config/triage-schema.ts';
import { carryOut } from '../../src/jobs/after-effect.ts';
import { COURSES_OF_OLD_TICKETS } from '../../src/ledger/courses-of-old-tickets.ts';
import { insertHandoffs } from '../../src/ledger/handoffs.ts';
import { insertMessage } from '../../src/ledger/messages.ts';
import type { EffectRow, TicketRow } from '../../src/ledger/schema.ts';
import { moveTicket, openTicket, ticketOf } from '../../src/ledger/tickets.ts';
import { statisticsOf } from '../../src/statistics/statistics.ts';
import type { TicketEvent } from '../../src/tickets/state.ts';
import { deskParts, INBOX, messageRow } from './facts.ts';
import type { Bench } from './ledger.ts';

const at = (iso: string) => Date.parse(`${iso}Z`);
const HOUR = 3_600_000;

/** Monday to Friday, nine to five in Berlin; in November that is 08:00 to 16:00 UTC. */
const POLICY = TriageConfig.parse({
  fallbackTeam: 'support',
  teams: {
    support: { name: 'Support', email: 'team@shop.example', hours: { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] } } },
    nights: { name: 'Nights', email: 'nights@shop.example' },
  },
  categories: { billing: { description: 'Invoices' }, access: { description: 'Passwords' } },
});

/** Two whole weeks, W46 and W47, and a day after them. */
const PERIOD = { from: at('2026-11-08T23:00:00'), to: at('2026-11-23T23:00:00'), zone: 'Europe/Berlin', now: at('2026-11-24T12:00:00') };

export function statisticsCases({ db }: Bench): void {
  let count = 0;
  /** Opens a ticket; each event comes so many hours after its first mail. */
  async function ticket(
    receivedAt: number,
    facts: Pick<TicketRow, 'category' | 'language'> & { readonly team?: string },
    ...events: readonly (readonly [hours: number, event: TicketEvent])[]
  ): Promise<void> {
    count += 1;
    const threadId = `t${count}`;
    const mail = { subject: 'Help', requester: 'ada@customer.example', requesterName: 'Ada', beside: null };
    await openTicket(db(), { inbox: INBOX, threadId, ...mail, now: receivedAt, triageAt: receivedAt, receivedAt });
    for (const [hours, event] of events) {
      const row = await ticketOf(db(), INBOX, threadId);
      if (row !== null) await moveTicket(db(), row, event, receivedAt + hours * HOUR, facts);
    }
  }

  test('figures of a fortnight are those counted by hand', async () => {
    const billing = { category: 'billing', language: 'en' };
    const access = { category: 'access', language: 'de' };
    // Week 46. Tuesday 10:00 UTC, answered after 2 h by itself, confirmed a day later.
    await ticket(at('2026-11-10T10:00:00'), billing, [2, 'reply_accepted'], [26, 'customer_thanked']);
    // Friday 15:00 UTC: an hour of work before the weekend; a person answers on Monday 09:00, an hour after they begin. Escalated; closed as stale.
    await ticket(at('2026-11-13T15:00:00'), billing, [1, 'escalated'], [66, 'staff_wrote'], [120, 'followed_up'], [200, 'went_stale']);
    // Sunday 23:30 in Berlin is still week 46; of a team without hours; ended by a person without an answer.
    await ticket(at('2026-11-15T22:30:00'), { ...access, team: 'nights' }, [3, 'escalated'], [5, 'closed_by_hand']);
    // Week 47. Monday 00:00 in Berlin; answered in half an hour, closed as stale, and opened again: another answer after 100 h.
    await ticket(
      at('2026-11-15T23:00:00'),
      access,
      ...([
        [0.5, 'reply_accepted'],
        [48, 'followed_up'],
        [90, 'went_stale'],
        [99, 'customer_wrote'],
        [100, 'reply_accepted'],
      ] as const),
    );
    // Thanks alone.
    await ticket(at('2026-11-18T12:00:00'), { category: null, language: null }, [0.1, 'customer_thanked']);
    // The Monday after, and nothing has come of it. Before and after the period.
    await ticket(at('2026-11-23T10:00:00'), billing, [1, 'escalated']);
    await ticket(PERIOD.from - 1, billing, [1, 'reply_accepted']);
    await ticket(PERIOD.to, billing, [0.1, 'reply_accepted']);
    const machine = { disposition: 'suppressed', disposition_detail: 'bounce', wait: null };
    await insertMessage(db(), messageRow({ id: 'm1', ...machine, arrived_at: at('2026-11-12T00:00:00') }));
    await insertMessage(db(), messageRow({ id: 'm2', ...machine, arrived_at: PERIOD.to }));

    const { all, groups, suppressed } = await statisticsOf(db(), INBOX, POLICY, PERIOD);
    expect(suppressed).toBe(1);
    expect(all).toMatchObject({ tickets: 6, escalated: 3, ended: 5, reopened: 1 });
    const none = { confirmed: 0, assumed: 0, closed: 0, reopened: 0, open: 0 };
    expect(all.matrix).toEqual({
      nobody: { ...none, confirmed: 1, reopened: 1 },
      approved: none,
      person: { ...none, assumed: 1 },
      unanswered: { ...none, closed: 2 },
      waiting: { ...none, open: 1 },
    });
    // By the clock 0.5, 2 and 66 h. At work: none before Monday's nine o'clock; 2 h; an hour on Friday and one on Monday.
    expect(all.firstAnswer).toEqual({ answered: 3, p50: 2, p90: 66, workP50: 2, workP90: 2 });
    expect(all.firstAnswerBy.nobody).toEqual({ answered: 2, p50: 0.5, p90: 2, workP50: 0, workP90: 2 });
    const tickets = (by: 'category' | 'language' | 'team' | 'week') => groups[by].map(({ name, figures }) => [name, figures.tickets]);
    expect(tickets('week')).toEqual([
      ['2026-W46', 3],
      ['2026-W47', 2],
      ['2026-W48', 1],
    ]);
    expect(groups.week.map((week) => week.partial)).toEqual([false, false, true]);
    expect(tickets('category')).toEqual([
      ['billing', 3],
      ['access', 2],
      [null, 1],
    ]);
    expect(tickets('language')).toEqual([
      ['en', 3],
      ['de', 2],
      [null, 1],
    ]);
    expect(tickets('team')).toEqual([
      [null, 5],
      ['nights', 1],
    ]);
    expect(groups.category[0]?.figures).toMatchObject({
      escalated: 2,
      ended: 2,
      reopened: 0,
      firstAnswer: { answered: 2, p50: 2, p90: 66 },
    });
  });

  test('an inbox without tickets has weeks without tickets, and no times', async () => {
    const { all, groups } = await statisticsOf(db(), INBOX, POLICY, PERIOD);
    expect(all).toMatchObject({ tickets: 0, escalated: 0, firstAnswer: { answered: 0, p50: null, workP90: null } });
    expect(groups.week).toHaveLength(3);
    expect(groups.category).toEqual([]);
  });

  test.each([
    ['reply', 'agent'],
    ['approved', 'approved'],
    ['relay', 'staff'],
  ] as const)('a %s that has left counts, even where the customer has written again meanwhile', async (kind, by) => {
    const parts = await deskParts(db());
    await ticket(PERIOD.from, { category: null, language: null });
    const effect = { inbox: INBOX, key: 'k', turn: 'x', thread_id: `t${count}`, kind } as EffectRow;
    const event = kind === 'relay' ? 'staff_wrote' : 'reply_accepted';
    await carryOut(db(), parts, effect, { messages: [], disposition: 'answered', detail: null, event, labels: [] }, PERIOD.from + HOUR);
    const row = await ticketOf(db(), INBOX, `t${count}`);
    expect([row?.state, row?.answered_by, row?.first_answer_at]).toEqual(['triaging', by, PERIOD.from + HOUR]);
  });

  test('of tickets from before there were figures, the upgrade finds what their mails tell', async () => {
    const opened = PERIOD.from;
    const open = async (threadId: string, state: string) => {
      await openTicket(db(), {
        ...{ inbox: INBOX, threadId, subject: '', requester: 'a@b.example', requesterName: '', beside: null },
        ...{ now: opened, triageAt: opened },
      });
      await db()
        .updateTable('tickets')
        .set({ state, updated_at: opened + 9 })
        .where('thread_id', '=', threadId)
        .execute();
    };
    const mail = (id: string, threadId: string, more: Parameters<typeof messageRow>[0] | object) =>
      insertMessage(db(), messageRow({ id, thread_id: threadId, recorded_at: opened, arrived_at: opened, wait: null, ...more }));
    await open('alone', 'closed');
    await mail('a1', 'alone', { direction: 'out', author: 'agent', arrived_at: opened + 5 });
    await mail('a2', 'alone', { disposition: 'noted', disposition_detail: 'thanks' });
    await open('person', 'with_staff');
    await mail('p1', 'person', { direction: 'out', author: 'staff', arrived_at: opened + 7 });
    await insertHandoffs(db(), [
      { inbox: INBOX, token: 'x', thread_id: 'person', team: 'support', recipient: 'a@b.example', effect: 'e', created_at: opened + 3 },
    ]);
    await open('waits', 'triaging');
    await mail('w1', 'waits', { direction: 'out', author: 'staff', recorded_at: opened - 1 });
    for (const statement of COURSES_OF_OLD_TICKETS) await sql.raw(statement).execute(db());
    const found = await db()
      .selectFrom('tickets')
      .select(['thread_id', 'received_at', 'first_answer_at', 'answered_by', 'escalated_at', 'resolved_by', 'resolved_at', 'reopened'])
      .orderBy('thread_id')
      .execute();
    const unknown = {
      received_at: opened,
      first_answer_at: null,
      answered_by: null,
      escalated_at: null,
      resolved_by: null,
      resolved_at: null,
    };
    expect(found).toEqual([
      {
        ...{ ...unknown, thread_id: 'alone', first_answer_at: opened + 5, answered_by: 'agent', resolved_by: 'customer' },
        ...{ resolved_at: opened + 9, reopened: 0 },
      },
      { ...unknown, thread_id: 'person', first_answer_at: opened + 7, answered_by: 'staff', escalated_at: opened + 3, reopened: 0 },
      { ...unknown, thread_id: 'waits', reopened: 0 },
    ]);
  });
}
