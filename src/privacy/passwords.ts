import { IS, PARTICIPLE, PASSWORD_LABELS, STATES } from './password-words.ts';
import type { Find, Span } from './span.ts';

/**
 * `Password: hunter2`, `my password is "blue sky"`, `Passwort lautet …`, `パスワードは…です`: the value only. What is said of a password ("is wrong",
 * "ist abgelaufen") is no value, and stays.
 */
export const passwords: Find = (text) => {
  const small = text.toLowerCase();
  const codes = [...small.matchAll(CARD_CODE)].map(
    ({ index, 0: all, 1: code = '' }): Span => ({ start: index + all.length - code.length, end: index + all.length, kind: 'password' }),
  );
  const named = [...small.matchAll(LABEL)].flatMap(({ index, 0: label, 1: by = '' }) => {
    const from = index + label.length;
    // Scripts without spaces write sentences here, not values.
    if (SENTENCE.test(text[from] ?? '')) return [];
    const line = text.slice(from, from + LONGEST).split(/[\r\n]/, 1)[0] ?? '';
    const byName = by === ':' || by === '=';
    const found = byName && LOGIN.test(small.slice(Math.max(0, index - 24), index)) ? pairIn(line) : valueIn(line, byName);
    return found.map(({ start, end }): Span => ({ start: from + start, end: from + end, kind: 'password' }));
  });
  return [...codes, ...named];
};

/** Longer values are keys and whole sentences. Characters. */
const LONGEST = 80;
const LABEL = new RegExp(
  `(?<![a-z0-9])${PASSWORD_LABELS}(?![a-z0-9])(?:[ \\t]*\\([^)\\n]{0,30}\\))?(?:[ \\t]+(?:for|of|to|für|zu|de|du|von|para|per|van)(?: \\S{1,30}){1,3})??[ \\t]*["'*_]{0,2}[ \\t]*(${IS})[ \\t]*`,
  'gu',
);
/** The three or four digits on a card. */
const CARD_CODE = /(?<![a-z0-9])(?:cvv2?|cvc2?|cid)(?:[ -](?:code|nummer|number|nr))?[ :.=#-]{0,3}(\d{3,4})(?![a-z0-9])/g;
const SENTENCE = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;
const LOGIN =
  /(?:user ?name|user|login|e-?mail|benutzer(?:name)?|usuario|utilisateur|identifiant|utente|utilizador|gebruiker(?:snaam)?)[ \t]?(?:\/|&|\+|and|und|y|et|e|en)[ \t]?$/;
const QUOTED = /^["'“”„‚‘’«»`*「『]{1,3}([^"'“”„‘’«»`*「」『』]{1,60})["'“”‘’«»`*」』]/;
/** Signs that follow a value and are not of it; a mark of exclamation or a question mark may be. */
const BEHIND = /[.,;:)\]}>"'”’»。、」』]+$/;
/** What Japanese, Chinese and Korean put right behind a value. */
const COPULA = /^[\x21-\x7e]+(?=[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af])/;

function valueIn(line: string, byName: boolean): { readonly start: number; readonly end: number }[] {
  const quoted = QUOTED.exec(line);
  if (quoted?.[1] !== undefined) {
    const start = quoted[0].indexOf(quoted[1]);
    return [{ start, end: start + quoted[1].length }];
  }
  const [word = ''] = /^\S+/.exec(line) ?? [];
  const asian = COPULA.exec(word)?.[0];
  const value = (asian ?? word).replace(BEHIND, '');
  const rest = line.slice((asian ?? word).length).trim();
  return isValue(value, { rest, ended: value !== word && asian === undefined, byName }) ? [{ start: 0, end: value.length }] : [];
}

/** `user/password: ada / hunter2` */
function pairIn(line: string): { readonly start: number; readonly end: number }[] {
  const pair = /^\S{1,60}(?:[ \t]{0,2}[/|,;][ \t]{0,2}\S{1,60})?/.exec(line)?.[0];
  return pair === undefined ? [] : [{ start: 0, end: pair.length }];
}

interface Place {
  /** What follows on the line. */
  readonly rest: string;
  /** A full stop, a comma or a bracket follows. */
  readonly ended: boolean;
  /** Behind a colon or an equals sign. */
  readonly byName: boolean;
}

/** A word of letters alone is a value only where nothing goes on to say something of it. */
function isValue(value: string, { rest, ended, byName }: Place): boolean {
  const small = value.toLowerCase().replace(/[!?]+$/, '');
  if (value.length < 3 || /^\[[a-z]+-\d+\]$/.test(small) || STATES.has(small)) return false;
  if (/^[^\p{L}\p{N}]+$/u.test(value)) return byName && value.length >= 6;
  if (/^https?:\/\//.test(small)) return false;
  if (/^\d+$/.test(value)) return !/^(?:char|zeichen|digit|stellen|caract|letters|tekens|days|hours|min|字|文字|位)/i.test(rest);
  if (/\p{L}/u.test(value) && /[\d_#$%&*+=<>@^|~]|[!?]./.test(value)) return true;
  if (/\p{Ll}\p{Lu}/u.test(value)) return true;
  if (PARTICIPLE.test(small) || small.includes('/') || !/^[\p{L}.'’-]+$/u.test(small)) return false;
  return rest === '' || (ended && !byName) || (!byName && /^(?:and|but|or|und|aber|y|pero|et|mais|e|ma|mas|en|maar)\b/i.test(rest));
}
