import type { EffectRow, MessageRow, TicketRow } from '../ledger/schema.ts';
import type { Decided } from '../tickets/plan.ts';
import type { TriageTrace } from '../triage/outcome.ts';

/** A turn, what was decided about it, and what that was decided on. */
export interface Decision {
  readonly ticket: TicketRow;
  readonly turn: string;
  /** The message the turn answers. */
  readonly newest: MessageRow;
  /** Older unanswered messages that this decision covers as well. */
  readonly older: readonly MessageRow[];
  /** The whole thread, oldest first. */
  readonly thread: readonly MessageRow[];
  readonly outcome: Decided;
  readonly trace: TriageTrace;
  /** What could not be read is quarantined, whatever else happens to it. */
  readonly quarantined: string | null;
  /** The effect whose failure this follows from, closed with the decision: it holds whatever has come meanwhile. */
  readonly closes?: ClosedEffect;
}

/** An effect that ends without having succeeded. */
export interface ClosedEffect {
  readonly effect: EffectRow;
  readonly state: 'failed' | 'uncertain';
  readonly why: string;
}
