import { fold } from '../knowledge/terms.ts';
import { inDigits } from './in-digits.ts';
import { DURATION_UNITS, MONTHS } from './number-words.ts';

/** A checkable figure in a text. `value` is normalised, so that "48 h" and "two days", "1.000,50" and "1,000.50" are the same. */
export interface Quantity {
  readonly kind: 'money' | 'percent' | 'size' | 'duration' | 'date' | 'time' | 'number';
  readonly value: string;
  /** As written, for people. */
  readonly raw: string;
}

/**
 * Every price, percentage, duration, date, time and other number of a text, also in words. Ordinals of a numbered list do not count. Links and addresses
 * must be removed first: their digits are checked with them. With a language, numbers in words are read in that language alone.
 */
export function quantities(text: string, language?: string): Quantity[] {
  let rest = inDigits(fold(text).replace(/^([^\S\n]*)\d{1,2}[.)](?=\s)/gm, '$1'), language).replace(RANGE, '$1 $3, $2 $3');
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

/** What a source says with a quantity: of a date with its year also the day of any year, and the way it is written where day and month cannot be told apart. */
export function figureKeys(q: Quantity): string[] {
  const [, year, month, day] = /^(\d+)-(\d+)-(\d+)$/.exec(q.kind === 'date' ? q.value : '') ?? [];
  if (year === undefined) return [figureKey(q)];
  return [figureKey(q), `date ${month}-${day}`, `date ${unordered(year, Number(day), Number(month))}`];
}

