import { ConfigError, PermanentError } from '../errors.ts';
import { EFFECT_HEADER } from '../jobs/payload.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import { type IndexedMail, indexMail } from './mail-index.ts';

export interface MailIndex {
  readonly mails: readonly IndexedMail[];
  /** Headers that cannot be read. */
  readonly unreadable: number;
}

export interface IndexOptions {
  /** ms; mail that arrived before is not looked at. */
  readonly from: number;
  /** The mailbox with what people sent, where the server does not mark it and its name says nothing. */
  readonly sent: string | null;
  readonly signal: AbortSignal;
  /** Mails read so far, and all there are. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Header blocks fetched at once: about a megabyte. */
const BATCH = 500;
/** Bytes of a header that are read. */
const MAX_HEADER = 200_000;

/**
 * The headers of INBOX, Archive and Sent since a time, newest first. Some 600 bytes a mail are kept. Throws `ConfigError` where there is no Sent, and what
 * `mailbox` throws.
 */
export async function readIndex(mailbox: Mailbox, { from, sent, signal, onProgress }: IndexOptions): Promise<MailIndex> {
  const special = await mailbox.special();
  const inSent = sent ?? special.sent;
  if (inSent === null) throw noSent('no mailbox of this account is marked or named as Sent');
  const places = [
    { mailbox: special.inbox, role: 'inbox' as const },
    { mailbox: inSent, role: 'sent' as const },
    ...(special.archive === null ? [] : [{ mailbox: special.archive, role: 'other' as const }]),
  ];
  const listed: { readonly place: (typeof places)[number]; readonly uids: readonly number[] }[] = [];
  for (const place of places) {
    signal.throwIfAborted();
    const uids = await mailbox.uidsSince(place.mailbox, from).catch((cause: unknown) => {
      if (place.role !== 'sent' || sent === null || !(cause instanceof PermanentError)) throw cause;
      throw noSent(`the mailbox ${sent} cannot be opened (${cause.message})`);
    });
    listed.push({ place, uids });
  }
  const of = listed.reduce((sum, { uids }) => sum + uids.length, 0);
  const mails: IndexedMail[] = [];
  let seen = 0;
  let unreadable = 0;
  for (const { place, uids } of listed) {
    for (let end = uids.length; end > 0; end -= BATCH) {
      signal.throwIfAborted();
      const wanted = uids.slice(Math.max(0, end - BATCH), end);
      const asked = new Set(wanted);
      for (const envelope of await mailbox.fetchHeaders(place.mailbox, wanted[0] ?? 0, wanted.at(-1) ?? 0)) {
        if (!asked.has(envelope.uid)) continue;
        try {
          const message = await parseHeaderBlock(envelope.headers.subarray(0, MAX_HEADER));
          mails.push(indexMail(message, envelope, { ...place, effectHeader: EFFECT_HEADER }));
        } catch (error) {
          if (!(error instanceof PermanentError)) throw error;
          unreadable += 1;
        }
      }
      seen += wanted.length;
      onProgress(seen, of);
    }
  }
  return { mails, unreadable };
}

function noSent(why: string): ConfigError {
  const message = `${why}, so nobody knows what people answered: name it with --sent, such as --sent "Sent Items"`;
  return new ConfigError([{ file: '', path: '--sent', message }]);
}
