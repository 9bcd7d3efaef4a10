import { createHash } from 'node:crypto';
import { errorMessage, TransientError } from '../errors.ts';
import type { MessageRow, PlacementRow } from '../ledger/schema.ts';
import { messageIdentity } from '../mail/identity.ts';
import type { FetchedEnvelope, FetchedMail } from '../mail/mailbox.ts';
import { header, type Message } from '../mail/message.ts';
import { parseHeaderBlock } from '../mail/parse.ts';
import { type Bounce, bounceOf } from '../mail/screen.ts';
import { isReceipt } from '../mail/screen-automatic-text.ts';
import { vacationSubject, vacationText } from '../mail/screen-vacation.ts';
import { replyAddress } from '../mail/sender.ts';
import { threadReferences } from '../mail/thread.ts';
import type { Arrived } from '../mail/via.ts';
import { type MachineWord, machineWord, receiversOf } from '../staff/staff-mail.ts';
import { utcOffsetOf } from '../tickets/customer-hours.ts';
import { type Admitted, admissionOf, isForeign } from './admission.ts';
import { arrive } from './arrive.ts';
import type { InboxParts } from './parts.ts';
import { EFFECT_HEADER, MAX_MAIL_BYTES } from './payload.ts';
import type { Place } from './place.ts';

/** What reading and judging a mail takes: no ledger, no queue, no connection. */
export type ReadParts = Pick<InboxParts, 'inbox' | 'config' | 'row' | 'ours' | 'own' | 'staff' | 'reader' | 'checkSender' | 'now' | 'log'>;

/** A mail read and judged, ready to be recorded. */
export interface Read {
  readonly row: Omit<MessageRow, 'thread_id' | 'disposition' | 'disposition_detail' | 'wait' | 'wait_deadline'>;
  readonly references: readonly string[];
  readonly placement: Omit<PlacementRow, 'message'>;
  /** Identities the ledger may have this mail under: its own, that of its header alone, and that of its bytes. */
  readonly knownAs: readonly string[];
  /** Of a mail under our own address: the key in its header, empty for none; the outbox tells whether it is one of ours. Null for others' mail. */
  readonly ownKey: string | null;
  /** True for the mail of a form: it belongs to no other conversation, whatever ids it bears. */
  readonly alone: boolean;
  /** The server's own conversation, written so that no Message-ID looks like it; null where it has none. */
  readonly serverThread: string | null;
  /** Of a report that a mail did not arrive: what names that mail. */
  readonly bounced?: Pick<Bounce, 'originalMessageId' | 'effect' | 'failedRecipients'> | null;
  /** Of a mail in INBOX, what an answer to one of our mails to staff is told by; null where it is none for its place or its age. */
  readonly answers?: { readonly receivers: readonly string[]; readonly machine: MachineWord | null } | null;
  /** The conversation it belongs to whatever it refers to. */
  readonly conversation?: string;
  /** What the sender's clock says, minutes east of UTC; null or absent where the mail does not tell. */
  readonly utcOffset?: number | null;
  readonly admission: Admitted | { readonly kind: 'quarantined'; readonly why: string };
}

/** Newest and raw text kept in the index, in characters: enough for triage, bounded for the ledger. */
const TEXT_LIMIT = 32_000;

const INBOUND = { direction: 'in', author: null } as const;

/** What of an old mail's header is read, in bytes: it is context only. */
const MAX_HEADER = 200_000;