/** Links and mail addresses are compared whole by other rules. */
export function withoutLinks(text: string): string {
  return text.replace(
    /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/\S+|(?<!\S)\S+@\S+|(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/giu,
    ' ',
  );
}

/** One number, whatever separates thousands and decimals: "1.000,50" and "1,000.50" → "1000.5". Three digits after a single separator are thousands. */
export function normaliseNumber(written: string): string {
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

const months = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const units = [...DURATION_UNITS.keys()].sort((a, b) => b.length - a.length).join('|');
const NUMBER = `\\d+(?:[.,'\\u00A0\\u202F ]\\d{3})*(?:[.,]\\d+)?`;
const CURRENCY =
  'euros?|eur|€|usd|us\\$|dollars?|dolares|dollar|\\$|gbp|pounds?|libras?|£|chf|francs?|franken|yen|jpy|¥|円|brl|r\\$|reais|sek|nok|dkk|kronor|pln|zl|inr|₹|cents?|centimos|pence|元|원|ユーロ|ドル|ポンド';
const START = '(?<![\\p{sc=Latin}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const UNIT_END = `(?![\\p{sc=Latin}\\p{N}])`;

/** In megabytes; French writes octets. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ['kb', 0.001],
  ['ko', 0.001],
  ['mb', 1],
  ['mo', 1],
  ['megabytes', 1],
  ['gb', 1_000],
  ['go', 1_000],
  ['gigabytes', 1_000],
  ['tb', 1_000_000],
] as const);

/** "Five to ten days" are five days and ten days. */
const RANGE = new RegExp(
  `${START}(${NUMBER})\\s*(?:-|–|—|~|〜|～|to|bis|a|al|au|ate|tot|or|oder|o|ou|of|and|und|y|et|e|en)\\s*(${NUMBER})[\\s-]*(${units})${UNIT_END}`,
  'gu',
);

const READERS: readonly Reader[] = [
  {
    kind: 'percent',
    pattern: new RegExp(
      `${START}(${NUMBER})\\s*(?:%|percent${END}|per cent${END}|prozent${END}|por ciento${END}|por cento${END}|pour cent${END}|per cento${END}|procent${END}|パーセント)`,
      'gu',
    ),
    value: ([n = '']) => normaliseNumber(n),
  },
  {
    kind: 'money',
    // Between two numbers it belongs to the first: "3 euros a month" is no euro.
    pattern: new RegExp(`(?<!\\p{L}|\\p{N}\\s?)(${CURRENCY})\\s?(${NUMBER})`, 'gu'),
    value: ([c = '', n = '']) => `${currency(c)} ${normaliseNumber(n)}`,
  },
  {
    kind: 'money',
    pattern: new RegExp(`${START}(${NUMBER})\\s*(${CURRENCY})${UNIT_END}`, 'gu'),
    value: ([n = '', c = '']) => `${currency(c)} ${normaliseNumber(n)}`,
  },
  {
    kind: 'size',
    pattern: new RegExp(`${START}(${NUMBER})\\s*(${[...SIZES.keys()].join('|')})${UNIT_END}`, 'gu'),
    value: ([n = '', u = '']) => `${Number(normaliseNumber(n)) * (SIZES.get(u) ?? 1)}`,
  },
  { kind: 'date', pattern: /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, value: ([y, m, d]) => date(y, m, d) },
  { kind: 'date', pattern: /(?<!\d)(?:(\d{4})年\s?)?(\d{1,2})月\s?(\d{1,2})日/g, value: ([y, m, d]) => date(y, m, d) },
  // "3rd of March 2026", "3. März", "3 de marzo de 2026", "le 3 mars".
  {
    kind: 'date',
    pattern: new RegExp(
      `${START}(\\d{1,2})(?:st|nd|rd|th|er|o|\\.|º|°)?\\s+(?:(?:of|de)\\s+)?(${months})\\.?${END}(?:,?\\s+(?:de\\s+|del\\s+)?(\\d{4})(?!\\d))?`,
      'gu',
    ),
    value: ([d, m = '', y]) => date(y, MONTHS.get(m), d),
  },
  // "March 3, 2026", "March 3rd".
  {
    kind: 'date',
    pattern: new RegExp(`${START}(${months})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?${END}(?:,?\\s+(\\d{4})(?!\\d))?`, 'gu'),
    value: ([m = '', d, y]) => date(y, MONTHS.get(m), d),
  },
  // "3.3." and "3.3.2026" put the day first; "3/4/2026" may be either.
  { kind: 'date', pattern: /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?![\d.])/g, value: ([d, m, y]) => date(y, m, d) },
  {
    kind: 'date',
    pattern: /(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{2,4})(?!\d)/g,
    value: ([a, b, y]) => slashed(Number(a), Number(b), Number(y) < 100 ? 2_000 + Number(y) : Number(y)),
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
    pattern: /(?<![\p{sc=Latin}\p{N}-])([\p{sc=Latin}\p{N}-]*\p{N}[\p{sc=Latin}\p{N}-]*)/gu,
    value: ([identifier = '']) => (identifier === '1' ? null : identifier),
  },
];

/** Month and day of any year where no year is given. */
function date(year: string | undefined, month: string | number | undefined, day: string | undefined): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null;
  return year === undefined || year === '' ? `${m}-${d}` : `${Number(year)}-${m}-${d}`;
}

function slashed(a: number, b: number, year: number): string | null {
  if (a > 12) return date(String(year), b, String(a));
  return b > 12 ? date(String(year), a, String(b)) : unordered(String(year), a, b);
}

function unordered(year: string, a: number, b: number): string {
  return `${Number(year)}/${[a, b].sort((p, q) => p - q).join('-')}`;
}

function hour(written = '', half = ''): number {
  const h = Number(written);
  return half === '' ? h : (h % 12) + (half === 'p' ? 12 : 0);
}

function duration(amount: string, written: string): string | null {
  const unit = DURATION_UNITS.get(written);
  return unit === undefined ? null : `${unit.family} ${Number(normaliseNumber(amount)) * unit.size}`;
}

function currency(written: string): string {
  if (/^(eur|€|ユーロ)/.test(written)) return 'eur';
  if (/^(usd|us\$|dol|\$|ドル)/.test(written)) return 'usd';
  if (/^(gbp|pound|libra|£|ポンド)/.test(written)) return 'gbp';
  if (/^(yen|jpy|¥|円)/.test(written)) return 'jpy';
  if (/^(chf|franc|franken)/.test(written)) return 'chf';
  if (/^(brl|r\$|reais)/.test(written)) return 'brl';
  return written;
}
