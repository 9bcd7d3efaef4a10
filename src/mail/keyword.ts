import { createHash } from 'node:crypto';

/**
 * Labels as people name them, and IMAP keywords as servers store them (RFC 9051 §9, `flag-keyword = atom`). An atom has no space, control
 * character, non-ASCII character or any of `( ) { % * " \ ]`; a keyword does not start with `\` (system flags). We escape what remains as
 * `^` and two hex digits a UTF-8 byte, because `%` is not allowed. Keywords are case-insensitive on many servers, so labels are lower case.
 */

/** Everything that may stand for itself; `^` starts an escape, `$` at the start marks registered keywords such as `$Forwarded`. */
const PLAIN = /[a-z0-9!#&'+,\-./:;<=>?@[_`|}~$]/;

/** The keyword of a label: `needs-human` and `lang/es` stay, `Zurück gestellt` becomes `zur^c3^bcck^20gestellt`. Same label, same keyword. */
export function labelToKeyword(label: string): string {
  let keyword = '';
  for (const character of label.normalize('NFC').toLowerCase().toWellFormed()) {
    keyword += PLAIN.test(character) && !(character === '$' && keyword === '') ? character : escapeBytes(character);
  }
  // An empty label has no keyword of its own; a lone escape cannot come from anything else.
  return keyword === '' ? '^' : keyword;
}

/** The label of a keyword, lower case. Keywords that others set and that hold no valid escape are returned as they are. */
export function keywordToLabel(keyword: string): string {
  if (keyword === '^') return '';
  const lower = keyword.toLowerCase();
  return lower.replace(/(?:\^[0-9a-f]{2})+/g, (escapes) => {
    const decoded = Buffer.from(escapes.replaceAll('^', ''), 'hex').toString('utf8');
    return decoded.includes('\ufffd') && !escapes.includes('^ef^bf^bd') ? escapes : decoded;
  });
}

/** Dovecot refuses longer keywords (`mail_max_keyword_length`), other servers go further. */
const WIRE_LENGTH = 50;

/**
 * The keyword as a server stores it: a long one is cut and ends in `^~` and a hash of the whole, which nothing else does. Whoever reads it back has to know the
 * label. A short one stays as it is.
 */
export function wireKeyword(keyword: string): string {
  if (keyword.length <= WIRE_LENGTH) return keyword;
  const hash = createHash('sha256').update(keyword).digest('hex').slice(0, 12);
  return `${keyword.slice(0, WIRE_LENGTH - 14)}^~${hash}`;
}

function escapeBytes(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `^${byte.toString(16).padStart(2, '0')}`).join('');
}
