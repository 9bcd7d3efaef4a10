import type { InboxConfig } from '../config/schema.ts';
import { errorMessage, TransientError } from '../errors.ts';
import { placementsOfMessage } from '../ledger/messages.ts';
import type { EffectRow } from '../ledger/schema.ts';
import { compose } from '../mail/compose.ts';
import type { EffectKind } from '../tickets/effect-kind.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES, type MailPayload } from './payload.ts';

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
  return composeMail(config, { kind: effect.kind as EffectKind, key: effect.key, messageId: effect.message_id ?? '' }, payload, originals);
}

/** The bytes of a mail of ours from the data that decide them. Pure. */
export function composeMail(
  config: Pick<InboxConfig, 'name' | 'address'>,
  { kind, key, messageId }: { readonly kind: EffectKind; readonly key: string; readonly messageId: string },
  payload: MailPayload,
  originals: readonly Buffer[],
): Promise<Buffer> {
  return compose({
    from: { name: config.name, address: config.address },
    to: payload.to,
    cc: payload.cc,
    replyTo: payload.replyTo ?? null,
    subject: payload.subject,
    markdown: payload.markdown,
    original: payload.original ?? null,
    inReplyTo: payload.inReplyTo,
    references: payload.references,
    messageId,
    date: payload.date,
    headers: headersFor(kind, key),
    attachments: [],
    originals,
  });
}

/**
 * Every automatic mail says so (RFC 3834 §5) and asks Exchange not to auto-answer it; a draft is a person's mail once
 * it is sent, so it says nothing of the kind.
 */
function headersFor(kind: EffectKind, key: string): { name: string; value: string }[] {
  if (kind === 'draft') return [];
  return [
    { name: 'X-Firstline-Effect', value: key },
    { name: 'Auto-Submitted', value: kind === 'reply' ? 'auto-replied' : 'auto-generated' },
    { name: 'X-Auto-Response-Suppress', value: 'All' },
  ];
}

/** The whole source of a message, wherever it lies now; null when a person has deleted it. */
export async function sourceOf(parts: InboxParts, message: string): Promise<Buffer | null> {
  for (const place of await placementsOfMessage(parts.db, parts.inbox, message)) {
    if (place.copied === 1) continue;
    const status = await parts.mailbox.status(place.mailbox);
    if (status.uidValidity !== place.uid_validity) throw new TransientError(`the mailbox ${place.mailbox} is being listed again`);
    const [mail] = await parts.mailbox.fetchUids(place.mailbox, [place.uid], MAX_MAIL_BYTES);
    if (mail !== undefined) return mail.source;
  }
  return null;
}
