import { STOP_WORDS } from '../knowledge/languages.ts';
import { fold } from '../knowledge/terms.ts';
import { type Detector, loadDetector } from './ngrams.ts';

/** Fewer letters than this in an alphabet that many languages share say nothing. */
const MIN_LETTERS = 4;
/** One or two words are believed only with a clear lead over the next language; in more words, a smaller lead is worth a second opinion. */
const FEW_WORDS = 3;
const CLEAR_SCORE = 0.6;
const CLEAR_LEAD = 0.03;
/** Function words weigh this much against the n-gram score: n-grams alone take "I forgot my password" for Malay. */
const FUNCTION_WORDS = 0.35;
/** Whoever is this near the best may be meant: of 199 sentences of the corpora that are not clear, 198 are in one of these. */
const NEAR = 0.1;
/** Share of letters from which a script decides: a quoted name in another script must not. */
const SCRIPT_SHARE = 0.3;

/** What code makes of the language of a text. */
export interface LanguageReading {
  /** ISO 639-1; null when it is too short or too mixed to tell. */
  readonly language: string | null;
  /** Whether it needs no second opinion. */
  readonly sure: boolean;
  /** The languages it may be, likeliest first; empty when there is too little to say anything. */
  readonly near: readonly string[];
}

/** The language of a text as ISO 639-1, or null when it is too short or too mixed to tell: `readLanguage` without its doubts. */
export async function detectLanguage(text: string): Promise<string | null> {
  return (await readLanguage(text)).language;
}

/**
 * Scripts with one language decide at once; the rest is eld's n-grams, corrected by function words. Addresses, links and digits are left out. The first call loads the n-gram table
 * (about 0.2 s).
 */
export async function readLanguage(text: string): Promise<LanguageReading> {
  const all = bare(text);
  const unquoted = all.replace(QUOTED, ' ');
  const words = wordCount(unquoted) >= FEW_WORDS ? unquoted : all;
  const letters = [...words.replace(/\P{L}+/gu, '')].length;
  const script = byScript(words, letters);
  if (script !== null) return script;
  if (letters < MIN_LETTERS) return NOTHING;

  detector ??= loadDetector();
  const result = (await detector).detect(words);
  const scores = new Map(Object.entries(result.getScores()));
  for (const [language, share] of functionWords(words)) scores.set(language, (scores.get(language) ?? 0) + share * FUNCTION_WORDS);
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (best === undefined) return NOTHING;

  const lead = best[1] - (second?.[1] ?? 0);
  const clear = best[1] >= CLEAR_SCORE && lead >= CLEAR_LEAD;
  const enough = wordCount(words) >= FEW_WORDS;
  return {
    language: clear || enough ? best[0] : null,
    sure: enough && lead >= CLEAR_LEAD,
    near: ranked.filter(([, score]) => best[1] - score <= NEAR).map(([language]) => language),
  };
}

const NOTHING: LanguageReading = { language: null, sure: false, near: [] };

/** The language of the newest of these texts that tells; null when none does. Oldest first. */
export async function languageOfNewest(texts: readonly string[]): Promise<string | null> {
  for (const text of texts.toReversed()) {
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

function byScript(text: string, letters: number): LanguageReading | null {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const enough = (n: number): boolean => n >= 2 && n / letters >= SCRIPT_SHARE;
  const kana = count(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu);
  const han = count(/\p{sc=Han}/gu);
  const only = (language: string): LanguageReading => ({ language, sure: true, near: [language] });
  if (enough(kana + han) && kana > 0) return only('ja');
  // A Japanese subject or a few words may have no kana.
  if (enough(han)) return { language: 'zh', sure: han >= CHINESE, near: ['zh', 'ja'] };
  const script = SCRIPTS.find(([pattern]) => enough(count(pattern)));
  return script === undefined ? null : only(script[1]);
}

/** So many Han characters without any kana are Chinese. */
const CHINESE = 12;

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
