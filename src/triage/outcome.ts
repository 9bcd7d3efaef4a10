import type { Failure } from '../lookups/lookups.ts';
import type { Usage } from '../model/model.ts';
import type { Claim } from './draft-body.ts';
import type { LanguageBy } from './second-opinion.ts';

/** What code disposes about one turn. Pure data; effects are derived from it and from nothing else. */
export type Outcome = ReplyOutcome | EscalateOutcome | NoteOutcome | WaitOutcome;

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];
export type Autonomy = 'shadow' | 'draft' | 'auto';

interface OutcomeBase {
  /** From config, never invented; null when nothing fits. */
  readonly category: string | null;
  readonly priority: Priority;
  /** ISO 639-1 of the customer's newest words, or of earlier ones when these do not tell; null when none do. */
  readonly language: string | null;
  /** Labels beyond status, priority, category, language and team, e.g. from rules. */
  readonly labels: readonly string[];
  /** One sentence for people: why this and not another. */
  readonly reason: string;
}

export interface ReplyOutcome extends OutcomeBase {
  readonly kind: 'reply';
  /** `auto` is sent, `draft` waits for staff in Drafts, `shadow` is only recorded. */
  readonly mode: Autonomy;
  /** Markdown, complete with greeting and sign-off. */
  readonly text: string;
  /** Passage ids the text rests on. */
  readonly citations: readonly string[];
  /** Which part of it rests on which of them, in reading order; absent in decisions from before parts were told apart. */
  readonly claims?: readonly Claim[];
  /** Why a reply that could have been sent is only a draft; empty otherwise. */
  readonly heldBack: readonly string[];
}

export interface EscalateOutcome extends OutcomeBase {
  readonly kind: 'escalate';
  /** Team id from config. */
  readonly team: string;
  /** How that team was found; absent where nothing was chosen: a mail that could not be delivered goes to the fallback team. */
  readonly route?: { readonly steps: readonly string[]; readonly why: string };
  /** Other teams that matching rules name: they are told, too, and `team` has the ticket. */
  readonly also?: readonly { readonly team: string; readonly rule: string }[];
  /** Names of the rules that asked for it, if any. */
  readonly rules: readonly string[];
  readonly summary: string;
  /** ISO 639-1 of the summary; null: too short to tell; absent: nobody looked. */
  readonly summaryLanguage?: string | null;
  /** What was tried before; absent where nothing was. */
  readonly tried?: Tried;
  /** What Firstline would have answered, for staff; null when there is nothing good. */
  readonly suggestedReply: string | null;
  /** Which part of the suggestion rests on which passages; absent where there is none. */
  readonly suggestedClaims?: readonly Claim[];
  /** Ids of the passages considered. */
  readonly considered: readonly string[];
  /** What the knowledge base or the categories lack; absent when a person has to see it for another reason. */
  readonly gap?: Gap;
}

/** For staff, with what the customer wrote in it. */
export interface Tried {
  /** Searches of the knowledge base beside the one with the mail's own words; null: it was not searched. */
  readonly searches: readonly string[] | null;
  /** Why the model gave no answer; null: it gave one, or was not asked. */
  readonly modelFailed: string | null;
  /** Questions that no passage answers. */
  readonly open: readonly string[];
}

/** Fits no category · no article covers it, or not all of it · the articles found do not answer it. */
export type Gap = 'no-category' | 'no-article' | 'not-answered';

/** Nothing to do but to record: the customer said thanks. */
export interface NoteOutcome extends OutcomeBase {
  readonly kind: 'note';
  readonly why: 'thanks';
}

/** Not a decision: triage again later, with a deadline after which it is escalated. */
export interface WaitOutcome {
  readonly kind: 'wait';
  readonly why: 'model' | 'budget' | 'rate';
  /** Milliseconds until the next attempt. */
  readonly retryAfterMs: number;
  readonly reason: string;
  /** What of the reason a log may say: a status or the system's name for a failure. */
  readonly code?: string;
}

/** What the model proposed and code found on the way: recorded with the decision, shown by `explain`. */
export interface TriageTrace {
  readonly model: string;
  readonly promptHash: string;
  readonly knowledgeVersion: string;
  readonly usage: Usage;
  /** Of the calls for this decision, in billionths of the currency; null or absent where no prices are configured. */
  readonly cost?: { readonly amount: number; readonly currency: string } | null;
  readonly rules: readonly string[];
  readonly confidence: number | null;
  /** Who decided on the language, and what code alone made of it; absent in older decisions. */
  readonly heard?: { readonly by: LanguageBy; readonly code: string | null };
  /** When a conversation fell silent that was opened again after long, ms since the epoch; null or absent: it was not. */
  readonly silentSince?: number | null;
  readonly guard: readonly GuardFinding[];
  readonly passages: readonly { readonly id: string; readonly score: number }[];
  /** What was to be looked up, in the order proposed; absent in decisions from before there were look-ups. */
  readonly lookups?: readonly LookupRecord[];
}

/** One look-up that was proposed, and what became of it. */
export interface LookupRecord {
  readonly name: string;
  /** As the model gave them, without private values. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly status:
    | 'used'
    | 'undeclared'
    | 'unverified'
    | 'bad-parameter'
    | 'not-said'
    | 'over-cap'
    | 'not-called'
    | 'not-owner'
    | 'unusable'
    | Failure;
  /** A field, a parameter, or a status: nothing that a server wrote. */
  readonly detail: string;
  readonly ms: number;
  /** Of the answer, unpacked. */
  readonly bytes: number;
}

export interface GuardFinding {
  /** Name of the guard rule. */
  readonly rule: string;
  /** What in the draft broke it, cut to 200 characters. */
  readonly detail: string;
}
