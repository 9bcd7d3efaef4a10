import { makeTerms } from '../knowledge/terms.ts';
import { figureKey, type Quantity, quantities, withoutLinks } from '../triage/quantities.ts';
import { isNegated, refuses } from './person-words.ts';
import { textFacts } from './text-facts.ts';

/** What two answers cannot both be right about; `ours` and `theirs` as written, for people. */
export interface Contradiction {
  readonly kind: 'figure' | 'link' | 'yes or no';
  readonly ours: string;
  readonly theirs: string;
}

/** Kinds of which an answer gives one or two that matter; other numbers are steps, versions and the like. */
const TELLING: readonly Quantity['kind'][] = ['money', 'percent', 'duration'];
/** Share of the words of the shorter sentence that the other has, from which both speak of the same thing. */
const SAME_SUBJECT = 0.6;
/** For a yes against a no, more: a sentence turns on one word. */
const SAME_SENTENCE = 0.75;
/** Fewer informative words make no sentence to compare. */
const FEW = 2;

/**
 * Figures: of a telling kind, both give some and none is the same; or two sentences about the same thing have figures of one kind and no such figure in
 * common. Links: both name pages, and none is the same. Yes or no: one refuses and the other does not, or two sentences of the same words differ by a
 * "not".
 * @param language of both texts; null when they have two: then words cannot be compared
 */
export function contradictions(ours: string, theirs: string, language: string | null): Contradiction[] {
  return [...figures(ours, theirs, language), ...links(ours, theirs), ...yesOrNo(ours, theirs, language)];
}

function figures(ours: string, theirs: string, language: string | null): Contradiction[] {
  const [a, b] = [textFacts(ours, language).figures, textFacts(theirs, language).figures];
  const found = TELLING.flatMap((kind) => {
    const [mine, other] = [ofKind(a, kind), ofKind(b, kind)];
    if (mine.length === 0 || other.length === 0 || mine.some((q) => b.has(figureKey(q)))) return [];
    return [{ kind: 'figure' as const, ours: written(mine), theirs: written(other) }];
  });
  if (found.length > 0 || language === null) return found;
  return sameSubject(sentences(ours), sentences(theirs), language, SAME_SUBJECT).flatMap(([x, y]) => {
    const [mine, other] = [quantities(withoutLinks(x), language), quantities(withoutLinks(y), language)];
    return [...new Set(mine.map((q) => q.kind))].flatMap((kind) => {
      const [left, right] = [mine.filter((q) => q.kind === kind), other.filter((q) => q.kind === kind)];
      // The figure may stand elsewhere in the other text.
      if (left.length === 0 || right.length === 0) return [];
      if (left.some((q) => b.has(figureKey(q))) || right.some((q) => a.has(figureKey(q)))) return [];
      if (![...left, ...right].every((q) => a.has(figureKey(q)) || b.has(figureKey(q)))) return [];
      return [{ kind: 'figure' as const, ours: written(left), theirs: written(right) }];
    });
  });
}

function links(ours: string, theirs: string): Contradiction[] {
  const pages = (text: string) => [...textFacts(text, null).links].filter((link) => link.includes('/'));
  const [a, b] = [pages(ours), pages(theirs)];
  if (a.length === 0 || b.length === 0 || a.some((link) => b.includes(link))) return [];
  return [{ kind: 'link', ours: a.join(', '), theirs: b.join(', ') }];
}

function yesOrNo(ours: string, theirs: string, language: string | null): Contradiction[] {
  if (refuses(theirs) && !refuses(ours) && (language === null || !sentences(ours).some((s) => isNegated(s, language))))
    return [{ kind: 'yes or no', ours: first(ours), theirs: sentences(theirs).find(refuses) ?? first(theirs) }];
  if (language === null) return [];
  // Of a long sentence only one half may be turned round.
  return sameSubject(clauses(ours), clauses(theirs), language, SAME_SENTENCE)
    .filter(([x, y]) => isNegated(x, language) !== isNegated(y, language))
    .map(([x, y]) => ({ kind: 'yes or no', ours: x, theirs: y }));
}

/** Sentences, or parts of them, that speak of the same thing, ours first. */
function sameSubject(ours: readonly string[], theirs: readonly string[], language: string, share: number): (readonly [string, string])[] {
  const terms = makeTerms(language);
  const read = (parts: readonly string[]) =>
    parts.map((sentence) => ({ sentence, words: new Set(terms(sentence).filter((term) => !/\p{N}/u.test(term))) }));
  const others = read(theirs);
  return read(ours).flatMap((mine) =>
    others
      .filter((other) => {
        const shorter = Math.min(mine.words.size, other.words.size);
        const longer = Math.max(mine.words.size, other.words.size);
        const both = [...mine.words].filter((word) => other.words.has(word)).length;
        return shorter >= FEW && both / shorter >= share && both / longer >= share / 2;
      })
      .map((other) => [mine.sentence, other.sentence] as const),
  );
}

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?。！？])\s+|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function clauses(text: string): string[] {
  return sentences(text).flatMap((sentence) => sentence.split(/[,;:–—]\s+/));
}

function first(text: string): string {
  return sentences(text)[0] ?? '';
}

function ofKind(figures: ReadonlyMap<string, Quantity>, kind: Quantity['kind']): Quantity[] {
  return [...figures.values()].filter((q) => q.kind === kind);
}

function written(found: readonly Quantity[]): string {
  return [...new Set(found.map((q) => q.raw))].join(', ');
}
