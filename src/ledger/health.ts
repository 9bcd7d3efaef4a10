import type { Run } from './database.ts';
import { undelivered } from './staff-mails.ts';

const WEEK = 7 * 24 * 3_600_000;

export interface LedgerHealth {
  /** Messages whose wait is past its deadline; 0 in a healthy installation. */
  readonly overdueWaits: number;
  /** Mails whose sending ended in doubt since the start of the ledger. */
  readonly uncertain: number;
  /** Outbox rows that are still to be carried out. */
  readonly openEffects: number;
  /** Tickets of the last seven days whose hand-off a machine answered: the team is away, or its address does not work. */
  readonly unreachedHandoffs: number;
  /** When the oldest ticket that is due became due, ms; null when none is. */
  readonly oldestDue: number | null;
}

export async function ledgerHealth(run: Run, inbox: string, now: number): Promise<LedgerHealth> {
  const [overdue, effects, due, unreachedHandoffs] = await Promise.all([
    run
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('inbox', '=', inbox)
      .where('wait', 'is not', null)
      .where('wait_deadline', '<', now)
      .executeTakeFirstOrThrow(),
    run
      .selectFrom('effects')
      .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
      .where('inbox', '=', inbox)
      .where('state', 'in', ['pending', 'claimed', 'data', 'uncertain'])
      .groupBy('state')
      .execute(),
    run
      .selectFrom('tickets')
      .select('triage_at')
      .where('inbox', '=', inbox)
      .where('triage_at', '<=', now)
      .orderBy('triage_at')
      .limit(1)
      .executeTakeFirst(),
    undelivered(run, inbox, now - WEEK),
  ]);
  const count = (wanted: boolean) => effects.filter((e) => (e.state === 'uncertain') === wanted).reduce((sum, e) => sum + Number(e.n), 0);
  return {
    overdueWaits: Number(overdue.n),
    uncertain: count(true),
    openEffects: count(false),
    unreachedHandoffs,
    oldestDue: due?.triage_at ?? null,
  };
}

/** Mails of a mailbox that have a row. */
export async function recordedIn(run: Run, inbox: string, mailbox: string): Promise<number> {
  const row = await run
    .selectFrom('placements')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('inbox', '=', inbox)
    .where('mailbox', '=', mailbox)
    .where('copied', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
