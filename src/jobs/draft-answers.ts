import type { Run } from '../ledger/database.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { SAME_DRAFT } from '../tickets/draft-fate.ts';
import { matchDraft } from '../tickets/draft-match.ts';
import { isUnchanged, likeness } from '../tickets/likeness.ts';
import { type FiledDraft, wordsOfDraft } from './draft-copy.ts';
import type { InboxParts } from './parts.ts';
import type { SentByHand } from './settle-draft.ts';

export type Outbound = Pick<
  MessageRow,
  'id' | 'thread_id' | 'message_id' | 'to_json' | 'cc_json' | 'refs_json' | 'subject' | 'text' | 'recorded_at'
>;

export interface Answer extends SentByHand {
  readonly recordedAt: number;
  /** The conversation it was found in: another one where the client left the ids out. */
  readonly threadId: string;
}

/** What people have sent in the conversations of these drafts since they were filed, by draft. */
export async function sentSince(run: Run, inbox: string, effects: readonly string[]): Promise<ReadonlyMap<string, readonly Outbound[]>> {
  const found: (Outbound & { readonly effect: string })[] = [];
  for (let start = 0; start < effects.length; start += CHUNK) {
    const rows = await run
      .selectFrom('drafts')
      // SQLite takes the tables of a cross join in this order; left to itself it might read all mail.
      .crossJoin('messages')
      .whereRef('messages.inbox', '=', 'drafts.inbox')
      .whereRef('messages.thread_id', '=', 'drafts.thread_id')
      .whereRef('messages.recorded_at', '>=', 'drafts.filed_at')
      .select(['drafts.effect', 'messages.id', 'messages.thread_id', 'messages.message_id', 'messages.to_json', 'messages.cc_json'])
      .select(['messages.refs_json', 'messages.subject', 'messages.text', 'messages.recorded_at'])
      .where('drafts.inbox', '=', inbox)
      .where('drafts.effect', 'in', effects.slice(start, start + CHUNK))
      .where('messages.direction', '=', 'out')
      .where('messages.author', '=', 'staff')
      .execute();
    found.push(...rows);
  }
  return Map.groupBy(found, (row) => row.effect);
}

const CHUNK = 400;

/** The one that is most like the draft, of those to the same person; null: there is none. */
export async function bestAnswer(parts: InboxParts, draft: FiledDraft, sent: readonly Outbound[]): Promise<Answer | null> {
  const fitting = sent.filter((mail) => isTo(draft, mail));
  if (fitting.length === 0) return null;
  const written = await wordsOfDraft(parts, draft);
  const answers = fitting.map((mail) => asAnswer(written, mail));
  return answers.toSorted((a, b) => b.likeness - a.likeness)[0] ?? null;
}

/** The same among mail that names no conversation of ours: some clients leave the ids out when they send a draft. */
export async function unnamedAnswer(parts: InboxParts, draft: FiledDraft): Promise<Answer | null> {
  const { db, inbox } = parts;
  const rows: Outbound[] = await db
    .selectFrom('messages')
    .select(['id', 'thread_id', 'message_id', 'to_json', 'cc_json', 'refs_json', 'subject', 'text', 'recorded_at'])
    .where('inbox', '=', inbox)
    .where('arrived_at', '>=', draft.row.filed_at - CLOCKS)
    .where('recorded_at', '>=', draft.row.filed_at)
    .where('direction', '=', 'out')
    .where('author', '=', 'staff')
    .where('thread_id', '!=', draft.row.thread_id)
    .orderBy('arrived_at', 'desc')
    .limit(MANY)
    .execute();
  const fitting = rows.filter((mail) => {
    const references = JSON.parse(mail.refs_json) as string[];
    return matchDraft(draft.known, { messageId: null, inReplyTo: [], references, to: recipientsOf(mail), subject: mail.subject }) !== null;
  });
  const best = await bestAnswer(parts, draft, fitting);
  return best !== null && best.likeness >= SAME_DRAFT ? best : null;
}

/** A client files with a clock of its own, ms. */
const CLOCKS = 10 * 60_000;
/** Mails that are compared. */
const MANY = 100;

function asAnswer(written: string, mail: Outbound): Answer {
  const words = mail.text ?? '';
  const compared = { likeness: likeness(written, words), unchanged: isUnchanged(written, words) };
  return { id: mail.id, words, ...compared, recordedAt: mail.recorded_at, threadId: mail.thread_id };
}

function isTo({ known }: FiledDraft, mail: Outbound): boolean {
  const people = recipientsOf(mail);
  return known.to.some((address) => people.includes(address));
}

function recipientsOf({ to_json, cc_json }: Outbound): string[] {
  return [to_json, cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]).map((a) => a.address);
}
