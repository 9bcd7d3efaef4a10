import { fold } from '../knowledge/terms.ts';
import { draftFacts } from './draft-facts.ts';
import type { GuardRule } from './guard.ts';
import { factsOf } from './passage-facts.ts';
import { figureKey } from './quantities.ts';

/**
 * Prices, percentages, durations, deadlines and other numbers stand in a cited passage, compared by value. Only an identifier that the customer gave
 * (an order number, four digits or more) may be echoed.
 */
export const figures: GuardRule = ({ answer, customerText, language }, cited) => {
  const known = cited.map((passage) => factsOf(passage).figures);
  const given = new Set(fold(customerText).match(/[\p{L}\p{N}-]*\p{N}{4,}[\p{L}\p{N}-]*/gu));
  return draftFacts(answer, language)
    .quantities.filter((q) => !known.some((of) => of.has(figureKey(q))) && !(q.kind === 'number' && given.has(q.raw)))
    .map((q) => q.raw);
};
