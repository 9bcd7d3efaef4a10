/** Whether a number is one that the state of that country gives. Pure; each takes the bare digits and letters, upper case. */

/** United States: areas 000, 666 and 900 to 999, group 00 and serial 0000 are never given (SSA, since 2011). There is no check digit. */
export function isSsn(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
}

/** United Kingdom: two letters, of which some and some pairs are not used, six digits, A to D (HMRC NIM39110). No check digit. */
export function isNino(text: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(text);
}

/** Germany: of the first ten digits exactly one stands there twice or three times; the last is a check digit (ISO 7064 MOD 11,10). */
export function isSteuerId(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const counts = [...new Set(digits.slice(0, 10))].map((d) => digits.slice(0, 10).split(d).length - 1).filter((n) => n > 1);
  if (counts.length !== 1 || (counts[0] ?? 0) > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return Number(digits[10]) === (11 - product) % 10;
}

/** Spain: DNI, or NIE with X, Y or Z for 0, 1 or 2 in front; the letter is the remainder by 23. */
export function isDni(text: string): boolean {
  const [, head = '', body = '', letter = ''] = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(text) ?? [];
  if (head.length + body.length !== 8) return false;
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number((head === '' ? '' : 'XYZ'.indexOf(head)) + body) % 23] === letter;
}

/** Italy: the last letter is made of the values of the odd and the even places (decree of 23 December 1976). */
export function isCodiceFiscale(text: string): boolean {
  if (!/^[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]$/.test(text)) return false;
  const sum = [...text.slice(0, 15)].reduce((total, char, i) => {
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65;
    return total + (i % 2 === 0 ? (ODD_PLACES[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === text[15];
}

const ODD_PLACES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** France: the key is 97 less the remainder by 97, with Corsica's 2A and 2B read as 19 and 18 (INSEE). */
export function isNir(text: string): boolean {
  const [, head = '', key = ''] = /^([1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2A|2B)\d{6})(\d{2})$/.exec(text) ?? [];
  if (head === '') return false;
  return 97 - (Number(head.replace('2A', '19').replace('2B', '18')) % 97) === Number(key);
}

/** Netherlands: nine digits, weighed 9 to 2 and -1, divide by 11. */
export function isBsn(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  return [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11 === 0;
}

/** Portugal: nine digits, weighed 9 to 2, and a check digit by 11; no number starts with 0 or 4. */
export function isNif(digits: string): boolean {
  if (!/^[1-356789]\d{8}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const rest = [9, 8, 7, 6, 5, 4, 3, 2].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11;
  return Number(digits[8]) === (rest < 2 ? 0 : 11 - rest);
}

/** Japan: twelve digits, the last by 11 (ordinance 85 of 2014, article 5). */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const body = [...digits.slice(0, 11)].reverse();
  const rest = body.reduce((sum, digit, i) => sum + Number(digit) * (i < 6 ? i + 2 : i - 4), 0) % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Brazil: two check digits by 11; eleven equal digits pass and are none. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const check = (length: number): number => {
    const sum = [...digits.slice(0, length)].reduce((total, digit, i) => total + Number(digit) * (length + 1 - i), 0);
    return ((sum * 10) % 11) % 10;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}
