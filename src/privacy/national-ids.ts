import { isBsn, isCodiceFiscale, isCpf, isDni, isMyNumber, isNif, isNino, isNir, isSsn, isSteuerId } from './national-id-checks.ts';
import type { Find, Span } from './span.ts';

interface Form {
  /** Not inside a longer word or number. */
  readonly pattern: RegExp;
  readonly check: (compact: string) => boolean;
  /** One number in eleven passes by chance, or all do: `told` wants a word beside it; `untold` only no word that says it is something else. */
  readonly context?: 'told' | 'untold';
}

/** Every form in which these numbers are written; what has a check digit is found by it, wherever it stands. */
const FORMS: readonly Form[] = [
  form(String.raw`\d{3}-\d{2}-\d{4}`, isSsn),
  form(String.raw`\d{3} ?\d{2} ?\d{4}`, isSsn, 'told'),
  form(String.raw`[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]`, isNino),
  form(String.raw`\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}`, isSteuerId),
  form(String.raw`\d{2}\.?\d{3}\.?\d{3}[ -]?[A-Za-z]`, isDni),
  form(String.raw`[XYZxyz][ -]?\d{1}\.?\d{3}\.?\d{3}[ -]?[A-Za-z]`, isDni),
  form('[A-Za-z]{6} ?[0-9A-Za-z]{2}[A-Za-z][0-9A-Za-z]{2} ?[A-Za-z][0-9A-Za-z]{3} ?[A-Za-z]', isCodiceFiscale),
  form('[A-Za-z]{3} [A-Za-z]{3} [0-9A-Za-z]{5} [0-9A-Za-z]{5}', isCodiceFiscale),
  form(String.raw`[1-478] ?\d{2} ?\d{2} ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3} ?\d{2}`, isNir),
  form(String.raw`\d{3}\.?\d{3}\.?\d{3}[ -]?\d{2}`, isCpf),
  form(String.raw`\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}`, (digits) => isBsn(digits) || isNif(digits), 'untold'),
  form(String.raw`\d{4}[ -]?\d{4}[ -]?\d{4}`, isMyNumber, 'untold'),
];

/** National identity, tax and insurance numbers of ten countries. */
export const nationalIds: Find = (text) =>
  FORMS.flatMap(({ pattern, check, context }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: written }): Span[] => {
      if (!check(written.replace(/[ .-]/g, '').toUpperCase())) return [];
      if (context !== undefined && !fits(context, text.slice(Math.max(0, index - BESIDE), index))) return [];
      return [{ start: index, end: index + written.length, kind: 'id' }];
    }),
  );

/** Characters before a number in which a word says what it is. */
const BESIDE = 30;
const TOLD = /\b(?:ssn|ss#|social security|seguro social|soc\.? sec)\b[^\n]{0,24}$/i;
/** Whatever check digit an order number happens to have, it is an order number. */
const SOMETHING_ELSE =
  /(?:\b(?:order|invoice|ticket|case|booking|reference|ref|tracking|parcel|shipment|article|item|product|serial|version|build|customer|client|account|bestell\w*|rechnung\w*|auftrag\w*|kunden\w*|vorgang\w*|pedido|factura|referencia|commande|facture|encomenda|fatura|ordine|fattura|bestelling|factuur|klant\w*)\b[^\n]{0,14}|#\s?|注文番号[^\n]{0,4}|注文[^\n]{0,4})$/i;

function fits(context: 'told' | 'untold', before: string): boolean {
  return context === 'told' ? TOLD.test(before) : !SOMETHING_ELSE.test(before);
}

function form(written: string, check: Form['check'], context?: Form['context']): Form {
  // What has a weak check counts only where it is no part of a longer row of digits, or of a machine's name for something.
  const [before, behind] = context === undefined ? ['', ''] : ['|[0-9] |[A-Za-z][-_/]', '| [0-9]|[:/][A-Za-z0-9]'];
  const pattern = new RegExp(String.raw`(?<![A-Za-z0-9]|[0-9][.,\-]${before})(?:${written})(?![A-Za-z0-9]|[.,\-][0-9]${behind})`, 'g');
  return context === undefined ? { pattern, check } : { pattern, check, context };
}
