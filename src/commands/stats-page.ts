import { DateTime } from 'luxon';
import { INVOLVEMENTS, type Involvement, RESOLUTIONS, type Resolution } from '../statistics/standing.ts';
import type { Dimension, Group, Statistics } from '../statistics/statistics.ts';
import type { Figures, FirstAnswer } from '../statistics/tally.ts';
import { barOf } from '../tickets/bar.ts';
import { COLUMNS, cut, heading, type Ink, padEnd, wrap } from './paper.ts';
import { printable } from './printable.ts';

/** `firstline stats` for a terminal of 80 columns. */

/** Of fewer cases a share says more than is known: counts are shown instead. */
const FEW = 20;

const INVOLVED: Readonly<Record<Involvement, readonly [long: string, short: string]>> = {
  nobody: ['Nobody was needed', 'nobody'],
  approved: ['A person approved', 'approved'],
  person: ['A person answered', 'person'],
  unanswered: ['Ended unanswered', 'unanswered'],
  waiting: ['No answer yet', 'waiting'],
};

const RESOLVED: Readonly<Record<Resolution, string>> = {
  confirmed: 'confirmed',
  assumed: 'assumed',
  closed: 'closed',
  reopened: 're-opened',
  open: 'open',
};

/** All tickets of the period: who was needed and how they ended, rates, times, and how many came each week. */
export function overview(stats: Statistics, name: string, ink: Ink): string {
  const { all, groups, suppressed } = stats;
  const lines = [heading(title(stats, name), ink), ...period(stats).map(ink.dim), ''];
  if (all.tickets === 0) return [...lines, 'No ticket was opened in this time.', ...machines(suppressed)].join('\n');
  return [
    ...lines,
    ...matrix(all, ink),
    '',
    `Escalated   ${rate(all.escalated, all.tickets)} had to go to a person`,
    `Re-opened   ${rate(all.reopened, all.ended)} that had ended`,
    ...machines(suppressed),
    '',
    ...firstAnswers(all, ink),
    '',
    ink.bold('Opened'),
    ...bars(sinceFirst(groups.week)),
    ...(groups.week.some((week) => week.partial === true) ? [ink.dim('* not the whole week')] : []),
  ].join('\n');
}

/** The same, group by group. */
export function breakdown(stats: Statistics, by: Dimension, name: string, ink: Ink): string {
  const groups = stats.groups[by];
  const names = groups.map((group) => cut(printable(nameOf(group)), NAME));
  const lines = [heading(title(stats, name), ink), ...period(stats).map(ink.dim), ''];
  if (stats.all.tickets === 0) return [...lines, 'No ticket was opened in this time.'].join('\n');
  const most = Math.max(1, ...groups.map(({ figures }) => figures.tickets));
  const table = (head: string, columns: readonly string[], cells: (figures: Figures) => readonly string[]) => [
    ink.bold(row(head, columns)),
    ...groups.map(({ figures }, i) => row(names[i] ?? '', cells(figures))),
    '',
  ];
  const few = groups.some(({ figures }) => figures.tickets > 0 && figures.tickets < FEW);
  return [
    ...lines,
    ink.bold('Tickets'),
    ...groups.map(({ figures }, i) => `${padEnd(names[i] ?? '', NAME)} ${bar(figures.tickets, most)}`),
    '',
    ...table(
      'Who was needed',
      INVOLVEMENTS.map((i) => INVOLVED[i][1]),
      ({ tickets, matrix }) => INVOLVEMENTS.map((i) => share(sum(matrix[i]), tickets)),
    ),
    ...table('How they stand', [...RESOLUTIONS.map((r) => RESOLVED[r])], ({ tickets, matrix }) =>
      RESOLUTIONS.map((r) =>
        share(
          INVOLVEMENTS.reduce((all, i) => all + matrix[i][r], 0),
          tickets,
        ),
      ),
    ),
    ...table('Rates', ['escalated', 're-opened', 'of ended'], ({ tickets, escalated, reopened, ended }) => [
      share(escalated, tickets),
      share(reopened, ended),
      String(ended),
    ]),
    ink.bold(row('First answer', ['', 'by the clock', '', 'at work'])),
    ...table('', TIMES, ({ firstAnswer: t }) => times(t)),
    ...(few ? [ink.dim(`Of fewer than ${FEW}, counts instead of shares: 3/7 is three of seven.`)] : []),
    ...(groups.some((group) => group.partial === true) ? [ink.dim('* not the whole week')] : []),
  ].join('\n');
}

function title({ all }: Statistics, name: string): string {
  return `${printable(name)}: ${count(all.tickets)} ${all.tickets === 1 ? 'ticket' : 'tickets'}`;
}

function period({ from, to, zone }: Statistics): readonly string[] {
  const day = (at: number) => DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat('ccc d LLL yyyy, HH:mm');
  return wrap(`Whose first mail came from ${day(from)} to ${day(to)} (${zone}), as they stand now.`, COLUMNS);
}

