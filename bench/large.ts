import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Db, openExistingLedger } from '../src/ledger/database.ts';
import { listMessages, type MessageFilter } from '../src/ledger/lists.ts';
import { messagesOfThread } from '../src/ledger/messages.ts';
import type { Undo } from '../src/undo.ts';
import { FIRSTLINE } from './candidate.ts';
import { fillMailbox } from './fill.ts';
import { quantile } from './latency.ts';
import { oldMail, question, SUPPORT } from './mails.ts';
import { cpuMs } from './proc.ts';
import { type Stage, setStage } from './stage.ts';

export interface Large {
  readonly mails: number;
  /** s that the appending took. */
  readonly filled: number;
  /** s from the start of the process. */
  readonly ready: number;
  readonly newMailTakenIn: number;
  readonly indexed: number;
  /** From the first answer of the daemon until all are indexed. */
  readonly headersPerSecond: number;
  /** Of the daemon, a header, while it indexed. */
  readonly cpuMsPerHeader: number;
  /** ms from delivery to acceptance of the answer, of mails delivered while it indexed. */
  readonly answers: { readonly mails: number; readonly p50: number; readonly p95: number };
  /** Longest turn of the event loop in each second, ms, while it indexed: computing time, and by the clock. */
  readonly turns: { readonly cpu: Spread; readonly clock: Spread };
  /** Bytes resident, at ten moments of the indexing. */
  readonly memory: readonly number[];
  /** ms, the slowest of five. */
  readonly lists: Readonly<Record<string, number>>;
  /** ms for a conversation of 300 mails, the slowest of five. */
  readonly thread: number;
  /** s from the end of the indexing to that of the comparison of the whole mailbox with the ledger. */
  readonly reconciled: number;
  readonly oldAnswered: number;
}

export interface LargeOptions {
  readonly mails: number;
  readonly say: (line: string) => void;
  readonly undo: Undo;
}

const DAY_MS = 86_400_000;
const THREAD = 300;
const NEW_EVERY_MS = 2_000;

/** The daemon's first start on a mailbox of hundreds of thousands of mails, with new mail coming all the while. */
export async function measureLarge({ mails, say, undo }: LargeOptions): Promise<Large> {
  const stage = await setStage(undo);
  const filledAt = performance.now();
  await fill(stage, mails, say);
  const filled = (performance.now() - filledAt) / 1_000;
  const hook = pathToFileURL(join(import.meta.dirname, 'loop-delay.ts')).href;
  const running = FIRSTLINE.start(stage, undo, { env: { NODE_OPTIONS: `--import=${hook}` } });
  const since = (at: number) => (at - running.startedAt) / 1_000;
  const startedClock = Date.now();
  const samples: Sample[] = [];
  running.hear((line) => {
    const sample = sampleOf(line);
    if (sample !== null) samples.push(sample);
  });
  const ready = await running.said(FIRSTLINE.ready);
  const cpuAtStart = await cpuMs(running.pid);
  const first = samples.length;
  const indexing = { over: false };
  const answering = answer(stage, indexing);
  const indexed = await running.said(/"mailbox":"INBOX".*mailbox indexed/);
  const cpu = (await cpuMs(running.pid)) - cpuAtStart;
  indexing.over = true;
  const measured = samples.slice(first);
  say(`${mails} mails indexed after ${since(indexed).toFixed(1)} s`);
  const reconciled = await running.said(/mailbox and ledger compared/);
  const answers = await answering;
  say(`new mails were answered after ${answers.took.map((ms) => Math.round(ms)).join(' ')} ms`);
  await running.stop();
  const db = await openExistingLedger({ url: undefined, folder: join(stage.folder, 'data') });
  undo.push(() => db.destroy());
  const lists = await measureLists(db, mails);
  return {
    mails,
    filled,
    ready: since(ready),
    newMailTakenIn: (answers.firstRecordedAt(await recordedTimes(db)) - startedClock) / 1_000,
    indexed: since(indexed),
    headersPerSecond: mails / ((indexed - ready) / 1_000),
    cpuMsPerHeader: cpu / mails,
    answers: { mails: answers.took.length, p50: quantile(answers.took, 0.5), p95: quantile(answers.took, 0.95) },
    turns: { cpu: spread(measured.map((m) => m.cpu)), clock: spread(measured.map((m) => m.clock)) },
    memory: curve(measured.map((s) => s.rss)),
    ...lists,
    reconciled: (reconciled - indexed) / 1_000,
    oldAnswered: stage.sink.accepted.filter((a) => !answers.expected.has(a.inReplyTo)).length,
  };
}

async function fill(stage: Stage, mails: number, say: (line: string) => void): Promise<void> {
  const newest = Date.now() - DAY_MS;
  const at = (n: number) => newest - (mails - n) * 60_000;
  // The conversation lies in the middle, the rest is one mail each.
  const start = Math.floor(mails / 2);
  const mail = (n: number) => (n >= start && n < start + THREAD ? reply(n - start, at(n)) : oldMail(n, at(n)));
  await fillMailbox(
    stage.imap,
    mails,
    (n) => ({ source: mail(n), at: at(n) }),
    (done) => {
      if (done % 50_000 === 0) say(`${done} of ${mails} old mails are in the mailbox`);
    },
  );
}

