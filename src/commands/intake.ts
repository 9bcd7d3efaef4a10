import { Command } from 'commander';
import { stringify } from 'yaml';
import type { Environment } from '../config/environment.ts';
import { type LoadedConfig, type LoadedInbox, loadConfig } from '../config/load.ts';
import { ConfigError, PermanentError } from '../errors.ts';
import { makeLog } from '../log.ts';
import type { Message } from '../mail/message.ts';
import type { Proposal } from '../mail/via-propose.ts';
import { withUndo } from '../undo.ts';
import { printable } from './printable.ts';
import { positive } from './usage.ts';

/** Newest mails that are looked at: enough for every form that is in use. */
const MAILS = 200;
/** Bytes of a mail that are read: header and text stand in front, attachments behind. */
const MAX_BYTES = 500_000;

/** `firstline intake propose`: lines for the configuration, from what the mailbox holds. Reads only: no mail is marked as seen. */
export function intakeCommand(environment: Environment): Command {
  const intake = new Command('intake').description('how mail comes into a mailbox');
  intake
    .command('propose')
    .description(
      'read the newest mails of INBOX, without marking them as seen, and print lines for intake: groups, forwarders and forms they came by',
    )
    .option('--inbox <id>', 'only this inbox')
    .option('--mails <n>', 'how many of the newest mails', positive, MAILS)
    .option('--json', 'for programs')
    .action(async (options: { inbox?: string; mails: number; json?: true }, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      const config = await loadConfig(file, environment.variables);
      const inboxes = config.inboxes.filter((i) => options.inbox === undefined || i.id === options.inbox);
      if (inboxes.length === 0) {
        const ids = config.inboxes.map((i) => i.id).join(', ');
        throw new ConfigError([{ file, path: '--inbox', message: `there is no inbox ${options.inbox}; there are ${ids}` }]);
      }
      const proposals: [string, Proposal][] = [];
      for (const inbox of inboxes) proposals.push([inbox.id, await propose(config, inbox, options.mails)]);
      console.log(options.json === true ? JSON.stringify({ inboxes: Object.fromEntries(proposals) }, null, 2) : asYaml(proposals));
    });
  return intake;
}

async function propose(config: LoadedConfig, inbox: LoadedInbox, count: number): Promise<Proposal> {
  // Only this needs the clients of the network; every other command would wait for them.
  const { openMailbox } = await import('../inbox-parts.ts');
  const { makeMailReader } = await import('../mail/mail-reader.ts');
  const { proposePaths } = await import('../mail/via-propose.ts');
  const log = makeLog({ level: 'error', pretty: process.stderr.isTTY });
  const opened = await withUndo(async (undo) => {
    const { mailbox } = openMailbox(config, inbox, { log, now: Date.now, random: Math.random, undo, readOnly: true });
    const reader = makeMailReader({ log });
    undo.push(reader.close);
    const { inbox: name } = await mailbox.special();
    const uids = (await mailbox.fetchFlags(name, null)).map((m) => m.uid).slice(-count);
    const messages: Message[] = [];
    for (const { source } of await mailbox.fetchUids(name, uids, MAX_BYTES)) {
      try {
        messages.push((await reader.read(source)).message);
      } catch (error) {
        if (!(error instanceof PermanentError)) throw error;
        log.debug('a mail cannot be read; it is left out');
      }
    }
    return { messages, close: undo.run };
  });
  await opened.close();
  const { intake } = inbox.config;
  return proposePaths(opened.messages, {
    trust: { authservIds: intake.trustedAuthservIds, arcSealers: intake.trustedArcSealers },
    known: intake.via,
    ours: new Set(config.inboxes.flatMap((i) => [i.config.address, ...i.config.aliases])),
  });
}

/** Lines to paste, each with one comment on why. Addresses come from strangers' mail, so nothing of them reaches the terminal as it is. */
function asYaml(proposals: readonly (readonly [string, Proposal])[]): string {
  const lines = ['# Look at each line before you paste it: it was read from mail that anybody can send.', 'inboxes:'];
  for (const [id, { mails, authserv, paths }] of proposals) {
    if (authserv === null && paths.length === 0) {
      lines.push(`  # ${id}: nothing to propose after ${mails} mails`);
      continue;
    }
    lines.push(`  ${id}:`, '    intake:');
    if (authserv !== null) lines.push(`      # ${authserv.why}`, `      trustedAuthservIds: ${inline([authserv.id])}`);
    if (paths.length > 0) lines.push('      via:');
    for (const { path, why } of paths) {
      const [first = '', ...rest] = stringify(path, { lineWidth: 0 }).trimEnd().split('\n');
      lines.push(`        # ${why}`, `        - ${first}`, ...rest.map((line) => `          ${line}`));
    }
  }
  return printable(lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n'));
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
