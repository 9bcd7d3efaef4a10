/** File names look like domains; these endings are files far more often. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'pdf csv txt doc docx xls xlsx ppt pptx odt png jpg jpeg gif svg heic mp3 mp4 mov exe dmg msi apk json xml html htm yaml yml js ts css ics vcf enex log'.split(
    ' ',
  ),
);

const SCHEME_URL = /(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"'`)\]}|\\^*]+/giu;
const OPAQUE_URL = /(?<![\p{L}\p{N}])(?:mailto|tel|sms|file|blob|skype|whatsapp):[^\s<>"'`)\]]+/giu;
const BARE_DOMAIN =
  /(?<![\p{L}\p{N}@.-])(?<![^/]\/)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(xn--[a-z0-9-]+|\p{L}{2,24})(?![\p{L}\p{N}@-])(?:[/?#][^\s<>"'`)\]]*)?/giu;
const IP_ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?::\d+)?(?:\/[^\s<>"'`)\]]*)?/g;
// Starts only where no character of its own stands before it: otherwise a long run without an "@" takes the square of its length.
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/**
 * Everything in a text that a mail client would make a link of: URLs of any scheme, bare domains, IP addresses, targets of Markdown links.
 * Normalised (lower-case host, no http(s), no `www.`, no closing punctuation or slash), so that they can be compared. Mail addresses are not included.
 */
export function linkTargets(text: string): string[] {
  let rest = visible(text).replace(EMAIL, ' ');
  const found: string[] = [];
  for (const pattern of [SCHEME_URL, OPAQUE_URL, IP_ADDRESS, BARE_DOMAIN]) {
    rest = rest.replace(pattern, (match: string, ...groups: unknown[]) => {
      const ending = typeof groups[0] === 'string' ? groups[0].toLowerCase() : '';
      if (pattern !== BARE_DOMAIN || isDomain(match, ending)) found.push(normalise(match));
      return ' ';
    });
  }
  return [...new Set(found)];
}

/** Lower case. */
export function emailAddresses(text: string): string[] {
  return [...new Set((visible(text).match(EMAIL) ?? []).map((a) => a.toLowerCase().replace(/\.$/, '')))];
}

/** Digits only, of every run that is written like a telephone number: a plus or separators, seven digits or more. */
export function phoneNumbers(text: string): string[] {
  const plain = visible(text).replace(SCHEME_URL, ' ');
  const runs = plain.match(/(?<![\p{L}\p{N}])(?:\+|\(\d|\d)[\d\s()./-]{5,}\d(?![\p{L}\p{N}])/gu) ?? [];
  const phones = runs.filter((run) => /^\+|[\s()./-]/.test(run.trim())).map((run) => run.replace(/\D/g, ''));
  return [...new Set(phones.filter((digits) => digits.length >= 7))];
}

/** Without what hides a link from people: invisible characters, look-alike dots, HTML entities, "[.]". */
function visible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/&#(?:x([0-9a-f]+)|(\d+));?/gi, (whole, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code < 0x11_00_00 ? String.fromCodePoint(code) : whole;
    })
    .replace(/&(?:period|dot);/gi, '.')
    .replace(/(?<=[a-z0-9])[。．｡](?=[a-z0-9])/gi, '.')
    .replace(/\s?[[(]\s?(?:\.|dot)\s?[\])]\s?/gi, '.');
}

/** A file name is no domain, and neither is a number with a unit. */
function isDomain(match: string, ending: string): boolean {
  const labels = (match.split(/[/?#]/)[0] ?? '').split('.');
  return !(labels.length === 2 && FILE_ENDINGS.has(ending)) && labels.some((label) => /\p{L}/u.test(label));
}

function normalise(target: string): string {
  const bare = target
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[.,;:!?…。、]+$/u, '')
    .replace(/\/$/, '');
  const host = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  return host.toLowerCase() + bare.slice(host.length);
}
