import { setTimeout as delay } from 'node:timers/promises';
import type { Mailbox } from '../src/mail/mailbox.ts';
import type { Undo } from '../src/undo.ts';
import type { Candidate, StartOptions } from './candidate.ts';
import { question, SUPPORT } from './mails.ts';
import { cpuMs, peakRss } from './proc.ts';
import { type Stage, setStage } from './stage.ts';

export interface Throughput {
  readonly mails: number;
  /** From the mails' arrival until the last one was answered, filed and labelled. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of the process under measurement alone: not Dovecot's, Redis's or the sink's. */
  readonly cpuMsPerTicket: number;
  readonly peakRssBytes: number;
  /** The measured span, µs of the monotonic clock, to cut a profile to it. */
  readonly span: { readonly from: number; readonly to: number };
}

export interface ThroughputOptions extends StartOptions {
  readonly mails: number;
  readonly say: (line: string) => void;
  readonly undo: Undo;
}

const POLL_MS = 50;
const STUCK_MS = 60_000;
const STAGING = 'Staging';

/** All mails come into the INBOX in one moment, and each must be answered once, filed in Sent and labelled. */
export async function measureThroughput(candidate: Candidate, options: ThroughputOptions): Promise<Throughput> {
  const { mails, say, undo } = options;
  const stage = await setStage(undo);
  const { mailbox } = stage.connect();
  const uids = await stageMails(mailbox, mails, say);
  const running = candidate.start(stage, undo, options);
  await running.said(candidate.ready);
  await warmUp(stage, mailbox);

  const { pid } = running;
  const cpuBefore = await cpuMs(pid);
  const from = performance.now();
  const fromClock = monotonicUs();
  await mailbox.copy(STAGING, uids, 'INBOX');
  await untilDone(stage, mailbox, { mails, name: candidate.name, from, say });
  const seconds = (performance.now() - from) / 1_000;
  const result: Throughput = {
    mails,
    seconds,
    perSecond: mails / seconds,
    cpuMsPerTicket: ((await cpuMs(pid)) - cpuBefore) / mails,
    peakRssBytes: await peakRss(pid),
    span: { from: fromClock, to: monotonicUs() },
  };
  assertOnceEach(stage, mails);
  await running.stop();
  return result;
}

/** Into a mailbox that nobody watches: copying from there takes the server a moment only. */
async function stageMails(mailbox: Mailbox, count: number, say: (line: string) => void): Promise<readonly number[]> {
  say(`putting ${count} mails beside the inbox`);
  await mailbox.create(STAGING);
  const at = Date.now();
  for (let n = 0; n < count; n += 1) await mailbox.append(STAGING, question(n, at).source, [], at);
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** One mail goes all the way first: connections are open, the model is loaded, code is compiled. */
async function warmUp(stage: Stage, mailbox: Mailbox): Promise<void> {
  const first = question(-1, Date.now());
  await stage.deliver(first.source, { from: first.from, to: [SUPPORT] });
  await waitFor(async () => (await counts(stage, mailbox, 1)).labelled === 1, 'the first mail is not answered');
}

interface Progress {
  readonly mails: number;
  readonly name: string;
  readonly from: number;
  readonly say: (line: string) => void;
}

async function untilDone(stage: Stage, mailbox: Mailbox, { mails, name, from, say }: Progress): Promise<void> {
  const wanted = mails + 1;
  let told = from;
  let movedAt = from;
  let before = 0;
  for (;;) {
    const now = performance.now();
    const { answered, filed, labelled } = await counts(stage, mailbox, wanted);
    if (labelled === wanted) return;
    const escalated = stage.sink.accepted.filter((a) => a.inReplyTo === '').length;
    if (escalated > 0) throw new Error(`${name} escalated ${escalated} mails that it should have answered`);
    if (answered + filed > before) movedAt = now;
    before = answered + filed;
    if (now - movedAt > STUCK_MS)
      throw new Error(`${name} is stuck: ${answered} answered, ${filed} filed, ${labelled} labelled of ${wanted}`);
    if (now - told > 2_000) {
      told = now;
      say(`${name}: ${answered - 1} of ${mails} answered after ${((now - from) / 1_000).toFixed(0)} s`);
    }
    await delay(POLL_MS);
  }
}

/** What is dear to ask for is asked only when the cheaper count is complete. */
async function counts(stage: Stage, mailbox: Mailbox, wanted: number): Promise<{ answered: number; filed: number; labelled: number }> {
  const answered = stage.sink.accepted.length;
  if (answered < wanted) return { answered, filed: 0, labelled: 0 };
  const { messages: filed } = await mailbox.status('Sent');
  if (filed < wanted) return { answered, filed, labelled: 0 };
  const shown = await mailbox.fetchFlags('INBOX', null);
  return { answered, filed, labelled: shown.filter(({ flags }) => flags.includes('answered')).length };
}

function assertOnceEach(stage: Stage, mails: number): void {
  const answered = new Set(stage.sink.accepted.map((a) => a.inReplyTo));
  if (answered.size !== mails + 1 || stage.sink.accepted.length !== mails + 1)
    throw new Error(`${stage.sink.accepted.length} answers to ${answered.size} mails of ${mails + 1}`);
}

async function waitFor(condition: () => Promise<boolean>, otherwise: string): Promise<void> {
  const until = performance.now() + STUCK_MS;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(otherwise);
    await delay(POLL_MS);
  }
}

/** What V8's profiles are stamped with. */
function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
