import { type Strike, strikesAgainst } from '../learning/evidence.ts';
import { configuredLevel, demoted, standingLevel } from '../learning/standing.ts';
import { appendAudit } from '../ledger/audit.ts';
import { earnedIn, putEarned, reviewsAfter } from '../ledger/autonomy.ts';
import type { Run } from '../ledger/database.ts';
import type { InboxParts } from './parts.ts';

/** Older evidence says little of today's knowledge base, ms. */
export const EVIDENCE_MS = 90 * 86_400_000;

/** Takes a category's autonomy away at once where its newest cases speak against it. What was said before its last change has been counted. */
export async function demoteOnStrikes(
  trx: Run,
  { inbox, policy }: Pick<InboxParts, 'inbox' | 'policy'>,
  category: string | null,
  at: number,
): Promise<void> {
  if (category === null || policy.categories[category] === undefined) return;
  const configured = configuredLevel(policy, category);
  const row = (await earnedIn(trx, inbox)).find((r) => r.category === category) ?? null;
  const from = standingLevel(configured, row);
  const level = demoted(from, configured);
  if (level === null) return;
  const strikes = strikesAgainst(await reviewsAfter(trx, inbox, category, Math.max(row?.at ?? 0, at - EVIDENCE_MS)));
  if (strikes === null) return;
  const reason = reasonOf(strikes);
  await putEarned(trx, { inbox, category, level, configured, reason, actor: 'daemon', at, untold: 1 });
  await appendAudit(trx, inbox, at, [{ actor: 'daemon', kind: 'autonomy.demoted', refs: { category, from, to: level, strikes } }]);
}

function reasonOf(strikes: readonly Strike[]): string {
  const words = { wrong: 'called wrong', reopened: 'asked again by the customer', 'heavily edited': 'heavily edited' } as const;
  const counted = Object.entries(Object.groupBy(strikes, (s) => s)).map(([strike, all]) => `${all.length} ${words[strike as Strike]}`);
  return `Of its newest answers ${counted.join(', ')}.`;
}
