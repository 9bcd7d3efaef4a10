import type { TriageConfig } from '../config/triage-schema.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Prompts } from '../triage/prompts.ts';

/**
 * What the support lead writes for one inbox and edits while mail is answered. Never changed in place: a new version is a new object, so whoever holds one
 * decides by one version.
 */
export interface Texts {
  /** config/triage.yaml. */
  readonly policy: TriageConfig;
  /** prompts/*.md. */
  readonly prompts: Prompts;
  /** The articles of knowledge-base/ that are valid today. */
  readonly knowledge: Knowledge;
}

export type TextKind = 'knowledge' | 'prompts' | 'triage';

/** New texts of one inbox that can be read and are sound in themselves, and do not serve yet. */
export interface Candidate {
  readonly inbox: string;
  /** As they would be in force: what was edited, with the rest as it is. */
  readonly texts: Texts;
  /** What serves at this moment: the last good version, to compare with. */
  readonly inForce: Texts;
  readonly changed: readonly TextKind[];
}

/** `reason`: a sentence or two for the operator, with what to do; it stands in the log and in `/readyz`. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Asked before new texts serve. Until it says yes, and if it says no, the last good version goes on serving; an error or a rejection counts as no.
 *
 * - One candidate at a time, in the background: mail is decided meanwhile, by what is in force. The two versions may be used side by side.
 * - A candidate that was refused is asked about again when one of its files changes; a file beside the articles that is none of them (a `*.ticket.md`) counts.
 * - Of several kinds edited at once all are asked about together; if that is refused, each alone, so that one of them does not hold back the others.
 * - Not asked at the start, which reads all and refuses what is broken, nor when an article reaches the end or the beginning of its validity: its date was in the
 *   version that was accepted, and what has expired must not be quoted whatever else depends on it.
 * @param signal aborted when the daemon stops
 */
export type Accept = (candidate: Candidate, signal: AbortSignal) => Promise<Verdict>;

export const acceptAll: Accept = () => Promise.resolve({ ok: true });
