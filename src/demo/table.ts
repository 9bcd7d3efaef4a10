import { STATUS_LABELS } from '../tickets/labels.ts';
import { PRIORITIES } from '../triage/outcome.ts';
import type { Verdict } from './judge.ts';

interface Row {
  readonly mark: string;
  readonly title: string;
  readonly disposition: string;
  readonly labels: string;
  readonly sent: string;
  readonly took: string;
}

type Widths = Readonly<Record<keyof Row, number>>;

/** The demo's result as a table; labels give way first where the terminal is narrow. */
export function verdictTable(verdicts: readonly Verdict[], columns: number): string {
  const rows = verdicts.map(toRow);
  const longest = (column: keyof Row) => Math.max(...rows.map((r) => r[column].length));
  const fixed = {
    mark: 2,
    title: Math.min(44, longest('title')),
    disposition: longest('disposition'),
    sent: Math.min(50, longest('sent')),
    took: 6,
  };
  const taken = Object.values(fixed).reduce((sum, width) => sum + width + 2, 0);
  const widths: Widths = { ...fixed, labels: Math.max(16, Math.min(longest('labels'), columns - taken)) };
  const head = line({ mark: '', title: 'mail', disposition: 'disposition', labels: 'labels', sent: 'sent', took: 'time' }, widths);
  const body = verdicts.flatMap((verdict, i) => {
    const row = rows[i];
    return row === undefined ? [] : [line(row, widths), ...verdict.problems.map((problem) => `      ${problem}`)];
  });
  return [head, '-'.repeat(head.length), ...body].join('\n');
}

function toRow(verdict: Verdict): Row {
  return {
    mark: verdict.problems.length === 0 ? 'ok' : 'NO',
    title: verdict.mail.title,
    disposition: verdict.disposition,
    labels: verdict.labels.toSorted((a, b) => weight(a) - weight(b)).join(' '),
    sent: verdict.sent.join(', ') || '-',
    took: verdict.tookMs === null ? '-' : `${(verdict.tookMs / 1_000).toFixed(1)} s`,
  };
}

/** What people look for first: status, priority, then what it is about. */
function weight(label: string): number {
  if (STATUS_LABELS.some((s) => s === label)) return 0;
  if (PRIORITIES.some((p) => p === label)) return 1;
  return label.includes('/') ? 3 : 2;
}

function line(row: Row, widths: Widths): string {
  const cells = [
    cell(row.mark, widths.mark),
    cell(row.title, widths.title),
    cell(row.disposition, widths.disposition),
    cell(row.labels, widths.labels),
    cell(row.sent, widths.sent),
    row.took.padStart(widths.took),
  ];
  return cells.join('  ').trimEnd();
}

function cell(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}
