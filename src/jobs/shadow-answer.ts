import { compare } from '../learning/agreement.ts';
import type { Run } from '../ledger/database.ts';
import { messageById } from '../ledger/messages.ts';
import { recordReview, reviewed } from '../ledger/reviews.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';
import { markdownToText } from '../mail/markdown.ts';
import { matter } from '../model/builtin/sentences.ts';
import { detectLanguage } from '../triage/language.ts';
import type { Outcome } from '../triage/outcome.ts';

/**
 * A person has answered what was only recorded: how far that says the same as what would have been said is the evidence that a category gathers in shadow. In the
 * transaction that records their mail.
 */
export async function noteShadowAnswer(trx: Run, inbox: string, ticket: TicketRow, answer: MessageRow, at: number): Promise<void> {
  if (ticket.state !== 'shadowed' || answer.text === null) return;
  const decision = await reviewed(trx, inbox, ticket.thread_id, null);
  if (decision?.turn == null) return;
  const row = await trx
    .selectFrom('decisions')
    .select(['outcome_json', 'message'])
    .where('inbox', '=', inbox)
    .where('turn', '=', decision.turn)
    .executeTakeFirst();
  const outcome = row === undefined ? null : (JSON.parse(row.outcome_json) as Outcome);
  if (row === undefined || outcome?.kind !== 'reply') return;
  const question = (await messageById(trx, inbox, row.message))?.text ?? '';
  const language = outcome.language ?? (await detectLanguage(question)) ?? 'en';
  const theirLanguage = (await detectLanguage(answer.text)) ?? language;
  // Greeting and sign-off are the same whatever is said between them.
  const ours = matter(markdownToText(outcome.text)).join('\n');
  const { score, contradictions } = compare({ question, ours, theirs: matter(answer.text).join('\n'), language, theirLanguage });
  // Whatever contradicts a figure, a link, or a yes and no, is another answer.
  const likeness = contradictions.length > 0 ? 0 : Math.round(score * 1_000);
  await recordReview(trx, { ...decision, autonomy: 'shadow', id: `answered:${decision.turn}`, kind: 'answered', likeness, at });
}
