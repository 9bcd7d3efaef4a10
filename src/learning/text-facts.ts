import { linkTargets } from '../triage/link-targets.ts';
import { figureKey, type Quantity, quantities, withoutLinks } from '../triage/quantities.ts';

/** What of an answer can be checked: its figures and its links, as the guard reads them. */
export interface TextFacts {
  /** By `figureKey`; the first of each. */
  readonly figures: ReadonlyMap<string, Quantity>;
  /** Normalised, without queries: those carry tracking. */
  readonly links: ReadonlySet<string>;
}

/** @param language of the text, for numbers in words; null where it is not known */
export function textFacts(text: string, language: string | null): TextFacts {
  const figures = new Map<string, Quantity>();
  for (const quantity of quantities(withoutLinks(text).replace(RATE, '$1'), language ?? undefined)) {
    const key = figureKey(quantity);
    if (!figures.has(key) && !isReference(quantity)) figures.set(key, quantity);
  }
  return { figures, links: new Set(linkTargets(text).map((target) => target.replace(/[?#].*$/, '').replace(/\/$/, ''))) };
}

/** Figures and links that stand in both, as ours writes them. A host alone is no fact: it stands in every signature. */
export function sharedFacts(ours: string, theirs: string, languages: readonly [string, string]): string[] {
  const [a, b] = [textFacts(ours, languages[0]), textFacts(theirs, languages[1])];
  const figures = [...a.figures].filter(([key, { kind }]) => kind !== 'number' && b.figures.has(key)).map(([, { raw }]) => raw);
  return [...figures, ...[...a.links].filter((link) => link.includes('/') && b.links.has(link))];
}

/** "3 euros a month": what the price is for, and no duration. */
const RATE =
  /((?:[€$£]\s?\p{N}[\p{N}.,]*|\p{N}\s*(?:€|euros?|eur|\$|usd|dollars?|£|gbp|pounds?)))\s*(?:\/|(?:a|an|per|pro|im|por|al|par|je)(?=\s))\s*\p{L}+/giu;

/** The number of an order or an invoice: it names, and says nothing. */
function isReference({ kind, value }: Quantity): boolean {
  return kind === 'number' && (/\p{L}/u.test(value) || value.replace(/\D/g, '').length >= 5);
}
