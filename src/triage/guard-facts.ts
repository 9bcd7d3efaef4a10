import { fold } from '../knowledge/terms.ts';
import { draftFacts } from './draft-facts.ts';
import type { GuardRule } from './guard.ts';
import { factsOf } from './passage-facts.ts';
import { RATES, type Support, supportOf } from './passage-words.ts';
import { figureKey, type Quantity } from './quantities.ts';

/**
 * Prices, percentages, durations, deadlines and other numbers stand in a cited passage, compared by value. Only an identifier that the customer gave
 * (an order number, four digits or more) may be echoed.
 */
export const figures: GuardRule = ({ answer, customerText, language }, cited) => {
  const known = cited.map((passage) => factsOf(passage).figures);
  const rates = supportOf(cited);
  const given = new Set(fold(customerText).match(/[\p{L}\p{N}-]*\p{N}{4,}[\p{L}\p{N}-]*/gu));
  return draftFacts(answer, language)
    .quantities.filter(
      (q) => !known.some((of) => of.has(figureKey(q))) && !isRate(q, answer, rates) && !(q.kind === 'number' && given.has(q.raw)),
    )
    .map((q) => q.raw);
};

/** "100 MB a month" where a passage counts by month is no span of one month; "for a month" is one. */
function isRate(q: Quantity, answer: string, passages: readonly Support[]): boolean {
  const axis = RATES.get(figureKey(q));
  return (
    axis !== undefined &&
    passages.some((p) => p.axes.has(axis)) &&
    !SPAN.test(fold(answer)) &&
    /\ban? (?:month|year|week|hour|day)\b/.test(fold(answer))
  );
}

const SPAN = /\b(?:for|within|in|after|takes?|lasts?|than|of|is|about|around|until|every) an? (?:month|year|week|hour|day)\b/;
