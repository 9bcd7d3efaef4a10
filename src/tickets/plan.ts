import type { EscalateOutcome, NoteOutcome, ReplyOutcome } from '../triage/outcome.ts';
import type { Disposition } from './disposition.ts';
import type { EffectKind } from './effect-kind.ts';
import { labelsFor, type StatusLabel } from './labels.ts';
import type { TicketEvent } from './state.ts';

/** What a decision means for the ticket, its messages and the outside world. Pure data, derived from the outcome alone. */
export interface Plan {
  /** Known at once, or only when the outward effect is through. */
  readonly settle: Result;
  /** True: `settle` takes effect when the first effect has succeeded; the messages wait until then. */
  readonly afterEffect: boolean;
  readonly effects: readonly PlannedEffect[];
}

/** What becomes true once the decision is carried out. */
export interface Result {
  readonly disposition: Disposition;
  readonly detail: string | null;
  readonly event: TicketEvent;
  /** Labels to carry afterwards; null leaves the mailbox untouched. */
  readonly labels: readonly string[] | null;
}

export interface PlannedEffect {
  readonly kind: EffectKind;
  /** Who it reaches, as a class: part of the effect key. */
  readonly recipientClass: string;
}

export type Decided = ReplyOutcome | EscalateOutcome | NoteOutcome;

/** @param shadow nothing leaves and nothing is touched: the decision is only recorded */
export function planOf(outcome: Decided, shadow: boolean): Plan {
  if (shadow) return { settle: shadowed(outcome), afterEffect: false, effects: [] };
  switch (outcome.kind) {
    case 'reply':
      return planReply(outcome);
    case 'escalate':
      return {
        settle: {
          disposition: 'escalated',
          detail: outcome.team,
          event: 'escalated',
          labels: labels(outcome, 'needs-human', outcome.team),
        },
        afterEffect: false,
        effects: [
          { kind: 'forward', recipientClass: outcome.team },
          { kind: 'labels', recipientClass: '' },
        ],
      };
    case 'note':
      return {
        settle: { disposition: 'noted', detail: outcome.why, event: 'customer_thanked', labels: labels(outcome, 'resolved', null) },
        afterEffect: false,
        effects: [{ kind: 'labels', recipientClass: '' }],
      };
    default:
      return outcome satisfies never;
  }
}

function planReply(outcome: ReplyOutcome): Plan {
  switch (outcome.mode) {
    case 'shadow':
      return { settle: shadowed(outcome), afterEffect: false, effects: [] };
    case 'draft':
      return {
        settle: { disposition: 'drafted', detail: null, event: 'draft_filed', labels: labels(outcome, 'drafted', null) },
        afterEffect: true,
        effects: [
          { kind: 'draft', recipientClass: 'customer' },
          { kind: 'labels', recipientClass: '' },
        ],
      };
    case 'auto':
      return {
        settle: { disposition: 'answered', detail: 'agent', event: 'reply_accepted', labels: labels(outcome, 'answered', null) },
        afterEffect: true,
        effects: [
          { kind: 'reply', recipientClass: 'customer' },
          { kind: 'labels', recipientClass: '' },
        ],
      };
    default:
      return outcome.mode satisfies never;
  }
}

function shadowed(outcome: Decided): Result {
  return { disposition: 'shadowed', detail: wouldHave(outcome), event: 'shadowed', labels: null };
}

function wouldHave(outcome: Decided): string {
  switch (outcome.kind) {
    case 'reply':
      return outcome.mode === 'auto' ? 'would answer' : 'would draft';
    case 'escalate':
      return `would escalate to ${outcome.team}`;
    case 'note':
      return 'would note thanks';
    default:
      return outcome satisfies never;
  }
}

function labels(outcome: Decided, status: StatusLabel, team: string | null): readonly string[] {
  const { priority, category, language } = outcome;
  return labelsFor({ status, priority, category, language, team, extra: outcome.labels });
}
