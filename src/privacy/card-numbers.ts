import type { Find, Span } from './span.ts';

/** Between two groups; a number may be wrapped once. */
const GAP = String.raw`(?:[ \t-]{1,3}|[ \t]?\r?\n[ \t]?)`;
/** No word and no decimal point beside it. */
const BEGIN = String.raw`(?<![A-Za-z0-9]|\d[.,])`;
const END = String.raw`(?![A-Za-z0-9]|[.,]\d)`;

/** How cards print their number, or in one: found in a row of other numbers, too. */
const PRINTED = new RegExp(
  `${BEGIN}(?=(${[
    [4, 4, 4, 4, 3],
    [4, 4, 4, 4],
    [4, 6, 5],
    [4, 6, 4],
    [4, 4, 5],
    [6, 13],
  ]
    .map((groups) => groups.map((n) => `\\d{${n}}`).join(GAP))
    .join('|')}|\\d{13,19})${END})\\d`,
  'g',
);
/** Thirteen to nineteen digits in any groups, with no other number before or behind them. */
const GROUPED = new RegExp(`${BEGIN}(?<!\\d[ \\t-]{1,3})\\d(?:${GAP}?\\d){12,18}(?!${GAP}?\\d)${END}`, 'g');

/**
 * Payment cards: 13 to 19 digits (ISO/IEC 7812-1) whose last is right by Luhn, in groups or not. Order numbers that fail that stay. None in use starts with 0 or 1;
 * times in milliseconds and telephone numbers do.
 */
export const cardNumbers: Find = (text) => {
  const printed = [...text.matchAll(PRINTED)].map((m) => ({ start: m.index, written: m[1] ?? '' }));
  const grouped = [...text.matchAll(GROUPED)].map((m) => ({ start: m.index, written: m[0] })).filter(({ written }) => isOneNumber(written));
  return [...printed, ...grouped]
    .filter(({ written }) => isCard(written))
    .map(({ start, written }): Span => ({ start, end: start + written.length, kind: 'card' }));
};

/** ISO 2108: thirteen digits, which pass Luhn one time in ten. */
const ISBN = /^97[89](?:[ -]?\d){10}$/;

/** Groups of one length but for the last, or none of them short: not a row of small numbers. */
function isOneNumber(written: string): boolean {
  const lengths = written.match(/\d+/g)?.map((group) => group.length) ?? [];
  return lengths.every((n) => n >= 3) || lengths.slice(0, -1).every((n) => n === lengths[0]);
}

function isCard(written: string): boolean {
  if (written < '2' || ISBN.test(written)) return false;
  let sum = 0;
  let count = 0;
  let same = true;
  const last = written.charCodeAt(written.length - 1);
  for (let i = written.length - 1; i >= 0; i -= 1) {
    const code = written.charCodeAt(i);
    const digit = code - 48;
    if (digit < 0 || digit > 9) continue;
    same &&= code === last;
    const weighed = count % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
    count += 1;
  }
  return sum % 10 === 0 && !same;
}
