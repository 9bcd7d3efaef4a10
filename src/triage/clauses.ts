import { fold, makeTerms } from '../knowledge/terms.ts';
import { FACTS, LEXICON_LANGUAGES, NEGATIONS, RESTRICTIONS, SENSES, type Sense, WE } from './meaning-words.ts';
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
  readonly restricted: boolean;
  readonly byUs: boolean;
  /** "If …": says nothing is so. */
  readonly supposed: boolean;
  /** Its words, folded. */
  readonly words: ReadonlySet<string>;
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
  return { text, clauses: parts.map((part, i) => readClause(part, language, i === 0, by, negated[i] === true)) };
}

/** Whether the lexicon has the word, so that it is compared by what it means. */
export function hasMeaning(word: string, language: string): boolean {
  const words = lexicon.get(language);
  return words !== undefined && findAll(words.senses, word).some(({ mode }) => mode === 'fact');
}

/** True where the lexicon knows what a clause says. */
export function isRead(language: string): boolean {
  return lexicon.has(language);
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

const ADDS = /^\s*(?:and|or|y|o|und|oder|et|ou|e|ed|en|of)\s/;

/** Which parts "not" covers: in "cannot read, search or restore it" all of them. */
function negations(parts: readonly string[], language: string): boolean[] {
  const nots = lexicon.get(language)?.negations;
  const found = parts.map((part) => has(nots, spoken(part, 'us').replace(NOT_A_NOT, ' ')));
  for (const [i, part] of parts.entries()) {
    if (!OR.test(fold(part))) continue;
    const from = found.lastIndexOf(true, i);
    if (from !== -1 && i - from <= 3 && !SUPPOSED.test(fold(parts[from] ?? ''))) found.fill(true, from, i + 1);
  }
  return found;
}

/** A German condition without "wenn". */
const INVERTED = /^\s*(?:haben|hat|gibt es|kommt|wurde|wird|ist|sind|filtert|melden sie sich)\s/;

/** "ne … que" is "only", "not only" is "also". */
const NOT_A_NOT =
  /\bn(?:e\s|')(?!.*\b(?:pas|jamais|rien|plus|aucune?)\b)(?=.*\bqu(?:e\b|'))|\bnot only\b|\bno solo\b|\bno deseado\b|\bnicht nur\b|\bnon solo\b|\bnao so\b|\bniet alleen\b/g;

const SUPPOSED = /^\s*(?:if|unless|should|when|wenn|falls|sofern|si|cuando|quand|lorsque|se|quando|als|wanneer|indien)\s|場合|たら/;

const OR = /^\s*(?:or|nor|oder|noch|ou|o|of|ni|ne)\s/;

