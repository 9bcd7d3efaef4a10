import { buildKnowledge, inForce } from '../knowledge/build.ts';
import type { Article, Knowledge } from '../knowledge/knowledge.ts';

export type KnowledgeByDay = (articles: readonly Article[], now: number) => Knowledge;

/**
 * The knowledge of those articles that are in force at `now`: the same object as long as they are the same, because building the search takes time. None
 * may be left; then nothing is found, and everything goes to a person.
 */
export function makeKnowledgeByDay(): KnowledgeByDay {
  const built = new WeakMap<readonly Article[], { readonly valid: readonly Article[]; readonly knowledge: Knowledge }>();
  return (articles, now) => {
    const valid = articles.filter((a) => inForce(a, now));
    const known = built.get(articles);
    if (known !== undefined && known.valid.length === valid.length && known.valid.every((a, i) => a === valid[i])) return known.knowledge;
    const knowledge = buildKnowledge(valid);
    built.set(articles, { valid, knowledge });
    return knowledge;
  };
}

/** Validity is by day, in UTC. */
export function dayOf(now: number): number {
  return Math.floor(now / 86_400_000);
}
