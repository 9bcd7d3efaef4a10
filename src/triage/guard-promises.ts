import type { Passage } from '../knowledge/knowledge.ts';
import { fold, makeTerms } from '../knowledge/terms.ts';
import { sentencesOf } from './clauses.ts';
import type { GuardInput, GuardRule } from './guard.ts';
import { saidAlike } from './guard-meaning.ts';
import { hits, lexiconOf, wordsIn } from './lexicon.ts';
import { factsOf, isQuoted } from './passage-facts.ts';
import { supportOf } from './passage-words.ts';
import { CLAIMED_ACTIONS, COMMITMENTS, OPENING_YES_OR_NO } from './promise-words.ts';

/** Share of a sentence's informative words that a cited passage must have before we stand by what it promises or confirms. */
const SUPPORT = 0.6;
/** The same for the answer as a whole, the customer's own words counted in: below it, the answer is not about the passages. */
const GROUNDING = 0.4;

/** What binds us (refunds, guarantees, "we will", "free of charge", …) is said by a cited passage in such words. */
export const commitments: GuardRule = (input, cited) =>
  sentencesOf(input.answer).filter((sentence) => {
    if (isQuoted(sentence, cited)) return false;
    const said = fold(sentence);
    const kinds = COMMITMENTS.filter((pattern) => pattern.test(said));
    const backed = cited.filter((p) => kinds.every((pattern) => pattern.test(factsOf(p).folded)));
    return kinds.length > 0 && !supported(sentence, backed, input.language);
  });

/** "I have reset your password", "I am forwarding this": nothing of the kind was done. */
export const claimedActions: GuardRule = ({ answer }, cited) =>
  sentencesOf(answer).filter((s) => !isQuoted(s, cited) && claimsAction(fold(s)));

/** An answer that opens with yes or no affirms or denies what the customer claims: a passage in the same language must say it. */
export const confirmations: GuardRule = ({ answer, language }, cited) => {
  const [first = '', second = ''] = sentencesOf(answer);
  if (!OPENING_YES_OR_NO.test(fold(first))) return [];
  const claim = first.split(/\s+/).length > 3 ? first : `${first} ${second}`;
  const same = OPENING_YES_OR_NO.exec(fold(first))?.[0] ?? '';
  const opens = cited.some((p) => YES_OR_NO.get(OPENING_YES_OR_NO.exec(fold(p.text))?.[0] ?? '') === (YES_OR_NO.get(same) ?? ''));
  const share = support(claim, cited, language);
  // A passage that answers its own question with yes says yes to that question, not to whatever a customer claims.
  if (opens && share >= GROUNDING) return [];
  return isQuoted(claim, cited) || share >= SUPPORT || saidAlike(claim, language, cited) ? [] : [claim];
};

const YES_OR_NO: ReadonlyMap<string, string> = new Map([
  ...['yes', 'si', 'ja', 'oui', 'sim', 'はい'].map((word) => [word, 'yes'] as const),
  ...['no', 'nein', 'non', 'nao', 'nee', 'いいえ'].map((word) => [word, 'no'] as const),
]);

/** The words of the answer are, by and large, those of the passages. Not asked of a translation. */
export const grounding: GuardRule = (input, cited) => {
  const sources = cited.filter((p) => p.locale === input.language);
  if (sources.length === 0) return [];
  const share = support(input.answer, sources, input.language, input.customerText);
  return share < GROUNDING ? [`only ${Math.round(share * 100)} % of its words are in the cited passages`] : [];
};

function claimsAction(folded: string): boolean {
  return CLAIMED_ACTIONS.some((pattern) => pattern.test(folded));
}

function supported(sentence: string, cited: readonly Passage[], language: GuardInput['language']): boolean {
  const sameLanguage = cited.filter((p) => p.locale === language);
  return sameLanguage.length === 0 ? cited.length > 0 : support(sentence, sameLanguage, language) >= SUPPORT;
}

/** The best share, over the languages of the passages, of the words of a text that stand in them: in this form, or in another of the same meaning. */
function support(text: string, cited: readonly Passage[], language: string, extra = ''): number {
  let best = 0;
  for (const locale of new Set(cited.map((p) => p.locale))) {
    const own = cited.filter((p) => p.locale === locale);
    const terms = makeTerms(locale);
    const known = new Set([...terms(extra), ...own.flatMap((p) => factsOf(p).terms)]);
    const axes = new Set(supportOf(own).flatMap((p) => [...p.axes]));
    const asked = wordsIn(fold(text)).filter((word) => terms(word).length > 0);
    const backed = asked.filter((word) => terms(word).some((t) => known.has(t)) || meanings(word, language).some((axis) => axes.has(axis)));
    best = Math.max(best, asked.length === 0 ? 1 : backed.length / asked.length);
  }
  return best;
}

function meanings(word: string, language: string): string[] {
  const lexicon = lexiconOf(language);
  return lexicon === undefined ? [] : hits(lexicon.senses, word).map(({ value }) => value.axis);
}
