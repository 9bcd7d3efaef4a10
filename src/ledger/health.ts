import type { Run } from './database.ts';

export interface LedgerHealth {
  /** Messages whose wait is past its deadline; 0 in a healthy installation. */
  readonly overdueWaits: number;
  /** Mails whose sending ended in doubt since the start of the ledger. */
  readonly uncertain: number;
  /** Outbox rows that are still to be carried out. */
  readonly openEffects: number;
  /** When the oldest ticket that is due became due, ms; null when none is. */
  readonly oldestDue: number | null;
}

export async function ledgerHealth(run: Run, inbox: string, now: number): Promise<LedgerHealth> {
  const [overdue, effects, due] = await Promise.all([
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
  ]);
  const count = (wanted: boolean) => effects.filter((e) => (e.state === 'uncertain') === wanted).reduce((sum, e) => sum + Number(e.n), 0);
  return { overdueWaits: Number(overdue.n), uncertain: count(true), openEffects: count(false), oldestDue: due?.triage_at ?? null };
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
