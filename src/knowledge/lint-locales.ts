import type { Article } from './knowledge.ts';
import type { Figure, Lint, LintFacts } from './lint.ts';

/** What must not differ between languages; plain numbers (steps, versions, house numbers) may. */
const COMPARED = ['money', 'percent', 'duration'];
/** A language that so few articles have is a beginning, not a promise. */
const ESTABLISHED = 3;

/** The same article in two languages with figures that exclude each other: each has one of a kind that the other has not. */
export function contradictions({ articles, figuresOf }: LintFacts): Lint[] {
  return translations(articles).flatMap(([original, ...others]) =>
    others.flatMap((other) =>
      COMPARED.flatMap((kind): Lint[] => {
        if (original === undefined) return [];
        const [here, there] = [original, other].map((a) => figuresOf(a.body).filter((f) => f.kind === kind)) as [Figure[], Figure[]];
        const [onlyHere, onlyThere] = [without(here, there), without(there, here)];
        if (onlyHere.length === 0 || onlyThere.length === 0) return [];
        const message = `says ${said(onlyThere)} where ${original.id} says ${said(onlyHere)}: one of them is wrong`;
        return [{ rule: 'contradiction', level: 'error', article: other.id, message }];
      }),
    ),
  );
}

export function missingTranslations({ articles }: LintFacts): Lint[] {
  const groups = translations(articles);
  const counts = new Map<string, number>();
  for (const group of groups) for (const { locale } of group) counts.set(locale, (counts.get(locale) ?? 0) + 1);
  const established = [...counts].filter(([, count]) => count >= ESTABLISHED).map(([locale]) => locale);
  return groups.flatMap(([original, ...others]): Lint[] => {
    const has = new Set([original, ...others].map((a) => a?.locale));
    const missing = established.filter((locale) => !has.has(locale));
    if (original === undefined || missing.length === 0) return [];
    const message = `has no version in ${missing.join(', ')}: such mail goes to people`;
    return [{ rule: 'translation', level: 'info', article: original.id, message }];
  });
}

/** Public articles by what they are about, the one without a language in its name first: `refunds.md`, `refunds-de.md`, `es/refunds.md`. */
function translations(articles: readonly Article[]): readonly (readonly Article[])[] {
  const groups = Map.groupBy(
    articles.filter((a) => a.audience === 'public'),
    base,
  );
  return [...groups].map(([name, group]) => group.toSorted((a, b) => Number(b.id === name) - Number(a.id === name)));
}

function base({ id, locale }: Article): string {
  const parts = id.split('/');
  const folders = parts.slice(0, -1).filter((part) => part !== locale);
  return [...folders, (parts.at(-1) ?? '').replace(new RegExp(`[-_.]${locale}$`), '')].join('/');
}

function without(figures: readonly Figure[], others: readonly Figure[]): Figure[] {
  return figures.filter(({ value }) => !others.some((other) => other.value === value));
}

function said(figures: readonly Figure[]): string {
  return [...new Set(figures.map(({ raw }) => raw))].join(', ');
}
