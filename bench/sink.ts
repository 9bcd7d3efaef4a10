import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Accepted {
  /** The mail that it answers, with angle brackets; '' for none. */
  readonly inReplyTo: string;
  readonly to: readonly string[];
  /** ms, of `performance.now()`. */
  readonly at: number;
}

/** A submission server that takes every mail with 250 and keeps none: what happens behind it is no part of a measurement. */
export interface Sink {
  readonly port: number;
  readonly accepted: readonly Accepted[];
  readonly stop: () => Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const accepted: Accepted[] = [];
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username }),
    onData: (stream, session, callback) => {
      const to = session.envelope.rcptTo.map((r) => r.address);
      buffer(stream).then((source) => {
        const head = source.subarray(0, source.indexOf('\r\n\r\n') + 1).toString('latin1');
        accepted.push({ inReplyTo: /^in-reply-to:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '', to, at: performance.now() });
        callback(null, `2.0.0 Ok: queued as ${accepted.length}`);
      }, callback);
    },
  });
  // A client that goes away in the middle of a sentence is its own affair.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('the sink has no TCP port');
  return { port: address.port, accepted, stop: () => new Promise<void>((done) => server.close(() => done())) };
}
