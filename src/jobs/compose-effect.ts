import type { InboxConfig } from '../config/schema.ts';
import { errorMessage, PermanentError } from '../errors.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { compose, type OutgoingAttachment } from '../mail/compose.ts';
import type { EffectKind } from '../tickets/effect-kind.ts';
import { attachmentOf } from './attachment.ts';
import type { InboxParts } from './parts.ts';
import type { Attached, MailPayload } from './payload.ts';
import { sourceOf } from './source.ts';

/** The bytes of an outbox mail: the same for every run, so that what is filed is what was sent. */
export async function composeEffect(parts: InboxParts, effect: EffectRow, payload: MailPayload): Promise<Buffer> {
  const { config } = parts;
  const originals: Buffer[] = [];
  for (const message of payload.originals) {
    const source = await sourceOf(parts, message).catch((error: unknown) => {
      // A mail that its own server cannot deliver must not keep the words about it from a person.
      if (effect.attempts < 3) throw error;
      parts.log.error({ effect: effect.key, message, err: errorMessage(error) }, 'an original cannot be attached');
      return null;
    });
    if (source !== null) originals.push(source);
  }
  const files = await filesOf(parts, payload.attached ?? []);
  const named = { kind: effect.kind as EffectKind, key: effect.key, messageId: effect.message_id ?? '' };
  return composeMail(config, named, payload, originals, files);
}

/** A person's answer without its files says something else than they wrote: then it does not leave. */
async function filesOf(parts: InboxParts, attached: readonly Attached[]): Promise<OutgoingAttachment[]> {
  const files: OutgoingAttachment[] = [];
  for (const { message, id, filename, contentType } of attached) {
    const found = await attachmentOf(parts, message, id);
    if (found === null) throw new PermanentError(`the mail with the file ${filename} is no longer in the mailbox`);
    files.push({ filename, contentType, content: Buffer.from(found.content) });
  }
  return files;
}

/** The bytes of a mail of ours from the data that decide them. Pure. */
export function composeMail(
  config: Pick<InboxConfig, 'name' | 'address'>,
  { kind, key, messageId }: { readonly kind: EffectKind; readonly key: string; readonly messageId: string },
  payload: MailPayload,
  originals: readonly Buffer[],
  files: readonly OutgoingAttachment[] = [],
): Promise<Buffer> {
  return compose({
    from: { name: config.name, address: config.address },
    to: payload.to,
    cc: payload.cc,
    replyTo: payload.replyTo ?? null,
    subject: payload.subject,
    markdown: payload.markdown,
    page: kind === 'notice',
    ...(payload.body === undefined ? {} : { body: payload.body }),
    original: payload.original ?? null,
    inReplyTo: payload.inReplyTo,
    references: payload.references,
    messageId,
    date: payload.date,
    headers: headersFor(kind, key),
    attachments: files,
    originals,
  });
}

/**
 * Every automatic mail says so (RFC 3834 §5) and asks Exchange not to auto-answer it; a draft is a person's mail once
 * it is sent, and a relayed answer is one: they say nothing of the kind. What we send for a person is known to us by its key.
 */
export function headersFor(kind: EffectKind, key: string): { name: string; value: string }[] {
  if (kind === 'draft') return [];
  const known = { name: 'X-Firstline-Effect', value: key };
  if (kind === 'relay' || kind === 'approved') return [known];
  return [
    known,
    { name: 'Auto-Submitted', value: kind === 'reply' ? 'auto-replied' : 'auto-generated' },
    { name: 'X-Auto-Response-Suppress', value: 'All' },
  ];
}
