import type { EffectRow, MessageRow, TicketRow } from '../ledger/schema.ts';
import { type NextStep, nextStep, owedSince } from '../tickets/next-step.ts';
import { COLUMNS, cut, field, fieldList, heading, type Ink, padEnd, wrap } from './paper.ts';
import { printable } from './printable.ts';

/** `firstline tickets list` and `show` for a terminal of 80 columns. */

/** Columns of the list; the subject has the rest. */
const NUMBER = 7;
const STATE = 13;
const OWES = 10;
const SINCE = 8;
const NEXT = 22;

export interface TicketList {
  readonly inbox: string;
  readonly rows: readonly TicketRow[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

export function ticketList({ inbox, rows, more }: TicketList, now: number, { bold, dim }: Ink): string {
  if (rows.length === 0) return `${inbox}: no ticket is like that. Without --all only open ones are looked at.`;
  const head = `${'#'.padStart(NUMBER - 2)}  ${padEnd('state', STATE)}${padEnd('owes', OWES)}${padEnd('for', SINCE)}${padEnd('next', NEXT)}subject`;
  return [
    bold(`${inbox}: ${more ? 'the first ' : ''}${rows.length} ${rows.length === 1 ? 'ticket' : 'tickets'}`),
    dim(head),
    ...rows.map((row) => listed(row, now)),
    ...(more ? [dim('--limit shows more of them')] : []),
  ].join('\n');
}

function listed(ticket: TicketRow, now: number): string {
  const { number, state, owes, subject } = ticket;
  const line = [
    `${String(number).padStart(NUMBER - 2)}  `,
    padEnd(state, STATE),
    padEnd(owes === 'nobody' ? '' : owes, OWES),
    padEnd(owes === 'nobody' ? '' : elapsed(now - owedSince(ticket)), SINCE),
    padEnd(cut(shortly(nextStep(ticket), now), NEXT - 1), NEXT),
  ].join('');
  return `${line}${cut(printable(oneLine(subject) || NO_SUBJECT), COLUMNS - line.length)}`.trimEnd();
}

export interface TicketFacts {
  readonly ticket: TicketRow;
  readonly labels: readonly string[];
  /** Oldest first. */
  readonly mails: readonly MessageRow[];
  /** What has not left yet. */
  readonly outbox: readonly EffectRow[];
  /** With the words of the mails. */
  readonly withText: boolean;
}

export function ticketPage({ ticket, labels, mails, outbox, withText }: TicketFacts, now: number, ink: Ink): string {
  const { number, inbox, subject, requester, requester_name, state, owes, category, language, team, priority } = ticket;
  const known = [category ?? 'no category', language ?? 'no language', `priority ${priority}`, ...(team === null ? [] : [`team ${team}`])];
  return [
    heading(`#${number}  ${cut(printable(oneLine(subject) || NO_SUBJECT), COLUMNS - 20)}`, ink),
    ...field('from', requester_name === '' ? requester : `${requester_name} <${requester}>`, ink),
    ...field('inbox', inbox, ink),
    ...field('state', state.replaceAll('_', ' '), ink),
    ...field(
      'next word',
      owes === 'nobody' ? 'nobody owes one' : `${OWED[owes]}, since ${time(owedSince(ticket))} (${elapsed(now - owedSince(ticket))})`,
      ink,
    ),
    ...field('next', later(nextStep(ticket), now), ink),
    ...(ticket.person_since === null ? [] : field('person', `has the conversation since ${time(ticket.person_since)}`, ink)),
    ...(ticket.last_error === null ? [] : field('trouble', ticket.last_error, ink)),
    ...field('about', known.join(', '), ink),
    ...(labels.length === 0 ? [] : field('labels', labels.join(', '), ink)),
    ...fieldList('so far', soFar(ticket), ink),
    ...fieldList(
      'outbox',
      outbox.map((effect) => `${effect.kind} waits to leave${effect.last_error === null ? '' : `: ${effect.last_error}`}`),
      ink,
    ),
    '',
    heading('Mails', ink),
    ...mails.flatMap((mail) => mailLines(mail, withText)),
    '',
    ink.dim(`firstline why '#${number}' tells each decision${withText ? '' : '; --text shows the words'}`),
  ].join('\n');
}

const OWED: Readonly<Record<'us' | 'customer', string>> = { us: 'ours', customer: "the customer's" };

function soFar({
  received_at,
  first_answer_at,
  answered_by,
  escalated_at,
  resolved_at,
  resolved_by,
  reopened,
}: TicketRow): readonly string[] {
  return [
    `first mail ${time(received_at)}`,
    ...(first_answer_at === null
      ? []
      : [`first answer ${time(first_answer_at)}, after ${elapsed(Math.max(0, first_answer_at - received_at))}`]),
    ...(answered_by === null ? [] : [ANSWERED[answered_by]]),
    ...(escalated_at === null ? [] : [`first given to a person ${time(escalated_at)}`]),
    ...(reopened === 0 ? [] : [`opened again ${reopened === 1 ? 'once' : `${reopened} times`}`]),
    ...(resolved_at === null || resolved_by === null ? [] : [`ended ${time(resolved_at)}: ${ENDED[resolved_by]}`]),
  ];
}

const ANSWERED: Readonly<Record<NonNullable<TicketRow['answered_by']>, string>> = {
  agent: 'answered by Firstline alone',
  approved: 'a person approved what Firstline wrote',
  staff: 'answered by a person',
};

const ENDED: Readonly<Record<NonNullable<TicketRow['resolved_by']>, string>> = {
  customer: 'the customer confirmed it',
  silence: 'assumed from the customer’s silence',
  staff: 'a person closed it',
  rule: 'there was nothing to answer',
};

function mailLines(mail: MessageRow, withText: boolean): readonly string[] {
  const { direction, author, from_address, arrived_at, disposition, disposition_detail, wait, text } = mail;
  const who = direction === 'in' ? from_address : author === 'agent' ? 'Firstline' : 'a person, from here';
  const fate =
    disposition === null
      ? wait === null
        ? ''
        : `waits (${wait})`
      : [disposition, disposition_detail].filter((part) => part !== null).join(': ');
  const head = printable(
    `  ${time(arrived_at)}  ${direction === 'in' ? '→' : '←'} ${padEnd(cut(oneLine(who), 30), 30)}  ${oneLine(fate)}`,
  ).trimEnd();
  if (!withText) return [cut(head, COLUMNS)];
  const words =
    text === null
      ? ['(not kept)']
      : text
          .trim()
          .split('\n')
          .flatMap((line) => wrap(printable(line), COLUMNS - 6));
  return [cut(head, COLUMNS), ...words.map((line) => `    | ${line}`.trimEnd()), ''];
}

/** `ask the customer 2 d`. */
function shortly({ words, at }: NextStep, now: number): string {
  if (at === null) return words;
  return at <= now ? `${words} now` : `${words} ${elapsed(at - now)}`;
}

function later({ words, at }: NextStep, now: number): string {
  if (at === null) return words;
  return at <= now ? `${words}, due since ${time(at)}` : `${words}, in ${elapsed(at - now)} (${time(at)})`;
}

const MINUTE = 60_000;

/** `40 s`, `20 min`, `5 h`, `3 d`. */
export function elapsed(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1_000))} s`;
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2 * 1_440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
}

const NO_SUBJECT = '(no subject)';

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
