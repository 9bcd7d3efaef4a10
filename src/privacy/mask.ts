import { cardNumbers } from './card-numbers.ts';
import { emails, namesOf, phones } from './contact-data.ts';
import { ibans } from './ibans.ts';
import { keys } from './keys.ts';
import { nationalIds } from './national-ids.ts';
import { passwords } from './passwords.ts';
import { plain, visible } from './plain.ts';
import { type Find, KINDS, type Kind, type Span } from './span.ts';

/** What is hidden from a model. `secrets`: card and account numbers, national ids, passwords, keys. `pii`: e-mail addresses, telephone numbers and the sender's name, too. */
export type Redaction = 'off' | 'secrets' | 'pii';

/** Hides the private values of one mail, and knows them again. The same value has the same token wherever it stands. */
export interface Mask {
  /** The text with tokens such as `[card-1]` in place of values, and without invisible characters. Linear in its length. */
  readonly hide: (text: string) => string;
  /** The values back in place of the tokens, for the eyes of staff alone. */
  readonly restore: (text: string) => string;
  /** The same in Markdown, in which a value is text and never markup. */
  readonly restoreMarkdown: (markdown: string) => string;
}

/** First the longer ones: where two families claim the same characters, the first names them. */
const SECRETS: readonly Find[] = [keys, ibans, cardNumbers, nationalIds, passwords];
const PERSONAL: readonly Find[] = [emails, phones];

/** @param names how the sender is called, as far as the mail's address says it: hidden with `pii` */
export function makeMask(level: Redaction, names: readonly string[] = []): Mask {
  if (level === 'off') return { hide: (text) => text, restore: (text) => text, restoreMarkdown: (text) => text };
  const finds = level === 'secrets' ? [literals, ...SECRETS] : [literals, ...SECRETS, ...PERSONAL, namesOf(names)];
  const tokens = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<Kind, number>();

  const tokenOf = (kind: Kind, value: string): string => {
    const key = `${kind} ${sameness(kind, value)}`;
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const token = `[${kind}-${number}]`;
    tokens.set(key, token);
    values.set(token, value);
    return token;
  };
  const restore = (text: string, write: (value: string) => string): string =>
    text.replace(TOKEN, (found) => {
      const value = values.get(canonical(found));
      return value === undefined ? found : write(value);
    });

  return {
    hide: (text) => replaceSpans(visible(text), finds, tokenOf),
    restore: (text) => restore(text, (value) => value),
    restoreMarkdown: (text) => restore(text, (value) => value.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&')),
  };
}

/** One text without its private values, for whatever is sent to a model server, or written down, outside a conversation. Tokens that are there stay. */
export function redact(text: string, level: Exclude<Redaction, 'off'>): string {
  const finds = level === 'secrets' ? SECRETS : [...SECRETS, ...PERSONAL];
  return replaceSpans(visible(text), finds, (kind) => `[${kind}]`);
}

/** Whatever reads like one of our tokens, also as a model may have changed it: nothing of the kind may leave. */
export function maskTokens(text: string): readonly string[] {
  return plain(visible(text)).match(LIKE_A_TOKEN) ?? [];
}

const NAMES = KINDS.join('|');
/** As written, and as Markdown or a careless hand changes it. */
const TOKEN = new RegExp(`\\\\?[\\[［【]\\s?(?:${NAMES})\\\\?[-_‐-―−－ ]\\s?\\d{1,5}\\s?\\\\?[\\]］】]`, 'giu');
/** Also in brackets of any other sort, or in none. */
const LIKE_A_TOKEN = new RegExp(
  `[\\[({<［【（｛「]\\W{0,3}(?:${NAMES})[\\W_]{1,3}\\d{1,5}\\W{0,3}[\\])}>］】）｝」]|(?<![\\p{L}\\p{N}])(?:${NAMES})\\\\?[-‐-―−－]\\d{1,5}(?![\\p{L}\\p{N}-])`,
  'giu',
);
/** What a customer wrote that reads like a token is a value like any other: it stands for nothing but itself. */
const literals: Find = (text) =>
  [...text.matchAll(TOKEN)].map(({ index, 0: all }) => ({ start: index, end: index + all.length, kind: 'literal' }));

function canonical(token: string): string {
  const [, kind = '', number = ''] = /(\p{L}+)\D+(\d+)/u.exec(token) ?? [];
  return `[${kind.toLowerCase()}-${Number(number)}]`;
}

/** A number is the same however it is grouped; a password only as it is. */
function sameness(kind: Kind, value: string): string {
  if (kind === 'password' || kind === 'key' || kind === 'literal') return value;
  if (kind === 'email' || kind === 'name') return value.toLowerCase().replace(/\s+/g, ' ');
  return plain(value)
    .replace(/[^A-Za-z0-9+]/g, '')
    .toUpperCase();
}

function replaceSpans(text: string, finds: readonly Find[], tokenOf: (kind: Kind, value: string) => string): string {
  const read = plain(text);
  let out = '';
  let at = 0;
  for (const { start, end, kind } of together(finds.flatMap((find) => find(read)))) {
    out += text.slice(at, start) + tokenOf(kind, text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}

/** In order, and those that overlap as one: whatever any family claims is hidden. The family that stands first names it. */
function together(found: readonly Span[]): Span[] {
  const merged: { span: Span; rank: number }[] = [];
  const ranked = found.map((span, rank) => ({ span, rank })).sort((a, b) => a.span.start - b.span.start || a.rank - b.rank);
  for (const next of ranked) {
    const last = merged.at(-1);
    if (last === undefined || next.span.start >= last.span.end) {
      merged.push(next);
      continue;
    }
    const named = next.rank < last.rank ? next : last;
    const end = Math.max(last.span.end, next.span.end);
    merged[merged.length - 1] = { span: { start: last.span.start, end, kind: named.span.kind }, rank: named.rank };
  }
  return merged.map(({ span }) => span);
}
