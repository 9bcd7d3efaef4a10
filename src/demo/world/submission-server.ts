import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { withUndo } from '../../undo.ts';
import type { Dovecot } from './dovecot.ts';
import { makeLmtp } from './lmtp.ts';
import { type Faults, type ReceivedMail, SmtpReply } from './submission-faults.ts';

export interface SubmissionOptions {
  readonly dovecot: Pick<Dovecot, 'host' | 'lmtpPort' | 'password' | 'ca' | 'key'>;
  /** The mail account behind an address; null refuses the recipient. Default: the address itself. */
  readonly resolve?: (address: string) => string | null;
  readonly now?: () => number;
  /** Whether an access token is good for a user; with it, XOAUTH2 is offered beside passwords. */
  readonly isToken?: (user: string, token: string) => boolean;
}

export interface AcceptedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string;
  /** ms since the epoch, when the mail was in the mailboxes. */
  readonly at: number;
  readonly bytes: number;
}

export interface SubmissionServer {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Everything that was answered with 250, oldest first. */
  readonly accepted: readonly AcceptedMail[];
  readonly faults: Faults;
  /** Connections that broke; expected where a test breaks them. */
  readonly clientErrors: readonly Error[];
  readonly stop: () => Promise<void>;
}

/** A mail submission server (RFC 6409) on loopback: any user with the world's password, STARTTLS offered, local delivery to Dovecot. */
export async function startSubmission(options: SubmissionOptions): Promise<SubmissionServer> {
  const { dovecot, resolve = (address) => address, now = Date.now, isToken } = options;
  const [cert, key] = await Promise.all([readFile(dovecot.ca), readFile(dovecot.key)]);

  return withUndo(async (undo) => {
    const lmtp = makeLmtp(dovecot.host, dovecot.lmtpPort);
    undo.push(lmtp.close);
    const accepted: AcceptedMail[] = [];
    const faults: Faults = {};
    const clientErrors: Error[] = [];

    const accept = async (mail: ReceivedMail): Promise<'reply' | 'silence' | 'close'> => {
      const refusal = faults.onData?.(mail) ?? null;
      if (refusal !== null) throw new SmtpReply(refusal);
      // Read once: another mail may change it while this one is being delivered.
      const { afterData } = faults;
      if (afterData === 'hang') return 'silence';
      if (afterData === 'drop') return 'close';
      const to = mail.to.map((address) => resolve(address) ?? address);
      await lmtp.deliver(mail.source, { from: mail.from, to });
      const { from, messageId, source } = mail;
      accepted.push({ from, to: mail.to, messageId, at: now(), bytes: source.length });
      return afterData === 'drop-after-delivery' ? 'close' : 'reply';
    };

    const server = new SMTPServer({
      cert,
      key,
      banner: 'firstline world',
      authMethods: ['PLAIN', 'LOGIN', ...(isToken === undefined ? [] : (['XOAUTH2'] as const))],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_session, callback) => callback(asError(faults.onConnect?.())),
      onAuth: (auth, _session, callback) => {
        if (auth.method === 'XOAUTH2') {
          const good = isToken?.(auth.username ?? '', auth.accessToken ?? '') === true;
          // Without a user the refusal goes out as Google's challenge (334) and is repeated in words (535).
          return callback(null, good ? { user: auth.username } : { data: { status: '401' } });
        }
        if (auth.password !== dovecot.password) return callback(new SmtpReply('535 5.7.8 authentication failed'));
        callback(null, { user: auth.username });
      },
      onRcptTo: ({ address }, _session, callback) => {
        const unknown = resolve(address) === null ? '550 5.1.1 no such user here' : null;
        callback(asError(faults.onRcpt?.(address) ?? unknown));
      },
      onData: (stream, session, callback) => {
        const { mailFrom, rcptTo } = session.envelope;
        receive(
          stream,
          mailFrom === false ? '' : mailFrom.address,
          rcptTo.map((r) => r.address),
        )
          .then(accept)
          .then((end) => {
            if (end === 'reply') callback(null, `2.0.0 Ok: queued as ${accepted.length}`);
            if (end === 'close') dropConnection(server, session.id);
          })
          .catch(callback);
      },
    });
    // A client that goes away mid-sentence is a case under test, not a fault of this server: it must not end the process.
    server.on('error', (error) => clientErrors.push(error));
    const listening = server.listen(0, dovecot.host);
    undo.push(() => new Promise<void>((done) => server.close(() => done())));
    await once(listening, 'listening');
    const address = listening.address();
    if (address === null || typeof address === 'string') throw new Error('the submission server has no TCP port');

    return { host: dovecot.host, port: address.port, password: dovecot.password, accepted, faults, clientErrors, stop: undo.run };
  });
}

async function receive(stream: Readable, from: string, to: readonly string[]): Promise<ReceivedMail> {
  const source = await buffer(stream);
  const head = source.subarray(0, source.indexOf('\r\n\r\n') + 1).toString('latin1');
  return { from, to, messageId: /^message-id:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '', source };
}

function asError(reply: string | null | undefined): Error | null {
  return reply === null || reply === undefined ? null : new SmtpReply(reply);
}

/** smtp-server offers no way to hang up without a word: its connections are found by session id. */
function dropConnection(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    if (connection.session?.id === sessionId) connection._socket.destroy();
  }
}