/** Without links, and without what stands on buttons; a single bold word of ours may be what is spoken of ("**Owners** can …"). */
function spoken(marked: string, by: 'model' | 'us'): string {
  const text = by === 'us' ? marked.replace(/\*\*(\p{L}+):?\*\*/gu, '$1') : marked;
  return fold(withoutLinks(text.replace(/\*\*[^*]*\*\*|`[^`]*`|["“„][^"“”„]*["”“]/g, ' … ')));
}

function readClause(marked: string, language: string, first: boolean, by: 'model' | 'us', negated: boolean): Clause {
  const folded = spoken(marked, by);
  const text = marked.replace(by === 'us' ? /\*\*(\p{L}+:?)\*\*/gu : /(?!)/, '$1').replace(/\*\*[^*]*\*\*/g, '…');
  const plans = by === 'us' ? [...marked.matchAll(/\*\*(\p{Lu}[\p{L}\p{N}]+):?\*\*/gu)].map(([, name = '']) => fold(name)) : [];
  const words = lexicon.get(language);
  const sides = new Map<string, Set<number>>();
  const facts = new Set<string>();
  const turning = new Set<string>();
  for (const { axis, pole, mode, turns } of words === undefined ? [] : findAll(words.senses, folded)) {
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
    restricted: has(words?.restrictions, folded),
    byUs: has(words?.we, folded),
    supposed: SUPPOSED.test(folded) || (first && INVERTED.test(folded)),
    words: new Set(fold(text).match(/[\p{L}\p{N}]+/gu)),
  };
}

/** "confirmation", "confirmación" and "conferma" begin alike: enough to find the sentence that is meant, never to prove it. */
function beginnings(folded: string): string[] {
  return (folded.match(/\p{sc=Latin}{5,}/gu) ?? []).map((word) => `${word.slice(0, 4)}…`);
}

const AND: Readonly<Record<string, string>> = {
  en: 'and|but|or(?! (?:more|less|fewer|newer|longer|later))|although|while|because|so|without|as|where|which|when|if',
  es: 'y|e|pero|aunque|mientras|porque|sin|que|si|con',
  de: 'und|aber|oder|obwohl|ohne|weil',
  fr: 'et|mais|bien que|car|sans|qui|si|puis',
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

type Meaning = Pick<Sense, 'axis' | 'pole' | 'mode' | 'turns'>;

/** Words of one language by how they are found: whole, by their beginning, or by a pattern. */
interface Vocabulary<T> {
  readonly whole: ReadonlyMap<string, readonly T[]>;
  readonly beginnings: ReadonlyMap<string, readonly { readonly beginning: string; readonly value: T }[]>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly value: T }[];
}

interface Lexicon {
  readonly senses: Vocabulary<Meaning>;
  readonly negations: Vocabulary<true>;
  readonly restrictions: Vocabulary<true>;
  readonly we: Vocabulary<true>;
}

/** Letters by which beginnings are found; no word of the lists is cut shorter. */
const KEY = 2;

const lexicon: ReadonlyMap<string, Lexicon> = new Map(
  LEXICON_LANGUAGES.map((language, column) => {
    const list = (words: string | undefined) => vocabulary([{ value: true as const, words: words ?? '' }], language);
    const senses = [...SENSES, ...FACTS].map(({ words, ...value }) => ({ value, words: words[column] ?? '' }));
    return [
      language,
      {
        senses: vocabulary(senses, language),
        negations: list(NEGATIONS[language]),
        restrictions: list(RESTRICTIONS[language]),
        we: list(WE[language]),
      },
    ];
  }),
);

function vocabulary<T>(entries: readonly { readonly value: T; readonly words: string }[], language: string): Vocabulary<T> {
  const whole = new Map<string, T[]>();
  const beginnings = new Map<string, { beginning: string; value: T }[]>();
  const patterns: { pattern: RegExp; value: T }[] = [];
  for (const { value, words } of entries) {
    const rest: string[] = [];
    for (const word of words
      .split(/\s+/)
      .filter((w) => w !== '')
      .map(fold)) {
      const [, beginning, open] = language === 'ja' ? [] : (/^(\p{L}{2,})(\*?)$/u.exec(word) ?? []);
      if (beginning === undefined) rest.push(word);
      else if (open === '') whole.set(word, [...(whole.get(word) ?? []), value]);
      else beginnings.set(word.slice(0, KEY), [...(beginnings.get(word.slice(0, KEY)) ?? []), { beginning, value }]);
    }
    if (rest.length > 0) patterns.push({ pattern: anyOf(rest, language), value });
  }
  return { whole, beginnings, patterns };
}

function anyOf(words: readonly string[], language: string): RegExp {
  const alternatives = words.map((word) => word.replaceAll('_', '\\s+').replaceAll('*', '[\\p{L}-]*')).join('|');
  return language === 'ja' ? new RegExp(alternatives, 'u') : new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'u');
}

function findAll<T>({ whole, beginnings, patterns }: Vocabulary<T>, folded: string): T[] {
  const words = folded.match(/\p{L}+/gu) ?? [];
  return [
    ...words.flatMap((word) => whole.get(word) ?? []),
    ...words.flatMap((word) => (beginnings.get(word.slice(0, KEY)) ?? []).filter((b) => word.startsWith(b.beginning)).map((b) => b.value)),
    ...patterns.filter(({ pattern }) => pattern.test(folded)).map(({ value }) => value),
  ];
}

function has(words: Vocabulary<true> | undefined, folded: string): boolean {
  return words !== undefined && findAll(words, folded).length > 0;
}
