import type { Figure, Taken } from './measure.ts';

/** The figures as a table: measure, what was counted, figure, aim, whether it is met; differences below their row. */
export function takenTable(taken: readonly Taken[]): string {
  const figures = taken.flatMap((t) => ('figures' in t ? t.figures : []));
  const names = width(['measure', ...taken.map(({ name }) => name)]);
  const whats = width(['', ...figures.map(({ what }) => what)]);
  const values = width(['figure', ...figures.map(({ value }) => value)]);
  const aims = width(['aim', ...figures.map(({ aim }) => aim)]);
  const line = (name: string, what: string, value: string, aim: string, ok: string): string =>
    [name.padEnd(names), what.padEnd(whats), value.padStart(values), aim.padEnd(aims), ok].join('  ').trimEnd();
  const row = (name: string, { what, value, aim, ok, differences }: Figure): string[] => [
    line(name, what, value, aim, ok ? 'ok' : 'NO'),
    ...differences.map((difference) => `    ${difference}`),
  ];
  return [
    line('measure', '', 'figure', 'aim', ''),
    ...taken.flatMap((t) => {
      if ('skipped' in t) return [`${t.name.padEnd(names)}  skipped: ${t.skipped}`];
      if ('failed' in t) return [`${t.name.padEnd(names)}  could not be measured: ${t.failed}`];
      return t.figures.flatMap((figure) => row(t.name, figure));
    }),
  ].join('\n');
}

function width(words: readonly string[]): number {
  return Math.max(...words.map((word) => word.length));
}
