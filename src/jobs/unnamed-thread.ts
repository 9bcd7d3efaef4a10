import type { Run } from '../ledger/database.ts';
import { messagesOfThread, threadsOfRefs } from '../ledger/messages.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { isReplySubject } from '../mail/thread.ts';
import { tellingSubject } from '../mail/thread-subject.ts';
import { participantsOf } from '../tickets/participants.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

/** A conversation that has been silent for longer than this is not taken up by its subject alone, ms. */
const SILENCE = 14 * 24 * 3_600_000;
/** Mails of one person that are looked at, newest first. */
const MANY = 50;
/** The left half of an id that a provider made is longer than this; shorter words may stand in any answer of a server. */
const MADE = 12;

/**
 * The conversation of a mail that calls itself an answer and names none we know: by the id our provider gave our mail instead of ours, by the server's
 * own conversations (Gmail), or by a telling subject. Only where its author already takes part. What a contact form sends is never an answer.
 */
export async function unnamedThread(trx: Run, parts: InboxParts, read: Read): Promise<string | null> {
  const { row, references } = read;
  // With another address to answer to it is a form's or a list's mail: who writes is not who asks.
  const { verdict, via } = JSON.parse(row.verdict_json) as SenderVerdict;
  if (row.reply_address !== null || verdict === 'failed') return null;
  if (references.length === 0 && !isReplySubject(row.subject)) return null;
  if (read.admission.kind === 'historic') return null;
  const people = row.direction === 'in' ? [row.from_address] : recipientsOf(row);
  return (
    (await byRewrittenId(trx, parts, people, references)) ??
    (await byServer(trx, parts, people, read.serverThread)) ??
    // A group tags subjects and a forwarder's sender is its word alone: the same subject says nothing there.
    (via === undefined ? await bySubject(trx, parts, people, read) : null)
  );
}

/** Amazon SES and others give our mail an id of their own and name it in their answer, without the domain. */
async function byRewrittenId(
  trx: Run,
  { inbox }: InboxParts,
  people: readonly string[],
  references: readonly string[],
): Promise<string | null> {
  const made = references.map((id) => id.slice(1, id.indexOf('@'))).filter((left) => left.length >= MADE);
  if (made.length === 0 || people.length === 0) return null;
  // SQLite takes the tables of a cross join in this order: the tickets of one person are few.
  const sent = await trx
    .selectFrom('tickets')
    .crossJoin('effects')
    .whereRef('effects.inbox', '=', 'tickets.inbox')
    .whereRef('effects.thread_id', '=', 'tickets.thread_id')
    .select(['effects.thread_id', 'effects.response'])
    .where('tickets.inbox', '=', inbox)
    .where('tickets.requester', 'in', [...people])
    .where('effects.kind', 'in', ['reply', 'relay', 'approved'])
    .where('effects.response', 'is not', null)
    .execute();
  return sent.find(({ response }) => made.some((id) => response?.includes(id)))?.thread_id ?? null;
}

async function byServer(trx: Run, { inbox }: InboxParts, people: readonly string[], serverThread: string | null): Promise<string | null> {
  if (serverThread === null) return null;
  const thread = (await threadsOfRefs(trx, inbox, [serverThread])).get(serverThread);
  if (thread === undefined) return null;
  const takingPart = participantsOf(await messagesOfThread(trx, inbox, thread));
  return people.some((person) => takingPart.has(person)) ? thread : null;
}

async function bySubject(trx: Run, { inbox }: InboxParts, people: readonly string[], { row }: Read): Promise<string | null> {
  const about = tellingSubject(row.subject);
  if (about === null || people.length === 0) return null;
  const written = await trx
    .selectFrom('messages')
    .select(['thread_id', 'subject'])
    .where('inbox', '=', inbox)
    .where('from_address', 'in', [...people])
    .where('direction', '=', 'in')
    .where('reply_address', 'is', null)
    .where('arrived_at', '>', row.arrived_at - SILENCE)
    .orderBy('arrived_at', 'desc')
    .limit(MANY)
    .execute();
  const threads = new Set(written.filter((m) => tellingSubject(m.subject) === about).map((m) => m.thread_id));
  for (const thread of threads) {
    const takingPart = participantsOf(await messagesOfThread(trx, inbox, thread));
    if (people.some((person) => takingPart.has(person))) return thread;
  }
  return null;
}

function recipientsOf({ to_json, cc_json }: Read['row']): readonly string[] {
  return [to_json, cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]).map((a) => a.address);
}
