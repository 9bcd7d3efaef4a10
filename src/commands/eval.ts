import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { errorMessage } from '../errors.ts';
import type { EarlierRun, Report } from '../evaluation/report.ts';
import type { GoldenTicket } from '../evaluation/ticket.ts';
import { makeInk } from './paper.ts';
import { EXIT_CONFIG, EXIT_USAGE, positive, withUsageCode } from './usage.ts';

interface Options {
  readonly inbox?: string;
  readonly only?: string;
  readonly json?: true;
  readonly baseline?: string;
  readonly concurrency?: number;
}

/** `firstline eval`: runs the golden tickets through triage and says what is not as they expect. Sends and records nothing but its own last run. */
export function evalCommand(environment: Environment): Command {
  return withUsageCode(new Command('eval'))
    .description('run the golden tickets (*.ticket.md beside the articles) and compare with the last run')
    .option('--inbox <id>', 'which inbox; needed where there are several')
    .option('--only <pattern>', 'only tickets whose name contains this; * stands for anything')
    .option('--baseline <file>', 'compare with this output of --json instead of the last run')
    .option('--concurrency <n>', 'tickets at the same time; default: as the model is configured', positive)
    .option('--json', 'for programs, and for --baseline')
    .addHelpText(
      'after',
      '\nThe last whole run is kept in the data folder, for each inbox and model.' +
        '\nExit codes: 0 all as expected; 1 something is not; 64 something is wrong with the command; 78 with the files.\n',
    )
    .action(async (options: Options, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      const wrong = (message: string, exitCode = EXIT_USAGE): never => command.error(`firstline: ${message}`, { exitCode });
      // What thinks is loaded only where it is used: every other command would wait for it.
      const { loadWithoutAccount, openRehearsal } = await import('./rehearsal-parts.ts');
      const { loadTickets } = await import('../evaluation/load-tickets.ts');
      const { evaluate } = await import('../evaluation/evaluate.ts');
      const { compareRuns, reportOf } = await import('../evaluation/report.ts');
      const { evalPage } = await import('./eval-page.ts');
      const config = await loadWithoutAccount(file, environment);
      const parts = await openRehearsal(config, options);
      try {
        const { knowledge, address } = parts.config;
        const all = await loadTickets(knowledge, { address, policy: parts.policy });
        if (all.length === 0) return wrong(`there are no golden tickets in ${knowledge}: write one, such as refund.ticket.md`, EXIT_CONFIG);
        const tickets = options.only === undefined ? all : all.filter(named(options.only));
        if (tickets.length === 0) return wrong(`no golden ticket is called like ${options.only ?? ''}; there are ${all.length}`);
        const before = await earlierRun(options, config.firstline.data, { inbox: parts.inbox, model: parts.model.name }, wrong);
        const concurrency = options.concurrency ?? (parts.model.name === 'builtin' ? 1 : config.firstline.model.concurrency);
        const started = performance.now();
        const { signal } = new AbortController();
        const results = await evaluate(tickets, parts, { concurrency, signal, onResult: progress(tickets.length) });
        const report = reportOf(results, parts, performance.now() - started);
        const whole = options.only === undefined;
        const comparison = before === null ? null : compareRuns(before, results, whole);
        const coloured = process.stdout.isTTY && (environment.variables.NO_COLOR ?? '') === '';
        console.log(
          options.json === true ? JSON.stringify({ ...report, comparison }, null, 2) : evalPage(report, comparison, makeInk(coloured)),
        );
        if (whole) await keep(config.firstline.data, report);
        if (report.asExpected < report.tickets) process.exitCode = 1;
      } finally {
        await parts.reader.close();
      }
    });
}

/** A part of the name, or a pattern for all of it. */
function named(pattern: string): (ticket: GoldenTicket) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const wanted = new RegExp(parts.length === 1 ? (parts[0] ?? '') : `^(.*/)?${parts.join('.*')}$`, 'i');
  return ({ id }) => wanted.test(id);
}

async function earlierRun(
  { baseline }: Options,
  data: string,
  about: Pick<Report, 'inbox' | 'model'>,
  wrong: (message: string) => never,
): Promise<EarlierRun | null> {
  const { lastRunFile, readRun } = await import('../evaluation/last-run.ts');
  const file = baseline ?? lastRunFile(data, about);
  const run = await readRun(file).catch((error: unknown) => wrong(errorMessage(error)));
  return run === null && baseline !== undefined ? wrong(`there is no file ${baseline}`) : run;
}

async function keep(data: string, report: Report): Promise<void> {
  const { keepRun, lastRunFile } = await import('../evaluation/last-run.ts');
  await keepRun(lastRunFile(data, report), report).catch((error: unknown) => {
    // Where the data folder is not ours to write, the run is worth no less.
    console.error(`firstline: this run is not kept for the next one: ${errorMessage(error)}`);
  });
}

/** A counter where a person waits. */
function progress(total: number): (() => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let done = 0;
  return () => {
    done += 1;
    process.stderr.write(done < total ? `\r${done} of ${total}` : '\r\u001b[K');
  };
}
