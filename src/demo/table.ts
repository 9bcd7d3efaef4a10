import type { Verdict } from './judge.ts';

/** The demo's result as a table that fits a terminal of 100 columns and more. */
export function verdictTable(verdicts: readonly Verdict[], columns: number): string {
  const rows = verdicts.map((v) => ({
    mark: v.problems.length === 0 ? 'ok' : 'NO',
    title: v.mail.title,
    disposition: v.disposition,
    labels: v.labels.join(' '),
    sent: v.sent.join(', ') || '-',
    took: v.tookMs === null ? '-' : `${(v.tookMs / 1_000).toFixed(1)} s`,
  }));
  const widths = {
    mark: 2,
    title: Math.min(42, Math.max(...rows.map((r) => r.title.length))),
    disposition: Math.max(11, ...rows.map((r) => r.disposition.length)),
    sent: Math.min(56, Math.max(4, ...rows.map((r) => r.sent.length))),
    took: 6,
  };
  const labelWidth = Math.max(20, columns - widths.mark - widths.title - widths.disposition - widths.sent - widths.took - 10);
  const line = (r: { mark: string; title: string; disposition: string; labels: string; sent: string; took: string }) =>
    [
      fit(r.mark, widths.mark),
      fit(r.title, widths.title),
      fit(r.disposition, widths.disposition),
      fit(r.labels, labelWidth),
      fit(r.sent, widths.sent),
      r.took.padStart(widths.took),
    ]
      .join('  ')
      .trimEnd();
  const head = line({ mark: '', title: 'mail', disposition: 'disposition', labels: 'labels', sent: 'sent', took: 'time' });
  const body = verdicts.flatMap((v, i) => [line(rows[i] as (typeof rows)[number]), ...v.problems.map((p) => `      ${p}`)]);
  return [head, '-'.repeat(Math.min(columns, head.length + widths.took)), ...body].join('\n');
}

function fit(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}
