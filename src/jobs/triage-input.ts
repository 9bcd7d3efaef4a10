import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { isCopy, isSameText } from '../tickets/copies.ts';
import { isKnownTo, isParticipant } from '../tickets/participants.ts';
import type { TriageInput } from '../triage/triage.ts';
import { countAnswers } from './counts.ts';
import type { InboxParts } from './parts.ts';
import type { Turn } from './turn.ts';
import { otherReaders } from './write-mail.ts';

/**
 * What triage may know: of what came before, what the sender knows anyway, for a thread may be of several people who know nothing of each other. An
 * unverified sender gets no earlier message: only public knowledge on their own words.
 */
export async function inputFor(parts: InboxParts, turn: Turn, attachments: TriageInput['attachments']): Promise<TriageInput> {
  return inputOf(parts, turn, attachments, await countAnswers(parts, turn.thread, turn.newest.from_address));
}

/** The same, from what is known of answers already given. Pure. */
export function inputOf(
  parts: Pick<InboxParts, 'inbox' | 'config' | 'maxAutonomy' | 'now' | 'ours'>,
  { ticket, newest, older, thread }: Pick<Turn, 'newest' | 'older' | 'thread'> & { readonly ticket: Pick<Turn['ticket'], 'beside'> },
  attachments: TriageInput['attachments'],
  counts: TriageInput['counts'],
): TriageInput {
  const { inbox, config } = parts;
  const sender = JSON.parse(newest.verdict_json) as SenderVerdict;
  const covered = new Set([...older, newest].map((m) => m.id));
  const isContext = (m: MessageRow) => !covered.has(m.id) && m.text !== null && isKnownTo(newest.from_address, m);
  const earlier = sender.verdict === 'verified' ? thread.filter(isContext) : [];
  // Of a mail that came twice one copy is enough to read.
  const words = [...older.filter((m) => !(isCopy(m, newest) && isSameText(m, newest))), newest];
  return {
    inbox: { id: inbox, address: config.address, name: config.name, locale: config.locale },
    requesterName: newest.from_name === '' ? null : newest.from_name,
    requesterAddress: newest.from_address,
    subject: newest.subject,
    text: words.map((m) => m.text ?? '').join('\n\n'),
    rawText: words.map((m) => m.raw_text ?? '').join('\n\n'),
    thread: earlier.map((m) => ({
      from: m.direction === 'in' ? 'customer' : m.author === 'agent' ? 'us' : 'staff',
      at: m.sent_at,
      text: m.text ?? '',
    })),
    sender,
    participant: ticket.beside === null && isParticipant(newest.from_address, thread),
    attachments,
    otherReaders: otherReaders(parts, newest, thread),
    counts,
    // Shadow withholds what was decided; what that would have been is what people want to know.
    maxAutonomy: parts.maxAutonomy === 'shadow' ? 'auto' : parts.maxAutonomy,
    redact: config.redact,
    // Somebody else in the same thread has not been told.
    given: thread.filter((m) => m.direction === 'out' && isKnownTo(newest.from_address, m)).map((m) => m.text ?? ''),
    lastWord: lastWordBefore(thread, covered),
    at: parts.now(),
  };
}

/** Of the conversation before the mails that are answered now. */
export function lastWordBefore(thread: readonly MessageRow[], covered: ReadonlySet<string>): number | null {
  const earlier = thread.filter((m) => !covered.has(m.id)).map((m) => m.arrived_at);
  return earlier.length === 0 ? null : Math.max(...earlier);
}
