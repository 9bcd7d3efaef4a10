import type { Find, Span } from './span.ts';

/** Keys that say by their own form what they are: the prefixes that the services document. */
const FORMS = new RegExp(
  // Not inside a longer word: of such a run only the first character is a place to start.
  `(?<![\\w-])(?:${[
    String.raw`sk-[\w-]{16,}`,
    String.raw`[rsp]k_(?:live|test)_\w{10,}`,
    String.raw`gh[opusr]_\w{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}`,
    '(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}',
    String.raw`xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,}`,
    String.raw`AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}`,
    String.raw`SG\.[\w-]{16,}\.[\w-]{16,}|npm_\w{30,}|pypi-[\w-]{16,}|hf_\w{20,}|dop_v1_\w{20,}|shp(?:at|ss|ca|pa)_\w{20,}|whsec_[\w+/=-]{16,}`,
    // RFC 7519: three parts, the first a JSON object.
    String.raw`eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*`,
  ].join('|')})`,
  'g',
);

/** RFC 7468 and RFC 9580; a key that was cut goes to the end of what still reads like one. */
const PEM =
  /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\s:,().@<>_>-]*?(?:-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S])|(?=[^A-Za-z0-9+/=\s:,().@<>_-]))/g;

/** `Authorization: Bearer …`, RFC 6750, RFC 7617; the value only. */
const CREDENTIALS = /\b(?:bearer|basic)\s{1,3}([\w.~+/-]{16,}={0,2})/gi;
/** RFC 3986, section 3.2.1: the user information of a URL. */
const USER_INFO = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s/@:"'<>]{0,80}:[^\s/"'<>]{1,120})@/gi;
/** A secret among the parameters of a URL: whoever has the link has the account. */
const PARAMETER =
  /[?&#;](?:access_token|refresh_token|id_token|token|api_?key|apikey|key|secret|client_secret|signature|sig|password|passwd|pwd|auth|x-amz-signature)=([^\s&#"'<>]{8,})/gi;
/** `API_KEY=…`, `client secret is …`. */
const ASSIGNED =
  /(?:key|secret|token|credential|schlüssel|clave|clé|chiave|sleutel|chave)s?(?:[_ -]?id)?["'`]?\s{0,3}(?:=>?|:=?|\bis\b|\bist\b|\bes\b|\best\b|\blautet\b)\s{0,3}["'`]?([\w+/.~-]{16,200}={0,2})/gi;

/** Keys and tokens to machines, and what proves who one is to them. */
export const keys: Find = (text) => [
  ...whole(text, PEM),
  ...whole(text, FORMS, (value) => /\d/.test(value)),
  ...inner(text, CREDENTIALS, looksRandom),
  ...inner(text, USER_INFO),
  ...inner(text, PARAMETER),
  ...inner(text, ASSIGNED, looksRandom),
];

function whole(text: string, pattern: RegExp, holds: (value: string) => boolean = () => true): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ index, 0: value }): Span[] =>
    holds(value) ? [{ start: index, end: index + value.trimEnd().length, kind: 'key' }] : [],
  );
}

function inner(text: string, pattern: RegExp, holds: (value: string) => boolean = () => true): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ index, 0: all, 1: value = '' }): Span[] => {
    const trimmed = value.replace(/[.,;:!?]+$/, '');
    if (trimmed === '' || !holds(trimmed)) return [];
    const start = index + all.lastIndexOf(value);
    return [{ start, end: start + trimmed.length, kind: 'key' }];
  });
}

/** Bits a character: words and version numbers stay below, random strings of sixteen characters are above. */
const ENTROPY = 3;

function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / value.length) * Math.log2(n / value.length);
  return bits >= ENTROPY;
}
