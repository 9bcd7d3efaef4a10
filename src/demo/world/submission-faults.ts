/** What a test wants to go wrong; every field may be set and cleared while the server runs. */
export interface Faults {
  /** A reply such as `451 4.3.0 try later` instead of the greeting. */
  onConnect?: (() => string | null) | undefined;
  /** A reply such as `550 5.1.1 no such user` to this recipient, or null to accept it. */
  onRcpt?: ((address: string) => string | null) | undefined;
  /** The final reply once the whole mail has been received; null to accept it. */
  onData?: ((mail: ReceivedMail) => string | null) | undefined;
  /**
   * Instead of the final reply: `hang` says nothing for ever, `drop` closes the connection before anything is delivered,
   * `drop-after-delivery` closes it when the mail is in the mailboxes already.
   */
  afterData?: 'hang' | 'drop' | 'drop-after-delivery' | undefined;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** With angle brackets; empty when the mail has none. */
  readonly messageId: string;
  readonly source: Buffer;
}

export class SmtpReply extends Error {
  /** smtp-server answers with this code and the message as text. */
  readonly responseCode: number;

  /** @param reply a whole reply line: code, blank, text. */
  constructor(reply: string) {
    super(reply.slice(4));
    this.responseCode = Number(reply.slice(0, 3));
  }
}
