import { makeMask, redact } from '../privacy/mask.ts';

/** Words of a mail without what tells whose they are: made-up values in place of names, addresses and numbers, so that it still reads like a mail. Pure. */

const NAMES = ['Alex Morgan', 'Sam Rivera', 'Kim Novak', 'Robin Hayes', 'Jo Lindqvist', 'Chris Okoro'];
/** Numbers that nobody has (ITU-T E.164.2 reserves 555 0100 to 555 0199 in North America for this). */
const PHONE = '+1 202 555 0100';
const STREET = '1 Example Street';
const DIGITS = '1234567890';

/** Behind a title, or after the word for somebody one is close to, stand words with capitals: a name. */
const TITLED =
  /((?<![\p{L}\p{N}])(?:mrs?|ms|miss|dr|prof|herrn?|frau|se[ñn]ora?|sra?|monsieur|madame|mme|mlle|signora?|sig|(?:my|our) (?:wife|husband|partner|colleague|boss|manager|friend|son|daughter|brother|sister|mother|father|assistant)|meine? (?:frau|mann|kollegin|kollege|chefin?|sohn|tochter)|mi (?:mujer|esposa|marido|colega|jef[ea]|hij[oa])|ma (?:femme|coll[eè]gue|fille)|mon (?:mari|coll[eè]gue|fils)|my name is|i am called|ich hei(?:ß|ss)e|me llamo|je m['’]appelle|mi chiamo|this is|hier ist|i['’]m|i am|ich bin|soy|je suis|sono)\.?,?\s+)(\p{L}[\p{L}'’-]+(?:\s+\p{L}[\p{L}'’-]+){0,3})/giu;
