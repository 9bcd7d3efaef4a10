import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { ConfigError } from '../errors.ts';
import { loadTickets } from '../evaluation/load-tickets.ts';
import { stubsFolder } from '../jobs/write-stubs.ts';
import { TICKET_ENDING } from '../knowledge/article-files.ts';
import { stillPersonal } from '../learning/made-up.ts';
import { type AnsweringInbox, answeringInbox } from './kb-inbox.ts';
import { printable } from './printable.ts';

interface Options {
  readonly inbox?: string;
  readonly list?: true;
  readonly dryRun?: true;
}

/** `firstline kb accept`: a decision that was called wrong becomes a golden ticket, once a person has read what was made of it. */
export function kbAcceptCommand(environment: Environment): Command {
  return new Command('accept')
    .description('make golden tickets of decisions that people called wrong: check a stub and move it beside the knowledge base')
    .argument('[file]', 'a stub of data/stubs/<inbox>; default: the only one')
    .option('--inbox <id>', 'its inbox, where there are several')
    .option('--list', 'only say which there are')
    .option('--dry-run', 'check and show it, and move nothing')
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const { config, inbox } = await answeringInbox(environment, command, options.inbox);
      const folder = stubsFolder(config.firstline.data, inbox.id);
      const names = await stubsIn(folder);
      if (options.list === true) {
        console.log(
          names.length === 0
            ? `nothing waits: golden tickets are made when a person calls a decision wrong, and lie in ${folder}`
            : names.join('\n'),
        );
        return;
      }
      const name = chosen(names, file, folder);
      console.log(await accept(inbox, { folder, name, dryRun: options.dryRun === true }));
    });
}

async function stubsIn(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => name.endsWith(TICKET_ENDING)).sort();
}

function chosen(names: readonly string[], file: string | undefined, folder: string): string {
  const [only, another] = names;
  const name = file === undefined && another === undefined ? only : names.find((n) => n === basename(file ?? ''));
  if (name !== undefined) return name;
  if (names.length === 0) throw new Error(`there are no stubs in ${folder}: they are made when a person calls a decision wrong`);
  throw new Error(`${file === undefined ? 'say which' : `there is no stub ${file}`}; there are ${names.join(', ')}`);
}

/** Shows what it moves, so that whoever ran it has seen it. Throws with every reason not to. */
async function accept(
  { config, triage }: AnsweringInbox,
  { folder, name, dryRun }: { readonly folder: string; readonly name: string; readonly dryRun: boolean },
): Promise<string> {
  const from = join(folder, name);
  const to = join(config.knowledge, 'tickets', name);
  const text = await readFile(from, 'utf8');
  const problems = await problemsOf(folder, from, { address: config.address, policy: triage });
  const personal = stillPersonal(text).map((what) => ({
    file: from,
    path: '',
    message: `${what} is still in it: write a made-up one in its place`,
  }));
  const there = existsSync(to) ? [{ file: to, path: '', message: 'is there already: remove one of the two' }] : [];
  if (problems.length + personal.length + there.length > 0) throw new ConfigError([...problems, ...personal, ...there]);
  const shown = text
    .trimEnd()
    .split('\n')
    .map((line) => `+ ${line}`.trimEnd());
  if (!dryRun) {
    await mkdir(join(config.knowledge, 'tickets'), { recursive: true });
    // The knowledge base may lie on another disk, where nothing can be renamed to.
    await copyFile(from, to);
    await rm(from);
  }
  const last = dryRun ? `would be moved to ${to}` : `moved to ${to}: "firstline eval" runs it with the others`;
  return printable([to, ...shown, '', last].join('\n'));
}

/** Only what is wrong with this stub: another may still be in the making. */
async function problemsOf(folder: string, file: string, context: Parameters<typeof loadTickets>[1]): Promise<ConfigError['problems']> {
  try {
    await loadTickets(folder, context);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.filter((problem) => problem.file === file);
  }
}
