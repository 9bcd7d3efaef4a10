import type { Run } from '../ledger/database.ts';
import { ticketOf } from '../ledger/tickets.ts';
import { type HandCommand, readHand } from '../tickets/hand-commands.ts';
import { supportHours } from '../tickets/next-work.ts';
import { snoozeUntil } from '../tickets/snooze.ts';
import { type ByHand, closeByHand, escalateByHand, handBack, markSpamByHand, setCategoryByHand, setPriorityByHand } from './by-hand.ts';
import { recordCorrection } from './correction.ts';
import type { InboxParts } from './parts.ts';
import { snoozeByHand } from './snooze-by-hand.ts';

interface Labels {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What labels set and taken off by hand ask for, in the order in which it is to be done, and those that do not stay. */
export async function askedByHand(
  trx: Run,
  { inbox, policy, now }: InboxParts,
  threadId: string,
  change: Labels,
): Promise<{ readonly commands: readonly HandCommand[]; readonly overruled: readonly string[] }> {
  const ticket = await ticketOf(trx, inbox, threadId);
  if (ticket === null) return { commands: [], overruled: [] };
  const hours = supportHours(policy);
  const snoozes = (label: string) => snoozeUntil(label, now(), hours) !== null;
  const known = { priority: ticket.priority, categories: Object.keys(policy.categories), teams: Object.keys(policy.teams), snoozes };
  return readHand(change, known);
}

/** Carries it out, in the transaction that records the labels. */
export async function obeyHand(
  trx: Run,
  parts: InboxParts,
  threadId: string,
  commands: readonly HandCommand[],
  refs: ByHand['refs'],
): Promise<void> {
  const by: ByHand = { actor: 'hand', refs };
  for (const command of commands) await obey(trx, parts, threadId, command, by);
}

async function obey(trx: Run, parts: InboxParts, threadId: string, command: HandCommand, by: ByHand): Promise<unknown> {
  switch (command.kind) {
    case 'escalate':
      return escalateByHand(trx, parts, threadId, { why: 'A person set the label needs-human in the mailbox', by });
    case 'team':
      return escalateByHand(trx, parts, threadId, {
        team: command.to ?? parts.policy.fallbackTeam,
        why:
          command.to === null
            ? 'A person took the label of its team off in the mailbox'
            : 'A person set the label of this team in the mailbox',
        by,
      });
    case 'hand back':
      return handBack(trx, parts, threadId, by);
    case 'close':
      return closeByHand(trx, parts, threadId, by);
    case 'spam':
      return markSpamByHand(trx, parts, threadId, by);
    case 'snooze':
      return snoozeByHand(trx, parts, threadId, command.label, by);
    case 'wrong':
      return recordCorrection(trx, parts, threadId, { why: null, actor: 'hand' });
    case 'priority':
      return setPriorityByHand(trx, parts, threadId, command.to, by);
    case 'category':
      return setCategoryByHand(trx, parts, threadId, command.to, by);
    default:
      return command satisfies never;
  }
}
