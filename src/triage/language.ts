import { STOP_WORDS } from '../knowledge/languages.ts';
import { fold } from '../knowledge/terms.ts';
import { type Detector, loadDetector } from './ngrams.ts';

/** Fewer letters than this in an alphabet that many languages share say nothing. */
const MIN_LETTERS = 4;
/** One or two words are believed only with a clear lead over the next language. */
const FEW_WORDS = 3;
const CLEAR_SCORE = 0.6;
const CLEAR_LEAD = 0.03;
/** Function words weigh this much against the n-gram score: n-grams alone take "I forgot my password" for Malay. */
const FUNCTION_WORDS = 0.35;
/** Share of letters from which a script decides: a quoted name in another script must not. */
const SCRIPT_SHARE = 0.3;

/**
 * The language of a text as ISO 639-1, or null when it is too short or too mixed to tell. Scripts with one language decide at once; the rest is eld's
 * n-grams, corrected by function words. Addresses, links and digits are left out. The first call loads the n-gram table (about 0.2 s).
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const all = bare(text);
  const unquoted = all.replace(QUOTED, ' ');
  const words = wordCount(unquoted) >= FEW_WORDS ? unquoted : all;
  const letters = [...words.replace(/\P{L}+/gu, '')].length;
  const script = byScript(words, letters);
  if (script !== null) return script;
  if (letters < MIN_LETTERS) return null;

  detector ??= loadDetector();
  const result = (await detector).detect(words);
  const scores = new Map(Object.entries(result.getScores()));
  for (const [language, share] of functionWords(words)) scores.set(language, (scores.get(language) ?? 0) + share * FUNCTION_WORDS);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return null;

  const clear = best[1] >= CLEAR_SCORE && best[1] - (second?.[1] ?? 0) >= CLEAR_LEAD;
  return clear || wordCount(words) >= FEW_WORDS ? best[0] : null;
}

/**
 * The language to answer in: that of the newest words; when these are too short to tell, that of what the same people wrote before, the newest first; null
 * when that says nothing either.
 */
export async function conversationLanguage(newest: string, earlier: readonly string[]): Promise<string | null> {
  for (const text of [newest, ...earlier.toReversed()]) {
    const language = await detectLanguage(text);
    if (language !== null) return language;
  }
  return null;
}

/** One for the process: the table is large. */
let detector: Promise<Detector> | undefined;

/** What a program says, in the words of a customer: "Error: connection timed out". */
const QUOTED = /"[^"]{3,200}"|[“„][^“”]{3,200}[“”]|«[^»]{3,200}»/gu;

function wordCount(text: string): number {
  return text.split(/\s+/).filter((w) => /\p{L}{2}/u.test(w)).length;
}

/** What is not the writer's own language: code, quoted lines, what stands below a signature's mark, addresses, digits. */
function bare(text: string): string {
  return text
    .replace(/\r/g, '')
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ')
    .replace(/^\s*>.*$/gm, ' ')
    .replace(/(?<=\S\s*)\n--[ ]?\n[\s\S]*$/, ' ')
    .replace(/https?:\/\/\S+|www\.\S+|(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+|\p{N}+/gu, ' ')
    .replace(/[`*_>#|[\]()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Greek}/gu, 'el'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Georgian}/gu, 'ka'],
  [/\p{sc=Armenian}/gu, 'hy'],
];

function byScript(text: string, letters: number): string | null {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const enough = (n: number): boolean => n >= 2 && n / letters >= SCRIPT_SHARE;
  const kana = count(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu);
  const han = count(/\p{sc=Han}/gu);
  if (enough(kana + han)) return kana > 0 ? 'ja' : 'zh';
  return SCRIPTS.find(([pattern]) => enough(count(pattern)))?.[1] ?? null;
}

/** Function word → the languages that have it. */
const SPOKEN_IN = new Map<string, string[]>();
for (const [language, list] of STOP_WORDS) for (const word of list) SPOKEN_IN.set(word, [...(SPOKEN_IN.get(word) ?? []), language]);

/** Share of the words that are function words, by language. */
function functionWords(text: string): Map<string, number> {
  const words = fold(text).match(/[\p{L}']+/gu) ?? [];
  const counts = new Map([...STOP_WORDS.keys()].map((language) => [language, 0]));
  for (const word of words) for (const language of SPOKEN_IN.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > 0).map(([language, count]) => [language, count / words.length]));
}
