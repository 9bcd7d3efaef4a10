import type { Find, Span } from './span.ts';

/** RFC 5321, section 4.5.3.1: 64 octets before the @; what is longer than a line of text behind it is no domain. */
const LOCAL = /(?<![\p{sc=Latin}0-9._%+-])[\p{sc=Latin}0-9][\p{sc=Latin}0-9_.%+-]{0,63}$/u;
const DOMAIN = /^(?:[\p{sc=Latin}0-9-]{1,63}\.){1,8}[\p{sc=Latin}]{2,24}(?![\p{sc=Latin}0-9-])/u;

/** A number to call: international, or so many digits in the groups of one. Dates, amounts and order numbers are none. */
const PHONE =
  /(?<![A-Za-z0-9.,/-])(?:\+|00)\d{1,3}[ ./-]?(?:\(0?\d{0,4}\)[ ./-]?)?\d(?:[ ./-]?\d){5,12}(?![A-Za-z0-9])|(?<![A-Za-z0-9.,/-])\(\d{2,5}\)[ -]?\d{3,4}[ -]?\d{3,5}(?![A-Za-z0-9])|(?<![A-Za-z0-9.,/-])[2-9]\d{2}[.-]\d{3}[.-]\d{4}(?![A-Za-z0-9])|(?<![A-Za-z0-9.,/-])0\d{1,4}(?:[ /-]\d{2,8}){1,4}(?![A-Za-z0-9])/g;
const TOLD =
  /\b(?:phone|mobile|cell|tel|telephone|call me (?:on|at|under)|whatsapp|telefon|handy|mobil|tel[eé]fono|m[oó]vil|celular|t[eé]l[eé]phone|portable|telefono|cellulare|telefone|telem[oó]vel|telefoon|mobiel)\b\.?[^\S\n]{0,2}(?:number|nr\.?|no\.?|is|:|=)?[^\S\n]{0,2}(?:is|ist|es|est|é|è|:)?[^\S\n]{0,2}(\d(?:[ ./-]?\d){6,13})(?![A-Za-z0-9])/gi;

export const emails: Find = (text) =>
  [...text.matchAll(/@/g)].flatMap(({ index }) => {
    const local = LOCAL.exec(text.slice(Math.max(0, index - 65), index))?.[0];
    const domain = local === undefined ? undefined : DOMAIN.exec(text.slice(index + 1, index + 256))?.[0];
    return local === undefined || domain === undefined ? [] : [spanAt(index - local.length, `${local}@${domain}`, 'email')];
  });

export const phones: Find = (text) => [
  ...[...text.matchAll(PHONE)].filter(({ 0: all }) => digitsOf(all) >= 8).map(({ index, 0: all }) => spanAt(index, all, 'phone')),
  ...[...text.matchAll(TOLD)].map(({ index, 0: all, 1: value = '' }) => spanAt(index + all.length - value.length, value, 'phone')),
];

/**
 * A person's name, where it is known from the address of the mail: in full wherever it stands, and a part of it alone on a line, as under a letter. Names that
 * nobody told us are not guessed: too many are words.
 */
export function namesOf(known: readonly string[]): Find {
  const parts = known.map((name) => name.trim()).filter((name) => name.length >= 3);
  const full = parts.filter((name) => /\s/.test(name));
  const single = parts.flatMap((name) => name.split(/[\s,]+/)).filter((word) => word.length >= 2);
  if (single.length === 0) return () => [];
  const signed = `(?<=^[ \\t]*)(?:${[...full, ...single].map(escaped).join('|')})(?=[ \\t,.]*$)`;
  const anywhere = full.length === 0 ? '' : `(?<![\\p{L}\\p{N}])(?:${full.map(escaped).join('|')})(?![\\p{L}\\p{N}])|`;
  const pattern = new RegExp(`${anywhere}${signed}`, 'gimu');
  return (text) => [...text.matchAll(pattern)].map(({ index, 0: all }) => spanAt(index, all, 'name'));
}

function spanAt(start: number, value: string, kind: Span['kind']): Span {
  return { start, end: start + value.length, kind };
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
