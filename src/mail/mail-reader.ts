import { InvariantError, PermanentError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type GuardedThread, makeGuardedThread } from './guarded-thread.ts';
import { readMail } from './parse.ts';
import type { AttachmentText, FoundAttachment, NewestOf, ReadAnswer, ReadMail, ReadTask } from './read-task.ts';
import { newestText } from './reply-text.ts';

/** Reads mail and attachments of strangers; nothing they contain holds up more than their own reading. */
export interface MailReader {
  /** Rejects with `PermanentError` when it is no mail, or cannot be read within the limits. */
  readonly read: (source: Buffer) => Promise<ReadMail>;
  /** The sender's own words in a message that was changed after it was read. Rejects with `PermanentError` beyond the limits. */
  readonly newest: (message: NewestOf) => Promise<string>;
  /** One attachment by its id, decoded; null when the mail has no such attachment. Rejects as `read` does. */
  readonly attachment: (source: Buffer, id: string) => Promise<FoundAttachment | null>;
  /** The text of one attachment by its id; a note says why there is none, or not all. Null when the mail has no such attachment. */
  readonly attachmentText: (source: Buffer, id: string) => Promise<AttachmentText | null>;
  readonly close: () => Promise<void>;
}

/** ms of computing time. A mail of the largest size takes a tenth of it; a PDF of a hundred pages half. */
const MAIL_CPU_MS = 2_000;
const ATTACHMENT_CPU_MS = 5_000;

/** @param idleMs see `guarded-thread.ts` */
export function makeMailReader({ log, idleMs }: { readonly log: Log; readonly idleMs?: number }): MailReader {
  const thread: GuardedThread<ReadTask, ReadAnswer> = makeGuardedThread(new URL('./read-worker.ts', import.meta.url), { log, idleMs });
  return {
    read: async (source) => {
      if (isSimple(source)) return readMail(source);
      const answer = await thread.run({ kind: 'mail', source }, MAIL_CPU_MS).catch((cause: unknown) => {
        throw cause instanceof PermanentError
          ? new PermanentError(`${cause.message}; look at its source in the mailbox`, { cause })
          : cause;
      });
      if (answer.kind === 'refused') throw new PermanentError(answer.why);
      if (answer.kind !== 'mail') throw new InvariantError(`the reading thread answered a mail with ${answer.kind}`);
      return answer.mail;
    },
    newest: async ({ text, html, subject }) => {
      if (text.length + (html?.length ?? 0) < SIMPLE_BYTES) return newestText({ text, html, subject }).text;
      const answer = await thread.run({ kind: 'newest', message: { text, html, subject } }, MAIL_CPU_MS);
      if (answer.kind === 'refused') throw new PermanentError(answer.why);
      if (answer.kind !== 'newest') throw new InvariantError(`the reading thread answered a message with ${answer.kind}`);
      return answer.newest;
    },
    attachment: async (source, id) => {
      const answer = await thread.run({ kind: 'attachment', source, id }, MAIL_CPU_MS);
      if (answer.kind === 'refused') throw new PermanentError(answer.why);
      if (answer.kind !== 'attachment') throw new InvariantError(`the reading thread answered an attachment with ${answer.kind}`);
      return answer.found;
    },
    attachmentText: async (source, id) => {
      const answer = await thread.run({ kind: 'attachment text', source, id }, ATTACHMENT_CPU_MS).catch((error: unknown) => {
        if (error instanceof PermanentError)
          return { kind: 'attachment text', found: { text: '', note: `not read: ${error.message}` } } as const;
        throw error;
      });
      if (answer.kind === 'refused') return { text: '', note: `not read: ${answer.why}` };
      if (answer.kind !== 'attachment text') throw new InvariantError(`the reading thread answered an attachment with ${answer.kind}`);
      return answer.found;
    },
    close: thread.close,
  };
}

/** Bytes. Measured: below this the worst a mail can do is 0.1 s of the daemon's time, and a usual one takes 1 ms. */
const SIMPLE_BYTES = 32_000;
/** Lines that begin like a delimiter or a signature; a usual mail has under thirty. */
const SIMPLE_DELIMITERS = 100;

/**
 * Whether a mail may be read in the daemon's own thread: the search for quotes and the conversion of HTML are all that can grow faster than the
 * source, and in a short mail neither gets far. Costs a look at the line starts.
 */
export function isSimple(source: Buffer): boolean {
  if (source.length > SIMPLE_BYTES) return false;
  let delimiters = 0;
  for (let at = source.indexOf('\n--'); at !== -1; at = source.indexOf('\n--', at + 3)) delimiters += 1;
  return delimiters <= SIMPLE_DELIMITERS;
}
