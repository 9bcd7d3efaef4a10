import { fold, makeTerms } from '../knowledge/terms.ts';
import { type Hit, has, hits, type Lexicon, lexiconOf, type Meaning, outermost, wordsIn } from './lexicon.ts';
import { namesIn } from './names.ts';
import { figureKeys, quantities, withoutLinks } from './quantities.ts';

/** What a part of a sentence says, as far as words give it away. */
export interface Clause {
  readonly text: string;
  /** Axis → its poles here, turned round by "not" where it turns them. */
  readonly sides: ReadonlyMap<string, ReadonlySet<number>>;
  /** Axes that a passage must speak of. */
  readonly facts: ReadonlySet<string>;
  /** Axes that "not" turns round. */
  readonly turning: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Stems, and beginnings of long words, by which clauses of one and of several languages are found to be about the same. */
  readonly terms: ReadonlySet<string>;
  readonly negated: boolean;
  /** "Without …". */
  readonly lacking: boolean;
  /** Its sentence says "unless". */
  readonly exempting: boolean;
  readonly restricted: boolean;
  readonly byUs: boolean;
  /** "If …": says nothing is so. */
  readonly supposed: boolean;
  /** Its words, folded. */
  readonly words: ReadonlySet<string>;
  /** Words of the lexicon in it, in the order of their axes. */
  readonly meant: readonly Hit<Meaning>[];
  /** Words that the lexicon does not have: neither a meaning nor a plain way of saying it. */
  readonly unread: readonly string[];
}

export interface Sentence {
  readonly text: string;
  readonly clauses: readonly Clause[];
}