/** Reads one mail. Throws only while Firstline stops: what cannot be read is quarantined, so that it blocks nobody behind it. */
export async function readMail(parts: ReadParts, place: Place, mail: FetchedMail): Promise<Read> {
  const placement = placementOf(parts, place, mail);
  try {
    // Exchange only estimates RFC822.SIZE: what was cut is as long as the limit.
    if (mail.source.length >= MAX_MAIL_BYTES && mail.source.length < mail.size)
      return quarantined(parts, mail, placement, `it is larger than ${Math.round(mail.source.length / 1e6)} MB`);
    const { message, newest } = await parts.reader.read(mail.source);
    const { identity } = messageIdentity(parts.inbox, message);
    const arrived = await arrive(parts, place.role, message, mail.source);
    // A path may have put its own words around the requester's.
    const words = arrived.message === message ? newest : await parts.reader.newest(arrived.message);
    const known = { internalDate: mail.internalDate, size: mail.size, identity, newest: words };
    const read = describe(parts, place, message, arrived, known);
    const row = isForeign(parts, place, arrived) ? { ...read.row, ...INBOUND } : read.row;
    const bounce = bounceOf(message, EFFECT_HEADER);
    const bounced = bounce?.action === 'failed' ? bounce : null;
    const serverThread = serverThreadOf(mail);
    // An older version may not have been able to read it.
    const knownAs = [...read.knownAs, identityOfBytes(parts, mail)];
    const admission = admissionOf(parts, place, arrived, mail);
    const answers = place.role === 'inbox' ? answersIn(message, words, { admission, failed: bounced !== null }) : null;
    return { ...read, row, knownAs, placement, serverThread, bounced, answers, admission };
  } catch (error) {
    // Firstline is stopping: that says nothing about the mail.
    if (error instanceof TransientError) throw error;
    return quarantined(parts, mail, placement, errorMessage(error));
  }
}

function answersIn(
  message: Message,
  words: string,
  { admission, failed }: { readonly admission: Admitted; readonly failed: boolean },
): Read['answers'] {
  if (admission.kind === 'historic' || admission.kind === 'by hand') return null;
  const arrived = isReceipt(words) && vacationSubject(message, words) === null && vacationText(words) === null;
  const machine = admission.kind === 'suppressed' ? machineWord(admission.rule, admission.detail, { failed, arrived }) : null;
  return { receivers: receiversOf(message), machine };
}

/** Reads one header block of mail from before the watermark: it is context only. */
export async function readHistoric(parts: ReadParts, place: Place, mail: FetchedEnvelope): Promise<Read | null> {
  const placement = placementOf(parts, place, mail);
  try {
    const message = await parseHeaderBlock(mail.headers.subarray(0, MAX_HEADER));
    const arrived = await arrive(parts, place.role, message, null);
    const known = { internalDate: mail.internalDate, size: mail.size, identity: null, newest: '' };
    const read = describe(parts, place, message, arrived, known);
    const row = isForeign(parts, place, arrived) ? { ...read.row, ...INBOUND } : read.row;
    return { ...read, row, placement, serverThread: serverThreadOf(mail), admission: { kind: 'historic' } };
  } catch (error) {
    parts.log.debug(
      { mailbox: place.mailbox, uid: mail.uid, err: errorMessage(error) },
      'an old mail has no readable header; it is not indexed',
    );
    return null;
  }
}

/**
 * Ties a mail seen by its header to the same mail read whole. It begins with the Date in seconds, so that what is indexed one after the other lies together in the
 * ledger's indexes: at random places each commit would rewrite a page of them for every mail.
 */
function headerDigest(message: Message): string {
  const parts = [message.messageId ?? '', message.from?.address ?? '', String(message.date ?? ''), message.subject];
  const seconds = Math.min(0xffff_ffff, Math.max(0, Math.floor((message.date ?? 0) / 1_000)));
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return seconds.toString(16).padStart(8, '0') + hash.slice(0, 56);
}

/**
 * What a mail is known by while only its header was read. Without Message-ID and Date all that a form sends has one header: then its arrival and its
 * size have to be the same, too.
 */
function headerIdentity(
  { messageId, date }: Message,
  digest: string,
  { internalDate, size }: Pick<Known, 'internalDate' | 'size'>,
): string {
  if (messageId !== null || date !== null) return `header:${digest}`;
  const hash = createHash('sha256').update(`${digest} ${internalDate} ${size}`).digest('hex');
  return `header:${digest.slice(0, 8)}${hash.slice(0, 56)}`;
}

interface Known {
  readonly internalDate: number;
  readonly size: number;
  /** Null when only the header was read. */
  readonly identity: string | null;
  /** The sender's own words. */
  readonly newest: string;
}

