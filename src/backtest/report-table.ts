import type { Disagreement, Line, Report } from './report.ts';
import { day, headline, money, notes, OUTCOMES, PEOPLE, percent, thousands, why, wrongSentence } from './report-words.ts';

/** The report for a terminal. What strangers wrote is in it: whoever prints it makes it printable. */
export function reportTable(report: Report): string {
  const { inbox, categories, total, disagreements } = report;
  const columns = COLUMNS.filter(({ value }) => value(total, report) !== '0' || !OPTIONAL.has(value));
  const head = ['category', ...columns.map(({ name }) => name)];
  const row = (name: string, line: Line) => [name, ...columns.map(({ value }) => value(line, report))];
  const rows = [head, ...categories.map((line) => row(line.category ?? 'none fits', line)), row('all', total)];
  const widths = head.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  lines.splice(1, 0, '-'.repeat(lines[0]?.length ?? 0));
  return [
    `${inbox}: ${headline(report)}`,
    '',
    ...lines,
    '',
    wrongSentence(total),
    ...notes(report),
    ...(disagreements.length === 0 ? [] : ['', `The ${disagreements.length} most instructive disagreements, the surest and widest first:`]),
    ...disagreements.flatMap(asLines),
  ].join('\n');
}

const drafts = (line: Line) => String(line.draft);
const shadows = (line: Line) => String(line.shadow);
const cost = (line: Line) => money(line) ?? '0';
const thanks = (line: Line) => String(line.noted);
/** Left out where they are nowhere needed. */
const OPTIONAL: ReadonlySet<(line: Line, report: Report) => string> = new Set([shadows, thanks, cost]);

const COLUMNS: readonly { readonly name: string; readonly value: (line: Line, report: Report) => string }[] = [
  { name: 'mails', value: (line) => String(line.mails) },
  { name: 'sent', value: (line) => String(line.auto) },
  { name: 'rate', value: (line) => (line.automation === null ? '-' : percent(line.automation)) },
  { name: 'draft', value: drafts },
  { name: 'shadow', value: shadows },
  { name: 'hand-off', value: (line) => String(line.escalated) },
  { name: 'thanks', value: thanks },
  { name: 'agree', value: (line) => String(line.agrees) },
  { name: 'partly', value: (line) => String(line.partly) },
  { name: 'differ', value: (line) => String(line.differs) },
  { name: 'wrong', value: (line) => String(line.wrong) },
  { name: 'tokens in', value: (line) => thousands(line.inputTokens + line.embeddingTokens) },
  { name: 'out', value: (line) => thousands(line.outputTokens) },
  { name: 'cost', value: cost },
];

function asLines(entry: Disagreement, at: number): string[] {
  const sure = entry.confidence === null ? '' : `, confidence ${entry.confidence.toFixed(2)}`;
  const cited = entry.cited.map(({ id, title }) => `${title} (${id})`).join('; ');
  return [
    '',
    `${String(at + 1).padStart(2)}. ${entry.wrong ? 'WRONG, ' : ''}${OUTCOMES[entry.outcome]}: ${entry.category ?? 'no category'}${sure}, ${day(entry.at)}`,
    `    because   ${oneLine(why(entry), 400)}`,
    `    customer  ${oneLine(`${entry.subject}: ${entry.mail}`)}`,
    `    we        ${oneLine(entry.ours ?? '-')}`,
    `    person    ${entry.theirs === '' ? PEOPLE[entry.person].toLowerCase() : oneLine(entry.theirs)}`,
    ...(cited === '' ? [] : [`    cited     ${cited}`]),
  ];
}

function oneLine(text: string, limit = 220): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}…` : line;
}
