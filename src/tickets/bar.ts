const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of blocks, to an eighth of a column; whatever there is any of has one. Pure. */
export function barOf(n: number, most: number, columns: number): string {
  const eighths = n === 0 ? 0 : Math.max(1, Math.round((n / most) * columns * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
