import { STOP_WORDS, SUFFIXES } from './languages.ts';

/**
 * Makes the function that turns a text of this locale into search terms: lower case, without diacritics, lightly stemmed, without function words and the
 * small talk of mails. Scripts without spaces give whole katakana words, and pairs of Han or Hangul characters; hiragana, which is mostly grammar, is left
 * out. The same text always gives the same terms, in order, with repetitions.
 */
export function makeTerms(locale: string): (text: string) => string[] {
  const termsOf = makeRunTerms(locale);
  return (text) => termsOf(runsOf(text));
}

/** What is the same in every language: the folded text in runs of letters of one script. */
export function runsOf(text: string): readonly string[] {
  return fold(text).match(RUNS) ?? [];
}

/** The other half of `makeTerms`, so that a text can be asked of several languages and is folded once. */
export function makeRunTerms(locale: string): (runs: readonly string[]) => string[] {
  const stop = STOP_WORDS.get(locale) ?? STOP_WORDS.get('en') ?? new Set();
  const suffixes = SUFFIXES.get(locale) ?? [];
  const stems = new Map<string, string>();

  const stemmed = (word: string): string => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const result = stem(word, suffixes);
    if (stems.size < MEMORY) stems.set(word, result);
    return result;
  };

  return (runs) => {
    const found: string[] = [];
    for (const run of runs) {
      if (run.charCodeAt(0) < FIRST_CJK) {
        if (!stop.has(run) && (run.length > 1 || /\d/.test(run))) found.push(stemmed(run));
      } else if (KATAKANA.test(run)) found.push(run);
      else found.push(...pairs(run));
    }
    return found;
  };
}

/** Stems remembered: about as many as a large help centre has words, and a bound on what customers' words can add. */
const MEMORY = 50_000;
/** Every script that RUNS treats apart starts above U+1100 (Hangul jamo). */
const FIRST_CJK = 0x11_00;

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
  /[\p{sc=Han}々]+|[\p{sc=Katakana}ー]+|\p{sc=Hangul}+|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}\p{sc=Hangul}ー]]+(?:'[a-z]+)?/gv;
const KATAKANA = /\p{sc=Katakana}/u;

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.length === 1 ? characters : characters.slice(1).map((c, i) => `${characters[i]}${c}`);
}

/** Strips one ending; good enough to join "invoices" and "invoice", and never so clever that it joins strangers. */
function stem(word: string, suffixes: readonly (readonly [string, string])[]): string {
  if (/\d/.test(word)) return word;
  const bare = word
    .replace(/'s$/, '')
    .replace(/^[ldcjmnst]'|^qu'|^dell'|^all'|^nell'|^sull'|^un'/, '')
    .replace(/'/g, '');
  for (const [suffix, replacement] of suffixes) {
    const rest = bare.length - suffix.length;
    if (rest + replacement.length < 3 || !bare.endsWith(suffix)) continue;
    return single(bare.slice(0, rest) + replacement);
  }
  return bare;
}

/** shipp → ship, resett → reset; "ll" and "ss" too, so that cancell and cancel meet. */
function single(stemmed: string): string {
  const last = stemmed.at(-1) ?? '';
  return stemmed.length > 3 && last === stemmed.at(-2) && !'aeiou'.includes(last) ? stemmed.slice(0, -1) : stemmed;
}
