import pino from 'pino';
import type { ImapConfig } from '../../config/schema.ts';
import { makeImapMailbox } from '../../mail/imap-mailbox.ts';
import type { FetchedMail, Mailbox } from '../../mail/mailbox.ts';

export interface MailboxReader {
  /** The product's own adapter, for everything beyond reading. */
  readonly mailbox: Mailbox;
  /** All mails of a mailbox, oldest first; default INBOX. */
  readonly read: (mailbox?: string) => Promise<FetchedMail[]>;
  readonly close: () => Promise<void>;
}

const NO_LIMIT = 2 ** 31;

/** A second pair of eyes on an account: what is really in it, as a person's mail client would see it. */
export function readMailbox(config: ImapConfig): MailboxReader {
  const mailbox = makeImapMailbox(config, { log: pino({ enabled: false }) });
  return {
    mailbox,
    read: (name = 'INBOX') => mailbox.fetchAfter(name, 0, NO_LIMIT, NO_LIMIT),
    close: mailbox.close,
  };
}
