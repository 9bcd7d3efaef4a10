/**
 * Rows as RFC 4180 has them: lines end in CRLF, and what holds a comma, a quotation mark or a line break is quoted. A cell of text that a spreadsheet would take
 * for a formula is made text by an apostrophe (OWASP, CSV injection). Pure.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Null is an empty cell. */
export type Cell = string | number | null;

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
