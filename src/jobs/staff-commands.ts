import { InvariantError } from '../errors.ts';
import { appendAudit } from '../ledger/audit.ts';
import type { Run } from '../ledger/database.ts';
import type { StaffAct } from '../staff/interpret.ts';
import { doneText } from '../staff/notice-text.ts';
import { passedOn } from '../staff/passed-on.ts';
import type { StaffCommand } from '../staff/staff-command.ts';
import { firstWords } from '../triage/draft-body.ts';
import { type Approval, approveDraft } from './approve-draft.ts';
import { broadcastSurge, liftSurge } from './broadcast.ts';
import { type ByHand, closeByHand, escalateByHand, handBack, markSpamByHand } from './by-hand.ts';
import { recordCorrection } from './correction.ts';
import type { InboxParts } from './parts.ts';
import { type StaffTurn, tell, wordsFor } from './staff-notices.ts';

type Finish = (action: string, detail: string | null) => Promise<boolean>;

/** Carries out what stands in the first lines of a team member's mail, in the caller's transaction, and tells them what was done. */
export async function runCommands(
  trx: Run,
  parts: InboxParts,
  turn: StaffTurn,
  { commands, rest }: Extract<StaffAct, { kind: 'commands' }>,
  finish: Finish,
): Promise<boolean> {
  const done: string[] = [];
  const note = commands.flatMap((c) => (c.name === 'note' ? [c.text] : [])).join(' ');
  for (const command of commands) done.push(await run(trx, parts, turn, { command, note }));
  const words = wordsFor(parts, turn.row.from_address);
  await tell(trx, parts, turn, doneText(words, done, rest), rest === '' ? undefined : { message: turn.row.id, words: rest });
  return finish('commanded', commands.map((c) => `#${c.name}`).join(' '));
}

/** What was done, in words for its author. */
async function run(
  trx: Run,
  parts: InboxParts,
  { mail, row, read, at }: StaffTurn,
  { command, note }: { readonly command: StaffCommand; readonly note: string },
): Promise<string> {
  const threadId = mail.thread_id;
  const by: ByHand = { actor: 'staff', refs: { message: row.id }, personal: { from: row.from_address } };
  switch (command.name) {
    case 'close':
      return told(await closeByHand(trx, parts, threadId, by), 'The ticket is closed; the customer gets no answer.');
    case 'spam':
      return told(await markSpamByHand(trx, parts, threadId, by), 'The ticket is closed as spam.');
    case 'auto':
      return told(await handBack(trx, parts, threadId, by), 'Firstline has the conversation again.');
    case 'assign': {
      // A note beside it is for whoever gets it.
      const why = `${row.from_name === '' ? row.from_address : row.from_name} gives it to you${note === '' ? '' : `: ${firstWords(note, NOTE_CHARACTERS)}`}`;
      const isTicket = await escalateByHand(trx, parts, threadId, { team: command.team, why, by });
      return told(isTicket, `The team ${parts.policy.teams[command.team]?.name ?? command.team} has the ticket.`);
    }
    case 'note':
      await appendAudit(trx, parts.inbox, at, [
        {
          ...{ actor: 'staff', kind: 'ticket.note' },
          refs: { thread: threadId, message: row.id },
          personal: { ...by.personal, text: command.text },
        },
      ]);
      return 'The note is kept with the ticket.';
    case 'wrong': {
      const why = command.text === '' ? null : command.text;
      const recorded = await recordCorrection(trx, parts, threadId, { why, actor: 'staff' });
      return recorded ? 'It is recorded that the decision was wrong.' : 'Nothing was decided here that could be wrong.';
    }
    case 'broadcast': {
      const sent = await broadcastSurge(trx, parts, threadId, { text: command.text, cause: row.id });
      if (sent === null) return NO_SURGE;
      const left = sent.left === 0 ? '' : ` ${sent.left} more have had an answer already, or are closed.`;
      return `Your text goes to ${sent.told} conversations, as fast as may be sent, and to whoever writes about the same until #lift.${left}${passedOn(read.message.attachments).files.length === 0 ? '' : ' Without your files: a link reaches as many.'}`;
    }
    case 'lift': {
      const released = await liftSurge(trx, parts, threadId, row.id);
      return released === null ? NO_SURGE : `Lifted: ${released} held mails are decided about now, and later ones as usual.`;
    }
    case 'approve':
      return APPROVAL[await approveDraft(trx, parts, threadId, by)];
    case 'send':
    case 'help':
      throw new InvariantError(`#${command.name} is no command of its own here`);
    default:
      return command satisfies never;
  }
}

/** Of a note, in the one line that says why a team gets a ticket; the whole is kept with it. */
const NOTE_CHARACTERS = 500;

const APPROVAL: Readonly<Record<Approval, string>> = {
  approved: 'The reply is sent as it stands, unless the customer has written again.',
  already: 'The reply has been sent, or is on its way.',
  nothing: 'There is no draft and no suggested reply that could be sent.',
  stale: 'It is not sent: the conversation has moved on since it was written.',
};

const NO_SURGE = 'This ticket is not one of many about the same, or that has been lifted: nothing was done.';

function told(isTicket: boolean, done: string): string {
  return isTicket ? done : 'There is no ticket any more: nothing was done.';
}