/** @param original as it lies in the mailbox: what it is known by does not depend on the paths that are configured */
function describe(
  parts: ReadParts,
  { role }: Pick<Place, 'role'>,
  original: Message,
  { message, verdict, rawText, alone }: Arrived,
  { internalDate, size, identity, newest }: Known,
): Pick<Read, 'row' | 'references' | 'alone' | 'knownAs' | 'ownKey' | 'utcOffset'> {
  const digest = headerDigest(original);
  const byHeader = headerIdentity(original, digest, { internalDate, size });
  const id = identity ?? byHeader;
  const reply = replyAddress(message, verdict);
  // Whoever files in our Sent has written for us, also under an address of their own.
  const outbound = role === 'sent' || parts.own.has(message.from?.address ?? '');
  const whole = identity !== null;
  return {
    references: alone ? [] : threadReferences(message),
    alone,
    knownAs: identity === null ? [id] : [id, byHeader],
    utcOffset: utcOffsetOf(header(message, 'date')),
    ownKey: parts.own.has(original.from?.address ?? '') ? (header(original, EFFECT_HEADER)?.trim() ?? '') : null,
    row: {
      inbox: parts.inbox,
      id: `msg_${id.replace('header:', '').slice(0, 24)}`,
      identity: id,
      header_digest: digest,
      message_id: message.messageId,
      direction: outbound ? 'out' : 'in',
      author: outbound ? 'staff' : null,
      from_address: message.from?.address ?? '',
      from_name: message.from?.name ?? '',
      // Our own address in somebody's Reply-To would make us write to ourselves.
      reply_address: reply === null || reply.address === message.from?.address || parts.ours.has(reply.address) ? null : reply.address,
      to_json: JSON.stringify(message.to),
      cc_json: JSON.stringify(message.cc),
      refs_json: JSON.stringify(threadReferences(message)),
      subject: message.subject.slice(0, 998),
      sent_at: message.date ?? internalDate,
      arrived_at: internalDate,
      size,
      text: whole ? newest.slice(0, TEXT_LIMIT) : null,
      raw_text: whole ? rawText.slice(0, TEXT_LIMIT) : null,
      attachments_json: JSON.stringify(message.attachments),
      verdict_json: JSON.stringify(verdict),
      recorded_at: parts.now(),
    },
  };
}

function serverThreadOf({ serverThread }: FetchedEnvelope | FetchedMail): string | null {
  return serverThread === null ? null : `server:${serverThread}`;
}

function placementOf(parts: ReadParts, place: Place, mail: { readonly uid: number; readonly flags: readonly string[] }): Read['placement'] {
  return {
    inbox: parts.inbox,
    mailbox: place.mailbox,
    uid_validity: place.uidValidity,
    uid: mail.uid,
    flags_json: JSON.stringify(mail.flags),
    projected_json: '[]',
    copied: 0,
  };
}

/** Identity of what cannot be parsed. */
function identityOfBytes({ inbox }: ReadParts, { source }: FetchedMail): string {
  return createHash('sha256').update(inbox).update(source).digest('hex');
}

/** Nothing in it says how old it is: that is what the server says. */
function quarantined(parts: ReadParts, mail: FetchedMail, placement: Read['placement'], why: string): Read {
  const identity = identityOfBytes(parts, mail);
  const isHistoric = mail.internalDate < parts.row.go_live;
  parts.log.warn(
    { mailbox: placement.mailbox, uid: mail.uid, err: why },
    isHistoric ? 'an old mail cannot be read; it is context only' : 'a mail cannot be read; it is quarantined',
  );
  return {
    knownAs: [identity],
    ownKey: null,
    placement,
    serverThread: null,
    references: [],
    alone: false,
    admission: isHistoric ? { kind: 'historic' } : { kind: 'quarantined', why },
    row: {
      inbox: parts.inbox,
      id: `msg_${identity.slice(0, 24)}`,
      identity,
      header_digest: identity,
      message_id: null,
      direction: 'in',
      author: null,
      from_address: '',
      from_name: '',
      reply_address: null,
      to_json: '[]',
      cc_json: '[]',
      refs_json: '[]',
      subject: '',
      sent_at: mail.internalDate,
      arrived_at: mail.internalDate,
      size: mail.size,
      text: '',
      raw_text: '',
      attachments_json: '[]',
      verdict_json: JSON.stringify({ verdict: 'unverified', aligned: [] }),
      recorded_at: parts.now(),
    },
  };
}
