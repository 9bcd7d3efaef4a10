import { PermanentError } from '../errors.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { inConversationOrder } from '../mail/thread-tree.ts';
import type { InboxParts } from './parts.ts';
import { sourceOf } from './source.ts';

/** More of an old conversation than this changes no answer; the newest are read. */
const LIMIT = 20;
const TEXT_LIMIT = 32_000;

/**
 * The conversation as it is read: nothing before what it answers. Mail from before the watermark was indexed by its header only: what
 * a thread needs of it is read now, once.
 */
export async function readMissing(parts: InboxParts, unordered: readonly MessageRow[]): Promise<readonly MessageRow[]> {
  const thread = inOrder(unordered);
  const missing = thread.filter((m) => m.text === null).slice(-LIMIT);
  if (missing.length === 0) return thread;
  const texts = new Map<string, { text: string; raw_text: string }>();
  for (const message of missing) {
    const source = await sourceOf(parts, message.id);
    if (source === null) continue;
    const text = await textOf(parts, message.id, source);
    await parts.db.updateTable('messages').set(text).where('inbox', '=', parts.inbox).where('id', '=', message.id).execute();
    texts.set(message.id, text);
  }
  return thread.map((m) => ({ ...m, ...texts.get(m.id) }));
}

function inOrder(thread: readonly MessageRow[]): readonly MessageRow[] {
  if (thread.length < 3) return thread;
  const mails = thread.map((row) => ({
    row,
    messageId: row.message_id,
    references: JSON.parse(row.refs_json) as string[],
    subject: row.subject,
    date: row.sent_at,
  }));
  return inConversationOrder(mails).map(({ row }) => row);
}

/** An old mail that cannot be read adds nothing; the customer's new one is answered without it. */
async function textOf({ reader, log }: InboxParts, message: string, source: Buffer): Promise<{ text: string; raw_text: string }> {
  try {
    const read = await reader.read(source);
    return { text: read.newest.slice(0, TEXT_LIMIT), raw_text: read.message.text.slice(0, TEXT_LIMIT) };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    log.warn({ message, err: error.message }, 'an older mail of a thread cannot be read');
    return { text: '', raw_text: '' };
  }
}
