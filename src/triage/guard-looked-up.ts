import type { Passage } from '../knowledge/knowledge.ts';
import { sentencesOf } from './clauses.ts';
import type { GuardRule } from './guard.ts';
import { isLookedUp } from './look-ups.ts';
import { bare, isQuoted } from './passage-facts.ts';

/**
 * What was looked up is said in the sentences of triage.yaml, word for word. They are too short for a comparison that finds out whether other words say the same ("is on
 * its way", "is not on its way", "is lost"), and what they say is about one person.
 */
export const lookedUp: GuardRule = ({ claims }, cited) =>
  claims.flatMap(({ text, cites }) => {
    const own = cited.filter((p) => cites.includes(p.id));
    const sources = own.filter(isLookedUp);
    if (sources.length === 0) return [];
    const articles = own.filter((p) => !isLookedUp(p));
    return sentencesOf(text).filter((sentence) => !isSentenceOf(sentence, sources) && !isQuoted(sentence, articles));
  });

function isSentenceOf(sentence: string, passages: readonly Passage[]): boolean {
  return passages.some(({ text }) => sentencesOf(text).some((known) => bare(known) === bare(sentence)));
}
