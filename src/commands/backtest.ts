import { existsSync, statSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { forgetProgress, openProgress, progressFile, type Wish } from '../backtest/progress-file.ts';
import { makeProgressLine, type ProgressLine } from '../backtest/progress-line.ts';
import type { Report } from '../backtest/report.ts';
import { reportPage } from '../backtest/report-page.ts';
import { reportTable } from '../backtest/report-table.ts';
import { parseDuration } from '../config/duration.ts';
import type { Environment } from '../config/environment.ts';
import { type LoadedConfig, type LoadedInbox, loadConfig } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { ConfigError, TransientError } from '../errors.ts';
import { makeLog } from '../log.ts';
import { makeUndo } from '../undo.ts';
import { printable } from './printable.ts';
import { positive } from './usage.ts';

interface Options {
  readonly since: string;
  readonly inbox?: string;
  readonly limit?: number;
  readonly json?: string;
  readonly html?: string;
  readonly sent?: string;
  readonly concurrency?: number;
  readonly wait: number;
  readonly resume?: true;
  readonly fresh?: true;
  readonly delete?: true;
}

type Answering = LoadedInbox & { readonly triage: TriageConfig };

/** What a shell says of a process that was interrupted. */
const EXIT_INTERRUPTED = 130;

/** `firstline backtest`: what would have become of the mail of the last weeks, beside what people really answered. Reads only. */
export function backtestCommand(environment: Environment): Command {
  return new Command('backtest')
    .description(
      'try the pipeline on past mail and compare with what people really answered: reads the mailbox only, sends and changes nothing',
    )
    .option('--since <duration>', 'how far to look back', sinceOption, '90d')
    .option('--inbox <id>', 'only this inbox')
    .option('--limit <n>', 'questions at most, the newest first', positive)
    .option('--json <file>', 'write the report for programs; - for standard output instead of the table')
    .option('--html <file>', 'write the report as one page')
    .option('--sent <mailbox>', 'name of the mailbox with sent mail, where it cannot be told')
    .option('--concurrency <n>', 'questions at the same time; default: model.concurrency', positive)
    .addOption(
      new Option('--wait <duration>', 'how long to wait for a server or a model that is away')
        .argParser(waitOption)
        .default(600_000, '10m'),
    )
    .addOption(new Option('--resume', 'go on with the last run, even if it is finished or began with other texts').conflicts('fresh'))
    .option('--fresh', 'begin anew, whatever was done before')
    .option('--delete', 'remove what earlier runs have kept of people’s mail, and end')
    .action(async (options: Options, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      const config = await loadConfig(file, environment.variables);
      const inboxes = answering(config, file, options.inbox);
      if (options.delete === true) return forget(config, inboxes);
      for (const path of [options.json, options.html]) assertWritable(path);
      process.exitCode = await run(config, inboxes, options);
    });
}

async function run(config: LoadedConfig, inboxes: readonly Answering[], options: Options): Promise<number> {
  const { stderr } = process;
  const line = makeProgressLine({
    isTerminal: stderr.isTTY,
    columns: stderr.columns,
    write: (text) => stderr.write(text),
    now: Date.now,
  });
  const signal = stopSignal();
  const reports: Report[] = [];
  let failure: unknown = null;
  for (const inbox of inboxes) {
    if (signal.aborted || failure !== null) break;
    try {
      reports.push(await runInbox(config, inbox, options, { line, signal }));
    } catch (error) {
      line.end();
      if (!signal.aborted) failure = error;
    }
  }
  await write(reports, options);
  for (const { id } of inboxes) if (existsSync(progressFile(config.firstline.data, id))) line.say(kept(config, id));
  if (signal.aborted) {
    line.say('Stopped. What was done is kept: the same command goes on from here.');
    return EXIT_INTERRUPTED;
  }
  if (failure instanceof TransientError)
    throw new TransientError(`${failure.message} Given up for now; what was done is kept: the same command goes on from here.`, {
      cause: failure,
    });
  if (failure !== null) throw failure;
  for (const report of reports.filter(({ mailbox }) => mailbox.answered === 0)) line.say(nothing(report, options.since));
  return reports.some(({ mailbox }) => mailbox.answered === 0) ? 1 : 0;
}

async function runInbox(
  config: LoadedConfig,
  inbox: Answering,
  options: Options,
  { line, signal }: { readonly line: ProgressLine; readonly signal: AbortSignal },
): Promise<Report> {
  // Only this needs the clients of the network; every other command would wait for them.
  const { backtest } = await import('../backtest/backtest.ts');
  const { basisOf, openShadow } = await import('../backtest/shadow-parts.ts');
  const now = Date.now;
  const undo = makeUndo();
  try {
    const log = makeLog({ level: 'error', pretty: process.stderr.isTTY });
    const parts = await openShadow(config, inbox, { log, now, random: Math.random, undo });
    const from = now() - (parseDuration(options.since) ?? 0);
    const wish: Wish = options.resume === true ? 'resume' : options.fresh === true ? 'fresh' : null;
    const progress = await openProgress(config.firstline.data, inbox.id, { since: options.since, from, basis: basisOf(parts) }, wish);
    undo.push(progress.close);
    if (progress.done.size > 0) line.say(`${inbox.id}: going on; ${progress.done.size} questions were tried before.`);
    const report = await backtest(parts, {
      limit: options.limit ?? null,
      sent: options.sent ?? null,
      concurrency: options.concurrency ?? config.firstline.model.concurrency,
      patienceMs: options.wait,
      now,
      signal,
      progress,
      line,
    });
    if (report.complete) await progress.finish();
    return report;
  } finally {
    await undo.run();
  }
}

async function write(reports: readonly Report[], { json, html }: Options): Promise<void> {
  const madeAt = Date.now();
  const asJson = () => `${JSON.stringify({ version: 1, madeAt: new Date(madeAt).toISOString(), inboxes: reports }, null, 2)}\n`;
  if (json === '-') process.stdout.write(asJson());
  else if (reports.length > 0) console.log(printable(reports.map(reportTable).join('\n\n\n')));
  if (reports.length === 0) return;
  if (json !== undefined && json !== '-') await writePrivate(json, asJson());
  if (html !== undefined) await writePrivate(html, reportPage(reports, madeAt));
}

/** Mail of people is in it: for its owner alone, also where the file was there before. */
async function writePrivate(file: string, text: string): Promise<void> {
  await writeFile(file, '', { mode: 0o600 });
  await chmod(file, 0o600);
  await writeFile(file, text);
}

async function forget(config: LoadedConfig, inboxes: readonly Answering[]): Promise<void> {
  for (const { id } of inboxes) {
    const known = await forgetProgress(config.firstline.data, id);
    console.log(`${id}: ${known ? 'removed' : 'there was nothing to remove'}`);
  }
}

function kept(config: LoadedConfig, id: string): string {
  const file = progressFile(config.firstline.data, id);
  return `Excerpts of mail are kept in ${file} (only you may read it); remove them with: firstline backtest --delete`;
}

function nothing({ inbox, mailbox }: Report, since: string): string {
  return mailbox.mails === 0
    ? `${inbox}: there is no mail in INBOX, Archive and Sent in the last ${since}: look further back with --since`
    : `${inbox}: nobody answered anything in the last ${since} (${mailbox.mails} mails, ${mailbox.unanswered} of others): look further back with --since, or name the mailbox with the answers by --sent`;
}

/** The inboxes with an agent, or the one that was asked for. */
function answering(config: LoadedConfig, file: string, asked: string | undefined): readonly Answering[] {
  const refuse = (path: string, message: string) => new ConfigError([{ file, path, message }]);
  const named = config.inboxes.filter((inbox) => asked === undefined || inbox.id === asked);
  if (named.length === 0) throw refuse('--inbox', `there is no inbox ${asked}; there are ${config.inboxes.map((i) => i.id).join(', ')}`);
  const found = named.filter((inbox): inbox is Answering => inbox.triage !== null);
  if (found.length === 0)
    throw refuse('--inbox', `${named.map((i) => i.id).join(', ')} has agent: false, so nothing would be decided there`);
  return found;
}

/** Before hours of work, not after them. */
function assertWritable(file: string | undefined): void {
  if (file === undefined || file === '-') return;
  const folder = dirname(resolve(file));
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder || !existsSync(folder))
    throw new ConfigError([
      { file, path: '', message: isFolder ? 'this is a folder: name a file' : `there is no folder ${folder}: make it first` },
    ]);
}

function sinceOption(text: string): string {
  if ((parseDuration(text) ?? 0) <= 0) throw new InvalidArgumentError('write a duration such as 90d or 12w');
  return text;
}

function waitOption(text: string): number {
  const ms = parseDuration(text);
  if (ms === null) throw new InvalidArgumentError('write a duration such as 30s, 10m or 2h');
  return ms;
}

/** The first Ctrl-C ends in order, a second one at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.removeListener(name, stop);
      process.once(name, () => process.exit(EXIT_INTERRUPTED));
    }
    controller.abort(new Error('stopped'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
