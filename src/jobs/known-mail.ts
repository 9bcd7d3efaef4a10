import type { Run } from '../ledger/database.ts';
import { labelsOf } from '../ledger/labels.ts';
import { messageById, placementsOfMessage } from '../ledger/messages.ts';
import { labelToKeyword, wireKeyword } from '../mail/keyword.ts';
import { readsNoAnswers } from '../mail/screen-sender.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

/** Known identities, and header digests of mail that was only indexed by its header. */
export async function knownMessages(trx: Run, inbox: string, reads: readonly Read[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  if (reads.length === 0) return known;
  // Two questions instead of an OR: each has its index, the OR has none and would read every message.
  const found = (column: 'identity' | 'header_digest') =>
    trx
      .selectFrom('messages')
      .select(['id', 'identity', 'header_digest'])
      .where('inbox', '=', inbox)
      .where(
        column,
        'in',
        reads.map((r) => r.row[column]),
      )
      .execute();
  const rows = [...(await found('identity')), ...(await found('header_digest'))];
  for (const row of rows) {
    known.set(row.identity, row.id);
    // Only a header was seen then, so the header has to do; two whole mails are told apart by their content.
    if (row.identity.startsWith('header:')) known.set(`header:${row.header_digest}`, row.id);
  }
  await knowOwn(trx, inbox, reads, known);
  return known;
}

/** A mail of ours that turns up outside Sent (archived with its conversation, or in Gmail's All Mail) is the one we sent. */
async function knowOwn(trx: Run, inbox: string, reads: readonly Read[], known: Map<string, string>): Promise<void> {
  const ids = reads.flatMap((r) => (r.row.direction === 'out' && r.row.message_id !== null ? [r.row.message_id] : []));
  if (ids.length === 0) return;
  const own = await trx
    .selectFrom('messages')
    .select(['id', 'message_id'])
    .where('inbox', '=', inbox)
    .where('author', '=', 'agent')
    .where('message_id', 'in', ids)
    .execute();
  const byMessageId = new Map(own.map((m) => [m.message_id, m.id]));
  for (const { row } of reads) {
    const id = row.direction === 'out' ? byMessageId.get(row.message_id) : undefined;
    if (id !== undefined) known.set(row.identity, id);
  }
}

/** A mail that somebody moved takes our labels along: they are ours there too. */
export async function carriedAlong(trx: Run, inbox: string, message: string, flagsJson: string): Promise<readonly string[]> {
  const row = await messageById(trx, inbox, message);
  const labels = row === null ? [] : [...(await labelsOf(trx, inbox, row.thread_id))].map(labelToKeyword);
  const places = await placementsOfMessage(trx, inbox, message);
  const ours = [...labels, ...places.flatMap((place) => JSON.parse(place.projected_json) as string[])];
  const byWire = new Map(ours.map((flag) => [wireKeyword(flag).toLowerCase(), flag]));
  return (JSON.parse(flagsJson) as string[]).flatMap((flag) => byWire.get(flag.toLowerCase()) ?? []);
}

/**
 * A mail of ours that did not arrive is a person's business, in the ticket it was sent for; that of a report about a report is not, or the two
 * would go on for ever.
 */
export async function oursBounced(trx: Run, parts: InboxParts, read: Read): Promise<Read> {
  const { inbox, log } = parts;
  if (read.admission.kind !== 'suppressed' || read.bounced == null) return read;
  const { originalMessageId, effect } = read.bounced;
  const ours = await trx
    .selectFrom('effects')
    .innerJoin('decisions', (join) => join.onRef('decisions.inbox', '=', 'effects.inbox').onRef('decisions.turn', '=', 'effects.turn'))
    .innerJoin('messages', (join) => join.onRef('messages.inbox', '=', 'decisions.inbox').onRef('messages.id', '=', 'decisions.message'))
    .select(['effects.key', 'effects.thread_id', 'messages.from_address'])
    .where('effects.inbox', '=', inbox)
    .where((eb) => eb.or([eb('effects.key', '=', effect ?? ''), eb('effects.message_id', '=', originalMessageId ?? '')]))
    .where('effects.kind', 'in', ['reply', 'forward'])
    .executeTakeFirst();
  if (ours === undefined) return read;
  log.error({ effect: ours.key }, 'a mail of ours came back as undeliverable');
  if (readsNoAnswers(ours.from_address) || ours.from_address === read.row.from_address) return read;
  return { ...read, conversation: ours.thread_id, admission: { kind: 'work', escalate: 'says that a mail of ours did not arrive' } };
}
