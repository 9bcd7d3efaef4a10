import { z } from 'zod';
import { NO_EMBEDDINGS } from '../model/embedding-bill.ts';

/** What a run has found out about one mail; a line of the progress file. Texts are excerpts. */

const Contradiction = z.object({ kind: z.enum(['figure', 'link', 'yes or no']), ours: z.string(), theirs: z.string() });

export const Tried = z.object({
  kind: z.literal('tried'),
  key: z.string(),
  /** When the customer wrote, ms. */
  at: z.number(),
  subject: z.string(),
  mail: z.string(),
  language: z.string().nullable(),
  /** What would have become of it. */
  outcome: z.enum(['auto', 'draft', 'shadow', 'escalated', 'noted']),
  category: z.string().nullable(),
  confidence: z.number().nullable(),
  reason: z.string(),
  /** The answer, without greeting and sign-off; null where there is none. */
  ours: z.string().nullable(),
  /** Passage id and title. */
  cited: z.array(z.object({ id: z.string(), title: z.string() })),
  /** `passed on`: to a colleague or a third party, by forwarding it or in words. */
  person: z.enum(['answered', 'refused', 'passed on']),
  theirs: z.string(),
  agreement: z
    .object({
      verdict: z.enum(['agrees', 'partly', 'differs']),
      score: z.number(),
      shared: z.array(z.string()).readonly(),
      contradictions: z.array(Contradiction.readonly()).readonly(),
    })
    .nullable(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
  /** Runs that an earlier version began know nothing of them. */
  embeddings: z
    .object({ calls: z.number(), tokens: z.number(), cost: z.number(), currency: z.string().nullable() })
    .readonly()
    .default(NO_EMBEDDINGS),
});
export type Tried = Readonly<z.infer<typeof Tried>>;

/** A mail the daemon would not have handed to triage, or that cannot be compared. */
export const Skipped = z.object({
  kind: z.literal('skipped'),
  key: z.string(),
  why: z.enum(['machine', 'unreadable', 'automatic answer', 'gone']),
  /** The rule that knew a machine, for instance. */
  detail: z.string(),
});
export type Skipped = Readonly<z.infer<typeof Skipped>>;

export const Entry = z.discriminatedUnion('kind', [Tried, Skipped]);
export type Entry = Readonly<z.infer<typeof Entry>>;

/**
 * Would have been sent, and cannot be right beside what the person did: contradicts their words, or they refused or passed it on. `if sent` asks the same of
 * what would only have been a draft.
 */
export function isWrong(entry: Tried, ifSent = false): boolean {
  const sent = entry.outcome === 'auto' || (ifSent && (entry.outcome === 'draft' || entry.outcome === 'shadow'));
  if (!sent || entry.agreement === null) return false;
  return (
    entry.agreement.contradictions.length > 0 ||
    entry.person === 'passed on' ||
    (entry.person === 'refused' && entry.agreement.verdict !== 'agrees')
  );
}

/** Whether it may stand among the disagreements. */
export function isDisagreement(entry: Tried): boolean {
  return entry.agreement !== null && (entry.agreement.verdict !== 'agrees' || isWrong(entry, true));
}

/** What the figures are made of: the words go where nobody will be shown them, so that ten thousand results are a few megabytes. */
export function forFigures(entry: Entry): Entry {
  // A copy in any case: an excerpt that was cut out of a mail keeps the whole mail in memory.
  if (entry.kind === 'skipped' || isDisagreement(entry)) return structuredClone(entry);
  const { ours, theirs } = entry;
  return structuredClone({ ...entry, mail: '', ours: ours === null ? null : '', theirs: theirs === '' ? '' : '…', cited: [] });
}
