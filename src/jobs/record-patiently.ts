import { dataErrorCode } from '../ledger/data-error.ts';
import type { CursorRow } from '../ledger/schema.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';

type RecordBatch<T> = (parts: InboxParts, reads: readonly Read[], cursor: CursorRow | null) => Promise<readonly T[]>;

/**
 * Records a batch in one transaction. When the database cannot hold something in it, the mails are recorded one by one, and of the one that
 * fails again only that it is there, for a person to look at: it blocks nobody behind it.
 */
export async function recordPatiently<T>(
  parts: InboxParts,
  reads: readonly Read[],
  cursor: CursorRow | null,
  record: RecordBatch<T>,
): Promise<readonly T[]> {
  try {
    return await record(parts, reads, cursor);
  } catch (error) {
    if (reads.length === 0 || dataErrorCode(error) === null) throw error;
  }
  const results: T[] = [];
  for (const read of reads) results.push(...(await recordAlone(parts, read, record)));
  results.push(...(await record(parts, [], cursor)));
  return results;
}

async function recordAlone<T>(parts: InboxParts, read: Read, record: RecordBatch<T>): Promise<readonly T[]> {
  try {
    return await record(parts, [read], null);
  } catch (error) {
    const code = dataErrorCode(error);
    if (code === null) throw error;
    const { mailbox, uid } = read.placement;
    // Not its message: that may quote the mail.
    parts.log.error({ mailbox, uid, code }, 'the ledger cannot hold what a mail says; it is quarantined');
    return record(parts, [withoutContent(parts, read)], null);
  }
}

/** What is left is our own: hashes, and numbers that are some. Mail that nobody waits for stays context. */
function withoutContent({ now }: InboxParts, read: Read): Read {
  const { row, admission, placement, knownAs } = read;
  const number = (value: number, otherwise: number) => (Number.isSafeInteger(value) ? value : otherwise);
  return {
    placement,
    knownAs,
    ownKey: null,
    references: [],
    alone: true,
    serverThread: null,
    admission:
      admission.kind === 'historic' || admission.kind === 'by hand'
        ? admission
        : { kind: 'quarantined', why: 'the ledger cannot hold what it says' },
    row: {
      ...row,
      message_id: null,
      from_address: '',
      from_name: '',
      reply_address: null,
      to_json: '[]',
      cc_json: '[]',
      refs_json: '[]',
      subject: '',
      sent_at: number(row.sent_at, now()),
      arrived_at: number(row.arrived_at, now()),
      size: number(row.size, 0),
      text: row.text === null ? null : '',
      raw_text: row.raw_text === null ? null : '',
      attachments_json: '[]',
      verdict_json: JSON.stringify({ verdict: 'unverified', aligned: [] }),
    },
  };
}
