import { DE } from './de.ts';
import { SENTENCES, type Sentence, type Words } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { IT } from './it.ts';
import { PT } from './pt.ts';

/** Our own sentences to staff in one language. Pure. */
export interface StaffWords {
  /** ISO 639-1; that of the sentences, which is `en` where there is no table. */
  readonly language: string;
  readonly say: (sentence: Sentence, ...values: readonly (string | number)[]) => string;
  /**
   * A text that was made of our sentences in English, as reasons are kept: as far as they are known, in this language. What people or servers said in it stays.
   */
  readonly retell: (english: string) => string;
  /** Name of a language, `Spanish`; the code where it has none. */
  readonly languageName: (code: string) => string;
}

const TABLES: Readonly<Record<string, Words>> = { de: DE, es: ES, fr: FR, it: IT, pt: PT };

/** @param language ISO 639-1; one without a table gives English */
export function staffWords(language: string): StaffWords {
  const table = TABLES[language];
  const names = new Intl.DisplayNames([table === undefined ? 'en' : language], { type: 'language' });
  const languageName = (code: string) => names.of(code) ?? code;
  const say: StaffWords['say'] = (sentence, ...values) => filled(table?.[sentence] ?? sentence, values);
  const retell = (english: string) => (table === undefined ? english : retold(english, table, languageName));
  return { language: table === undefined ? 'en' : language, say, retell, languageName };
}

/** What a team's mails are written in: what it says, else the language of the inbox where the team takes that over, too, else the first it takes over. */
export function teamLanguage(
  team: { readonly language?: string | undefined; readonly locales: readonly string[] } | undefined,
  locale: string,
): string {
  if (team?.language !== undefined) return team.language;
  return team === undefined || team.locales.includes(locale) ? locale : (team.locales[0] ?? locale);
}

type Team = {
  readonly email: string;
  readonly staff: readonly string[];
  readonly language?: string | undefined;
  readonly locales: readonly string[];
};

/** Of a person or a list of the teams; whoever belongs to none reads the language of the inbox. */
export function languageOfStaff(address: string, teams: Readonly<Record<string, Team>>, locale: string): string {
  const team = Object.values(teams).find(({ email, staff }) => email === address || staff.includes(address));
  return teamLanguage(team, locale);
}

function filled(sentence: string, values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));
}

/** Longer sentences first: a shorter one may fit a part of them. */
const PATTERNS: readonly (readonly [Sentence, RegExp])[] = [...SENTENCES]
  .sort((a, b) => fixed(b) - fixed(a))
  // Reasons are joined by full stops of their own.
  .map((sentence) => [sentence, new RegExp(`^${literal(sentence).replace(/\\\{\d\\\}/g, '(.+)')}(\\.?)$`, 's')] as const);

function fixed(sentence: string): number {
  return sentence.replace(/\{\d\}/g, '').length;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Sentence by sentence, the shortest that is known first: what was said in a value may have full stops of its own. */
function retold(english: string, table: Words, languageName: (code: string) => string): string {
  const [end, ...later] = [...english.matchAll(/\.(?=\s)/g)].map((stop) => stop.index + 1);
  for (const at of [...(end === undefined ? [] : [end, ...later]), english.length]) {
    const known = oneRetold(english.slice(0, at), table, languageName);
    if (known !== null) return known + restRetold(english.slice(at), table, languageName);
  }
  return end === undefined ? english : english.slice(0, end) + restRetold(english.slice(end), table, languageName);
}

function restRetold(rest: string, table: Words, languageName: (code: string) => string): string {
  const space = /^\s*/.exec(rest)?.[0] ?? '';
  return space + (rest === space ? '' : retold(rest.slice(space.length), table, languageName));
}

function oneRetold(sentence: string, table: Words, languageName: (code: string) => string): string | null {
  for (const [known, pattern] of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const values = found.slice(1, -1).map((value) => valueRetold(value, table, languageName));
    return filled(table[known], values) + (found.at(-1) ?? '');
  }
  return null;
}

/** A name stays as it is; a single word may be one. */
function valueRetold(value: string, table: Words, languageName: (code: string) => string): string {
  const code = CODES.get(value);
  if (code !== undefined) return languageName(code);
  return value.includes(' ') ? retold(value, table, languageName) : value;
}

/** English name → code, of the languages that mail is told apart in. */
const CODES: ReadonlyMap<string, string> = new Map(
  [
    'ar',
    'bg',
    'bn',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'fa',
    'fi',
    'fr',
    'he',
    'hi',
    'hr',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'nl',
    'no',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sr',
    'sv',
    'th',
    'tr',
    'uk',
    'vi',
    'zh',
  ].map((code) => [new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code, code] as const),
);
