import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isPostgres } from '../../src/ledger/dialect.ts';
import type { TicketRow } from '../../src/ledger/schema.ts';
import { labelsOfThreads, listTickets, newestTicket, type TicketFilter, ticketByNumber } from '../../src/ledger/ticket-lists.ts';
import { openTicket } from '../../src/ledger/tickets.ts';
import { INBOX, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

export function ticketListCases({ db }: Bench): void {
  async function ticket(n: number, facts: Partial<TicketRow>, ...labels: readonly string[]): Promise<void> {
    const threadId = `t${n}`;
    const requester = facts.requester ?? 'ada@customer.example';
    await openTicket(db(), {
      inbox: INBOX,
      threadId,
      subject: `${n}`,
      requester,
      requesterName: '',
      beside: null,
      now: NOW,
      triageAt: NOW,
    });
    await db()
      .updateTable('tickets')
      .set({ updated_at: NOW - n, triage_at: null, ...facts })
      .where('thread_id', '=', threadId)
      .execute();
    for (const label of labels)
      await db().insertInto('thread_labels').values({ inbox: INBOX, thread_id: threadId, label, by: 'agent', at: NOW }).execute();
  }

  async function four(): Promise<void> {
    await ticket(1, { state: 'escalated', owes: 'us', category: 'billing', team: 'support' }, 'urgent', 'billing');
    await ticket(2, { state: 'answered', owes: 'customer', category: 'billing', language: 'de' }, 'billing');
    await ticket(3, { state: 'closed', owes: 'nobody', category: 'billing', priority: 'high' }, 'resolved');
    await ticket(4, { state: 'drafted', owes: 'us', requester: 'bob@customer.example' });
  }

  const numbers = async (filter: Partial<TicketFilter>) =>
    (await listTickets(db(), INBOX, { limit: 10, ...filter })).map((row) => Number(row.number));

  test.each<[string, Partial<TicketFilter>, readonly number[]]>([
    ['open ones, the longest untouched first', {}, [4, 2, 1]],
    ['ended ones, too', { ended: true }, [4, 3, 2, 1]],
    ['ended ones where they are asked for', { states: ['closed', 'drafted'] }, [4, 3]],
    ['of one state', { states: ['escalated'] }, [1]],
    ['by who owes', { owes: 'us' }, [4, 1]],
    ['by category', { category: 'billing' }, [2, 1]],
    ['by language', { language: 'de' }, [2]],
    ['by team', { team: 'support' }, [1]],
    ['by priority, which only an ended one has', { priority: 'high' }, []],
    ['by priority among all', { priority: 'high', ended: true }, [3]],
    ['by all of several labels', { labels: ['billing', 'urgent'] }, [1]],
    ['by requester', { from: 'bob@customer.example' }, [4]],
    ['no more than asked for', { limit: 2 }, [4, 2]],
  ])('%s', async (_, filter, expected) => {
    await four();
    expect(await numbers(filter)).toEqual(expected);
  });

  test('another inbox has its own', async () => {
    await four();
    expect(await listTickets(db(), 'sales', { limit: 10 })).toEqual([]);
    expect(await ticketByNumber(db(), 'sales', 1)).toBeUndefined();
  });

  test('a number finds its ticket, and the newest is known', async () => {
    expect(await newestTicket(db(), INBOX)).toBe(0);
    await four();
    expect(await newestTicket(db(), INBOX)).toBe(4);
    expect((await ticketByNumber(db(), INBOX, 3))?.thread_id).toBe('t3');
    expect(await ticketByNumber(db(), INBOX, 5)).toBeUndefined();
  });

  test('labels come by thread, in order', async () => {
    await four();
    expect(await labelsOfThreads(db(), INBOX, ['t1', 't4'])).toEqual(new Map([['t1', ['billing', 'urgent']]]));
    expect(await labelsOfThreads(db(), INBOX, [])).toEqual(new Map());
  });

  test('open tickets are read from their own index on SQLite', async () => {
    if (isPostgres(db())) {
      const { rows } = await sql<{ indexdef: string }>`SELECT indexdef FROM pg_indexes WHERE indexname = 'tickets_open'`.execute(db());
      expect(rows[0]?.indexdef).toContain('updated_at, number');
      return;
    }
    const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN SELECT * FROM tickets WHERE inbox = ${INBOX} AND state <> 'closed'
      AND state <> 'gone' ORDER BY updated_at, number LIMIT 5`.execute(db());
    expect(rows.map((row) => row.detail)).toEqual(['SEARCH tickets USING INDEX tickets_open (inbox=?)']);
  });
}
