import { fold } from '../knowledge/terms.ts';
import type { GuardRule } from './guard.ts';
import { type Quantity, quantities } from './quantities.ts';

/**
 * Prices, percentages, durations, deadlines and other numbers stand in a cited passage, compared by value. Only an identifier that the customer gave
 * (an order number, four digits or more) may be echoed.
 */
export const figures: GuardRule = ({ answer, customerText }, cited) => {
  const known = new Set<string>();
  for (const passage of cited) {
    for (const q of quantities(withoutLinks(`${passage.title}\n${passage.text}`))) {
      known.add(key(q));
      if (q.kind === 'number') known.add(`number ${q.value}`);
    }
  }
  const given = new Set(fold(customerText).match(/[\p{L}\p{N}-]*\p{N}{4,}[\p{L}\p{N}-]*/gu));
  return quantities(withoutLinks(answer))
    .filter((q) => !known.has(key(q)) && !(q.kind === 'number' && given.has(q.raw)))
    .map((q) => q.raw);
};

/** A plain number in the answer may be any figure of the passage ("up to 30, …"), but a price stays a price. */
function key(q: Quantity): string {
  return `${q.kind} ${q.value}`;
}

/** Links and mail addresses are compared whole by other rules. */
function withoutLinks(text: string): string {
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/\S+|\S+@\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/giu, ' ');
}
