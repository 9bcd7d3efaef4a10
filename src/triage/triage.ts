import type { SenderVerdict } from '../mail/sender.ts';
import type { Complete } from '../model/model.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Outcome, TriageTrace } from './outcome.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import type { Prompts } from './prompts.ts';

/** One message of the thread as triage sees it: newest words only. */
export interface ThreadEntry {
  readonly from: 'customer' | 'us' | 'staff';
  /** ms since the epoch. */
  readonly at: number;
  readonly text: string;
}

export interface TriageInput {
  readonly inbox: { readonly id: string; readonly address: string; readonly name: string; readonly locale: string };
  /** Address of the requester, lower case: rules with `when.from` look at it. */
  readonly requesterAddress: string;
  /** Display name of the requester; null when unknown. */
  readonly requesterName: string | null;
  readonly subject: string;
  /** Newest words of everything the customer wrote since the last answer, oldest first, blank-line separated. */
  readonly text: string;
  /** The raw text of the same, unstripped: rules look at this as well. */
  readonly rawText: string;
  /** Earlier messages, oldest first; empty for an unverified sender's view as the access rules demand. */
  readonly thread: readonly ThreadEntry[];
  readonly sender: SenderVerdict;
  /** True when the sender is a participant of the thread (or opened it). */
  readonly participant: boolean;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
  /** Automatic answers already given. */
  readonly counts: { readonly ticket: number; readonly threadToday: number; readonly senderToday: number };
  /** The highest autonomy allowed for this run: `shadow` while sample articles are in force, for instance. */
  readonly maxAutonomy: 'shadow' | 'draft' | 'auto';
}

export interface TriageParts {
  readonly complete: Complete;
  readonly modelName: string;
  readonly knowledge: Knowledge;
  readonly prompts: Prompts;
  readonly config: TriageConfig;
}

export type Triage = (input: TriageInput, parts: TriageParts, signal: AbortSignal) => Promise<{ outcome: Outcome; trace: TriageTrace }>;
