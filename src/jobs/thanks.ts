import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { readFeedback } from '../model/builtin/feedback/feedback.ts';
import type { NoteOutcome, Priority } from '../triage/outcome.ts';
import { languageOf } from './forced.ts';
import type { Turn } from './turn.ts';

type Told = Pick<Turn, 'ticket' | 'newest' | 'older' | 'thread'>;

/**
 * A person has answered, and the customer says thanks or that it is solved: nobody has to look, and the ticket closes as it would after an answer of ours. Only when
 * the last word was the person's: otherwise somebody still owes the customer one.
 */
export function isThanksToPerson({ ticket, newest, older, thread }: Told): boolean {
  if (ticket.person_since === null || ticket.beside !== null) return false;
  const mails = [...older, newest];
  const covered = new Set(mails.map((m) => m.id));
  const last = thread
    .filter((m) => !covered.has(m.id))
    .toSorted((a, b) => a.arrived_at - b.arrived_at)
    .at(-1);
  return last?.direction === 'out' && mails.every((m) => m.from_address === newest.from_address && readsAsThanks(m));
}

/** A thank-you never opens a closed ticket again: it stays closed until triage has read it, too. */
export function staysClosed({ state }: Pick<TicketRow, 'state'>, message: MessageRow): boolean {
  return state === 'closed' && readsAsThanks(message);
}

function readsAsThanks({ text, attachments_json }: MessageRow): boolean {
  return JSON.parse(attachments_json).length === 0 && readFeedback(text ?? '') === 'solved';
}

export async function thanksToPerson(work: Told): Promise<NoteOutcome> {
  const { category, priority, language } = work.ticket;
  return {
    ...{ kind: 'note', why: 'thanks', labels: [], category, priority: priority as Priority },
    language: language ?? (await languageOf(work)),
    reason: 'The customer says thanks or that it is solved, after what a person wrote.',
  };
}
