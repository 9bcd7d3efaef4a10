import type { Run } from '../ledger/database.ts';
import { type NewEffect, putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { messageById, messagesOfThread, setWait } from '../ledger/messages.ts';
import type { EffectRow, HandoffRow, MessageRow } from '../ledger/schema.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import type { Attachment } from '../mail/message.ts';
import { plainMarkdown } from '../mail/plain-markdown.ts';
import { sentText } from '../staff/notice-text.ts';
import { passedOn } from '../staff/passed-on.ts';
import { isOpenWait } from '../tickets/disposition.ts';
import { isParticipant } from '../tickets/participants.ts';
import { putNotice } from './notice.ts';
import { ownMessageId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import type { Attached, MailPayload } from './payload.ts';
import { type StaffTurn, wordsFor } from './staff-notices.ts';
import { cancelWaiting } from './withdraw.ts';
import { answerTo } from './write-mail.ts';

interface Relay {
  /** The row of the mail that the words are from: its files go along. */
  readonly from: MessageRow;
  readonly words: string;
}

/**
 * Puts a team member's words into the outbox, as an answer to the customer's newest mail, and gives them the conversation. The same mail is sent once, whoever asks for it
 * and however often. Returns false where the customer has written nothing that could be answered.
 */
export async function putRelay(trx: Run, parts: InboxParts, turn: StaffTurn, { from, words }: Relay): Promise<boolean> {
  const { inbox, row } = parts;
  const { mail, at } = turn;
  const threadId = mail.thread_id;
  const thread = await messagesOfThread(trx, inbox, threadId);
  const newest = newestOfCustomer(parts, thread, await askerOf(trx, inbox, turn.facts.handoff));
  const ticket = await ticketOf(trx, inbox, threadId);
  if (newest === null || ticket === null) return false;
  const stopped = await cancelWaiting(trx, parts, threadId, 'a person answered', at);
  // What came after it was written, its author has not read.
  const open = thread.filter((m) => m.direction === 'in' && (isOpenWait(m.wait) || stopped.has(m.id)));
  const read = open.filter((m) => m.arrived_at <= turn.row.arrived_at);
  const covered = thread.filter((m) => m.direction === 'in' && ANSWERABLE.has(m.disposition ?? '') && m.arrived_at <= turn.row.arrived_at);
  const { files, left } = passedOn(JSON.parse(from.attachments_json) as Attachment[]);
  const remarks = [
    ...(left.length === 0 ? [] : [`Not sent along: ${left.map((a) => a.filename).join(', ')}.`]),
    ...(newest.arrived_at > turn.row.arrived_at ? ['The customer had written again before this left: look at their newest mail.'] : []),
  ];
  const effectTurn = `${threadId}:${from.id}:staff`;
  const key = effectKey(row.secret, effectTurn, 'relay', 'customer');
  const payload: MailPayload = {
    ...answerTo(parts, newest, thread),
    markdown: plainMarkdown(words),
    words,
    date: at,
    originals: [],
    attached: files.map(
      ({ id, filename, contentType, size, inline }): Attached => ({ message: from.id, id, filename, contentType, size, inline }),
    ),
    relayed: { message: turn.row.id, author: { name: turn.row.from_name, address: turn.row.from_address }, remarks },
    after: {
      messages: [...covered, ...read].map((m) => m.id),
      disposition: 'answered',
      detail: 'staff',
      event: 'staff_wrote',
      labels: ['answered'],
    },
  };
  const base = { inbox, turn: effectTurn, threadId, now: at };
  const effects: NewEffect[] = [{ ...base, key, seq: 0, kind: 'relay', payload, messageId: ownMessageId(parts, key) }];
  if (parts.maxAutonomy !== 'shadow')
    effects.push({ ...base, key: effectKey(row.secret, effectTurn, 'labels', ''), seq: 1, kind: 'labels', payload: {}, messageId: null });
  await putEffects(trx, effects);
  const readIds = read.map((m) => m.id);
  await setWait(trx, inbox, readIds, 'sending', at + parts.config.intake.waitDeadline);
  await updateTicket(trx, inbox, threadId, {
    person_since: ticket.person_since ?? at,
    ...(open.length === read.length ? { triage_at: null } : {}),
  });
  return true;
}

/** Mail that a person's answer answers: somebody has it, or it waits for somebody. */
const ANSWERABLE: ReadonlySet<string> = new Set(['escalated', 'drafted', 'shadowed']);

/**
 * What the customer wrote last: not what a machine or one of us has put into their conversation.
 * @param asker where several people take part, the one whose mail is answered: what is meant for them is not for who wrote later
 */
export function newestOfCustomer(
  { ours }: Pick<InboxParts, 'ours'>,
  thread: readonly MessageRow[],
  asker: string | null = null,
): MessageRow | null {
  const theirs = thread
    .filter(
      (m) => m.direction === 'in' && m.disposition !== 'suppressed' && !ours.has(m.from_address) && isParticipant(m.from_address, thread),
    )
    .toSorted((a, b) => a.arrived_at - b.arrived_at);
  return theirs.findLast((m) => m.from_address === asker) ?? theirs.at(-1) ?? null;
}

/** Who wrote the mail that the hand-off was about; null where that is not known. */
export async function askerOf(trx: Run, inbox: string, handoff: HandoffRow | null): Promise<string | null> {
  if (handoff === null) return null;
  const row = await trx
    .selectFrom('effects as e')
    .innerJoin('decisions as d', (join) => join.onRef('d.inbox', '=', 'e.inbox').onRef('d.turn', '=', 'e.turn'))
    .innerJoin('messages as m', (join) => join.onRef('m.inbox', '=', 'd.inbox').onRef('m.id', '=', 'd.message'))
    .select('m.from_address')
    .where('e.inbox', '=', inbox)
    .where('e.key', '=', handoff.effect)
    .executeTakeFirst();
  return row?.from_address ?? null;
}

/** Tells the author that their answer has left, in the transaction in which it has. */
export async function confirmRelay(trx: Run, parts: InboxParts, effect: EffectRow, payload: MailPayload, at: number): Promise<void> {
  const { relayed } = payload;
  const mail = relayed === undefined ? null : await messageById(trx, parts.inbox, relayed.message);
  // Somebody may have left the teams since.
  if (relayed === undefined || mail === null || !parts.ours.has(relayed.author.address)) return;
  const files = (payload.attached ?? []).map((a) => a.filename);
  const to = [...payload.to, ...payload.cc].map((a) => (a.name === '' ? a.address : `${a.name} (${a.address})`)).join(', ');
  await putNotice(
    trx,
    parts,
    {
      ...{ threadId: effect.thread_id, cause: effect.key, to: [relayed.author], answerable: true, inReplyTo: mail.message_id },
      subject: mail.subject,
      references: [...(JSON.parse(mail.refs_json) as string[]), ...(mail.message_id === null ? [] : [mail.message_id])],
      markdown: sentText(wordsFor(parts, relayed.author.address), { to, words: payload.words ?? '', files, remarks: relayed.remarks }),
    },
    at,
  );
}