const CAPITALS = /^\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*/u;
const STREETS =
  /\b\d{1,5}[a-z]?,?\s+(?:\p{Lu}[\p{L}.'’-]*\s+){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|square|boulevard|blvd|way|close|terrace)\b\.?|(?<![\p{L}])\p{Lu}[\p{L}.-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|laan|straat|plein)\s*\d{1,4}(?:\s?[a-z]\b)?|(?<![\p{L}])(?:\d{1,4},?\s+)?(?:rue|avenue|place|boulevard|calle|avenida|plaza|paseo|via|viale|piazza|rua|travessa)\s+(?:d[aeiou]s?\s+|del?\s+la\s+|de\s+los\s+)?\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*(?:,?\s+(?:n[º°.]?\s*)?\d{1,5})?/giu;
const LINKS = /\bhttps?:\/\/[^\s<>"')\]]+/gi;
const HANDLES = /(?<![\p{L}\p{N}@.])@[\p{L}\p{N}_]{3,}/gu;
/** Order, invoice and customer numbers; dates and amounts are shorter, or written otherwise. */
const NUMBERS = /(?<![\p{L}\p{N}.,])(?=[\p{L}\d/_-]*\d{5}|[A-Z]{1,6}[-_/]?\d[\d/_-]{2,}|#\d{4})#?[\p{L}]{0,6}[-_/]?\d[\d/_-]*[\p{L}\d]*/gu;
const DATE = /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/;

export interface Company {
  /** Names that the mail itself gives away: of its sender, and of those it was sent to. */
  readonly people: readonly string[];
  /** Whether the knowledge base has a word: what it says is no secret. */
  readonly isOurs: (word: string) => boolean;
}

export type MakeUp = (text: string) => string;

/** Makes the function that rewrites all texts of one conversation: the same name is the same made-up name in each. */
export function makeMadeUp({ people, isOurs }: Company): MakeUp {
  const mask = makeMask('pii');
  const chosen = new Map<string, string>();
  const nameFor = (who: string): string => {
    const parts = who.toLowerCase().split(/\s+/);
    const known = parts.map((part) => chosen.get(part)).find((name) => name !== undefined);
    const name = known ?? NAMES[new Set(chosen.values()).size % NAMES.length] ?? '';
    for (const part of parts) chosen.set(part, name);
    return name;
  };
  const known = people.map((person) => person.trim()).filter((person) => person.length >= 3);
  // The sender is called as the sender of the stub is.
  for (const person of known) nameFor(person);
  const full = known.filter((person) => /\s/.test(person)).map((person) => escaped(person).replace(/\s+/g, '\\s+'));
  const single = known.flatMap((person) => person.split(/\s+/)).filter((part) => part.length >= 3 && !isOurs(part));
  const capital = single.map((part) => escaped(part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()));
  const fulls = full.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${full.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const singles = capital.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${capital.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const named = (text: string) => {
    const whole = fulls === null ? text : text.replace(fulls, nameFor);
    return singles === null ? whole : whole.replace(singles, nameFor);
  };
  return (text) =>
    named(
      mask
        .hide(text)
        .replace(/\[(email|phone)-(\d+)\]/g, (_token, kind: string, n: string) => (kind === 'phone' ? PHONE : `customer${n}@example.com`)),
    )
      .replace(LINKS, (link) => linkOf(link, isOurs))
      .replace(STREETS, STREET)
      .replace(HANDLES, '@example')
      .replace(TITLED, (all, title: string, words: string) => {
        const name = CAPITALS.exec(words)?.[0] ?? '';
        return name === '' || isMadeUp(name) || name.split(/\s+/).every(isOurs) ? all : title + nameFor(name) + words.slice(name.length);
      })
      .replace(PAIRS, (run) => (isMadeUp(run) || run.split(/\s+/).some(isOurs) ? run : nameFor(run)))
      .replace(NUMBERS, (number) => (DATE.test(number) ? number : withoutDigits(number)));
}

/** Words with capitals side by side that no article has are somebody's name, or a place: neither matters. */
const PAIRS =
  /(?<![\p{L}\p{N}@])\p{Lu}[\p{Ll}'’-]+(?:\s+(?:de|del|della|da|van|von|der|bin|al))?(?:\s+\p{Lu}[\p{Ll}'’-]+){1,3}(?![\p{L}\p{N}@])/gu;

function isMadeUp(words: string): boolean {
  return STREET.includes(words) || NAMES.some((name) => words.includes(name) || name.includes(words));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What still reads like somebody's, as a person may have left it in or put it back; empty where nothing does. */
export function stillPersonal(text: string): readonly string[] {
  const bare = text
    .replaceAll(PHONE, ' ')
    .replaceAll(STREET, ' ')
    .replace(/[\w.+-]+@(?:[\w-]+\.)*example(?:\.(?:com|org|net))?\b/gi, ' ')
    .replace(/https?:\/\/example\.com\/\S*/gi, ' ');
  const values = (of: string) =>
    [...of.matchAll(/\[(card|iban|id|password|key|email|phone)\]/g)].map(([, kind]) => `a value that reads like a private one (${kind})`);
  const there = values(bare);
  const hidden = values(redact(bare, 'pii'));
  const numbers = [...bare.matchAll(NUMBERS)].map(([number]) => number).filter((n) => !DATE.test(n) && n !== withoutDigits(n));
  const streets = [...bare.matchAll(STREETS)].map(([street]) => street);
  const titled = [...bare.matchAll(TITLED)]
    .map(([, , words]) => CAPITALS.exec(words ?? '')?.[0] ?? '')
    .filter((name) => /\s/.test(name) && !isMadeUp(name));
  return [
    ...new Set([
      ...(hidden.length > there.length ? hidden : []),
      ...numbers.map((n) => `the number ${n}`),
      ...streets.map((s) => `the address ${s}`),
      ...titled.map((t) => `the name ${t}`),
    ]),
  ];
}

/** `INV-2026-0417` → `INV-1234-5678`: it reads as it did, and is nobody's. */
function withoutDigits(number: string): string {
  let at = 0;
  return number.replace(/\d/g, () => DIGITS[at++ % DIGITS.length] ?? '0');
}

/** A page of our own without what may be a token; anybody else's is nobody's. */
function linkOf(link: string, isOurs: Company['isOurs']): string {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(link)?.[1] ?? '';
  return isOurs(host) ? link.replace(/[?#].*$/, '') : 'https://example.com/';
}

/** The made-up sender of a stub. */
export const SENDER = `${NAMES[0]} <customer1@example.com>`;
