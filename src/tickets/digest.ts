import { DateTime } from 'luxon';
import { barOf } from './bar.ts';

/** What the support lead is told of a day. Pure. */
export interface DigestFigures {
  readonly inbox: string;
  /** ms. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** Mails that came, by what became of them. */
  readonly mails: {
    readonly answeredByUs: number;
    readonly answeredByStaff: number;
    readonly drafted: number;
    readonly escalated: number;
    readonly noted: number;
    readonly shadowed: number;
    readonly machines: number;
    readonly unreadable: number;
    readonly undecided: number;
  };
  /** What waits now; ms since the epoch of the oldest. */
  readonly waiting: readonly { readonly what: string; readonly count: number; readonly since: number | null }[];
  /** Categories by how many of their decisions were called wrong, asked again or written anew. */
  readonly wrong: readonly { readonly category: string; readonly count: number }[];
  /** Questions that nothing answered: how many mails, and one in the customer's words. */
  readonly gaps: readonly { readonly mails: number; readonly title: string }[];
  /** By currency; and calls of the model server. */
  readonly costs: readonly { readonly currency: string | null; readonly amount: number; readonly calls: number }[];
  /** What categories have earned or lost. */
  readonly autonomy: readonly { readonly category: string; readonly level: string; readonly reason: string }[];
  readonly audit: { readonly rows: number; readonly head: string };
}

/** `Hazelnote Support: 42 mails, 5 wait (Mon 23 Nov)` */
export function digestSubject(figures: DigestFigures, name: string): string {
  const mails = total(figures);
  const waiting = figures.waiting.reduce((sum, { count }) => sum + count, 0);
  return `${name}: ${mails} ${mails === 1 ? 'mail' : 'mails'}, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} (${when(figures.to, figures.zone, 'ccc d LLL')})`;
}

/** Markdown. The figures stand in blocks of text as narrow as a phone, so that they read the same in any client. */
export function digestMarkdown(figures: DigestFigures): string {
  const { from, to, zone, mails, waiting, wrong, gaps, costs, autonomy, audit } = figures;
  const rows: readonly Row[] = [
    ['Answered by us', mails.answeredByUs],
    ['Answered by you', mails.answeredByStaff],
    ['Drafts', mails.drafted],
    ['Escalated', mails.escalated],
    ['Nothing to do', mails.noted],
    ['Shadow', mails.shadowed],
    ['Machines', mails.machines],
    ['Unreadable', mails.unreadable],
    ['Not decided yet', mails.undecided],
  ];
  const count = total(figures);
  return [
    `**${count} ${count === 1 ? 'mail' : 'mails'}** from ${when(from, zone)} to ${when(to, zone)} (${zone}).`,
    block(bars(rows.filter(([, n]) => n > 0))),
    '**Waiting now**',
    waiting.every((w) => w.count === 0)
      ? 'Nobody waits.'
      : block(waiting.filter((w) => w.count > 0).map((w) => `${label(w.what)} ${String(w.count).padStart(4)}  ${age(w.since, to)}`)),
    ...(wrong.length === 0 ? [] : ['**Wrong, asked again or written anew**', block(bars(wrong.map((w): Row => [w.category, w.count])))]),
    ...(autonomy.length === 0
      ? []
      : ['**Autonomy**', autonomy.map((a) => `- ${escaped(a.category)} is at ${a.level} now. ${escaped(a.reason)}`).join('\n')]),
    ...(gaps.length === 0 ? [] : ['**Nothing answered these**', gaps.map((g) => `- ${g.mails} × ${escaped(g.title)}`).join('\n')]),
    ...costs.map(({ currency, amount, calls }) => `Model: ${calls} calls${currency === null ? '' : `, ${amount.toFixed(2)} ${currency}`}.`),
    `Audit: ${audit.rows} rows; keep this head, and \`firstline audit verify --head\` proves that nothing before it was changed:`,
    block([audit.head.slice(0, 32), audit.head.slice(32)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

type Row = readonly [name: string, count: number];

/** Columns of names and of the longest bar: together with the figures they fit 40, which a phone shows unbroken. */
const NAME = 17;
const BAR = 16;

/** Bars to scale, with their figures. */
export function bars(rows: readonly Row[]): readonly string[] {
  const most = Math.max(1, ...rows.map(([, n]) => n));
  return rows.map(([name, n]) => `${label(name)} ${barOf(n, most, BAR).padEnd(BAR)} ${String(n).padStart(5)}`);
}

function label(name: string): string {
  return (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name).padEnd(NAME);
}

function total({ mails }: DigestFigures): number {
  return Object.values(mails).reduce((sum, n) => sum + n, 0);
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : ['```', ...lines, '```'].join('\n');
}

function when(at: number, zone: string, format = 'ccc d LLL HH:mm'): string {
  return DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat(format);
}

/** `for 3 d`, `for 5 h`, `for 20 min`. */
function age(since: number | null, now: number): string {
  if (since === null) return '';
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 120) return `for ${minutes} min`;
  return minutes < 2 * 1_440 ? `for ${Math.floor(minutes / 60)} h` : `for ${Math.floor(minutes / 1_440)} d`;
}

/** Any ASCII punctuation may be escaped with a backslash (CommonMark §2.4). */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
