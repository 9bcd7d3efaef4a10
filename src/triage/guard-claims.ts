import type { Passage } from '../knowledge/knowledge.ts';
import { makeTerms } from '../knowledge/terms.ts';
import { readSentence, sentencesOf } from './clauses.ts';
import { isCourteous, withoutCourtesy } from './courtesy-words.ts';
import type { Claim } from './draft-body.ts';
import type { GuardInput, GuardRule } from './guard.ts';
import { holders, pairs } from './guard-belonging.ts';
import { contacts, links } from './guard-content.ts';
import { figures } from './guard-facts.ts';
import { actors, conditions, opposites } from './guard-meaning.ts';
import { labels, lists, names } from './guard-names.ts';
import { negations } from './guard-polarity.ts';
import { commitments } from './guard-promises.ts';
import { facts } from './guard-words.ts';
import { factsOf } from './passage-facts.ts';
import { OPENING_YES_OR_NO } from './promise-words.ts';

/** A part that cites nothing says nothing but courtesy, asks, or leads in what the next part says. */
export const uncitedClaims: GuardRule = ({ claims, language }) =>
  resting(claims)
    .filter(({ cites }) => cites.length === 0)
    .flatMap(({ text }) => sentencesOf(text).filter((sentence) => !isSmallTalk(sentence, language)));

/** The words of each part are, by and large, those of passages that the answer cites: in the whole, one sentence about something else would not show. */
export const unsupportedClaims: GuardRule = (input, cited) =>
  compared(input, cited).flatMap(({ text }) => foreignWords({ ...input, answer: text }, cited));

/**
 * Each part holds by the passages that it cites itself. That another cited passage says it is no excuse: a figure that stands in the passage on another plan is what a model gets
 * wrong most, and looks just like this. What no cited passage says is found by the rules themselves.
 */
export const misplacedCitations: GuardRule = (input, cited) =>
  compared(input, cited).flatMap(({ text, cites }) => {
    const own = cited.filter((p) => cites.includes(p.id));
    if (own.length === cited.length || own.length === 0) return [];
    return Object.entries(BY_PASSAGE).flatMap(([rule, check]) => {
      // Two inputs: what is read of one is remembered with it.
      const anywhere = check({ ...input, answer: text }, cited);
      const here = check({ ...input, answer: text }, own);
      return here.filter((detail) => !anywhere.includes(detail)).map((detail) => `${detail} (${rule}): not in ${cites.join(', ')}`);
    });
  });

/** Characters of an answer that are looked at part by part: a longer one waits for a person anyway. */
const COMPARED = 6_000;
/**
 * A part is about something else when no more than this share of its informative words stand in what the answer cites, or in the mail; of fewer words nothing is said. A
 * higher share would stop right sentences that say it in words of their own.
 */
const FOREIGN = 0.25;
const FEW_WORDS = 4;

function compared({ claims, answer }: GuardInput, cited: readonly Passage[]): readonly Claim[] {
  return answer.length > COMPARED || cited.length === 0 ? [] : resting(claims).filter(({ cites }) => cites.length > 0);
}

/** A part that ends in a colon rests on what the next one rests on. */
function resting(claims: readonly Claim[]): readonly Claim[] {
  return claims.map((claim, i) =>
    claim.cites.length === 0 && /[:：]\s*$/.test(claim.text) ? { ...claim, cites: claims[i + 1]?.cites ?? [] } : claim,
  );
}

/** Not asked of a translation: its words are others. */
const foreignWords: GuardRule = ({ answer, language, customerText }, cited) => {
  const sources = cited.filter((p) => p.locale === language);
  if (sources.length === 0) return [];
  const terms = makeTerms(language);
  const known = new Set([...terms(customerText), ...sources.flatMap((p) => factsOf(p).terms)]);
  const said = terms(withoutCourtesy(answer, language));
  const share = said.filter((term) => known.has(term)).length / said.length;
  return said.length >= FEW_WORDS && share <= FOREIGN ? [answer.trim()] : [];
};

/** The rules whose verdict depends on which passage is looked at. */
const BY_PASSAGE: Readonly<Record<string, GuardRule>> = {
  ...{
    link: links,
    contact: contacts,
    figure: figures,
    commitment: commitments,
    label: labels,
    name: names,
    fact: facts,
    opposite: opposites,
  },
  ...{ negation: negations, list: lists, condition: conditions, actor: actors, pair: pairs, holder: holders, words: foreignWords },
};

/** Anything that could be looked up: figures, menus, quotations, links and addresses. */
const CHECKABLE = /\p{N}|\*\*|[`@"“”„«»「」›]|\w\.\w|\[/u;

function isSmallTalk(sentence: string, language: string): boolean {
  if (!/\p{L}/u.test(sentence) || /[?？]\s*$/.test(sentence)) return true;
  if (CHECKABLE.test(sentence)) return false;
  const rest = withoutCourtesy(sentence, language);
  if (!isCourteous(sentence, language) || makeTerms(language)(rest).length > 0) return false;
  const says = readSentence(rest, language, 'model').clauses.some((c) => c.facts.size > 0 || OPENING_YES_OR_NO.test(c.text.trim()));
  return !says && readSentence(sentence, language, 'model').clauses.every((c) => c.names.size === 0);
}
