import type { ImapConfig, SmtpConfig } from '../../config/schema.ts';
import { withUndo } from '../../undo.ts';
import { type Dovecot, type DovecotOptions, startDovecot } from './dovecot.ts';
import { type Envelope, makeLmtp } from './lmtp.ts';
import { type MailboxReader, readMailbox } from './read-mailbox.ts';
import { type SubmissionOptions, type SubmissionServer, startSubmission } from './submission-server.ts';

/** A whole mail world on loopback: an IMAP server with any number of accounts and a submission server that delivers into them. */
export interface World {
  readonly dovecot: Dovecot;
  readonly submission: SubmissionServer;
  /** Puts a mail into the mailboxes of its recipients (over LMTP, so past the submission server and its faults). */
  readonly deliver: (source: Buffer, envelope: Envelope) => Promise<void>;
  /** The account of an address, as the product's configuration has it. */
  readonly imap: (user: string) => ImapConfig & { readonly password: string };
  readonly smtp: (user: string) => SmtpConfig;
  /** For looking into an account; closed with the world. */
  readonly connect: (user: string) => MailboxReader;
  readonly stop: () => Promise<void>;
}

export type WorldOptions = DovecotOptions & Omit<SubmissionOptions, 'dovecot'>;

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  return withUndo(async (undo) => {
    const dovecot = await startDovecot(options);
    undo.push(dovecot.stop);
    const submission = await startSubmission({ ...options, dovecot });
    undo.push(submission.stop);
    const lmtp = makeLmtp(dovecot.host, dovecot.lmtpPort);
    undo.push(lmtp.close);

    const imap = (user: string) => {
      return { host: dovecot.host, port: dovecot.imapPort, security: 'none' as const, user, password: dovecot.password, timeout: 60_000 };
    };

    return {
      dovecot,
      submission,
      deliver: lmtp.deliver,
      imap,
      smtp: (user) => ({
        host: submission.host,
        port: submission.port,
        security: 'none',
        user,
        password: submission.password,
        rate: 0,
        connections: 2,
        timeout: 60_000,
        doubt: 60_000,
      }),
      connect: (user) => {
        const reader = readMailbox(imap(user));
        undo.push(reader.close);
        return reader;
      },
      stop: undo.run,
    };
  });
}
