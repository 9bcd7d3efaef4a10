import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Queue, Worker } from 'bullmq';
import { ImapFlow } from 'imapflow';
import { Redis } from 'ioredis';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { startChild } from '../src/demo/world/process.ts';

/**
 * What the same input and output cost without a product: IDLE, fetch, parse, a BullMQ job and four durable SQLite transactions a
 * mail, a model that answers at once, a pooled SMTP send, the labels and the copy in Sent. No thread, no screening, no guard, no
 * audit, no recovery. Started by the bench, which sets the environment.
 */
const setting = (name: string): string => process.env[`FLOOR_${name}`] ?? '';
const address = setting('ADDRESS');
const auth = { user: address, pass: setting('PASSWORD') };
/** As many tickets at a time, and SMTP connections, as the shipped configuration has. */
const CONCURRENCY = 4;
const CONNECTIONS = 2;
const LABELS = ['answered', 'how-to', 'lang/en', 'normal'];
const ANSWER = `Hello,\n\n${'This is the answer that a model gave at once, as long as a usual one. '.repeat(6)}\n\nBest regards\nSupport`;

interface Ticket {
  readonly uid: number;
  readonly mail: ParsedMail;
}

const redisSocket = join(setting('FOLDER'), 'floor.sock');
const redisServer = await startChild({
  command: 'redis-server',
  args: [
    ...['--port', '0', '--unixsocket', redisSocket, '--dir', setting('FOLDER'), '--save', ''],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
  ],
  ready: /ready to accept connections/i,
});
const connections = [0, 1].map(() => new Redis({ path: redisSocket, maxRetriesPerRequest: null }));
const [producer, consumer] = connections as [Redis, Redis];

const ledger = new DatabaseSync(join(setting('FOLDER'), 'floor.db'));
ledger.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
ledger.exec('CREATE TABLE steps (uid INTEGER, step TEXT, at INTEGER, detail TEXT, PRIMARY KEY (uid, step))');
const insert = ledger.prepare('INSERT INTO steps VALUES (?, ?, ?, ?)');
const record = (uid: number, step: string, detail: string) => void insert.run(uid, step, Date.now(), detail);

const connect = async (): Promise<ImapFlow> => {
  const options = { host: '127.0.0.1', port: Number(setting('IMAP_PORT')), secure: false, doSTARTTLS: false, auth, logger: false } as const;
  const client = new ImapFlow({ ...options, disableAutoIdle: true });
  await client.connect();
  await client.mailboxOpen('INBOX');
  return client;
};
const [commands, watcher] = await Promise.all([connect(), connect()]);
const transport = createTransport({
  ...{ host: '127.0.0.1', port: Number(setting('SMTP_PORT')), ignoreTLS: true, auth },
  ...{ pool: true, maxConnections: CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY },
});

const tickets = new Map<number, Ticket>();
const queue = new Queue('floor', { connection: producer });
const worker = new Worker<{ uid: number }>('floor', (job) => answer(job.data.uid), { connection: consumer, concurrency: CONCURRENCY });

let last = 0;
let looking: Promise<void> = Promise.resolve();
watcher.on('exists', () => {
  looking = looking.then(takeNew);
});
const idling = (async () => {
  while (watcher.usable) await watcher.idle();
})();
await takeNew();
process.stderr.write('floor is running\n');

await once(process, 'SIGTERM');
await worker.close();
await looking;
await queue.close();
for (const redis of connections) redis.disconnect();
transport.close();
await Promise.all([commands.logout(), watcher.logout()]);
await idling;
ledger.close();
await redisServer.stop();

async function takeNew(): Promise<void> {
  await commands.noop();
  const fetched: { uid: number; source: Buffer }[] = [];
  for await (const { uid, source } of commands.fetch(
    `${last + 1}:*`,
    { uid: true, flags: true, internalDate: true, source: true },
    { uid: true },
  )) {
    if (uid !== undefined && uid > last && source !== undefined) fetched.push({ uid, source });
  }
  for (const { uid, source } of fetched) {
    last = Math.max(last, uid);
    const mail = await simpleParser(source);
    tickets.set(uid, { uid, mail });
    record(uid, 'received', mail.messageId ?? '');
    await queue.add('ticket', { uid }, { removeOnComplete: true, removeOnFail: true });
  }
}

async function answer(uid: number): Promise<void> {
  const ticket = tickets.get(uid);
  if (ticket === undefined) return;
  const { mail } = ticket;
  if (setting('MODEL_URL') !== '') for (const name of ['classification', 'answer']) await ask(name, mail.text ?? '');
  record(uid, 'decided', ANSWER);
  const to = mail.from?.value[0]?.address ?? '';
  const raw = await new MailComposer({
    ...{
      from: address,
      to,
      subject: `Re: ${mail.subject ?? ''}`,
      text: ANSWER,
      inReplyTo: mail.messageId ?? '',
      references: mail.messageId ?? '',
    },
    ...{ headers: { 'Auto-Submitted': 'auto-replied' } },
  })
    .compile()
    .build();
  const { response } = await transport.sendMail({ envelope: { from: address, to }, raw });
  record(uid, 'accepted', response);
  await commands.messageFlagsAdd(String(uid), LABELS, { uid: true });
  await commands.append('Sent', raw, ['\\Seen']);
  record(uid, 'done', '');
  tickets.delete(uid);
}

/** One question to a model server, in the fewest bytes. */
async function ask(name: string, content: string): Promise<void> {
  const body = JSON.stringify({ model: 'bench', messages: [{ role: 'user', content }], response_format: { json_schema: { name } } });
  const response = await fetch(`${setting('MODEL_URL')}/chat/completions`, { method: 'POST', body });
  await response.json();
}
