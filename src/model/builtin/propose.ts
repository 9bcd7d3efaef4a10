import { makePattern } from '../../config/pattern.ts';
import { fold, makeTerms } from '../../knowledge/terms.ts';
import type { ClassifyInput, OfferedLookup } from '../model.ts';
import { makeTopic } from './questions.ts';
import { matter } from './sentences.ts';

interface Proposed {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/**
 * What may be looked up for a mail by the look-ups' own triggers, for this model understands no descriptions: the category is one of theirs, the mail asks
 * one of their phrases and says nothing else, and what looks like a parameter stands in it exactly once. Pure.
 */
export function proposeLookups({ subject, text, language, lookups = [] }: ClassifyInput, category: string | null): readonly Proposed[] {
  return lookups.flatMap(({ name, parameters, trigger }) => {
    if (category === null || trigger === null || !trigger.categories.includes(category)) return [];
    const values = parameters.map((parameter) => ({ name: parameter.name, found: valuesIn(`${subject}\n${text}`, parameter) }));
    if (values.some(({ found }) => found.length !== 1)) return [];
    const chosen = values.map(({ name: parameter, found: [value = ''] }) => ({ name: parameter, value }));
    const about = [...trigger.phrases, ...chosen.map(({ value }) => value), ...parameters.map((parameter) => parameter.description)];
    return asksOnly(matter(text), trigger.phrases, about, language) ? [{ name, parameters: chosen }] : [];
  });
}

function valuesIn(text: string, { pattern }: OfferedLookup['parameters'][number]): readonly string[] {
  return [...new Set(makePattern(pattern).findIn(text))];
}

function asksOnly(sentences: readonly string[], phrases: readonly string[], about: readonly string[], language: string): boolean {
  const topicOf = makeTopic(language);
  const expected = new Set(makeTerms(language)(about.join('\n')));
  const wanted = phrases.map((phrase) => plain(phrase));
  const says = (sentence: string) => wanted.some((phrase) => plain(sentence).includes(phrase));
  return sentences.some(says) && [...topicOf(sentences.join('\n'))].every((term) => expected.has(term));
}

function plain(text: string): string {
  return fold(text).replace(/\s+/g, ' ').trim();
}
