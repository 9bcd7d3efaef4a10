import type { TicketResult } from '../evaluation/judge.ts';
import type { Comparison, Report } from '../evaluation/report.ts';
import { COLUMNS, cut, field, fieldList, heading, type Ink, padEnd, wrap } from './paper.ts';
import { printable } from './printable.ts';

/** What `firstline eval` shows: what is not as expected first, then the figures. */
export function evalPage(report: Report, comparison: Comparison | null, ink: Ink): string {
  const { tickets, asExpected } = report;
  const failed = report.results.filter((r) => r.problems.length > 0);
  const line = `${asExpected} of ${tickets} golden tickets as expected`;
  return [
    ink.bold(failed.length === 0 ? ink.good(line) : ink.bad(line)),
    '',
    ...section(
      'Not as expected',
      failed.flatMap((r) => failure(r, ink)),
      ink,
    ),
    ...section('Categories', categories(report, ink), ink),
    ...section('Measures', measures(report, ink), ink),
    ...section('Since the last run', comparison === null ? [] : changes(report, comparison, ink), ink),
    ink.dim(`inbox ${report.inbox} · model ${report.model}`),
    ink.dim(`prompts ${report.promptHash} · knowledge ${report.knowledgeVersion}`),
  ].join('\n');
}

function section(title: string, lines: readonly string[], ink: Ink): string[] {
  return lines.length === 0 ? [] : [heading(title, ink), ...lines, ''];
}

function failure({ id, title, problems, reason, wrongAnswer, needs }: TicketResult, ink: Ink): string[] {
  const marks = [...(wrongAnswer ? ['a wrong answer would be sent'] : []), ...(needs === 'llm' ? ['needs a language model'] : [])];
  return [
    `  ${ink.bad('✗')} ${ink.bold(id)}${marks.length === 0 ? '' : ink.bad(` (${marks.join('; ')})`)}`,
    ...wrap(printable(title), COLUMNS - 4).map((line) => `    ${ink.dim(line)}`),
    ...problems.flatMap((p) => indented(field(p.field, `expected ${p.expected}; came ${p.got}`, ink))),
    ...(reason === '' ? [] : indented(field('because', reason, ink, ink.dim))),
  ];
}

/** Two columns further in. */
function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** The confusion table, as far as there is confusion: expected category, how many came out so, and what the others were taken for. */
function categories({ confusion }: Report, ink: Ink): string[] {
  const widest = Math.max(0, ...Object.keys(confusion).map((name) => name.length));
  return Object.entries(confusion)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([expected, came]) => {
      const all = Object.values(came).reduce((a, b) => a + b, 0);
      const others = Object.entries(came).filter(([name]) => name !== expected);
      const taken = others.map(([name, count]) => `${name} ${count}`).join(', ');
      const right = `${came[expected] ?? 0} of ${all}`;
      return `  ${padEnd(expected, widest)}  ${padEnd(right, 9)}${taken === '' ? '' : ink.bad(cut(`→ ${taken}`, COLUMNS - widest - 13))}`.trimEnd();
    });
}

function measures(report: Report, ink: Ink): string[] {
  const { answered, drafted, escalated, people, wrongAnswers, languageErrors, usage, embeddings, cost, ms, results } = report;
  const slowest = results.toSorted((a, b) => b.ms - a.ms)[0];
  const tokens = usage.inputTokens + usage.outputTokens + embeddings.tokens;
  const wrong = `${wrongAnswers} of ${answered} sent without a person (${percent(report.wrongAnswerRate)})`;
  return [
    ...field('wrong', wrong, ink, wrongAnswers === 0 ? ink.good : ink.bad),
    ...field(
      'automation',
      `${percent(report.automationRate)} of people's mails answered; the tickets want ${percent(report.automationWanted)}`,
      ink,
    ),
    ...field('people', `${people} mails: ${answered} answered, ${drafted} drafted, ${escalated} escalated`, ink),
    ...field('machines', `${results.length - people} mails left alone, thanks among them`, ink),
    ...field('language', `${languageErrors} error${languageErrors === 1 ? '' : 's'}`, ink, languageErrors === 0 ? undefined : ink.bad),
    ...(tokens === 0
      ? []
      : field(
          'tokens',
          `${usage.inputTokens} in, ${usage.outputTokens} out${embeddings.calls === 0 ? '' : `, ${embeddings.tokens} of embeddings`}${cost === null ? '' : `: ${cost.amount.toFixed(4)} ${cost.currency}`}`,
          ink,
        )),
    ...field('time', `${(ms / 1_000).toFixed(1)} s${slowest === undefined ? '' : `; the slowest, ${slowest.id}, ${slowest.ms} ms`}`, ink),
  ];
}

/** Names of tickets in a line before the rest is counted. */
const NAMED = 20;

function changes(report: Report, comparison: Comparison, ink: Ink): string[] {
  const { regressions, improvements, changed, added, removed, with: before } = comparison;
  const names = (ids: readonly string[]) =>
    [...ids.slice(0, NAMED), ...(ids.length > NAMED ? [`and ${ids.length - NAMED} more`] : [])].join(', ');
  const list = (name: string, ids: readonly string[], style?: (line: string) => string) =>
    ids.length === 0 ? [] : field(name, names(ids), ink, style);
  const nothing = regressions.length + improvements.length + changed.length + added.length + removed.length === 0;
  const sameKnowledge = before.knowledgeVersion === report.knowledgeVersion ? 'the same knowledge' : `knowledge ${before.knowledgeVersion}`;
  return [
    ...field('compared', `with ${before.at.slice(0, 16).replace('T', ' ')} UTC, model ${before.model}, ${sameKnowledge}`, ink),
    ...(nothing ? field('changes', 'none', ink) : []),
    ...list('regressed', regressions, ink.bad),
    ...list('improved', improvements, ink.good),
    ...fieldList(
      'otherwise',
      changed.slice(0, NAMED).map((c) => `${c.id}: ${c.from} → ${c.to}`),
      ink,
    ),
    ...list('new', added),
    ...list('gone', removed),
    ...moved('wrong', before.wrongAnswerRate, report.wrongAnswerRate, ink),
    ...moved('automation', before.automationRate, report.automationRate, ink),
  ];
}

function moved(name: string, from: number, to: number, ink: Ink): string[] {
  return percent(from) === percent(to) ? [] : field(name, `${percent(from)} → ${percent(to)}`, ink);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