/** A Markdown text in sentences; list items and lines are sentences too. Without the marks of lists. */
export function sentencesOf(markdown: string): string[] {
  return markdown
    .split(/(?<=[.!?。！？])\s+|(?<=[。！？])|\n+/u)
    .map((s) => s.replace(/^[\s>#]*(?:[-*+]\s+)?(?:\d{1,2}[.)]\s)?/, '').trim())
    .filter((s) => s !== '');
}

/** Reads a sentence in one of the languages of the lexicon; in another only figures, names and terms are read. What a model sets in bold are names of buttons and says nothing. */
export function readSentence(text: string, language: string, by: 'model' | 'us'): Sentence {
  const parts = joined(text.split(BREAKS[language] ?? /;\s/).filter((part) => part.trim() !== ''));
  const negated = negations(parts, language);
  const lacking = spread(
    parts,
    parts.map((part) => WITHOUT.test(fold(part))),
  );
  const whole = fold(text);
  const clauses = parts.map((part, i) => ({
    ...readClause(part, language, i === 0, by, negated[i] === true),
    lacking: lacking[i] === true,
    exempting: UNLESS.test(whole),
  }));
  return { text, clauses };
}

/** "Plus and Team have no limit" is one statement. */
function joined(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const before = whole.at(-1);
    if (before !== undefined && ADDS.test(part) && before.trim().split(/\s+/).length <= 2) whole.splice(-1, 1, `${before} ${part}`);
    else whole.push(part);
  }
  return whole;
}

/** "And admins …" goes on from what stands before. */
export function isAdded(part: string): boolean {
  return ADDS.test(part);
}

const ADDS = /^\s*(?:and|or|y|o|und|oder|et|ou|e|ed|en|of)\s/;

/** Which parts "not" covers: in "cannot read, search or restore it" all of them. */
function negations(parts: readonly string[], language: string): boolean[] {
  const nots = lexiconOf(language)?.negations;
  const found = parts.map((part) => has(nots, spoken(part, 'us').replace(NOT_A_NOT, ' ')));
  for (const [i, part] of parts.entries())
    if (NONE.test(fold(part)) && LISTED.test(fold(parts[i + 1] ?? ''))) found.splice(i, 2, false, true);
  return spread(parts, found);
}

function spread(parts: readonly string[], found: boolean[]): boolean[] {
  for (const [i, part] of parts.entries()) {
    if (!OR.test(fold(part))) continue;
    const from = found.lastIndexOf(true, i);
    if (from !== -1 && i - from <= 3 && !SUPPOSED.test(fold(parts[from] ?? ''))) found.fill(true, from, i + 1);
  }
  return found;
}

/** "None of your notes, files or links are removed": the verb stands in the next part. */
const NONE = /^\s*(?:none of|no|kein\p{L}*|ningun\p{L}*|nessun\p{L}*|aucun\p{L}*|nenhum\p{L}*|geen)\s+\p{L}+(?:\s+\p{L}+){0,2}\s*$/u;
const LISTED = /^\s*\p{L}+ (?:or|and|oder|und|o|y|ni|ou|et|e|of|en) /u;

const WITHOUT =
  /(?<!\p{L})(?:without|sin|ohne|sans|senza|sem|zonder)(?!\p{L})|なし|ずに|なくても|[てで]い?ない(?=[\p{sc=Han}\p{sc=Katakana}])/u;

/** "Cannot … unless" is "can … only if". */
const UNLESS =
  /(?<!\p{L})(?:unless|a menos que|a no ser que|salvo que|es sei denn|ausser wenn|sauf si|a moins que|a meno che|salvo se|a menos que|a nao ser que|tenzij)(?!\p{L})|ない限り/u;

/** A German condition without "wenn". */
const INVERTED = /^\s*(?:haben|hat|gibt es|kommt|wurde|wird|ist|sind|filtert|melden sie sich)\s/;

/** "ne … que" is "only", "not only" is "also". */
const NOT_A_NOT =
  /\bn(?:e\s|')(?!.*\b(?:pas|jamais|rien|plus|aucune?)\b)(?=.*\bqu(?:e\b|'))|\bnot only\b|\b(?:no|not) (?:more|less|later|fewer) than\b|\bno mas de\b|\bno menos de\b|\bnicht mehr als\b|\bnicht weniger als\b|\bpas plus de\b|\bnon piu di\b|\bnao mais de\b|\bniet meer dan\b|\bno solo\b|\b(?:no|nao) \p{L}+[ai]d[oa]s?\b|\bnon \p{L}+[aiu]t[aei]\b|\bno deseado\b|\b(?:not|cannot|can't)\b(?=.*\b(?:second time|twice|more than once)\b)|\bnicht nur\b|\bnon solo\b|\bnao so\b|\bniet alleen\b/gu;

const SUPPOSED = /^\s*(?:if|unless|should|when|wenn|falls|sofern|si|cuando|quand|lorsque|se|quando|als|wanneer|indien)\s|場合|たら/;

const OR = /^\s*(?:or|nor|oder|noch|ou|o|of|ni|ne)\s/;

/** Without links, and without what stands on buttons; a single bold word of ours may be what is spoken of ("**Owners** can …"). */
function spoken(marked: string, by: 'model' | 'us'): string {
  const text = by === 'us' ? marked.replace(/\*\*(\p{L}+):?\*\*/gu, '$1') : marked;
  return fold(withoutLinks(text.replace(/\*\*[^*]*\*\*|`[^`]*`|["“„][^"“”„]*["”“]/g, ' … ')));
}

function readClause(
  marked: string,
  language: string,
  first: boolean,
  by: 'model' | 'us',
  negated: boolean,
): Omit<Clause, 'lacking' | 'exempting'> {
  const folded = spoken(marked, by);
  const text = marked.replace(by === 'us' ? /\*\*(\p{L}+:?)\*\*/gu : /(?!)/, '$1').replace(/\*\*[^*]*\*\*/g, '…');
  const plans = by === 'us' ? [...marked.matchAll(/\*\*(\p{Lu}[\p{L}\p{N}]+):?\*\*/gu)].map(([, name = '']) => fold(name)) : [];
  const lexicon = lexiconOf(language);
  // "USt-IdNr." and the like are names, or short for them.
  const short = new Set((marked.match(/\p{L}+/gu) ?? []).filter((word) => /\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(word)).map(fold));
  const meant = lexicon === undefined ? [] : outermost(hits(lexicon.senses, folded));
  const sides = new Map<string, Set<number>>();
  const facts = new Set<string>();
  const turning = new Set<string>();
  for (const {
    value: { axis, pole, mode, turns },
  } of meant) {
    if (mode === 'fact') facts.add(axis);
    if (turns) turning.add(axis);
    sides.set(axis, (sides.get(axis) ?? new Set()).add(turns && negated ? -pole : pole));
  }
  return {
    text,
    sides,
    facts,
    turning,
    figures: new Set(quantities(withoutLinks(text), language).flatMap(figureKeys)),
    names: new Set([...namesIn(text, language, first), ...plans]),
    terms: new Set([...makeTerms(language)(withoutLinks(by === 'us' ? marked : text)), ...beginnings(folded)]),
    negated,
    restricted: has(lexicon?.restrictions, folded),
    byUs: has(lexicon?.we, folded),
    supposed: SUPPOSED.test(folded) || (first && INVERTED.test(folded)),
    words: new Set(wordsIn(fold(text))),
    meant,
    unread: lexicon === undefined || language === 'ja' ? [] : unread(wordsIn(folded), meant, lexicon).filter((word) => !short.has(word)),
  };
}

/** "confirmation", "confirmación" and "conferma" begin alike: enough to find the sentence that is meant, never to prove it. */
function beginnings(folded: string): string[] {
  return (folded.match(/\p{sc=Latin}{5,}/gu) ?? []).map((word) => `${word.slice(0, 4)}…`);
}

function unread(words: readonly string[], meant: readonly Hit<Meaning>[], lexicon: Lexicon): string[] {
  const read = new Set<number>();
  const known = [lexicon.plain, lexicon.negations, lexicon.restrictions, lexicon.we].flatMap((list) => hits(list, words.join(' ')));
  for (const { from, to } of [...meant, ...known]) for (let i = from; i < to; i++) read.add(i);
  return words.filter((word, i) => !read.has(i) && !/\p{N}/u.test(word) && word.length > 2);
}

const AND: Readonly<Record<string, string>> = {
  en: "and|but|or(?! (?:more|less|fewer|newer|longer|later))|although|while|because|so|without|as|where|which|who|when|if|unless|(?:you|we|they|he|she|it|i) (?:no longer|do not|don't|cannot|can't|did not|didn't|never|will not|won't)",
  es: 'y|e|pero|aunque|mientras|porque|sin|que|si|con',
  de: 'und|aber|oder|obwohl|ohne|weil',
  fr: 'et|mais|bien que|car|sans|qui|si|puis|dont',
  it: 'e|ed|ma|anche se|senza|che|se|poi',
  pt: 'e|mas|embora|sem|que|se',
  nl: 'en|maar|of|zonder|hoewel|want',
};

/** Where a new statement begins: what "not" says ends here. */
const BREAKS: Readonly<Record<string, RegExp>> = {
  ja: /[、。;；:：()（）]/u,
  ...Object.fromEntries(
    Object.entries(AND).map(([language, words]) => [language, new RegExp(`[,;:()–—]\\s+|\\s[–—]\\s|\\s(?=(?:${words})\\s)`, 'iu')]),
  ),
};
