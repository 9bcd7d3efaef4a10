import { setTimeout as delay } from 'node:timers/promises';
import type { Undo } from '../src/undo.ts';
import type { Candidate } from './candidate.ts';
import { question, SUPPORT } from './mails.ts';
import { setStage } from './stage.ts';

export interface Latency {
  readonly mails: number;
  /** ms from the delivery's 250 (LMTP) to the submission server's 250 for the answer. */
  readonly p50: number;
  readonly p95: number;
}

export interface LatencyOptions {
  readonly mails: number;
  readonly say: (line: string) => void;
  readonly undo: Undo;
}

const EVERY_MS = 1_000;
const LIMIT_MS = 30_000;

/** One mail a second, each delivered as mail is. */
export async function measureLatency(candidate: Candidate, { mails, say, undo }: LatencyOptions): Promise<Latency> {
  const stage = await setStage(undo);
  const running = candidate.start(stage, undo);
  await running.said(candidate.ready);
  const arrived = new Map<string, number>();
  // The first one warms up and does not count.
  for (let n = -1; n < mails; n += 1) {
    const next = performance.now() + EVERY_MS;
    const mail = question(n, Date.now());
    await stage.deliver(mail.source, { from: mail.from, to: [SUPPORT] });
    arrived.set(mail.messageId, performance.now());
    if (n % 10 === 9) say(`${candidate.name}: ${n + 1} of ${mails} mails delivered, ${stage.sink.accepted.length - 1} answered`);
    // Not in step with anything that the server does once a second.
    await delay(next - performance.now() + Math.random() * 100 - 50);
  }
  const until = performance.now() + LIMIT_MS;
  while (stage.sink.accepted.length <= mails) {
    if (performance.now() > until) throw new Error(`${candidate.name} answered ${stage.sink.accepted.length - 1} of ${mails} mails`);
    await delay(20);
  }
  const took = stage.sink.accepted.slice(1).map(({ inReplyTo, at }) => at - (arrived.get(inReplyTo) ?? Number.NaN));
  return { mails, p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}

/** The nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
