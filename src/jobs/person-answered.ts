import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';

/**
 * What a person wrote in answer to this message, if anything: it names the message, or it is younger. Its clock counts for
 * little, because mail clients file in Sent with a date of their own.
 */
export function answeredByPerson(thread: readonly MessageRow[], message: MessageRow): MessageRow | undefined {
  return thread.find((m) => writtenByPerson(m, message.from_address) && (names(m, message) || m.arrived_at > message.arrived_at));
}

/** Sent from the support mailbox, or by a team member's own address to the customer with us in copy. */
export function writtenByPerson(
  message: Pick<MessageRow, 'direction' | 'author' | 'disposition' | 'disposition_detail' | 'verdict_json' | 'to_json' | 'cc_json'>,
  customer: string,
): boolean {
  if (message.direction === 'out') return message.author === 'staff';
  if (message.disposition !== 'noted' || message.disposition_detail !== 'staff') return false;
  if ((JSON.parse(message.verdict_json) as SenderVerdict).verdict === 'failed') return false;
  const recipients = [message.to_json, message.cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]);
  return recipients.some((r) => r.address === customer);
}

function names(answer: MessageRow, message: MessageRow): boolean {
  return message.message_id !== null && (JSON.parse(answer.refs_json) as string[]).includes(message.message_id);
}
