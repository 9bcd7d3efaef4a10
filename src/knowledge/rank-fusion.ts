import type { Found, Passage } from './knowledge.ts';

/** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods", 2009: the constant is theirs. */
const K = 60;

/**
 * Found by words and by meaning, as one ranking: each list gives a passage 1/(60 + its rank). Pure.
 *
 * Score and lead stay what the words give: a similarity means another thing with every embedding model, and a passage on the same topic is as similar as the
 * one that answers. So meaning decides which passages come first, and never makes one the ground for an answer; one that no word found has score 0.
 */
export function fuse(byWords: readonly Found[], byMeaning: readonly Passage[]): Found[] {
  const points = new Map<string, number>();
  const add = (id: string, rank: number) => points.set(id, (points.get(id) ?? 0) + 1 / (K + rank + 1));
  byWords.forEach(({ passage }, rank) => {
    add(passage.id, rank);
  });
  byMeaning.forEach(({ id }, rank) => {
    add(id, rank);
  });
  const known = new Set(byWords.map(({ passage }) => passage.id));
  const best = byWords[0]?.score ?? 0;
  const others = byMeaning.filter(({ id }) => !known.has(id)).map((passage): Found => ({ passage, score: 0, lead: 0 - best }));
  return [...byWords, ...others].sort((a, b) => (points.get(b.passage.id) ?? 0) - (points.get(a.passage.id) ?? 0));
}
