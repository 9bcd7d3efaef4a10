import { fold } from '../knowledge/terms.ts';
import { DURATION_UNITS, NUMBER_WORDS } from './number-words.ts';

/** A checkable figure in a text. `value` is normalised, so that "48 h" and "two days", "1.000,50" and "1,000.50" are the same. */
export interface Quantity {
  readonly kind: 'money' | 'percent' | 'duration' | 'date' | 'time' | 'number';
  readonly value: string;
  /** As written, for people. */
  readonly raw: string;
}

/**
 * Every price, percentage, duration, date, time and other number of a text, also in words. Ordinals of a numbered list do not count. Links and addresses
 * must be removed first: their digits are checked with them.
 */
export function quantities(text: string): Quantity[] {
  let rest = fold(text).replace(/^(\s*)\d{1,2}[.)](?=\s)/gm, '$1');
  const found: Quantity[] = [];
  for (const { kind, pattern, value } of READERS) {
    rest = rest.replace(pattern, (raw: string, ...groups: unknown[]) => {
      const parts = groups.filter((g): g is string | undefined => g === undefined || typeof g === 'string').slice(0, -1);
      const normalised = value(parts.map((g) => g ?? ''));
      if (normalised === null) return raw;
      found.push({ kind, value: normalised, raw: raw.trim() });
      return ' '.repeat(3);
    });
  }
  return found;
}

/** What must agree for two quantities to be the same. A price is a price, a plain number any figure. */
export function figureKey(q: Quantity): string {
  return `${q.kind} ${q.value}`;
}

/** Links and mail addresses are compared whole by other rules. */
export function withoutLinks(text: string): string {
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/\S+|(?<!\S)\S+@\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/giu, ' ');
}

