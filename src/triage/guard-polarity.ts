import type { Clause } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { assertions, common, type Source, statements } from './statements.ts';

/** "Not" and "without" stand where the passage has them: as in the clause that speaks of most of the same things. Where a word turns it round as well ("kept", "removed"), `opposites` compares. */
export const negations: GuardRule = (input, cited) => {
  const sources = cited.flatMap(assertions).filter(({ clause }) => !clause.supposed);
  return statements(input, cited)
    .filter(({ clause }) => !clause.supposed)
    .filter(({ clause, sentence }) => {
      const said = topics(clause);
      const { best, shared } = most(clause, said, sources);
      const enough = best.length > 0 && shared >= ENOUGH && shared >= said.size * PART;
      return enough && best.every((s) => turns(s.clause) === turns(clause) && differ({ clause, sentence }, s));
    })
    .map(({ clause }) => clause.text.trim());
};

/** Things two clauses must both speak of, and the share of those of the answer's. */
const ENOUGH = 2;
const PART = 0.5;
/** Share of the best clause's likeness that another has and may speak for it. */
const NEARLY = 0.75;

function most(clause: Clause, said: ReadonlySet<string>, sources: readonly Source[]): { best: readonly Source[]; shared: number } {
  const counted = sources.map((source) => {
    const own = common(said, topics(source.clause));
    const shared = common(said, new Set(source.sentence.clauses.flatMap((c) => [...topics(c)])));
    const exact = common(clause.figures, source.clause.figures) + common(clause.names, source.clause.names);
    return { source, shared, score: own === 0 ? 0 : own + shared + 2 * exact };
  });
  const highest = Math.max(1, ...counted.map((c) => c.score));
  const best = counted.filter((c) => c.score >= NEARLY * highest);
  return { best: best.map((c) => c.source), shared: Math.min(...best.map((c) => c.shared)) };
}

/** What a clause is about: what its words mean, and words of its own language that the lexicon does not have. */
function topics(clause: Clause): ReadonlySet<string> {
  const known = read.get(clause);
  if (known !== undefined) return known;
  const axes = clause.meant.map(({ value }) => value.axis).filter((axis) => !TURNING.has(axis) && !COMMON.has(axis));
  const found = new Set([...axes, ...clause.unread]);
  read.set(clause, found);
  return found;
}

const read = new WeakMap<Clause, ReadonlySet<string>>();

function isNegative({ negated, lacking }: Clause): boolean {
  return negated || lacking;
}

/** One says "not", and the other's whole sentence does not. */
function differ(a: Source, b: Source): boolean {
  const [negative, other] = isNegative(a.clause) ? [a, b] : [b, a];
  return isNegative(negative.clause) && !other.sentence.clauses.some(isNegative) && !isOnly(a.clause, b.clause);
}

/** "Cannot unless" and "can only". */
export function isOnly(a: Clause, b: Clause): boolean {
  return (a.exempting && b.restricted) || (b.exempting && a.restricted);
}

/** Words that say the opposite of others without a "not"; what they are in a clause, one word for all with one effect. */
const TURNING: ReadonlyMap<string, readonly [plus: string, minus: string]> = new Map([
  ['keep', ['kept', 'removed']],
  ['deleting', ['removed', 'removed']],
  ['losing', ['removed', 'removed']],
  ['accept', ['', 'refused']],
  ['blocking', ['refused', 'refused']],
  ['active', ['', 'inactive']],
  ['session', ['', 'signed out']],
  ['need', ['', 'optional']],
  ['charge', ['', 'free']],
  ...['cancelled', 'stopping', 'cancelling', 'error', 'end', 'hiding', 'expiring', 'except', 'limit', 'unlimited'].map(
    (axis) => [axis, [axis, axis]] as const,
  ),
] as const);

function turns(clause: Clause): string {
  const found = clause.meant.map(({ value }) => TURNING.get(value.axis)?.[value.pole > 0 ? 0 : 1] ?? '');
  return [...new Set(found.filter((effect) => effect !== '' && !(effect === 'optional' && clause.lacking)))].sort().join();
}

/** Said of everything. */
const COMMON = new Set(['can', 'with', 'when', 'appear']);
