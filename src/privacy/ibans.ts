import type { Find, Span } from './span.ts';

/** IBAN lengths by country (SWIFT IBAN registry, release 99). */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 ' +
    'GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 ' +
    'MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 ' +
    'UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Bank accounts: the country's length and a remainder of 1 (ISO 13616, ISO 7064 MOD 97-10), in groups or not. */
export const ibans: Find = (text) =>
  [...text.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d[ -]?\d/g)].flatMap(({ index }) => ibanAt(text, index));

function ibanAt(text: string, start: number): Span[] {
  const length = LENGTHS[text.slice(start, start + 2).toUpperCase()];
  if (length === undefined) return [];
  let compact = '';
  let at = start;
  let gap = false;
  for (; compact.length < length && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isAlphanumeric(code)) compact += text[at];
    // One space, dash or point between two characters; a wrapped line is one as well.
    else if (gap || !' .-\t\n'.includes(text[at] ?? '')) return [];
    gap = !isAlphanumeric(code);
  }
  if (compact.length < length || isAlphanumeric(text.charCodeAt(at))) return [];
  return remainder(compact.toUpperCase()) === 1 ? [{ start, end: at, kind: 'iban' }] : [];
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Of the number that the rearranged characters spell, A = 10 to Z = 35, taken digit by digit. */
function remainder(iban: string): number {
  let rest = 0;
  for (let i = 0; i < iban.length; i += 1) {
    const code = iban.charCodeAt((i + 4) % iban.length);
    rest = code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest;
}
