import { DURATION_UNITS, NUMBER_WORDS, SPANS } from './number-words.ts';

/** The longest number in words: "a quarter of an", "quatre vingt dix neuf". */
const LONGEST = 4;

/**
 * A folded text with its numbers in digits: "twenty-five days" is "25 days", "half a year" "0.5 year", "Viertelstunde" "15 minuten". With a language, words of that language alone.
 * "One" is an article or a pronoun more often than a figure: it is read before a unit of time only.
 */
export function inDigits(folded: string, language?: string): string {
  const words = [...folded.matchAll(/\p{sc=Latin}+/gu)];
  let written = '';
  let at = 0;
  for (let i = 0; i < words.length; ) {
    const found = longest(words, i, folded, language);
    const start = words[i]?.index ?? 0;
    if (found === null || start < at || /[\p{L}\p{N}]$/u.test(folded.slice(0, start).slice(-1))) {
      i++;
      continue;
    }
    const last = words[i + found.length - 1];
    const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
    // "two 500 MB files" are not 2,500 MB.
    written += `${folded.slice(at, start)}${found.digits}${/^[\s']*\d/.test(folded.slice(end, end + 3)) ? ' ;' : ''}`;
    at = end + (folded[end] === "'" ? 1 : 0);
    if (at > end) written += ' ';
    i += found.length;
  }
  return (written + folded.slice(at)).replace(KANJI, (run) => String(kanji(run)));
}

function longest(
  words: readonly RegExpExecArray[],
  i: number,
  folded: string,
  language?: string,
): { digits: string; length: number } | null {
  for (let length = Math.min(LONGEST, words.length - i); length > 0; length--) {
    const group = words.slice(i, i + length);
    if (!together(group, folded)) continue;
    const written = group.map(([word]) => word).join(' ');
    const span = length === 1 ? SPANS.get(written) : undefined;
    if (span !== undefined) return { digits: span, length };
    const entry = NUMBER_WORDS.get(written)?.find((e) => language === undefined || language === '' || e.language === language);
    if (entry === undefined) continue;
    if ((entry.value === 1 || MEANS.has(written)) && !unitFollows(words.slice(i + length - 1, i + length + 2), folded)) return null;
    return { digits: String(entry.value), length };
  }
  return null;
}

/** "Medio" is a half before a unit of time, and otherwise a means. */
const MEANS = new Set(['medio', 'media', 'meio', 'meia', 'mezzo', 'mezza']);

function unitFollows([number, next, after]: readonly RegExpExecArray[], folded: string): boolean {
  // "A second time" is no second.
  if (number === undefined || next === undefined || next[0] === 'second' || !together([number, next], folded)) return false;
  return DURATION_UNITS.has(next[0]) || DURATION_UNITS.has(`${next[0]} ${after?.[0] ?? ''}`);
}

/** Only a space, a hyphen or an apostrophe stands between them. */
function together(group: readonly RegExpExecArray[], folded: string): boolean {
  return group.every((match, i) => {
    const before = group[i - 1];
    return before === undefined || /^[\s'-]$/.test(folded.slice(before.index + before[0].length, match.index));
  });
}

const KANJI = new RegExp(
  `[一二三四五六七八九十百千]+(?=\\s?(?:${[...DURATION_UNITS.keys()].filter((u) => /\p{sc=Han}/u.test(u)).join('|')}|円|ユーロ|ドル|回|名|人|件|文字|桁|つ|%|パーセント))`,
  'gu',
);

function kanji(run: string): number {
  let total = 0;
  let digit = 0;
  for (const character of run) {
    const unit = { 十: 10, 百: 100, 千: 1_000 }[character];
    if (unit === undefined) digit = '一二三四五六七八九'.indexOf(character) + 1;
    else {
      total += Math.max(digit, 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}