/** One number, whatever separates thousands and decimals: "1.000,50" and "1,000.50" → "1000.5". Three digits after a single separator are thousands. */
export function normaliseNumber(written: string): string {
  const word = NUMBER_WORDS.get(written);
  if (word !== undefined) return String(word);
  const digits = written.replace(/[\s'\u00A0\u202F]/g, '');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last === -1) return String(Number(digits));
  const separator = digits[last] ?? '';
  const repeated = digits.indexOf(separator) !== last;
  const mixed = /[.,]/.test(digits.slice(0, last).replaceAll(separator, ''));
  const thousands = !mixed && (repeated || /^[1-9]\d{0,2}$/.test(digits.slice(0, last))) && digits.length - last - 1 === 3;
  if (thousands) return String(Number(digits.replace(/[.,]/g, '')));
  return String(Number(`${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}`));
}

interface Reader {
  readonly kind: Quantity['kind'];
  readonly pattern: RegExp;
  /** Normalised value from the groups; null: not this kind after all. */
  readonly value: (groups: readonly string[]) => string | null;
}

const words = [...NUMBER_WORDS.keys()].sort((a, b) => b.length - a.length).join('|');
const units = [...DURATION_UNITS.keys()].sort((a, b) => b.length - a.length).join('|');
const NUMBER = `\\d+(?:[.,'\\u00A0\\u202F ]\\d{3})*(?:[.,]\\d+)?`;
const CURRENCY =
  'euros?|eur|€|usd|us\\$|dollars?|dolares|dollar|\\$|gbp|pounds?|libras?|£|chf|francs?|franken|yen|jpy|¥|円|brl|r\\$|reais|sek|nok|dkk|kronor|pln|zl|inr|₹|cents?|centimos|pence|元|원';
const START = '(?<![\\p{sc=Latin}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const UNIT_END = `(?![\\p{sc=Latin}\\p{N}])`;

const READERS: readonly Reader[] = [
  {
    kind: 'percent',
    pattern: new RegExp(
      `${START}(${NUMBER}|${words})\\s*(?:%|percent${END}|per cent${END}|prozent${END}|por ciento${END}|por cento${END}|pour cent${END}|per cento${END}|procent${END}|パーセント)`,
      'gu',
    ),
    value: ([n = '']) => normaliseNumber(n),
  },
  {
    kind: 'money',
    pattern: new RegExp(`(?<!\\p{L})(${CURRENCY})\\s?(${NUMBER})`, 'gu'),
    value: ([c = '', n = '']) => `${currency(c)} ${normaliseNumber(n)}`,
  },
  {
    kind: 'money',
    pattern: new RegExp(`${START}(${NUMBER}|${words})\\s*(${CURRENCY})${UNIT_END}`, 'gu'),
    value: ([n = '', c = '']) => `${currency(c)} ${normaliseNumber(n)}`,
  },
  { kind: 'date', pattern: /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, value: ([y, m, d]) => `${Number(y)}-${Number(m)}-${Number(d)}` },
  {
    kind: 'date',
    pattern: /(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{2,4})(?!\d)/g,
    value: ([a, b, y]) => `${Number(y)}/${[Number(a), Number(b)].sort((p, q) => p - q).join('-')}`,
  },
  {
    kind: 'time',
    pattern: /(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?\s?([ap])?\.?(?:m\b\.?)?(?!\d)/g,
    value: ([h, m, half]) => `${hour(h, half)}:${Number(m)}`,
  },
  { kind: 'time', pattern: /(?<!\d)(\d{1,2})\s?([ap])\.?m\b\.?/g, value: ([h, half]) => `${hour(h, half)}:0` },
  {
    kind: 'duration',
    pattern: new RegExp(`${START}(${NUMBER})(?:\\s*-\\s*|\\s*)(${units})${UNIT_END}`, 'gu'),
    value: ([n = '', u = '']) => duration(n, u),
  },
  {
    kind: 'duration',
    pattern: new RegExp(`${START}(${words})(?:\\s*-\\s*|\\s+)(${units})${UNIT_END}`, 'gu'),
    value: ([n = '', u = '']) => duration(n, u),
  },
  {
    kind: 'number',
    pattern: /(?<![\p{sc=Latin}\p{N}])(\p{sc=Latin}+-?\p{N}[\p{sc=Latin}\p{N}-]*)/gu,
    value: ([identifier = '']) => identifier,
  },
  {
    kind: 'number',
    pattern: new RegExp(`${START}(${NUMBER})${UNIT_END}`, 'gu'),
    value: ([n = '']) => (n === '1' ? null : normaliseNumber(n)),
  },
  {
    kind: 'number',
    pattern: /(?<![\p{sc=Latin}\p{N}])([\p{sc=Latin}\p{N}-]*\p{N}[\p{sc=Latin}\p{N}-]*)/gu,
    value: ([identifier = '']) => (identifier === '1' ? null : identifier),
  },
  {
    kind: 'number',
    pattern: new RegExp(`${START}(${words})${END}`, 'gu'),
    value: ([n = '']) => (SMALL_TALK.has(n) ? null : normaliseNumber(n)),
  },
];

/** "One" is an article or a pronoun more often than a figure; where it counts ("one day"), the unit catches it. The same goes for a bare 1. */
const SMALL_TALK: ReadonlySet<string> = new Set([...NUMBER_WORDS].filter(([, value]) => value === 1).map(([word]) => word));

function hour(written = '', half = ''): number {
  const h = Number(written);
  return half === '' ? h : (h % 12) + (half === 'p' ? 12 : 0);
}

function duration(amount: string, written: string): string | null {
  const unit = DURATION_UNITS.get(written);
  return unit === undefined ? null : `${unit.family} ${Number(normaliseNumber(amount)) * unit.size}`;
}

function currency(written: string): string {
  if (/^(eur|€)/.test(written)) return 'eur';
  if (/^(usd|us\$|dol|\$)/.test(written)) return 'usd';
  if (/^(gbp|pound|libra|£)/.test(written)) return 'gbp';
  if (/^(yen|jpy|¥|円)/.test(written)) return 'jpy';
  if (/^(chf|franc|franken)/.test(written)) return 'chf';
  if (/^(brl|r\$|reais)/.test(written)) return 'brl';
  return written;
}
