import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import type { Run } from '../ledger/database.ts';
import { explainMessage } from './explain.ts';
import { withLedger } from './open-ledger.ts';
import { positive } from './usage.ts';

/** `firstline why <address or message-id>`: what happened to a mail, in plain words, while the daemon runs. */
export function whyCommand(environment: Environment): Command {
  return new Command('why')
    .description('what happened to a mail and why, in plain words')
    .argument('<address or message-id>', 'a sender’s address, a Message-ID with or without brackets, or a ticket such as #12')
    .option('--inbox <id>', 'only this inbox')
    .option('--limit <n>', 'how many of the newest mails', positive, 5)
    .action((asked: string, options: { inbox?: string; limit: number }, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, inboxes }) => {
        let found = 0;
        for (const inbox of inboxes) {
          for (const id of (await find(db, inbox, asked, options.limit)).reverse()) {
            if (found > 0) console.log('');
            console.log(await explainMessage(db, inbox, id));
            found += 1;
          }
        }
        if (found === 0)
          throw new Error(`no mail of ${asked} is known: look at the spelling, and whether the mail is in the mailbox at all`);
      }),
    );
}

/** Newest first. */
async function find(db: Run, inbox: string, asked: string, limit: number): Promise<string[]> {
  const base = db
    .selectFrom('messages')
    .select('messages.id')
    .where('messages.inbox', '=', inbox)
    .orderBy('arrived_at', 'desc')
    .limit(limit);
  const ticket = /^#(\d+)$/.exec(asked)?.[1];
  const bare = asked.replace(/^<|>$/g, '');
  if (ticket !== undefined) {
    const rows = await base
      .innerJoin('tickets', (join) =>
        join.onRef('tickets.inbox', '=', 'messages.inbox').onRef('tickets.thread_id', '=', 'messages.thread_id'),
      )
      .where('tickets.number', '=', Number(ticket))
      .where('messages.direction', '=', 'in')
      .execute();
    return rows.map((r) => r.id);
  }
  const byId = await base.where((eb) => eb.or([eb('message_id', '=', `<${bare}>`), eb('messages.id', '=', asked)])).execute();
  if (byId.length > 0) return byId.map((r) => r.id);
  const byAddress = await base.where('from_address', '=', bare.toLowerCase()).where('direction', '=', 'in').execute();
  return byAddress.map((r) => r.id);
}
