import { STEMMERS, STOP_WORDS } from './languages.ts';

/**
 * Makes the function that turns a text of this locale into search terms: lower case, stemmed, without diacritics, function words and the small talk of
 * mails. Scripts without spaces give whole katakana words, and pairs of Han or Hangul characters; hiragana, which is mostly grammar, is left out. The same
 * text always gives the same terms, in order, with repetitions.
 */
export function makeTerms(locale: string): (text: string) => string[] {
  const termsOf = makeRunTerms(locale);
  return (text) => termsOf(runsOf(text));
}

/** What is the same in every language: the text in runs of letters of one script, lower case, diacritics kept because stemmers need them. */
export function runsOf(text: string): readonly string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_RUNS) ?? [];
  return smooth(text).match(RUNS) ?? [];
}

/** The other half of `makeTerms`, so that a text can be asked of several languages and is cut once. */
export function makeRunTerms(locale: string): (runs: readonly string[]) => string[] {
  const stop = STOP_WORDS.get(locale) ?? STOP_WORDS.get('en') ?? new Set();
  const stem = STEMMERS.get(locale) ?? ((word) => word);
  const known = new Map<string, readonly string[]>();

  const termsOf = (run: string): readonly string[] => {
    const remembered = known.get(run);
    if (remembered !== undefined) return remembered;
    const terms = run.charCodeAt(0) < FIRST_CJK ? wordTerms(run, stop, stem) : KATAKANA.test(run) ? [run] : pairs(run);
    if (known.size < MEMORY) known.set(run, terms);
    return terms;
  };
  return (runs) => {
    const found: string[] = [];
    for (const run of runs) for (const term of termsOf(run)) found.push(term);
    return found;
  };
}

/** Words remembered with their stems: about as many as a large help centre has, and a bound on what customers' words can add. */
const MEMORY = 50_000;
/** Every script that RUNS treats apart starts above U+1100 (Hangul jamo). */
const FIRST_CJK = 0x11_00;

/** None for a function word or a lone letter. The stemmer sees the word as it is written, because its rules name accents; the term has none. */
function wordTerms(word: string, stop: ReadonlySet<string>, stem: (word: string) => string): readonly string[] {
  const folded = fold(word);
  if (stop.has(folded) || (folded.length <= 1 && !/\d/.test(folded))) return [];
  return [/\d/.test(word) ? folded : fold(stem(bare(word)))];
}

/** Without the English genitive and the elided articles of French and Italian, which stemmers leave on. */
function bare(word: string): string {
  return word
    .replace(/'s$/, '')
    .replace(/^[ldcjmnst]'|^qu'|^dell'|^all'|^nell'|^sull'|^un'/, '')
    .replace(/'/g, '');
}

/** Lower case and one way of writing each character; zero-width characters and soft hyphens removed, apostrophes straight. */
function smooth(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200B-\u200D\u2060\u00AD\uFEFF]/g, '')
    .replace(/[’‘ʼ´]/g, "'");
}

/** Lower case, compatibility forms resolved, diacritics and zero-width characters removed, apostrophes straight. */
export function fold(text: string): string {
  const plain = ASCII.test(text) ? text.toLowerCase() : unaccented(text);
  return plain.replace(/[`´]/g, "'");
}

/** Most help texts are plain ASCII, for which the slow half of folding does nothing. */
const ASCII = /^\p{ASCII}*$/u;

function unaccented(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(?!\u3099|\u309A)\p{M}|[\u200B-\u200D\u2060\u00AD\uFEFF]/gu, '')
    .normalize('NFC')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe');
}

const RUNS =
  /[\p{sc=Han}々]+|[\p{sc=Katakana}ー]+|\p{sc=Hangul}+|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}\p{sc=Hangul}ー]]+(?:'[a-z]+)?/gv;
/** The same where there is nothing but ASCII, as in most help texts: a sixth of the time. */
const ASCII_RUNS = /[a-z0-9]+(?:'[a-z]+)?/g;
const KATAKANA = /\p{sc=Katakana}/u;

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.length === 1 ? characters : characters.slice(1).map((c, i) => `${characters[i]}${c}`);
}
