/** Zero-width characters, direction overrides and Unicode tags: people do not see them, only a machine reads them. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

/** Without characters that nobody sees, so that none can split a number in two. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * The same text, place for place, with the digits, letters, spaces and dashes of other keyboards as ASCII: `４１１１－１１１１` reads as `4111-1111`.
 * As long as the text itself, so that a place in one is a place in the other.
 */
export function plain(text: string): string {
  return text.replace(FOREIGN, (char) => {
    const code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
    if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
    // The one capital whose small letter is two characters.
    if (code === 0x0130) return 'I';
    return DASHES.test(char) ? '-' : ' ';
  });
}

const FOREIGN =
  /[\u00A0\u00AD\u0130\u0660-\u0669\u06F0-\u06F9\u2000-\u200A\u2010-\u2015\u202F\u205F\u2212\u3000\uFE58\uFE63\uFF01-\uFF5E]/g;
const DASHES = /[\u00AD\u2010-\u2015\u2212\uFE58\uFE63]/;
