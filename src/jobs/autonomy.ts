import { type Strike, strikesAgainst } from '../learning/evidence.ts';
import { configuredLevel, demoted, standingLevel } from '../learning/standing.ts';
import { appendAudit } from '../ledger/audit.ts';
import { criticised, earnedIn, putEarned, reviewsAfter } from '../ledger/autonomy.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import type { AutonomyRow } from '../ledger/schema.ts';
import { leadOf } from '../tickets/lead.ts';
import { putNotice } from './notice.ts';
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

/** What a draft's fate says is looked at within minutes of its being recorded, ms. */
const LOOK_BACK = 15 * 60_000;

/** Looks at what was said lately, and tells the support lead what a category has lost. */
export async function tendAutonomy(parts: InboxParts): Promise<void> {
  const { db, inbox, now, ring } = parts;
  for (const category of await criticised(db, inbox, now() - LOOK_BACK))
    await transactInbox(db, inbox, (trx) => demoteOnStrikes(trx, parts, category, now()));
  for (const row of (await earnedIn(db, inbox)).filter((r) => r.untold === 1)) {
    const threadId = `autonomy:${row.category}`;
    await transactInbox(db, inbox, async (trx) => {
      await putEarned(trx, { ...row, untold: 0 });
      // In shadow nothing of ours leaves.
      if (parts.maxAutonomy !== 'shadow') await putNotice(trx, parts, told(parts, row, threadId), now());
    });
    ring(threadId, 0);
  }
}

function told({ policy }: InboxParts, { category, level, reason, at }: AutonomyRow, threadId: string): Parameters<typeof putNotice>[2] {
  const now =
    level === 'draft' ? 'Its answers wait in Drafts from now on' : 'Its answers are only recorded from now on, as triage.yaml says';
  return {
    ...{ threadId, cause: String(at), to: [leadOf(policy)], subject: `Autonomy: ${category} is at ${level} now` },
    markdown: [
      `The category **${category}** has lost autonomy. ${now}.`,
      `Why: ${reason}`,
      `\`firstline autonomy\` shows the evidence. When you have mended the articles, \`firstline autonomy reset ${category}\` gives it back what triage.yaml says.`,
    ].join('\n\n'),
  };
}

function reasonOf(strikes: readonly Strike[]): string {
  const words = { wrong: 'called wrong', reopened: 'asked again by the customer', 'heavily edited': 'heavily edited' } as const;
  const counted = Object.entries(Object.groupBy(strikes, (s) => s)).map(([strike, all]) => `${all.length} ${words[strike as Strike]}`);
  return `Of its newest answers ${counted.join(', ')}.`;
}
