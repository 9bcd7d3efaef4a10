import { sql } from 'kysely';
import { InvariantError } from '../errors.ts';
import { type EffectKind, RANK, SENT_KINDS } from '../tickets/effect-kind.ts';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared, preparedShapes, slotsOf } from './prepared.ts';
import type { EffectRow } from './schema.ts';

/**
 * The outbox. A mail goes `pending → claimed → data → accepted → filed`; everything else `pending → claimed → done`.
 * `data` is committed after the server's 354 and before the first body byte, so a row found in `claimed` after a crash
 * was certainly not sent, and one found in `data` may have been.
 */
export type EffectState = 'pending' | 'claimed' | 'data' | 'accepted' | 'filed' | 'done' | 'cancelled' | 'uncertain' | 'failed';

const OPEN: readonly EffectState[] = ['pending', 'claimed', 'data'];

export interface NewEffect {
  readonly inbox: string;
  readonly key: string;
  readonly turn: string;
  readonly threadId: string;
  readonly seq: number;
  readonly kind: EffectKind;
  readonly payload: unknown;
  readonly messageId: string | null;
  readonly now: number;
  /** Default: that of its kind. */
  readonly rank?: number;
  /** Whoever writes it and carries it out in the same run: it begins as `claimed`. */
  readonly holder?: string;
}

/** Writes effects into the outbox; one that is there already stays as it is. */
export async function putEffects(run: Run, effects: readonly NewEffect[]): Promise<void> {
  const rows: EffectRow[] = effects.map((e) => ({
    inbox: e.inbox,
    key: e.key,
    turn: e.turn,
    thread_id: e.threadId,
    seq: e.seq,
    kind: e.kind,
    state: e.holder === undefined ? 'pending' : 'claimed',
    payload_json: JSON.stringify(e.payload),
    message_id: e.messageId,
    rank: e.rank ?? RANK[e.kind],
    due_at: e.now,
    attempts: 0,
    holder: e.holder ?? null,
    data_at: null,
    accepted_at: null,
    done_at: null,
    response: null,
    last_error: null,
    created_at: e.now,
  }));
  await insertEffects(run, rows);
}

const insertEffects = insertion('effects', 'keep');

/**
 * The mail of ours that has this key or went out under this Message-ID (with angle brackets); undefined when we sent no such mail.
 * The inbox stands in both alternatives: beside them, SQLite would read all effects of the inbox instead of two entries of its indexes.
 */
export function mailEffect(
  run: Run,
  inbox: string,
  { key, messageId }: { readonly key: string | null; readonly messageId: string | null },
): Promise<Pick<EffectRow, 'key' | 'turn' | 'thread_id' | 'kind'> | undefined> {
  return run
    .selectFrom('effects')
    .select(['key', 'turn', 'thread_id', 'kind'])
    .where((eb) =>
      eb.or([
        eb.and([eb('inbox', '=', inbox), eb('key', '=', key ?? '')]),
        eb.and([eb('inbox', '=', inbox), eb('message_id', '=', messageId ?? '')]),
      ]),
    )
    .where('kind', 'in', [...SENT_KINDS])
    .executeTakeFirst();
}

/** What is still to be done for a thread, in order. */
export function openEffects(run: Run, inbox: string, threadId: string): Promise<EffectRow[]> {
  return openOfThread(run, { inbox, threadId });
}

const openOfThread = prepared((run, p: { inbox: string; threadId: string }) =>
  run
    .selectFrom('effects')
    .selectAll()
    .where('inbox', '=', p.inbox)
    .where('thread_id', '=', p.threadId)
    .where('state', 'in', [...OPEN])
    .orderBy('created_at')
    .orderBy('seq'),
);

export async function effectByKey(run: Run, inbox: string, key: string): Promise<EffectRow | null> {
  const [row] = await byKey(run, { inbox, key });
  return row ?? null;
}

const byKey = prepared((run, p: { inbox: string; key: string }) =>
  run.selectFrom('effects').selectAll().where('inbox', '=', p.inbox).where('key', '=', p.key),
);

export async function effectsOfTurn(run: Run, inbox: string, turn: string): Promise<EffectRow[]> {
  return run.selectFrom('effects').selectAll().where('inbox', '=', inbox).where('turn', '=', turn).orderBy('seq').execute();
}

/** Threads with work in the outbox that is due, replies first, oldest first. */
export async function threadsWithDueEffects(run: Run, inbox: string, before: number, limit: number): Promise<string[]> {
  const rows = await run
    .selectFrom('effects')
    .select('thread_id')
    .where('inbox', '=', inbox)
    // Literals, so that SQLite recognises the condition of its partial index.
    .where(
      'state',
      'in',
      OPEN.map((state) => sql.lit(state)),
    )
    .where('due_at', '<=', before)
    .orderBy('rank')
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return [...new Set(rows.map((r) => r.thread_id))];
}

/** Moves one effect between states; the states it may come from are the caller's proof that nobody else moved it. */
export async function moveEffect(
  run: Run,
  effect: Pick<EffectRow, 'inbox' | 'key'>,
  from: readonly EffectState[],
  set: Partial<EffectRow> & { state: EffectState },
): Promise<void> {
  const columns = Object.keys(set);
  const moved = await setFrom(run, { ...set, ofInbox: effect.inbox, ofKey: effect.key }, `${from} ${columns}`, { columns, from });
  if (moved.length === 0) throw new InvariantError(`effect ${effect.key} is not in ${from.join(' or ')}: another worker moved it`);
}

interface Move {
  readonly columns: readonly string[];
  readonly from: readonly EffectState[];
}

const setFrom = preparedShapes((run, p: { ofInbox: string; ofKey: string }, { columns, from }: Move) =>
  run
    .updateTable('effects')
    .set(slotsOf<Partial<EffectRow>>(columns, p))
    .where('inbox', '=', p.ofInbox)
    .where('key', '=', p.ofKey)
    .where('state', 'in', [...from])
    .returning('key'),
);

/** Puts an effect off without changing what is known about it. */
export async function deferEffect(run: Run, effect: Pick<EffectRow, 'inbox' | 'key'>, dueAt: number, error: string | null): Promise<void> {
  await run
    .updateTable('effects')
    .set((eb) => ({ due_at: dueAt, last_error: error, attempts: error === null ? eb.ref('attempts') : eb('attempts', '+', 1) }))
    .where('inbox', '=', effect.inbox)
    .where('key', '=', effect.key)
    .execute();
}

/** When the mails accepted since `since` were accepted, oldest first: what the sending rate is measured on. */
export async function acceptedSince(run: Run, inbox: string, since: number): Promise<number[]> {
  const rows = await run
    .selectFrom('effects')
    .select('accepted_at')
    .where('inbox', '=', inbox)
    .where('accepted_at', '>', since)
    .orderBy('accepted_at')
    .execute();
  return rows.flatMap((r) => (r.accepted_at === null ? [] : [r.accepted_at]));
}
