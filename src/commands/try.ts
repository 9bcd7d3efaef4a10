import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { errorMessage } from '../errors.ts';
import type { RehearsalParts } from '../evaluation/rehearsal-parts.ts';
import { makeInk } from './paper.ts';
import { EXIT_USAGE, withUsageCode } from './usage.ts';

interface Options {
  readonly eml?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly locale?: string;
  readonly inbox?: string;
  readonly verified?: true;
  readonly lookUp?: true;
  readonly json?: true;
}

/** `firstline try "question"`: what would become of a mail, and why. Touches nothing, needs no account and no ledger. */
export function tryCommand(environment: Environment): Command {
  return withUsageCode(new Command('try'))
    .description('show what would become of a mail, step by step, without sending or recording anything')
    .argument('[question]', 'what the customer writes; - reads it from standard input')
    .option('--eml <file>', 'a whole mail instead of a question; - reads it from standard input')
    .option('--from <address>', 'who writes, such as "Ann Lee <ann@example.com>"')
    .option('--subject <text>', 'subject of the question')
    .option('--locale <code>', 'language of the inbox, for words that are too few to tell')
    .option('--inbox <id>', 'which inbox; needed where there are several')
    .option('--verified', 'as if something vouched for the sender')
    .option('--look-up', 'really ask the servers of look-ups; otherwise nobody is asked')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit codes: 0 decided; 1 not decided, for the model is away; 64 something is wrong with the command; 78 with the files.\n',
    )
    .action(async (question: string | undefined, options: Options, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      // What thinks is loaded only where it is used: every other command would wait for it.
      const { loadWithoutAccount, openRehearsal } = await import('./rehearsal-parts.ts');
      const { rehearse } = await import('../evaluation/rehearse.ts');
      const { explain } = await import('../evaluation/explain.ts');
      const { tryPage } = await import('./try-page.ts');
      const parts = await openRehearsal(await loadWithoutAccount(file, environment), options);
      try {
        const source = await sourceOf(question, options, parts, command);
        const told = explain(
          await rehearse(
            { source, earlier: [], ...(options.verified === true ? { sender: 'verified' } : {}) },
            parts,
            new AbortController().signal,
          ),
          parts,
        );
        const coloured = process.stdout.isTTY && (environment.variables.NO_COLOR ?? '') === '';
        const sample = parts.knowledge.articles.some((a) => a.sample);
        console.log(options.json === true ? JSON.stringify(told, null, 2) : tryPage(told, makeInk(coloured), { sample }));
        if (told.disposition === 'waiting')
          command.error('firstline: the model gave no answer now; look at its settings, or try again', { exitCode: 1 });
      } finally {
        await parts.reader.close();
      }
    });
}

/** Whoever asks without a name. */
const SOMEBODY = { name: '', address: 'customer@example.com' };

async function sourceOf(question: string | undefined, options: Options, parts: RehearsalParts, command: Command): Promise<Buffer> {
  const wrong = (message: string): never => command.error(`firstline: ${message}`, { exitCode: EXIT_USAGE });
  const { eml, from, subject } = options;
  if (eml !== undefined) {
    if (question !== undefined || from !== undefined || subject !== undefined)
      return wrong('give either --eml, or a question with --from and --subject: the file says who writes and what');
    if (eml === '-') return Buffer.from(await readAll(process.stdin));
    return readFile(eml).catch((error: unknown) => wrong(`the mail cannot be read: ${errorMessage(error)}`));
  }
  if (question === undefined) return wrong('write a question in quotes, - to read it from standard input, or --eml with a file');
  const { readSender } = await import('../evaluation/load-tickets.ts');
  const { mailSource } = await import('../evaluation/mail-source.ts');
  const sender =
    from === undefined ? SOMEBODY : (readSender(from) ?? wrong('--from takes one address, such as "Ann Lee <ann@example.com>"'));
  const text = question === '-' ? await readAll(process.stdin) : question;
  const now = Math.floor(parts.now() / 1_000) * 1_000;
  return mailSource({ from: sender, to: parts.config.address, subject: subject ?? '', text, date: now, id: 'try' });
}
