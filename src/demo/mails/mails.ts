import type { DemoMail } from './demo-mail.ts';
import { handoffs } from './handoffs.ts';
import { languages } from './languages.ts';
import { machines } from './machines.ts';
import { questions } from './questions.ts';
import { threads } from './threads.ts';

/**
 * The mail of `npm run demo`, oldest first within each mailbox: what arrived in the last minute, and older context. `now` is ms since the epoch; all
 * dates are whole seconds at or before it. The go-live watermark must lie between the context and the rest: `demoGoLive(now)`.
 */
export function demoMails(now: number): readonly DemoMail[] {
  const second = Math.floor(now / 1_000) * 1_000;
  const all = [...questions(second), ...languages(second), ...handoffs(second), ...threads(second), ...machines(second)];
  return all.sort((a, b) => a.date - b.date);
}

/** An hour back: mail dates have whole seconds, so a watermark of `now` would make the newest mail look older than it. */
export function demoGoLive(now: number): number {
  return now - 3_600_000;
}
