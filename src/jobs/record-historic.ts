import { writeCursor } from '../ledger/cursors.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { insertMessages, insertPlacements, insertThreadRefs, threadsOfRefs } from '../ledger/messages.ts';
import type { CursorRow, MessageRow, PlacementRow } from '../ledger/schema.ts';
import { joinThreads } from '../ledger/threads.ts';
import { groupThreads } from '../mail/thread-groups.ts';
import { carriedAlong, knownMessages } from './known-mail.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';
import { recordPatiently } from './record-patiently.ts';
import { freshThread } from './thread-for.ts';

/** Rows a statement takes: it holds up everything else in the process, and may do so for some 10 ms. */
const BATCH = 125;

/**
 * Records mail from before the watermark, known by its header: context, never work, so there is nothing to audit and nobody to ring for. An
 * old mailbox has hundreds of thousands of them: few statements for many rows, and one commit, which waits for the disk, for all that is given.
 */
export async function recordHistoric(parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null): Promise<void> {
  await recordPatiently(parts, reads, cursor, recordTogether);
}

async function recordTogether(parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null): Promise<readonly never[]> {
  const { db, inbox, fault } = parts;
  fault('intake.before-commit');
  await transactInbox(db, inbox, async (trx) => {
    for (let start = 0; start < reads.length; start += BATCH) {
      // Several batches in a row would be one long pause for everybody else.
      if (start > 0) await new Promise((resolve) => setImmediate(resolve));
      await recordBatch(trx, parts, reads.slice(start, start + BATCH));
    }
    if (cursor !== null) await writeCursor(trx, cursor);
  });
  fault('intake.after-commit');
  return [];
}

async function recordBatch(trx: Run, parts: InboxParts, reads: readonly Read[]): Promise<void> {
  const { inbox } = parts;
  const known = await knownMessages(trx, inbox, reads);
  const fresh: Read[] = [];
  const placements: PlacementRow[] = [];
  for (const read of reads) {
    const existing = known.get(read.row.identity);
    if (existing === undefined) {
      fresh.push(read);
      known.set(read.row.identity, read.row.id);
    }
    const projected = existing === undefined ? [] : await carriedAlong(trx, inbox, existing, read.placement.flags_json);
    placements.push({ ...read.placement, projected_json: JSON.stringify(projected), message: existing ?? read.row.id });
  }
  const threads = await threadsFor(trx, inbox, fresh);
  await insertMessages(
    trx,
    fresh.map((read, i) => historicRow(read, threads[i] ?? '')),
  );
  await insertThreadRefs(
    trx,
    fresh.flatMap((read, i) => idsOf(read).map((ref) => ({ inbox, ref, thread_id: threads[i] }))),
  );
  await insertPlacements(trx, placements);
}

function historicRow({ row }: Read, threadId: string): MessageRow {
  return { ...row, thread_id: threadId, disposition: 'historic', disposition_detail: null, wait: null, wait_deadline: null };
}

/** The thread of each mail. The newest come first, so an older one may turn out to be what two known conversations have in common. */
async function threadsFor(trx: Run, inbox: string, reads: readonly Read[]): Promise<readonly string[]> {
  const mails = reads.map((read) => ({ ids: idsOf(read), fresh: freshThread(read) }));
  const { threads, joined } = groupThreads(mails, await threadsOfRefs(trx, inbox, [...new Set(mails.flatMap((m) => m.ids))]));
  const renamed = new Map<string, string>();
  for (const group of joined) for (const [from, to] of await joinThreads(trx, inbox, group)) renamed.set(from, to);
  return threads.map((thread) => renamed.get(thread) ?? thread);
}

/** A form may give all that it sends the same Message-ID: by that its customers' mails would become one conversation. */
function idsOf({ references, row, alone, serverThread }: Read): readonly string[] {
  return alone ? [] : [...references, row.message_id, serverThread].filter((id) => id !== null);
}