const NAME = 20;
const COLUMN = 11;

function row(name: string, cells: readonly string[]): string {
  return `${padEnd(name, NAME)}${cells.map((cell) => cell.padStart(COLUMN)).join('')}`.trimEnd();
}

function matrix({ matrix: cells, tickets }: Figures, { bold }: Ink): readonly string[] {
  const line = (name: string, texts: readonly string[]) =>
    `${padEnd(name, SIDE)}${texts.map((text, i) => text.padStart(WIDTHS[i] ?? 0)).join('')}`.trimEnd();
  const lines = INVOLVEMENTS.map((involvement) => {
    const of = cells[involvement];
    return line(INVOLVED[involvement][0], [...RESOLUTIONS.map((r) => dotted(of[r])), dotted(sum(of)), share(sum(of), tickets)]);
  });
  const totals = RESOLUTIONS.map((r) => INVOLVEMENTS.reduce((all, i) => all + cells[i][r], 0));
  return [
    bold(line('', [...RESOLUTIONS.map((r) => RESOLVED[r]), 'all'])),
    ...lines,
    line('All', [...totals.map(dotted), dotted(tickets)]),
    line(
      '',
      totals.map((n) => share(n, tickets)),
    ),
  ];
}

/** Of the matrix: its names, and a column for each head, the sum and its share. */
const SIDE = 18;
const WIDTHS = [11, 9, 8, 11, 8, 8, 7];

/** Nothing is easier to see than a nought. */
function dotted(n: number): string {
  return n === 0 ? '·' : count(n);
}

function firstAnswers({ firstAnswer, firstAnswerBy }: Figures, { bold }: Ink): readonly string[] {
  const rows: readonly (readonly [string, FirstAnswer])[] = [
    [INVOLVED.nobody[0], firstAnswerBy.nobody],
    [INVOLVED.approved[0], firstAnswerBy.approved],
    [INVOLVED.person[0], firstAnswerBy.person],
    ['All', firstAnswer],
  ];
  return [
    bold(row('First answer', ['', 'by the clock', '', 'at work'])),
    bold(row('', TIMES)),
    ...rows.filter(([, t]) => t.answered > 0).map(([name, t]) => row(name, times(t))),
  ];
}

const TIMES = ['half in', '9 in 10 in', 'half in', '9 in 10 in', 'answered'];

function times({ p50, p90, workP50, workP90, answered }: FirstAnswer): readonly string[] {
  return [elapsed(p50, true), elapsed(p90, true), elapsed(workP50, false), elapsed(workP90, false), count(answered)];
}

/** `40 s`, `12 min`, `3.5 h`, and by the clock `2.1 d`: a day at work would be anybody's guess. */
export function elapsed(hours: number | null, byClock: boolean): string {
  if (hours === null) return '–';
  if (hours * 3_600 < 59.5) return `${Math.round(hours * 3_600)} s`;
  if (hours * 60 < 59.5) return `${Math.round(hours * 60)} min`;
  return byClock && hours >= 48 ? `${(hours / 24).toFixed(1)} d` : `${hours.toFixed(1)} h`;
}

/** Columns of the longest bar. */
const BAR = 48;

/** Weeks before the first ticket, often from before there was an inbox, are nothing to see. */
function sinceFirst(weeks: readonly Group[]): readonly Group[] {
  return weeks.slice(weeks.findIndex(({ figures }) => figures.tickets > 0));
}

function bars(groups: readonly Group[]): readonly string[] {
  const most = Math.max(1, ...groups.map(({ figures }) => figures.tickets));
  return groups.map((group) => `${padEnd(nameOf(group), NAME)} ${bar(group.figures.tickets, most)}`);
}

function bar(n: number, most: number): string {
  return `${barOf(n, most, BAR).padEnd(BAR)} ${count(n).padStart(8)}`;
}

function nameOf({ name, partial }: Group): string {
  return `${name ?? '(none)'}${partial === true ? ' *' : ''}`;
}

function machines(suppressed: number): readonly string[] {
  return suppressed === 0
    ? []
    : [`Machines    ${count(suppressed)} ${suppressed === 1 ? 'mail' : 'mails'} not answered, by rule: no tickets`];
}

/** `23 % (295 of 1,284)`. */
function rate(n: number, of: number): string {
  const counts = `${count(n)} of ${count(of)}`;
  return of < FEW || n === 0 ? counts : `${share(n, of)} (${counts})`;
}

function share(n: number, of: number): string {
  if (of === 0) return '–';
  if (n === 0) return '·';
  if (of < FEW) return `${n}/${of}`;
  return n / of < 0.005 ? '< 1 %' : `${Math.round((n / of) * 100)} %`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, n) => all + n, 0);
}

const GROUPED = new Intl.NumberFormat('en');

function count(n: number): string {
  return GROUPED.format(n);
}
