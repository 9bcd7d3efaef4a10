import { mailEffect } from '../ledger/effects.ts';
import { addThreadRefs, insertPlacements, messageById } from '../ledger/messages.ts';
import { header, type Message } from '../mail/message.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import type { InboxParts } from './parts.ts';
import { EFFECT_HEADER, ownMessageRow } from './payload.ts';
import type { Place } from './place.ts';

/**
 * Mails of ours in Sent are known by the outbox key in their header, or by their Message-ID where a server dropped the
 * header. They get a placement and are not fetched again; nobody takes them for a person's. Returns their uids.
 */
export async function placeOwnMail(parts: InboxParts, place: Place, first: number, last: number): Promise<ReadonlySet<number>> {
  const { db, inbox } = parts;
  const placed = await db
    .selectFrom('placements')
    .select('uid')
    .where('inbox', '=', inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uidValidity)
    .where('uid', '>=', first)
    .where('uid', '<=', last)
    .execute();
  const ours = new Set(placed.map((p) => p.uid));
  if (ours.size >= last - first + 1) return ours;
  for (const mail of await parts.mailbox.fetchHeaders(place.mailbox, first, last)) {
    if (ours.has(mail.uid)) continue;
    const found = await effectOf(parts, mail.headers);
    if (found === null) continue;
    ours.add(mail.uid);
    const message = ownMessageRow(found.effect);
    const known = await messageById(db, inbox, message);
    // Filed by the server before we knew that it was accepted: the row comes with the acceptance.
    if (known === null) continue;
    // A server that gives our mail an id of its own (Exchange) files it under that: answers will name it.
    if (found.messageId !== null && found.messageId !== known.message_id)
      await addThreadRefs(db, inbox, known.thread_id, [found.messageId]);
    const row = {
      inbox,
      mailbox: place.mailbox,
      uid_validity: place.uidValidity,
      uid: mail.uid,
      message,
      flags_json: JSON.stringify(mail.flags),
      projected_json: '[]',
      copied: 0,
    };
    await insertPlacements(db, [row]);
  }
  return ours;
}

/** Key of the outbox row that a mail is the copy of, and the id it bears here; null for mail that is not ours. */
async function effectOf(parts: InboxParts, headers: Buffer): Promise<{ effect: string; messageId: string | null } | null> {
  let message: Message;
  try {
    message = await parseHeaderBlock(headers);
  } catch {
    // Not a readable header: reading it whole will say what it is.
    return null;
  }
  const key = header(message, EFFECT_HEADER)?.trim() ?? null;
  const row = await mailEffect(parts.db, parts.inbox, { key, messageId: message.messageId });
  return row === undefined ? null : { effect: row.key, messageId: message.messageId };
}
