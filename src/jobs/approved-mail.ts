import { TransientError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import type { DraftPlace } from '../ledger/drafts.ts';
import { moveEffect } from '../ledger/effects.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { wasDelivered } from '../mail/delivered.ts';
import { draftToSend } from '../mail/outgoing-draft.ts';
import { plainMarkdown } from '../mail/plain-markdown.ts';
import { likeness } from '../tickets/likeness.ts';
import { movedOn } from '../tickets/moved-on.ts';
import { composeEffect, composeMail, headersFor } from './compose-effect.ts';
import { type FiledDraft, filedDraft, readCopy, wordsOfDraft } from './draft-copy.ts';
import { locateDraft } from './draft-locate.ts';
import { draftPlaces } from './draft-places.ts';
import { FRESH } from './overtaken.ts';
import type { InboxParts } from './parts.ts';
import type { MailPayload } from './payload.ts';

/**
 * Right before a released draft leaves: is it still an answer to the newest mail, and still where the person has put it? Then what stands in it now is what is
 * sent. Null: it is not sent, and waits for a person as before.
 */
export async function readyToSend(parts: InboxParts, effect: EffectRow, payload: MailPayload): Promise<MailPayload | null> {
  await parts.refresh(FRESH);
  const thread = await messagesOfThread(parts.db, parts.inbox, effect.thread_id);
  const moved = movedOn(thread, payload.after?.messages ?? [], payload.draft?.since ?? effect.created_at);
  if (moved !== null)
    return callOff(parts, effect, moved.by === 'customer' ? 'the customer wrote again' : 'a person has answered', { because: moved.id });
  if (payload.draft === undefined || (payload.draft.place === null && payload.draft.effect === null)) return payload;
  const filed = payload.draft.effect === null ? null : await draftOf(parts, payload.draft.effect);
  const place = await whereIs(parts, filed, payload.draft.place);
  const copy = place === null ? null : await readCopy(parts, place);
  if (copy === null) return callOff(parts, effect, 'it was taken away before it left', {});
  const { message, newest } = copy;
  if (wasDelivered(message)) return callOff(parts, effect, 'a server has delivered it there: nobody here has written it', {});
  const { to, cc, bcc, subject } = message;
  if (to.length + cc.length + bcc.length === 0) return callOff(parts, effect, 'it names nobody to send it to', {});
  if (newest.trim() === '' && message.attachments.length === 0) return callOff(parts, effect, 'it is empty', {});
  const [first, ...others] = [...to, ...cc];
  const alike = filed === null ? 1_000 : likeness(await wordsOfDraft(parts, filed), newest);
  const draft = { ...payload.draft, place, likeness: alike };
  // Whoever is in Bcc alone is still somebody.
  const recipients = first === undefined ? { to: [...bcc], cc: [], bcc: [] } : { to: [first], cc: others, bcc: [...bcc] };
  return { ...payload, ...recipients, subject, words: newest, draft };
}

async function draftOf(parts: InboxParts, effect: string): Promise<FiledDraft | null> {
  const row = await parts.db
    .selectFrom('drafts')
    .selectAll()
    .where('inbox', '=', parts.inbox)
    .where('effect', '=', effect)
    .executeTakeFirst();
  return row === undefined ? null : filedDraft(parts, row);
}

/** Who takes a draft out of the mailbox that sends has thought better of it. Released by a command it may lie anywhere. */
async function whereIs(parts: InboxParts, filed: FiledDraft | null, place: DraftPlace | null): Promise<DraftPlace | null> {
  const { send } = await draftPlaces(parts);
  return place?.mailbox === send || filed === null ? place : locateDraft(parts, filed);
}

/** The bytes of a mail in the outbox. Of a released draft: what stands in the mailbox, with our sender and ids; or what was suggested to staff. */
export async function mailSource(parts: InboxParts, effect: EffectRow, payload: MailPayload): Promise<Buffer> {
  if (effect.kind !== 'approved') return composeEffect(parts, effect, payload);
  const { config } = parts;
  const headers = headersFor('approved', effect.key);
  const copy = payload.draft?.place == null ? null : await readCopy(parts, payload.draft.place);
  const messageId = effect.message_id ?? '';
  if (copy === null) {
    // Taken away this very moment: whoever tries again finds out.
    if (payload.draft?.place != null && effect.accepted_at === null) throw new TransientError('the draft is no longer where it was');
    // Sent, and gone before it was filed: its words are known.
    const markdown = payload.words === undefined ? payload.markdown : plainMarkdown(payload.words);
    return composeMail(config, { kind: 'approved', key: effect.key, messageId }, { ...payload, markdown }, []);
  }
  const from = { name: config.name, address: config.address };
  const { inReplyTo, references, date } = payload;
  return draftToSend(copy.source, { from, messageId, date, inReplyTo, references, headers });
}

async function callOff(parts: InboxParts, effect: EffectRow, why: string, refs: Readonly<Record<string, unknown>>): Promise<null> {
  const { db, inbox, now, log } = parts;
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['pending', 'claimed'], { state: 'cancelled', done_at: at, last_error: why });
    await appendAudit(trx, inbox, at, [
      { actor: 'daemon', kind: 'approved.cancelled', refs: { effect: effect.key, thread: effect.thread_id, why, ...refs } },
    ]);
  });
  log.warn({ thread: effect.thread_id, why }, 'a draft that was released is not sent');
  return null;
}
