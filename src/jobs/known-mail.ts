import type { Run } from '../ledger/database.ts';
import { mailEffect } from '../ledger/effects.ts';
import { labelsOf } from '../ledger/labels.ts';
import { messageById, placementsOfMessage } from '../ledger/messages.ts';
import { labelToKeyword, wireKeyword } from '../mail/keyword.ts';
import { readsNoAnswers } from '../mail/screen-sender.ts';
import { SENT_KINDS } from '../tickets/effect-kind.ts';
import { knowOwnWords } from './own-words.ts';
import type { InboxParts } from './parts.ts';
import { ownMessageRow } from './payload.ts';
import type { Read } from './read.ts';
import { relayCameBack } from './relay-trouble.ts';

/** Of these mails, those that the ledger has: their identity, and the row it has them under. */
export async function knownMessages(trx: Run, inbox: string, reads: readonly Read[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  if (reads.length === 0) return known;
  const rows = await trx
    .selectFrom('messages')
    .select(['id', 'identity'])
    .where('inbox', '=', inbox)
    .where(
      'identity',
      'in',
      reads.flatMap((r) => r.knownAs),
    )
    .execute();
  const byIdentity = new Map(rows.map((row) => [row.identity, row.id]));
  for (const { row, knownAs } of reads) {
    const id = knownAs.map((identity) => byIdentity.get(identity)).find((found) => found !== undefined);
    if (id !== undefined) known.set(row.identity, id);
  }
  await knowReadOtherwise(trx, inbox, reads, known);
  await knowOwn(trx, inbox, reads, known);
  await knowOwnWords(trx, inbox, reads, known);
  return known;
}

/**
 * A later version may read other words in a mail, and its identity would be new: the same Message-ID, header and size are the same mail, unless the
 * one we know still lies beside it (forms send several mails with one id in one second). It is known by what is read now from then on.
 */
async function knowReadOtherwise(trx: Run, inbox: string, reads: readonly Read[], known: Map<string, string>): Promise<void> {
  const unknown = reads.filter((r) => r.row.message_id !== null && !known.has(r.row.identity));
  if (unknown.length === 0) return;
  const rows = await trx
    .selectFrom('messages')
    .select(['id', 'header_digest', 'size'])
    .where('inbox', '=', inbox)
    .where(
      'header_digest',
      'in',
      unknown.map((r) => r.row.header_digest),
    )
    .execute();
  const taken = new Set<string>();
  for (const { row, placement } of unknown) {
    if (known.has(row.identity)) continue;
    for (const { id } of rows.filter((m) => m.header_digest === row.header_digest && m.size === row.size && !taken.has(m.id))) {
      if (await liesIn(trx, inbox, id, placement)) continue;
      taken.add(id);
      known.set(row.identity, id);
      if (!row.identity.startsWith('header:')) await rename(trx, inbox, id, row.identity);
      break;
    }
  }
}

async function rename(trx: Run, inbox: string, id: string, identity: string): Promise<void> {
  await trx.updateTable('messages').set({ identity }).where('inbox', '=', inbox).where('id', '=', id).execute();
}

async function liesIn(trx: Run, inbox: string, id: string, { mailbox, uid_validity }: Read['placement']): Promise<boolean> {
  const places = await placementsOfMessage(trx, inbox, id);
  return places.some((place) => place.mailbox === mailbox && place.uid_validity === uid_validity);
}

/**
 * A mail of ours that turns up outside Sent (archived with its conversation, or in Gmail's All Mail) is the one we sent, and nothing else: one that we
 * do not know to have been taken yet has its row when we do.
 */
async function knowOwn(trx: Run, inbox: string, reads: readonly Read[], known: Map<string, string>): Promise<void> {
  const under = reads.flatMap(({ row, ownKey }) => (ownKey === null ? [] : [{ ...row, key: ownKey }]));
  if (under.length === 0) return;
  // Two questions instead of an OR: each has its index, the OR has none.
  const sent = (column: 'key' | 'message_id', values: readonly string[]) =>
    trx
      .selectFrom('effects')
      .select(['key', 'message_id'])
      .where('inbox', '=', inbox)
      .where('kind', 'in', [...SENT_KINDS])
      .where(column, 'in', [...values])
      .execute();
  const ids = under.flatMap((m) => m.message_id ?? []);
  const keys = under.flatMap((m) => (m.key === '' ? [] : [m.key]));
  const effects = [...(keys.length === 0 ? [] : await sent('key', keys)), ...(ids.length === 0 ? [] : await sent('message_id', ids))];
  for (const mail of under) {
    const effect = effects.find((e) => e.key === mail.key || (e.message_id !== null && e.message_id === mail.message_id));
    if (effect !== undefined) known.set(mail.identity, ownMessageRow(effect.key));
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

const NOT_ARRIVED = 'says that a mail of ours did not arrive';

/**
 * A mail of ours that did not arrive is a person's business, in the ticket it was sent for; that of a report about a report is not, or the two
 * would go on for ever.
 */
export async function oursBounced(trx: Run, parts: InboxParts, read: Read): Promise<Read> {
  const { inbox, log } = parts;
  if (read.admission.kind !== 'suppressed' || read.bounced == null) return read;
  const { originalMessageId, effect, failedRecipients } = read.bounced;
  const ours = await mailEffect(trx, inbox, { key: effect, messageId: originalMessageId });
  if (ours === undefined) return read;
  // A colleague's answer has no decision: whoever sent it has to know.
  if (ours.kind === 'relay') {
    await relayCameBack(trx, parts, ours.key, failedRecipients);
    return { ...read, conversation: ours.thread_id, admission: { kind: 'work', escalate: NOT_ARRIVED } };
  }
  const answered = await trx
    .selectFrom('decisions')
    .innerJoin('messages', (join) => join.onRef('messages.inbox', '=', 'decisions.inbox').onRef('messages.id', '=', 'decisions.message'))
    .select('messages.from_address')
    .where('decisions.inbox', '=', inbox)
    .where('decisions.turn', '=', ours.turn)
    .executeTakeFirst();
  if (answered === undefined) return read;
  log.error({ effect: ours.key }, 'a mail of ours came back as undeliverable');
  if (readsNoAnswers(answered.from_address) || answered.from_address === read.row.from_address) return read;
  return { ...read, conversation: ours.thread_id, admission: { kind: 'work', escalate: NOT_ARRIVED } };
}
