import { makeTerms } from '../../knowledge/terms.ts';
import type { ClassifyInput } from '../model.ts';
import type { Classifier } from './classifier.ts';
import { proposeLookups } from './propose.ts';
import { questionsOf } from './questions.ts';
import { matter } from './sentences.ts';
import { readSignals } from './signals.ts';
import { summaryOf } from './summary.ts';

/** A mail this long is more than a first-line question. */
const LONG_WORDS = 250;
/** Searches handed on: the questions of one mail, not all its sentences. */
const MAX_QUERIES = 8;
/** Informative words from which the only question is a search without the rest of the mail. */
const OWN_FEET = 3;

/** Sorts a mail by examples and word lists. */
export function sortMail(input: ClassifyInput, classifier: Classifier): Record<string, unknown> {
  const sentences = matter(input.text);
  const terms = makeTerms(input.language);
  const questions = questionsOf(input.text, input.language);
  const asked = questions.map(({ text }) => text);
  const [best] = classifier.classify([input.subject, ...sentences].join('\n'));
  const signals = readSignals(input.subject, input.text);
  return {
    category: best?.label ?? null,
    confidence: best?.confidence ?? 0,
    priority: signals.urgent ? 'high' : 'normal',
    sentiment: signals.angry ? 'angry' : 'neutral',
    complexity: input.text.split(/\s+/).length > LONG_WORDS ? 'complex' : 'simple',
    questions: Math.min(100, asked.length),
    wantsPerson: signals.wantsPerson,
    // It does not know whether anything was answered before.
    feedback: null,
    summary: summaryOf(input.subject, sentences, questions),
    // It has no ear of its own.
    language: 'unknown',
    queries: (asked.length > 1 ? asked : [sentences.join(' '), ...asked.filter((q) => new Set(terms(q)).size >= OWN_FEET)])
      .slice(0, MAX_QUERIES)
      .filter((q) => q !== ''),
    lookups: proposeLookups(input, best?.label ?? null),
  };
}
