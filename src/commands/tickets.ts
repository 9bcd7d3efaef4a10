import { Command, Option } from 'commander';
import type { Environment } from '../config/environment.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Run } from '../ledger/database.ts';
import { openEffects } from '../ledger/effects.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { TicketRow } from '../ledger/schema.ts';
import { labelsOfThreads, listTickets, newestTicket, type TicketFilter, ticketByNumber } from '../ledger/ticket-lists.ts';
import { TICKET_STATES } from '../tickets/state.ts';
import { PRIORITIES } from '../triage/outcome.ts';
import { withLedger } from './open-ledger.ts';
import { makeInk } from './paper.ts';
import { mailForPrograms, ticketForPrograms } from './ticket-json.ts';
import { ticketList, ticketPage } from './ticket-page.ts';
import { positive } from './usage.ts';

interface ListOptions {
  readonly inbox?: string;
  readonly state?: readonly string[];
  readonly all?: true;
  readonly owes?: NonNullable<TicketFilter['owes']>;
  readonly category?: string;
  readonly language?: string;
  readonly team?: string;
  readonly priority?: string;
  readonly label?: readonly string[];
  readonly from?: string;
  readonly limit: number;
  readonly json?: true;
}

interface ShowOptions {
  readonly inbox?: string;
  readonly text?: true;
  readonly json?: true;
}

/** `firstline tickets`: where each conversation stands, who owes the next word, and what happens next. */
export function ticketsCommand(environment: Environment): Command {
  const tickets = new Command('tickets').description(
    'where each ticket stands, who owes the next word since when, and what happens next and when',
  );
  const coloured = process.stdout.isTTY && (environment.variables.NO_COLOR ?? '') === '';
  tickets
    .command('list')
    .description('open tickets; those to which nothing has happened for longest come first')
    .option('--inbox <id>', 'only this inbox')
    .addOption(new Option('--state <states...>', 'only in one of these states').choices(TICKET_STATES))
    .option('--all', 'those that have ended, too')
    .addOption(new Option('--owes <who>', 'only where this one owes the next word').choices(['us', 'customer', 'nobody']))
    .option('--category <category>', 'only of this category, as in triage.yaml')
    .option('--language <code>', 'only in this language, such as de')
    .option('--team <team>', 'only what this team was given, as in triage.yaml')
    .addOption(new Option('--priority <priority>', 'only of this priority').choices(PRIORITIES))
    .option('--label <labels...>', 'only with all of these labels')
    .option('--from <address>', 'only what this address opened')
    .option('--limit <n>', 'how many', positive, 50)
    .option('--json', 'for programs')
    .action((options: ListOptions, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, config, inboxes }) => {
        assertNames(config, inboxes, options);
        const now = Date.now();
        const found: { inbox: string; rows: readonly TicketRow[]; more: boolean }[] = [];
        for (const inbox of inboxes) {
          // One more than is shown tells whether there are more.
          const rows = await listTickets(db, inbox, { ...filterOf(options), limit: options.limit + 1 });
          found.push({ inbox, rows: rows.slice(0, options.limit), more: rows.length > options.limit });
        }
        if (options.json === true) return printJson(await forPrograms(db, found));
        console.log(found.map((list) => ticketList(list, now, makeInk(coloured))).join('\n\n'));
      }),
    );
  tickets
    .command('show')
    .description('one ticket: how it stands, what has become of it, and its mails')
    .argument('<ticket>', 'its number as in the subject of a hand-off, such as 12 or #12')
    .option('--inbox <id>', 'its inbox, where there are several')
    .option('--text', 'with the words of the mails')
    .option('--json', 'for programs')
    .action((asked: string, options: ShowOptions, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, inboxes }) => {
        const ticket = await findTicket(db, inboxes, asked);
        const { inbox, thread_id: threadId } = ticket;
        const labels = (await labelsOfThreads(db, inbox, [threadId])).get(threadId) ?? [];
        const mails = await messagesOfThread(db, inbox, threadId);
        const withText = options.text === true;
        if (options.json === true)
          return printJson({ ...ticketForPrograms(ticket, labels), mails: mails.map((mail) => mailForPrograms(mail, withText)) });
        const outbox = await openEffects(db, inbox, threadId);
        console.log(ticketPage({ ticket, labels, mails, outbox, withText }, Date.now(), makeInk(coloured)));
      }),
    );
  return tickets;
}

function filterOf({ state, all, label, from, owes, category, language, team, priority }: ListOptions): Omit<TicketFilter, 'limit'> {
  const given = Object.entries({ owes, category, language, team, priority }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    ...(state === undefined ? {} : { states: state }),
    ended: all === true,
    ...(label === undefined ? {} : { labels: label }),
    ...(from === undefined ? {} : { from: from.toLowerCase() }),
  };
}

/** A name that triage.yaml does not have is a slip of the pen: an empty list would look like good news. */
function assertNames(config: LoadedConfig, inboxes: readonly string[], { category, team }: ListOptions): void {
  const policies = config.inboxes.flatMap(({ id, triage }) => (inboxes.includes(id) && triage !== null ? [triage] : []));
  const check = (what: string, name: string | undefined, known: readonly string[]) => {
    if (name === undefined || known.includes(name)) return;
    throw new Error(`${name} is no ${what} of triage.yaml: write one of ${[...new Set(known)].join(', ')}`);
  };
  check(
    'category',
    category,
    policies.flatMap((policy) => Object.keys(policy.categories)),
  );
  check(
    'team',
    team,
    policies.flatMap((policy) => Object.keys(policy.teams)),
  );
}

async function findTicket(run: Run, inboxes: readonly string[], asked: string): Promise<TicketRow> {
  const number = ticketNumber(asked);
  if (number === null) throw new Error(`${asked} is no number of a ticket: write it as in the subject of a hand-off, such as 12 or '#12'`);
  const found: TicketRow[] = [];
  for (const inbox of inboxes) {
    const row = await ticketByNumber(run, inbox, number);
    if (row !== undefined) found.push(row);
  }
  const [one, another] = found;
  if (another !== undefined)
    throw new Error(`there is a ticket #${number} in ${found.map((t) => t.inbox).join(' and ')}: say which with --inbox`);
  if (one !== undefined) return one;
  const newest = await Promise.all(inboxes.map(async (inbox) => `${inbox} has ${tickets(await newestTicket(run, inbox))}`));
  throw new Error(`there is no ticket #${number}: ${newest.join(', ')}; "firstline tickets list --all" shows them`);
}

function tickets(newest: number): string {
  return newest === 0 ? 'none yet' : newest === 1 ? 'one, #1' : `#1 to #${newest}`;
}

/** `12`, `#12`, or the subject of a hand-off, `[#12 urgent] …`. */
export function ticketNumber(asked: string): number | null {
  const digits = /^#?(\d{1,15})$/.exec(asked.trim())?.[1] ?? /\[#(\d{1,15})(?: [a-z]+)?\]/.exec(asked)?.[1];
  return digits === undefined ? null : Number(digits);
}

async function forPrograms(run: Run, found: readonly { inbox: string; rows: readonly TicketRow[] }[]): Promise<unknown> {
  const all: unknown[] = [];
  for (const { inbox, rows } of found) {
    const labels = await labelsOfThreads(
      run,
      inbox,
      rows.map((row) => row.thread_id),
    );
    all.push(...rows.map((row) => ticketForPrograms(row, labels.get(row.thread_id) ?? [])));
  }
  return all;
}

function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
