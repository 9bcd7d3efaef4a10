import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapConfig } from '../src/config/schema.ts';
import { startDovecot } from '../src/demo/world/dovecot.ts';
import { type Lmtp, makeLmtp } from '../src/demo/world/lmtp.ts';
import { type MailboxReader, readMailbox } from '../src/demo/world/read-mailbox.ts';
import type { Undo } from '../src/undo.ts';
import { SUPPORT } from './mails.ts';
import { type Sink, startSink } from './sink.ts';

/** An empty support mailbox on a Dovecot of its own, a sink for what is sent, and a folder: made anew for every measurement. */
export interface Stage {
  readonly folder: string;
  readonly imap: ImapConfig & { readonly password: string };
  readonly sink: Sink;
  readonly deliver: Lmtp['deliver'];
  /** Another connection to the support mailbox, ended with the stage. */
  readonly connect: () => MailboxReader;
}

export async function setStage(undo: Undo): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const dovecot = await startDovecot();
  undo.push(dovecot.stop);
  const sink = await startSink();
  undo.push(sink.stop);
  const lmtp = makeLmtp(dovecot.host, dovecot.lmtpPort);
  undo.push(lmtp.close);
  const imap: ImapConfig & { readonly password: string } = {
    host: dovecot.host,
    port: dovecot.imapPort,
    security: 'none',
    user: SUPPORT,
    password: dovecot.password,
    timeout: 60_000,
  };
  return {
    folder,
    imap,
    sink,
    deliver: lmtp.deliver,
    connect: () => {
      const reader = readMailbox(imap);
      undo.push(reader.close);
      return reader;
    },
  };
}
