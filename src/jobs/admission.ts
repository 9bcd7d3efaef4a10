import type { FetchedMail } from '../mail/mailbox.ts';
import { header, type Message } from '../mail/message.ts';
import { type Screened, screen } from '../mail/screen.ts';
import type { Arrived } from '../mail/via.ts';
import { type Admission, admit } from '../tickets/admit.ts';
import type { InboxParts } from './parts.ts';
import { EFFECT_HEADER } from './payload.ts';
import type { Place } from './place.ts';

type AdmissionParts = Pick<InboxParts, 'config' | 'row' | 'ours' | 'own' | 'staff' | 'now'>;

export type Admitted = Admission | { readonly kind: 'by hand' };

/** What a mail is to this inbox, by where it lies, who wrote it and when. */
export function admissionOf(parts: AdmissionParts, place: Place, arrived: Arrived, { internalDate, flags }: FetchedMail): Admitted {
  const { config, row, ours, own, now } = parts;
  const { message } = arrived;
  const watermark = { goLive: row.go_live, maxAge: config.intake.maxAge, now: now() };
  if (place.role === 'sent' || (own.has(message.from?.address ?? '') && !isForeign(parts, place, arrived))) {
    const admission = admit({ screened: { kind: 'own', detail: '' }, internalDate, date: message.date, received: null }, watermark);
    return admission.kind === 'historic' ? admission : { kind: 'by hand' };
  }
  if (isForeign(parts, place, arrived)) {
    const dates = { internalDate, date: message.date, received: newestReceived(message) };
    if (admit({ screened: { kind: 'person' }, ...dates }, watermark).kind === 'historic') return { kind: 'historic' };
    return { kind: 'work', escalate: arrived.doubt ?? 'names our own address as its sender, and nothing vouches for that' };
  }
  const screened = screen(message, { ours, staff: parts.staff, blocked: config.intake.blocked, effectHeader: EFFECT_HEADER });
  const admitted = admit(
    {
      screened: isPersonsOnly(screened, arrived) ? { kind: 'person' } : screened,
      internalDate,
      date: message.date,
      received: newestReceived(message),
    },
    watermark,
  );
  const admission = admitted.kind === 'work' && arrived.doubt !== null ? { ...admitted, escalate: arrived.doubt } : admitted;
  // Answered before we first saw it, by a person's client or by us before the ledger was lost: never answered again.
  if (admission.kind === 'work' && flags.includes('\\Answered')) return { kind: 'by hand' };
  // Outside the inbox a mail is context: a person or a server rule has already put it somewhere.
  if (place.role !== 'inbox' && admission.kind !== 'historic') return { kind: 'by hand' };
  if (message.encryption === null || admission.kind !== 'work' || admission.escalate !== null) return admission;
  return { kind: 'work', escalate: `is encrypted (${message.encryption}), and only people have the key` };
}

/** What says of a mail that nobody reads answers to it; a path writes the same into customers' mail. */
const OF_PATHS = ['mailing-list', 'precedence', 'ours', 'no-reply-sender', 'auto-submitted'];

/**
 * Somebody has to look, whatever the mail says of itself: it may be a customer's that came by a path nobody vouches for, or a forger's who wants
 * to be taken for a colleague.
 */
function isPersonsOnly(screened: Screened, { doubt, verdict }: Arrived): boolean {
  if (verdict.verdict === 'failed' && (screened.kind === 'staff' || (screened.kind === 'suppress' && screened.rule === 'ours')))
    return true;
  return doubt !== null && screened.kind === 'suppress' && OF_PATHS.includes(screened.rule) && !/auto-replied/i.test(screened.detail);
}

/**
 * It came over the wire under our own address, and nothing says that we sent it: a contact form, or a forgery. What it says of itself counts for
 * nothing: everybody we ever wrote to has seen our header. That it is a mail of ours after all is told by the outbox, when it is recorded.
 */
export function isForeign({ own }: Pick<InboxParts, 'own'>, place: Place, { message, verdict }: Arrived): boolean {
  if (place.role === 'sent' || !own.has(message.from?.address ?? '')) return false;
  const delivered = header(message, 'received') !== undefined;
  return delivered && verdict.verdict !== 'verified';
}

/** RFC 5321 §4.4: the date stands behind the last semicolon of the topmost Received. */
export function newestReceived(message: Message): number | null {
  const date = Date.parse(
    header(message, 'received')
      ?.split(';')
      .at(-1)
      // A date has some 30 characters; the time that comments take grows with the square of the length.
      ?.slice(0, 200)
      .replace(/\([^)]*\)/g, '') ?? '',
  );
  return Number.isNaN(date) ? null : date;
}
