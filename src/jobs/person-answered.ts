import type { MessageRow } from '../ledger/schema.ts';

/**
 * What a person wrote in answer to this message, if anything: it names the message, or it is younger. Its clock counts for
 * little, because mail clients file in Sent with a date of their own.
 */
export function answeredByPerson(thread: readonly MessageRow[], message: MessageRow): MessageRow | undefined {
  return thread.find((m) => m.direction === 'out' && m.author === 'staff' && (names(m, message) || m.arrived_at > message.arrived_at));
}

function names(answer: MessageRow, message: MessageRow): boolean {
  return message.message_id !== null && (JSON.parse(answer.refs_json) as string[]).includes(message.message_id);
}
