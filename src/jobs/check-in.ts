import { checkAccess } from '../access/access.ts';
import { InvariantError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { moveEffect, putEffects } from '../ledger/effects.ts';
import { effectKey } from '../ledger/inboxes.ts';
import { labelsOf } from '../ledger/labels.ts';
import type { EffectRow, TicketRow } from '../ledger/schema.ts';
import { LOOK } from '../ledger/ticket-clocks.ts';
import { ticketOf, updateTicket } from '../ledger/tickets.ts';
import { replySubject } from '../mail/thread.ts';
import { checkInTexts } from '../tickets/check-in-texts.ts';
import { answerAddress, participantsOf } from '../tickets/participants.ts';
import type { Prompts } from '../triage/prompts.ts';
import type { Performed } from './attempt.ts';
import { ownMessageId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import type { AfterEffect, MailPayload } from './payload.ts';
import { planAgain } from './plan-work.ts';
import { putOff } from './put-off.ts';
import type { Silence } from './silence.ts';
import { threadLeft } from './thread-left.ts';

/** What becomes true when the question has left; no message gets another disposition by it. */
const ASKED: AfterEffect = { messages: [], disposition: 'answered', detail: null, event: 'followed_up', labels: [] };

/** Puts the mail to a silent customer into the outbox, in the caller's transaction: of a silence there is one of each kind, whoever writes it and how often. */
export async function putCheckIn(
  trx: Run,
  parts: InboxParts,
  kind: 'follow-up' | 'closing',
  { ticket, silence, at }: { readonly ticket: TicketRow; readonly silence: Silence; readonly at: number },
): Promise<void> {
  const { inbox, row, grant, config, prompts } = parts;
  const { newest, last, thread, turn } = silence;
  if (newest === null) throw new InvariantError(`nobody has written in ${ticket.thread_id}`);
  const address = answerAddress(newest, thread);
  const threadId = ticket.thread_id;
  const facts = { inbox, labels: await labelsOf(trx, inbox, threadId), participants: participantsOf(thread) };
  const access = checkAccess(grant, facts, { kind: 'send', recipients: [address] });
  if (!access.allowed) throw new InvariantError(`the agent may not send this ${kind}: ${access.why}`);
  const answered = last ?? newest;
  const ancestry = [...(JSON.parse(answered.refs_json) as string[]), ...(answered.message_id === null ? [] : [answered.message_id])];
  const payload: MailPayload = {
    to: [{ name: newest.from_name, address }],
    cc: [],
    subject: replySubject(newest.subject),
    markdown: words(kind, { language: ticket.language, locale: config.locale, name: newest.from_name, inbox: config.name, prompts }),
    inReplyTo: answered.message_id,
    references: ancestry,
    date: at,
    originals: [],
    after: kind === 'follow-up' ? ASKED : null,
  };
  const key = effectKey(row.secret, turn, kind, 'customer');
  await putEffects(trx, [{ inbox, key, turn, threadId, seq: 0, kind, payload, messageId: ownMessageId(parts, key), now: at }]);
}

interface Wording {
  readonly language: string | null;
  readonly locale: string;
  /** Of the customer. */
  readonly name: string;
  readonly inbox: string;
  readonly prompts: Pick<Prompts, 'languages' | 'frame'>;
}

function words(kind: 'follow-up' | 'closing', { language, locale, name, inbox, prompts }: Wording): string {
  const texts = checkInTexts(language, locale);
  const own = { greeting: texts.greeting ?? '', signOff: `${texts.signOff ?? ''}\n${inbox}`.trim() };
  const isFramed = prompts.languages.includes(texts.language) || texts.greeting === undefined;
  const { greeting, signOff } = isFramed ? prompts.frame(texts.language, name === '' ? null : name, inbox) : own;
  const text = kind === 'follow-up' ? texts.ask : texts.closed;
  return [greeting, text, signOff].filter((part) => part !== '').join('\n\n');
}

/**
 * Right before such a mail leaves, on a view of the mailbox that is a moment old: does the customer still owe the next word, in the same silence, and is it still time? Null: it may leave.
 */
export async function holdCheckIn(parts: InboxParts, effect: EffectRow): Promise<Performed | null> {
  const { db, inbox, now } = parts;
  const left = await threadLeft(parts, effect.thread_id);
  const ticket = await ticketOf(db, inbox, effect.thread_id);
  const planned = ticket === null || !left ? null : await planAgain(db, parts, ticket);
  if (planned?.silence?.turn !== effect.turn) return cancel(parts, effect, left ? 'somebody wrote meanwhile' : 'the thread was removed');
  if (effect.kind === 'closing') return ticket?.state === 'closed' ? null : cancel(parts, effect, 'the ticket is open again');
  const { work } = planned;
  if (work?.kind !== 'follow-up' && work?.kind !== 'unsnooze') return cancel(parts, effect, 'it is no longer to be asked');
  if (work.kind === 'follow-up' && work.at <= now()) return null;
  await putOff(parts, effect, { wait: Math.max(work.at - now(), STEP), why: null });
  return 'deferred';
}

/** A mail that has to wait is not looked at more often, ms. */
const STEP = 1_000;

async function cancel(parts: InboxParts, effect: EffectRow, why: string): Promise<Performed> {
  const { db, inbox, now } = parts;
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['pending', 'claimed'], { state: 'cancelled', done_at: at, last_error: why });
    await updateTicket(trx, inbox, effect.thread_id, LOOK);
    const refs = { effect: effect.key, thread: effect.thread_id, why };
    await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: `${effect.kind}.cancelled`, refs }]);
  });
  return 'cancelled';
}
