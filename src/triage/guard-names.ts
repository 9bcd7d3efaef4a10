import { fold, makeTerms } from '../knowledge/terms.ts';
import type { GuardRule } from './guard.ts';
import { hasMeaning } from './lexicon.ts';
import { sameName } from './names.ts';
import { bare, factsOf } from './passage-facts.ts';
import { sourcesOf, unquoted } from './statements.ts';

/** Menus, buttons and whatever stands in quotation marks are written as a cited passage writes them; the customer's own quotations may be repeated. */
export const labels: GuardRule = ({ answer, customerText }, cited) => {
  const known = cited.map((p) => path(`${p.title}\n${p.text}`));
  const own = path(customerText);
  const isKnown = (label: string) => known.some((text) => text.includes(label));
  const said = [
    ...answer.replace(/«\s*([^«»\n]*?)\s*»/g, '"$1"').matchAll(/\*\*([^*\n]+)\*\*|`([^`\n]+)`|["“„«]([^"“”„«»\n]+)["”“»]|「([^」\n]+)」/gu),
  ].map((m) => ({
    label: (m[1] ?? m[2] ?? m[3] ?? m[4] ?? '').trim(),
    quoted: m[1] === undefined,
  }));
  const steps = [...path(answer).matchAll(/(?<![\p{L}\p{N}+-])[\p{L}\p{N}+-]+ › [\p{L}\p{N}+-]+/gu)].map(([step]) => step);
  return [
    ...said
      .filter(({ label, quoted }) => {
        const wanted = path(label).replace(/[.,:;!?]+$/, '');
        if (wanted === '' || isKnown(wanted) || (quoted && own.includes(wanted))) return false;
        return wanted.includes('›') || quoted || (/^\p{Lu}/u.test(label) && !wanted.split(/[^\p{L}\p{N}]+/u).every(isKnown));
      })
      .map(({ label }) => label),
    ...steps.filter((step) => !isKnown(step)),
  ];
};

/** Other companies, products, plans, places: what an answer calls by its name stands in a cited passage. */
export const names: GuardRule = (input, cited) => {
  const known = cited.flatMap((p) => [...factsOf(p).bare.matchAll(/[\p{L}\p{N}]+(?:[-.'][\p{L}\p{N}]+)*/gu)].map(([word]) => word));
  const titles = cited.flatMap((p) => fold(p.title).split(/[^\p{L}\p{N}-]+/u));
  const all = [...new Set([...known, ...titles, ...known.flatMap((word) => word.split(/[-.']/))])];
  return unquoted(input, cited)
    .flatMap((s) => s.clauses.flatMap((c) => [...c.names]))
    .filter(
      (name) =>
        !hasMeaning(name, input.language) &&
        !name
          .replace(/'s$/, '')
          .split(/[-.']/)
          .every((part) => all.some((word) => sameName(part, word))),
    );
};

/** In a row of things ("view, comment, edit"), each stands in a cited passage in the same language. */
export const lists: GuardRule = (input, cited) => {
  const sources = cited.filter((p) => p.locale === input.language);
  if (sources.length === 0) return [];
  const known = new Set(sources.flatMap((p) => [...sourcesOf(p).flatMap((s) => [...s.clause.terms]), ...factsOf(p).terms]));
  const terms = makeTerms(input.language);
  const unknown = (item: string) => terms(item).length > 0 && !terms(item).some((term) => known.has(term));
  return unquoted(input, cited)
    .filter(({ clauses }) => clauses.filter((c) => c.text.trim().split(/\s+/).length <= 3).length >= 3)
    .flatMap(({ clauses }) => clauses.filter((c) => c.sides.size === 0 && !c.text.includes('…')).flatMap((c) => c.text.split(AND)))
    .filter((item) => item.trim().split(/\s+/).length <= 2 && unknown(item));
};

const AND = /(?:^|\s)(?:and|or|y|o|und|oder|et|ou|e|ed|en|of)\s/i;

function path(text: string): string {
  return bare(text.replace(/«\s*([^«»\n]*?)\s*»/g, '"$1"')).replace(/\s*(?:›|>|→|»|➔)\s*/g, ' › ');
}
