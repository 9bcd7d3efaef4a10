import type { Clause } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { sameName } from './names.ts';
import { alike, assertions, closest, common, type Source, statements } from './statements.ts';

/** A figure belongs to what the passage gives it to: 90 days of Plus are not 90 days of Team. */
export const pairs: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  const known = new Set([...sources.flatMap((s) => [...s.clause.names]), ...statements(input, cited).flatMap((s) => [...s.clause.names])]);
  return statements(input, cited)
    .filter(({ clause }) => {
      const own = namesOf(clause, known);
      return (
        own.size > 0 &&
        [...clause.figures].some((figure) => {
          const places = sources.filter((s) => s.clause.figures.has(figure));
          return places.length > 0 && places.every((s) => inForce(s, known).size > 0 && common(own, inForce(s, known)) === 0);
        })
      );
    })
    .map(({ clause }) => clause.text.trim());
};

/** What is so of some ("Plus and Team have no limit") is not said of others. */
export const holders: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions);
  const known = new Set([...sources.flatMap((s) => [...s.clause.names]), ...statements(input, cited).flatMap((s) => [...s.clause.names])]);
  return statements(input, cited)
    .filter(({ clause, sentence }) => {
      const own = namesOf(clause, known);
      const { sources: best } = closest(
        clause,
        sentence,
        sources.filter(
          (s) =>
            inForce(s, known).size > 0 &&
            common(clause.terms, s.clause.terms) + common(new Set(clause.sides.keys()), new Set(s.clause.sides.keys())) > 0,
        ),
      );
      return (
        own.size > 0 &&
        best.length > 0 &&
        clause.figures.size === 0 &&
        best.every((s) => alike(clause, s.clause) >= 3 && swapped(own, inForce(s, known)))
      );
    })
    .map(({ clause }) => clause.text.trim());
};

function swapped(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const missing = (p: ReadonlySet<string>, q: ReadonlySet<string>) => [...p].some((item) => ![...q].some((other) => sameName(item, other)));
  return missing(a, b) && missing(b, a);
}

function namesOf(clause: Clause, known: ReadonlySet<string>): Set<string> {
  return new Set([...known].filter((name) => clause.words.has(name)));
}

/** Names of the clause, else those named last before it. */
function inForce({ clause, sentence }: Source, known: ReadonlySet<string>): ReadonlySet<string> {
  const before = sentence.clauses.slice(0, sentence.clauses.indexOf(clause) + 1);
  const found = before.map((c) => namesOf(c, known));
  const last = found.findLastIndex((names) => names.size > 0);
  return new Set([...(found[last] ?? []), ...(/^\s*or\s/.test(before[last]?.text ?? '') ? (found[last - 1] ?? []) : [])]);
}
