import { linkTargets } from '../triage/link-targets.ts';
import { figureKey, type Quantity, quantities, withoutLinks } from '../triage/quantities.ts';

/** What of an answer can be checked: its figures and its links, as the guard reads them. */
export interface TextFacts {
  /** By `figureKey`; the first of each. */
  readonly figures: ReadonlyMap<string, Quantity>;
  /** Normalised, without queries: those carry tracking. */
  readonly links: ReadonlySet<string>;
}

export function textFacts(text: string): TextFacts {
  const figures = new Map<string, Quantity>();
  for (const quantity of quantities(withoutLinks(text).replace(/\bhalf an hour\b/gi, '30 minutes'))) {
    const key = figureKey(quantity);
    if (!figures.has(key) && !isReference(quantity) && !isRate(quantity)) figures.set(key, quantity);
  }
  return { figures, links: new Set(linkTargets(text).map((target) => target.replace(/[?#].*$/, '').replace(/\/$/, ''))) };
}

/** Figures and links that stand in both, as ours writes them. A host alone is no fact: it stands in every signature. */
export function sharedFacts(ours: string, theirs: string): string[] {
  const [a, b] = [textFacts(ours), textFacts(theirs)];
  const figures = [...a.figures].filter(([key, { kind }]) => kind !== 'number' && b.figures.has(key)).map(([, { raw }]) => raw);
  return [...figures, ...[...a.links].filter((link) => link.includes('/') && b.links.has(link))];
}

/** "3 euros a month": an article before a unit counts nothing; "an hour" may. */
function isRate({ kind, raw, value }: Quantity): boolean {
  return (
    kind === 'duration' &&
    /^\p{L}/u.test(raw) &&
    /^(?:months (?:1|12)|minutes (?:1440|10080))$/.test(value) &&
    ARTICLES.has(raw.split(/\s/)[0] ?? '')
  );
}

const ARTICLES: ReadonlySet<string> = new Set('a an ein eine einen einem einer un una une uno um uma een'.split(' '));

/** The number of an order or an invoice: it names, and says nothing. */
function isReference({ kind, value }: Quantity): boolean {
  return kind === 'number' && (/\p{L}/u.test(value) || value.replace(/\D/g, '').length >= 5);
}
