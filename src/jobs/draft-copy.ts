import { InvariantError } from '../errors.ts';
import type { Run } from '../ledger/database.ts';
import type { DraftPlace, DraftRow } from '../ledger/drafts.ts';
import { effectByKey } from '../ledger/effects.ts';
import type { EffectRow } from '../ledger/schema.ts';
import type { ReadMail } from '../mail/read-task.ts';
import { baseSubject } from '../mail/thread.ts';
import type { KnownDraft } from '../tickets/draft-match.ts';
import { isUnchanged } from '../tickets/likeness.ts';
import { composeEffect } from './compose-effect.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES, MailPayload } from './payload.ts';

/** A draft as it was filed. */
export interface FiledDraft {
  readonly row: DraftRow;
  readonly effect: EffectRow;
  readonly payload: MailPayload;
  readonly known: KnownDraft;
}

export async function filedDraft({ db, inbox }: { readonly db: Run; readonly inbox: string }, row: DraftRow): Promise<FiledDraft> {
  const effect = await effectByKey(db, inbox, row.effect);
  if (effect === null) throw new InvariantError(`the draft ${row.effect} is of no outbox row`);
  const payload = MailPayload.parse(JSON.parse(effect.payload_json));
  const to = payload.to.map((a) => a.address);
  return { row, effect, payload, known: { messageId: effect.message_id, parent: payload.inReplyTo, to, subject: payload.subject } };
}

/** The words of the draft as a mail client shows them, read as those of any other mail are. */
export async function wordsOfDraft(parts: InboxParts, { effect, payload }: Pick<FiledDraft, 'effect' | 'payload'>): Promise<string> {
  return (await parts.reader.read(await composeEffect(parts, effect, payload))).newest;
}

export interface ReadCopy extends ReadMail {
  readonly source: Buffer;
}

/** What lies there; null when it is gone, or the mailbox has begun anew. */
export async function readCopy({ mailbox, reader }: InboxParts, { mailbox: name, uidValidity, uid }: DraftPlace): Promise<ReadCopy | null> {
  if ((await mailbox.status(name)).uidValidity !== uidValidity) return null;
  const [mail] = await mailbox.fetchUids(name, [uid], MAX_MAIL_BYTES);
  return mail === undefined ? null : { ...(await reader.read(mail.source)), source: mail.source };
}

/** Nobody has worked on it: the same words, to the same people, with nothing attached. */
export async function isAsFiled(parts: InboxParts, draft: FiledDraft, { message, newest }: ReadCopy): Promise<boolean> {
  const { payload } = draft;
  const people = (list: readonly { readonly address: string }[]) =>
    list
      .map((a) => a.address)
      .sort()
      .join(' ');
  return (
    message.attachments.length === 0 &&
    people([...message.to, ...message.cc, ...message.bcc]) === people([...payload.to, ...payload.cc]) &&
    baseSubject(message.subject) === baseSubject(payload.subject) &&
    isUnchanged(newest, await wordsOfDraft(parts, draft))
  );
}
