import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';

/**
 * What a person wrote in answer to this message, if anything: it names the message, or it is younger. Its clock counts for
 * little, because mail clients file in Sent with a date of their own.
 */
export function answeredByPerson(thread: readonly MessageRow[], message: MessageRow, ours: ReadonlySet<string>): MessageRow | undefined {
  return thread.find((m) => writtenByPerson(m, message.from_address, ours) && follows(m, message));
}

/**
 * The same, under a team member's address that nothing vouches for. Anybody can write such a From, so it settles nothing;
 * but nobody should be talked over either: a person has to look.
 */
export function seeminglyAnswered(thread: readonly MessageRow[], message: MessageRow): MessageRow | undefined {
  return thread.find((m) => staffTo(m, message.from_address) && verdictOf(m) === 'unverified' && follows(m, message));
}

/** Sent from the support mailbox to somebody outside (not forwarded to a colleague), or by a team member's own, verified address to the customer with us in copy. */
export function writtenByPerson(message: PartOfAnswer, customer: string, ours: ReadonlySet<string>): boolean {
  if (message.direction === 'out') return message.author === 'staff' && recipientsOf(message).some((address) => !ours.has(address));
  return staffTo(message, customer) && verdictOf(message) === 'verified';
}

type PartOfAnswer = Pick<
  MessageRow,
  'direction' | 'author' | 'disposition' | 'disposition_detail' | 'verdict_json' | 'to_json' | 'cc_json'
>;

function staffTo(message: PartOfAnswer, customer: string): boolean {
  if (message.direction !== 'in' || message.disposition !== 'noted' || message.disposition_detail !== 'staff') return false;
  return recipientsOf(message).includes(customer);
}

function recipientsOf(message: PartOfAnswer): string[] {
  return [message.to_json, message.cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]).map((a) => a.address);
}

function verdictOf(message: PartOfAnswer): SenderVerdict['verdict'] {
  return (JSON.parse(message.verdict_json) as SenderVerdict).verdict;
}

function follows(answer: MessageRow, message: MessageRow): boolean {
  return names(answer, message) || sentBy(answer) > message.arrived_at;
}

function names(answer: MessageRow, message: MessageRow): boolean {
  return message.message_id !== null && (JSON.parse(answer.refs_json) as string[]).includes(message.message_id);
}

/** A client files with its own clock: it cannot have sent later than we saw it. INTERNALDATE has whole seconds (RFC 3501 §9). */
function sentBy({ arrived_at, recorded_at }: MessageRow): number {
  return Math.min(arrived_at, Math.floor(recorded_at / 1_000) * 1_000);
}
