import { z } from 'zod';
import type { TriageConfig } from '../config/triage-schema.ts';
import type { Found, Knowledge } from '../knowledge/knowledge.ts';
import type { Complete, Completion } from '../model/model.ts';
import type { Mask } from '../privacy/mask.ts';
import { describeAttached } from './attached.ts';
import { describeMail, describeThread } from './classify.ts';
import { DraftPart } from './draft-body.ts';
import { fence } from './fence.ts';
import { isLookedUp } from './look-ups.ts';
import type { Prompts } from './prompts.ts';
import type { TriageInput } from './triage.ts';

/** An answer proposed by a model: the body alone, each part with what it rests on; greeting and sign-off are added by code. */
export const Draft = z.object({
  cannotAnswer: z.boolean(),
  /** In reading order; empty where it cannot answer. */
  body: z.array(DraftPart),
});
export type Draft = Readonly<z.infer<typeof Draft>>;

export interface DraftParts {
  readonly complete: Complete;
  readonly prompts: Prompts;
  readonly knowledge: Pick<Knowledge, 'articles'>;
  readonly config: Pick<TriageConfig, 'answer'>;
}

/** Room for a long how-to, and for models that think first. */
const MAX_OUTPUT_TOKENS = 6_000;

/** What a draft is made of: the mail as a model may see it, and what was found for it. */
export interface DraftFrom {
  readonly input: TriageInput;
  readonly language: string;
  readonly category: string | null;
  readonly found: readonly Found[];
  /** Of this mail. */
  readonly mask: Pick<Mask, 'hide'>;
}

/** Asks the model for an answer from these passages and nothing else. Never throws. */
export function draftAnswer(
  { input, language, category, found, mask }: DraftFrom,
  parts: DraftParts,
  signal: AbortSignal,
): Promise<Completion<Draft>> {
  const lookedUp = found.flatMap(({ passage }) => (isLookedUp(passage) ? [{ ...passage, text: mask.hide(passage.text) }] : []));
  const passages = found
    .filter(({ passage }) => !isLookedUp(passage))
    .map(({ passage, score, lead }) => {
      const article = parts.knowledge.articles.find((a) => a.id === passage.articleId);
      return { ...passage, score, lead, headlines: article === undefined ? [] : [article.title, ...article.aliases] };
    });
  const messages = () =>
    parts.prompts.render('draft', {
      inbox: input.inbox.name,
      passages,
      language,
      category: category ?? '',
      max_words: parts.config.answer.maxWords,
      looked_up: lookedUp.map(({ id, title, text }) => fence(`look-up ${id}`, `${title}: ${text}`)).join('\n\n'),
      thread: describeThread(input),
      mail: describeMail(input),
      attached: describeAttached(input),
    });
  return parts.complete(
    {
      task: 'draft',
      // The built-in model does not read them, and rendering costs more than its answer.
      get messages() {
        return messages();
      },
      input: {
        task: 'draft',
        subject: input.subject,
        text: input.text,
        language,
        passages,
        lookedUp,
      },
      schema: Draft,
      schemaName: 'answer',
      maxOutputTokens: MAX_OUTPUT_TOKENS,
    },
    signal,
  );
}
