import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openExistingLedger } from '../src/ledger/database.ts';
import type { Undo } from '../src/undo.ts';
import { FIRSTLINE } from './candidate.ts';
import { oldMail, question, SUPPORT } from './mails.ts';
import { peakRss } from './proc.ts';
import { type Stage, setStage } from './stage.ts';

export interface Attach {
  readonly mails: number;
  /** s from the start of the process, in each case. */
  readonly running: number;
  /** A mail delivered right after the start is in the ledger. */
  readonly newMailTakenIn: number;
  /** The answer to it has been accepted. */
  readonly newMailAnswered: number;
  readonly indexed: number;
  /** Of the old mails; anything but 0 is a fault. */
  readonly oldAnswered: number;
  readonly peakRssBytes: number;
}

export interface AttachOptions {
  readonly mails: number;
  readonly say: (line: string) => void;
  readonly undo: Undo;
}

const DAY_MS = 86_400_000;
const LOADERS = 4;
const LIMIT_MS = 180_000;

/** The daemon's first start on a mailbox that has been in use for years. */
export async function measureAttach({ mails, say, undo }: AttachOptions): Promise<Attach> {
  const stage = await setStage(undo);
  await fill(stage, mails, say);
  const startedClock = Date.now();
  const running = FIRSTLINE.start(stage, undo);
  const { pid, startedAt } = running;
  const since = (at: number) => (at - startedAt) / 1_000;
  const fresh = question(0, Date.now());
  await stage.deliver(fresh.source, { from: fresh.from, to: [SUPPORT] });
  const [ready, answered, indexed] = await Promise.all([
    running.said(FIRSTLINE.ready),
    untilAnswered(stage),
    running.said(/"mailbox":"INBOX".*mailbox indexed/),
  ]);
  // Whatever would be answered by mistake is in the queue by now.
  await delay(3_000);
  const oldAnswered = stage.sink.accepted.filter((a) => a.inReplyTo !== fresh.messageId).length;
  return {
    mails,
    running: since(ready),
    newMailTakenIn: ((await recordedAt(stage, fresh.messageId)) - startedClock) / 1_000,
    newMailAnswered: since(answered),
    indexed: since(indexed),
    oldAnswered,
    peakRssBytes: await peakRss(pid),
  };
}

async function fill(stage: Stage, mails: number, say: (line: string) => void): Promise<void> {
  const newest = Date.now() - DAY_MS;
  let done = 0;
  const load = async (first: number): Promise<void> => {
    const { mailbox } = stage.connect();
    for (let n = first; n < mails; n += LOADERS) {
      const at = newest - (mails - n) * 60_000;
      await mailbox.append('INBOX', oldMail(n, at), ['\\Seen'], at);
      done += 1;
      if (done % 5_000 === 0) say(`${done} of ${mails} old mails are in the mailbox`);
    }
  };
  await Promise.all(Array.from({ length: LOADERS }, (_, i) => load(i)));
}

/** ms since the epoch. */
async function recordedAt(stage: Stage, messageId: string): Promise<number> {
  const db = await openExistingLedger({ url: undefined, folder: join(stage.folder, 'data') });
  try {
    const row = await db.selectFrom('messages').select('recorded_at').where('message_id', '=', messageId).executeTakeFirstOrThrow();
    return row.recorded_at;
  } finally {
    await db.destroy();
  }
}

async function untilAnswered(stage: Stage): Promise<number> {
  const until = performance.now() + LIMIT_MS;
  for (;;) {
    const [first] = stage.sink.accepted;
    if (first !== undefined) return first.at;
    if (performance.now() > until) throw new Error('the new mail was not answered');
    await delay(10);
  }
}