/** The n-th mail of one long conversation. */
function reply(n: number, at: number): Buffer {
  const text = oldMail(0, at).toString('latin1').replace('<old-0@', `<long-${n}@`);
  return Buffer.from(n === 0 ? text : text.replace('\r\n\r\n', `\r\nIn-Reply-To: <long-${n - 1}@example.org>\r\n\r\n`), 'latin1');
}

/** Delivers mail until the indexing is over, and waits for the answers. */
async function answer(stage: Stage, indexing: { over: boolean }) {
  const delivered = new Map<string, number>();
  for (let n = 0; n === 0 || !indexing.over; n += 1) {
    const next = performance.now() + NEW_EVERY_MS;
    const mail = question(n, Date.now());
    await stage.deliver(mail.source, { from: mail.from, to: [SUPPORT] });
    delivered.set(mail.messageId, performance.now());
    await delay(Math.max(0, next - performance.now()));
  }
  const until = performance.now() + 60_000;
  const took = () =>
    stage.sink.accepted.flatMap(({ inReplyTo, at }) => {
      const from = delivered.get(inReplyTo);
      return from === undefined ? [] : [at - from];
    });
  while (took().length < delivered.size) {
    if (performance.now() > until) throw new Error(`${took().length} of ${delivered.size} new mails were answered`);
    await delay(50);
  }
  const [firstId = ''] = delivered.keys();
  return {
    took: took(),
    expected: new Set(delivered.keys()),
    firstRecordedAt: (times: ReadonlyMap<string, number>) => times.get(firstId) ?? Number.NaN,
  };
}

async function recordedTimes(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('messages').select(['message_id', 'recorded_at']).where('message_id', 'like', '<bench-%').execute();
  return new Map(rows.map((row) => [row.message_id ?? '', row.recorded_at]));
}

const INBOX = 'support';

/** Labels as years of work would have left them: on half of all threads, on some, and on few that are old. */
async function measureLists(db: Db, mails: number): Promise<Pick<Large, 'lists' | 'thread'>> {
  const rows = await db
    .selectFrom('messages')
    .select(['thread_id', 'arrived_at'])
    .where('inbox', '=', INBOX)
    .orderBy('arrived_at')
    .execute();
  const label = async (name: string, threads: readonly string[]) => {
    const values = [...new Set(threads)].map((thread_id) => ({ inbox: INBOX, thread_id, label: name, by: 'agent', at: 0 }));
    for (let i = 0; i < values.length; i += 1_000)
      await db
        .insertInto('thread_labels')
        .values(values.slice(i, i + 1_000))
        .execute();
  };
  const threads = rows.map((row) => row.thread_id);
  await label(
    'bench-half',
    threads.filter((_, n) => n % 2 === 0),
  );
  await label(
    'bench-some',
    threads.filter((_, n) => n % 50 === 0),
  );
  await label('bench-few', threads.slice(0, 20));
  const middle = rows[Math.floor(mails / 3)]?.arrived_at ?? 0;
  const filters: Readonly<Record<string, Omit<MessageFilter, 'limit'>>> = {
    newest: {},
    'a label on half of all': { labels: ['bench-half'] },
    'a label on two in a hundred': { labels: ['bench-some'] },
    'a label on twenty old ones': { labels: ['bench-few'] },
    'two labels': { labels: ['bench-half', 'bench-some'] },
    'a day long ago': { since: middle, before: middle + DAY_MS },
    'a sender': { from: 'person17@example.org' },
    'a sender, a label and a date': { from: 'person18@example.org', labels: ['bench-half'], before: middle },
  };
  const lists: Record<string, number> = {};
  for (const [name, filter] of Object.entries(filters))
    lists[name] = await slowest(async () => (await listMessages(db, INBOX, { ...filter, limit: 50 })).length > 0);
  const long = await db
    .selectFrom('messages')
    .select('thread_id')
    .where('inbox', '=', INBOX)
    .where('message_id', '=', '<long-0@example.org>')
    .executeTakeFirstOrThrow();
  const thread = await slowest(async () => (await messagesOfThread(db, INBOX, long.thread_id)).length === THREAD);
  return { lists, thread };
}

/** ms, of five times; throws when what is measured does not do what it should. */
async function slowest(work: () => Promise<boolean>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const from = performance.now();
    if (!(await work())) throw new Error('a measured list is not what it should be');
    took.push(performance.now() - from);
  }
  return Math.max(...took);
}

interface Sample {
  readonly cpu: number;
  readonly clock: number;
  readonly rss: number;
}

function sampleOf(line: string): Sample | null {
  return line.startsWith('{"sample":') ? (JSON.parse(line) as { sample: Sample }).sample : null;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

function spread(values: readonly number[]): Spread {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), max: Math.max(...values) };
}

/** Ten values, evenly spread. */
function curve(values: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, (_, i) => values[Math.floor((i * (values.length - 1)) / 9)] ?? Number.NaN);
}
