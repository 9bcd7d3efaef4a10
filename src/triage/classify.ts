import { z } from 'zod';
import type { TriageConfig } from '../config/triage-schema.ts';
import { FEEDBACK, type Feedback } from '../model/builtin/feedback/phrasings.ts';
import type { ClassifyInput, Complete, Completion, OfferedLookup } from '../model/model.ts';
import { describeAttached } from './attached.ts';
import { fence } from './fence.ts';
import type { LanguageReading } from './language.ts';
import { LANGUAGE_CODES, UNKNOWN } from './language-codes.ts';
import type { ProposedLookup } from './look-ups.ts';
import { PRIORITIES } from './outcome.ts';
import type { Prompts } from './prompts.ts';
import type { SummaryLanguages } from './summary-languages.ts';
import type { TriageInput } from './triage.ts';

/** What a model says of a mail. A proposal: code decides what follows from it. */
export interface Classification {
  /** From config; null when nothing fits. */
  readonly category: string | null;
  /** 0 to 1, of the category. */
  readonly confidence: number;
  readonly priority: (typeof PRIORITIES)[number];
  readonly sentiment: 'positive' | 'neutral' | 'negative' | 'angry';
  readonly complexity: 'simple' | 'complex';
  /** How many different things are asked. */
  readonly questions: number;
  readonly wantsPerson: boolean;
  /** What the customer makes of an answer of ours; null where there was none. */
  readonly feedback: Feedback | null;
  readonly summary: string;
  /** Of the customer's newest words: ISO 639-1, or `unknown`. Counts only where code is not sure. */
  readonly language: string;
  /** Searches for the knowledge base, in its languages. */
  readonly queries: readonly string[];
  /** What it would have looked up; absent where nothing is on offer. */
  readonly lookups?: readonly ProposedLookup[];
}

/** The category is an enum of what config has, so an invented one is an invalid answer: the model's adapter asks once more, then it is escalated. */
export function classificationSchema(categories: readonly string[], lookups: readonly string[] = []): z.ZodType<Classification> {
  const sorted = z.object({
    category: z.enum(categories as [string, ...string[]]).nullable(),
    confidence: z.number().min(0).max(1),
    priority: z.enum(PRIORITIES),
    sentiment: z.enum(['positive', 'neutral', 'negative', 'angry']),
    complexity: z.enum(['simple', 'complex']),
    questions: z.int().min(0).max(100),
    wantsPerson: z.boolean(),
    // A second opinion, too.
    feedback: z.enum(FEEDBACK).nullable().catch(null),
    summary: z.string(),
    // A second opinion, and no reason to ask again: what is none of these is none.
    language: z.enum([...LANGUAGE_CODES, UNKNOWN]).catch(UNKNOWN),
    queries: z.array(z.string()),
  });
  if (lookups.length === 0) return sorted;
  const parameters = z.array(z.object({ name: z.string(), value: z.string() }));
  return sorted.extend({ lookups: z.array(z.object({ name: z.enum(lookups as [string, ...string[]]), parameters })) });
}

export interface ClassifyParts {
  readonly complete: Complete;
  readonly prompts: Prompts;
  readonly config: TriageConfig;
  /** Languages of the knowledge base, for search queries. */
  readonly locales: readonly string[];
  /** Look-ups that may be asked for this sender. */
  readonly offered: readonly OfferedLookup[];
  readonly summary: SummaryLanguages;
}

/** Ten times the answer: models that think first count their thoughts, and a runaway one is cut. */
const MAX_OUTPUT_TOKENS = 3_000;
/** Examples a category that a language model reads; the built-in one learns from all. */
const EXAMPLES_SHOWN = 5;

/**
 * Asks the model to sort the mail. Never throws.
 * @param language what is answered in as far as code can tell: ISO 639-1
 * @param words of the newest words alone: where code is not sure, the model is not told what it thinks
 */
export function classify(
  input: TriageInput,
  { language, words }: { readonly language: string; readonly words: Pick<LanguageReading, 'sure'> },
  parts: ClassifyParts,
  signal: AbortSignal,
): Promise<Completion<Classification>> {
  const { offered } = parts;
  const { categories, schema: plain } = readCategories(parts.config.categories);
  const names = offered.map(({ name }) => name);
  const schema = names.length === 0 ? plain : classificationSchema(Object.keys(parts.config.categories), names);
  const messages = () =>
    parts.prompts.render('classify', {
      inbox: input.inbox.name,
      categories: categories.map((c) => ({ ...c, examples: c.examples.slice(0, EXAMPLES_SHOWN) })),
      knowledge_languages: parts.locales.join(' and '),
      summary_language: parts.summary.usual,
      summary_languages: parts.summary.others,
      language: words.sure ? language : 'not clear',
      lookups: offered,
      attachments: describeAttachments(input),
      thread: describeThread(input),
      mail: describeMail(input),
      attached: describeAttached(input),
    });
  return parts.complete(
    {
      task: 'classify',
      // The built-in model does not read them, and rendering costs more than its answer.
      get messages() {
        return messages();
      },
      input: { task: 'classify', subject: input.subject, text: input.text, language, categories, lookups: offered },
      schema,
      schemaName: 'classification',
      maxOutputTokens: MAX_OUTPUT_TOKENS,
    },
    signal,
  );
}

interface Categories {
  readonly categories: ClassifyInput['categories'];
  readonly schema: z.ZodType<Classification>;
}

const read = new WeakMap<TriageConfig['categories'], Categories>();

/** What every mail is sorted by: made once from a configuration, so that a model may remember what it made of it. */
function readCategories(configured: TriageConfig['categories']): Categories {
  const known = read.get(configured);
  if (known !== undefined) return known;
  const categories = Object.entries(configured).map(([id, { description, examples }]) => ({ id, description, examples }));
  const made = { categories, schema: classificationSchema(Object.keys(configured)) };
  read.set(configured, made);
  return made;
}

/** The new mail as a model reads it. */
export function describeMail(input: TriageInput): string {
  return fence('mail', `Subject: ${input.subject}\n\n${input.text}`);
}

/** The earlier messages as a model reads them; empty when there are none. */
export function describeThread(input: TriageInput): string {
  const recent = input.thread.slice(-THREAD_SHOWN);
  return recent.map((entry) => fence(`message from ${SPEAKERS[entry.from]}`, entry.text)).join('\n\n');
}

/** Older messages rarely change the answer, and every one costs tokens. */
const THREAD_SHOWN = 6;
const SPEAKERS = { customer: 'the customer', us: 'us, automatic', staff: 'our staff' } as const;

function describeAttachments(input: TriageInput): string {
  if (input.attachments.length === 0) return 'none';
  return `${input.attachments.length} (${[...new Set(input.attachments.map((a) => a.contentType))].join(', ').slice(0, 200)})`;
}
