import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { changeLabels, labelsOf } from '../ledger/labels.ts';
import type { FetchedFlags } from '../mail/mailbox.ts';
import { byHand, type HandChange } from '../tickets/projection.ts';
import { askedByHand, obeyHand } from './obey-hand.ts';
import type { InboxParts } from './parts.ts';
import type { Place } from './place.ts';
import type { Ring } from './record.ts';
import { showLabels } from './relabel.ts';

type Spot = Pick<Place, 'mailbox' | 'uidValidity'>;

/**
 * Compares what the server shows with what we projected: the difference was done by hand in somebody's mail client. It
 * is applied to the ticket, audited, and projected to the ticket's other messages.
 * @param fetchedAt when the flags were asked for, ms
 */
export async function mergeFlags(parts: InboxParts, place: Spot, observed: readonly FetchedFlags[], fetchedAt: number): Promise<Merged> {
  const { db, inbox, now } = parts;
  const rings: Ring[] = [];
  const unsettled: FetchedFlags[] = [];
  for (let start = 0; start < observed.length; start += CHUNK) {
    const chunk = observed.slice(start, start + CHUNK);
    const merged = await transactInbox(db, inbox, (trx) => mergeChunk(trx, parts, place, chunk, fetchedAt));
    rings.push(...merged.rings);
    unsettled.push(...merged.unsettled);
  }
  if (rings.length > 0) parts.log.debug({ inbox, mailbox: place.mailbox, threads: rings.length, at: now() }, 'labels changed by hand');
  return { rings, unsettled };
}

interface Merged {
  readonly rings: readonly Ring[];
  /** Mails whose difference may be our own labels on their way: to be looked at again. */
  readonly unsettled: readonly FetchedFlags[];
}

const CHUNK = 500;

async function mergeChunk(trx: Run, parts: InboxParts, place: Spot, observed: readonly FetchedFlags[], fetchedAt: number): Promise<Merged> {
  const { inbox } = parts;
  const rows = await trx
    .selectFrom('placements')
    .innerJoin('messages', (join) => join.onRef('messages.inbox', '=', 'placements.inbox').onRef('messages.id', '=', 'placements.message'))
    .select(['placements.uid', 'placements.flags_json', 'placements.projected_json', 'messages.thread_id', 'messages.id'])
    .where('placements.inbox', '=', inbox)
    .where('placements.mailbox', '=', place.mailbox)
    .where('placements.uid_validity', '=', place.uidValidity)
    .where(
      'placements.uid',
      'in',
      observed.map((o) => o.uid),
    )
    .execute();
  const observations = new Map(observed.map((o) => [o.uid, o]));
  const rings: Ring[] = [];
  const unsettled: FetchedFlags[] = [];
  for (const row of rows) {
    const observation = observations.get(row.uid);
    if (observation === undefined) continue;
    const json = JSON.stringify(observation.flags);
    if (json === row.flags_json) continue;
    const hand = byHand(observation.flags, JSON.parse(row.projected_json) as string[]);
    const byHands = hand.add.length + hand.remove.length > 0;
    if (byHands && (await projecting(trx, inbox, row.thread_id, fetchedAt))) {
      unsettled.push(observation);
      continue;
    }
    await trx
      .updateTable('placements')
      .set({ flags_json: json })
      .where('inbox', '=', inbox)
      .where('mailbox', '=', place.mailbox)
      .where('uid_validity', '=', place.uidValidity)
      .where('uid', '=', row.uid)
      .execute();
    if (!byHands) continue;
    rings.push(
      await applyHand(
        trx,
        parts,
        { threadId: row.thread_id, message: row.id, uid: row.uid, hand, projected: JSON.parse(row.projected_json) as string[] },
        place,
      ),
    );
  }
  return { rings, unsettled };
}

/**
 * While a projection of ours is under way, or was when the flags were read, the server may have shown half of it. One that
 * is only pending has touched nothing, and may be so for hours behind a reply that cannot leave.
 */
export async function projecting(trx: Run, inbox: string, threadId: string, fetchedAt: number): Promise<boolean> {
  const row = await trx
    .selectFrom('effects')
    .select('key')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'labels')
    .where((eb) => eb.or([eb('state', '=', 'claimed'), eb('done_at', '>=', fetchedAt)]))
    .executeTakeFirst();
  return row !== undefined;
}

interface Hand {
  readonly threadId: string;
  readonly message: string;
  readonly uid: number;
  readonly hand: HandChange;
  readonly projected: readonly string[];
}

async function applyHand(trx: Run, parts: InboxParts, { threadId, message, uid, hand, projected }: Hand, place: Spot): Promise<Ring> {
  const { inbox, row, now } = parts;
  const at = now();
  const current = await labelsOf(trx, inbox, threadId);
  const done = { add: hand.add.filter((l) => !current.has(l)), remove: hand.remove.filter((l) => current.has(l)) };
  const { commands, overruled } = await askedByHand(trx, parts, threadId, done);
  const change = { ...done, add: done.add.filter((l) => !overruled.includes(l)) };
  await changeLabels(trx, inbox, threadId, change, 'hand', at);
  // What the hand did to this message is now what we show there.
  const shown = [...projected.filter((p) => !hand.removedKeywords.includes(p)), ...hand.addedKeywords];
  await trx
    .updateTable('placements')
    .set({ projected_json: JSON.stringify(shown) })
    .where('inbox', '=', inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uidValidity)
    .where('uid', '=', uid)
    .execute();
  await appendAudit(trx, inbox, at, [
    {
      actor: 'hand',
      kind: 'labels.changed',
      refs: { thread: threadId, message, mailbox: place.mailbox, ...change, ...(overruled.length === 0 ? {} : { overruled }) },
    },
  ]);
  await obeyHand(trx, parts, threadId, commands, { message, mailbox: place.mailbox });
  // In shadow nothing of ours touches the mailbox.
  if (parts.maxAutonomy === 'shadow') return { threadId, at };
  await showLabels(trx, { inbox, secret: row.secret }, threadId, `hand:${at}:${uid}`, at);
  return { threadId, at };
}
