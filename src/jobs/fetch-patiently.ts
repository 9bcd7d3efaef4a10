import { errorMessage } from '../errors.ts';
import type { FetchedEnvelope, FetchedMail } from '../mail/mailbox.ts';
import type { InboxParts } from './parts.ts';
import { MAX_MAIL_BYTES } from './payload.ts';
import type { Place } from './place.ts';

/** A server may break off at one mail that it cannot read (a disk error, a corrupt item): that one is quarantined, the others are read. */
export async function mailsOf(parts: InboxParts, place: Place, uids: readonly number[]): Promise<FetchedMail[]> {
  try {
    return await parts.mailbox.fetchUids(place.mailbox, uids, MAX_MAIL_BYTES);
  } catch (error) {
    if (uids.length > 1) {
      const mails: FetchedMail[] = [];
      for (const uid of uids) mails.push(...(await mailsOf(parts, place, [uid])));
      return mails;
    }
    // Throws where it is the server that is away; a line that broke once must not cost a good mail.
    await parts.mailbox.status(place.mailbox);
    const [uid] = uids;
    if (uid === undefined) throw error;
    const second = await parts.mailbox.fetchUids(place.mailbox, uids, MAX_MAIL_BYTES).catch(() => null);
    if (second !== null) return second;
    await parts.mailbox.status(place.mailbox);
    parts.log.error({ mailbox: place.mailbox, uid, err: errorMessage(error) }, 'the server cannot deliver a mail; it is quarantined');
    const source = Buffer.from(`${place.mailbox} ${place.uidValidity} ${uid}`);
    return [{ uid, flags: [], modseq: null, internalDate: parts.now(), size: source.length, source, serverThread: null }];
  }
}

/** Sources read into memory at once, in bytes. */
const BATCH_BYTES = 60_000_000;

export function batches(mails: readonly FetchedEnvelope[]): readonly (readonly number[])[] {
  const all: number[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { uid, size } of mails) {
    if (bytes + size > BATCH_BYTES) {
      all.push([]);
      bytes = 0;
    }
    bytes += size;
    all.at(-1)?.push(uid);
  }
  return all;
}

export async function headersOf(parts: InboxParts, place: Place, first: number, last: number): Promise<FetchedEnvelope[]> {
  try {
    // Trusted paths are known by fields that a configuration may name.
    const { via, trustedArcSealers } = parts.config.intake;
    return await parts.mailbox.fetchHeaders(place.mailbox, first, last, via.length + trustedArcSealers.length > 0);
  } catch (error) {
    if (first < last) {
      const middle = Math.floor((first + last) / 2);
      return [...(await headersOf(parts, place, first, middle)), ...(await headersOf(parts, place, middle + 1, last))];
    }
    await parts.mailbox.status(place.mailbox);
    parts.log.debug({ mailbox: place.mailbox, uid: first, err: errorMessage(error) }, 'the server cannot deliver a header');
    return [{ uid: first, flags: [], modseq: null, internalDate: parts.now(), size: 0, headers: Buffer.alloc(0), serverThread: null }];
  }
}
