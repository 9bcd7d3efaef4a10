/**
 * The port to one mail account over IMAP. Every method throws `TransientError` when the server is away and
 * `PermanentError` when it refuses for good; none returns a silent `false` (imapflow does: the adapter checks).
 */

/** The mailboxes by role; a role the server does not offer is null. */
export interface SpecialMailboxes {
  readonly inbox: string;
  readonly sent: string | null;
  /** Others that are called like it: a client that pays no heed to the role files what it sends in one of its own. */
  readonly otherSent: readonly string[];
  readonly drafts: string | null;
  readonly archive: string | null;
  readonly trash: string | null;
  readonly junk: string | null;
}

export interface MailboxStatus {
  /** RFC 3501 §2.3.1.1, as a decimal string (32 bit unsigned). */
  readonly uidValidity: string;
  readonly uidNext: number;
  readonly messages: number;
  /** RFC 7162; null where the server lacks CONDSTORE. */
  readonly highestModseq: string | null;
}

export interface FetchedFlags {
  readonly uid: number;
  /** System flags and keywords; Gmail's labels count as keywords. */
  readonly flags: readonly string[];
  readonly modseq: string | null;
}

export interface FetchedMail extends FetchedFlags {
  /** When the server took the mail, ms since the epoch. */
  readonly internalDate: number;
  /** Bytes of the whole mail on the server. */
  readonly size: number;
  /** The RFC 5322 source; cut at `maxBytes` if the mail is larger. */
  readonly source: Buffer;
  /** The server's own conversation (X-GM-THRID, RFC 8474); null where it has none. */
  readonly serverThread: string | null;
}

export interface FetchedEnvelope extends FetchedFlags {
  readonly internalDate: number;
  readonly size: number;
  /** The header block only. */
  readonly headers: Buffer;
  readonly serverThread: string | null;
}

export interface FlagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Where copies are: their uids by those of the mails they were made of. */
export interface Copied {
  readonly uidValidity: string;
  readonly copies: ReadonlyMap<number, number>;
}

export interface Mailbox {
  readonly special: () => Promise<SpecialMailboxes>;
  readonly status: (mailbox: string) => Promise<MailboxStatus>;
  /** Whole mails with uid > `afterUid`, ascending, at most `limit`. Never sets `\Seen`. A uid the server does not deliver is left out. */
  readonly fetchAfter: (mailbox: string, afterUid: number, limit: number, maxBytes: number) => Promise<FetchedMail[]>;
  readonly fetchUids: (mailbox: string, uids: readonly number[], maxBytes: number) => Promise<FetchedMail[]>;
  /** Headers only of `first:last`; `last` may be Infinity. Unless they are wanted whole, the fields that say who wrote what to whom in which conversation. */
  readonly fetchHeaders: (mailbox: string, first: number, last: number, whole?: boolean) => Promise<FetchedEnvelope[]>;
  /** Every uid with its flags, or only those changed since a modseq where the server can tell. */
  readonly fetchFlags: (mailbox: string, changedSince: string | null) => Promise<FetchedFlags[]>;
  /** Flags of `first:last`. */
  readonly fetchFlagsIn: (mailbox: string, first: number, last: number) => Promise<FetchedFlags[]>;
  /** The uids there are among `first:last`, ascending. */
  readonly uids: (mailbox: string, first: number, last: number) => Promise<number[]>;
  /** The uids of all mail that arrived at this time (ms) or later, ascending; up to two days of older mail may be among it, as servers count in days. */
  readonly uidsSince: (mailbox: string, from: number) => Promise<number[]>;
  /** Of these uids; one that is gone is left out. */
  readonly fetchFlagsOf: (mailbox: string, uids: readonly number[]) => Promise<FetchedFlags[]>;
  /**
   * STORE on these uids; returns the uids the server confirmed. A uid that is gone is not in the answer. Throws `TransientError` when the mailbox has another
   * UIDVALIDITY than expected.
   */
  readonly storeFlags: (mailbox: string, uids: readonly number[], change: FlagChange, uidValidity?: string) => Promise<number[]>;
  /** Of these flags and keywords, those that the mailbox keeps. */
  readonly storable: (mailbox: string, flags: readonly string[]) => Promise<string[]>;
  /** True where clients show labels as what they are (Gmail), so that nothing has to be copied for people. */
  readonly showsLabels: () => Promise<boolean>;
  /** Files a mail with the given arrival date (ms since the epoch); its uid, or null where the server does not tell (no UIDPLUS). */
  readonly append: (mailbox: string, source: Buffer, flags: readonly string[], date: number) => Promise<number | null>;
  /** Uids whose header field contains the value (RFC 3501 SEARCH HEADER). */
  readonly searchHeader: (mailbox: string, name: string, value: string) => Promise<number[]>;
  /** The target must exist; uids that are gone are skipped. Null where the server does not tell the uids of the copies (no UIDPLUS). */
  readonly copy: (mailbox: string, uids: readonly number[], to: string, uidValidity?: string) => Promise<Copied | null>;
  /** The target must exist; uids that are gone are skipped. */
  readonly move: (mailbox: string, uids: readonly number[], to: string, uidValidity: string) => Promise<void>;
  /** Takes mails out of a mailbox for good; where the server cannot do that for single mails they are marked as deleted. At Gmail they go to Trash, out of all mailboxes. */
  readonly remove: (mailbox: string, uids: readonly number[], uidValidity: string) => Promise<void>;
  /** Creates and subscribes; nothing happens if it exists. */
  readonly create: (mailbox: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
