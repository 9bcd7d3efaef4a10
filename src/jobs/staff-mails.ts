import { PermanentError } from '../errors.ts';
import { type AuditEntry, appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { type Lease, leaseIsCurrent } from '../ledger/leases.ts';
import { messageById, messagesOfThread, settle } from '../ledger/messages.ts';
import type { MessageRow, StaffMailRow } from '../ledger/schema.ts';
import { finishStaffMail, pendingStaffMails } from '../ledger/staff-mails.ts';
import { moveTicket, ticketOf } from '../ledger/tickets.ts';
import type { ReadMail } from '../mail/read-task.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { interpret, type StaffAct } from '../staff/interpret.ts';
import { goneText, helpText, proposalText, refusedText } from '../staff/notice-text.ts';
import { isOfTeams } from '../staff/staff-trust.ts';
import { machineWrote } from './machine-wrote.ts';
import { putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';
import { relabel } from './relabel.ts';
import { putRelay } from './relay.ts';
import { sourceOf } from './source.ts';
import { runCommands } from './staff-commands.ts';
import { staffFacts } from './staff-facts.ts';
import { conversationOf, type StaffTurn, tell, wordsFor } from './staff-notices.ts';
import { cancelWaiting } from './withdraw.ts';

/**
 * Acts upon what team members have written about a ticket, oldest first. Runs under the ticket's lease; each mail is one transaction with all that follows from it, so that
 * a run that dies has done it or not.
 */
export async function answerStaff(parts: InboxParts, threadId: string, lease: Lease): Promise<void> {
  const { db, inbox, log } = parts;
  for (const mail of await pendingStaffMails(db, inbox, threadId)) {
    const row = await messageById(db, inbox, mail.message);
    const read = row === null ? null : await readAgain(parts, row);
    if (row === null || read === null) {
      await transactInbox(db, inbox, async (trx) => {
        if ((await finish(trx, parts, mail, 'gone', null)) && row !== null && mail.detail === null) await tellGone(trx, parts, mail, row);
      });
      log.warn({ thread: threadId, message: mail.message }, 'a mail of the staff was removed before it was acted upon');
      continue;
    }
    const facts = await staffFacts(parts, mail, row, read);
    const act = interpret(facts);
    parts.fault('staff.before-commit');
    const acted = await transactInbox(db, inbox, async (trx) => {
      if (!(await leaseIsCurrent(trx, inbox, lease))) return false;
      return carryOutAct(trx, parts, { mail, row, read, facts, at: parts.now() }, act);
    });
    if (acted) log.info({ thread: threadId, message: mail.message, act: act.kind }, 'a mail of the staff was acted upon');
    parts.fault('staff.after-commit');
  }
}

/** Its author believes that the customer has it; who that is has to be certain, because nothing else was looked at. */
async function tellGone(trx: Run, parts: InboxParts, mail: StaffMailRow, row: MessageRow): Promise<void> {
  const isCertain = (JSON.parse(row.verdict_json) as SenderVerdict).verdict === 'verified';
  if (!isCertain || !isOfTeams(row.from_address, parts.policy.teams)) return;
  const to = [{ name: row.from_name, address: row.from_address }];
  await putNotice(
    trx,
    parts,
    { ...conversationOf({ mail, row }), to, markdown: goneText(wordsFor(parts, row.from_address), row.text ?? '') },
    parts.now(),
  );
}

/** Null when somebody has removed it, or when it cannot be read any more. */
async function readAgain(parts: InboxParts, row: MessageRow): Promise<ReadMail | null> {
  const source = await sourceOf(parts, row.id);
  if (source === null) return null;
  try {
    return await parts.reader.read(source);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return null;
  }
}

async function finish(
  trx: Run,
  { inbox, now }: InboxParts,
  mail: StaffMailRow,
  action: string,
  detail: string | null,
  before: readonly AuditEntry[] = [],
): Promise<boolean> {
  const at = now();
  if (!(await finishStaffMail(trx, mail, { action, detail, at }))) return false;
  const refs = { message: mail.message, thread: mail.thread_id, byToken: mail.token !== null };
  await appendAudit(trx, inbox, at, [
    ...before,
    { actor: 'staff', kind: `staff_mail.${action}`, refs, ...(detail === null ? {} : { personal: { detail } }) },
  ]);
  return true;
}

async function carryOutAct(trx: Run, parts: InboxParts, turn: StaffTurn, act: StaffAct): Promise<boolean> {
  const { mail, row, at } = turn;
  switch (act.kind) {
    case 'machine':
      return machineWrote(trx, parts, turn, { word: act.word, finish: (action, detail) => finish(trx, parts, mail, action, detail) });
    case 'refused':
      return refuse(trx, parts, turn, act.why);
    case 'takeover':
      await takeOver(trx, parts, mail.thread_id, row.id, at);
      return finish(trx, parts, mail, 'taken_over', null);
    case 'help':
      await tell(trx, parts, turn, helpText(wordsFor(parts, row.from_address), act.mistakes, Object.keys(parts.policy.teams)));
      return finish(trx, parts, mail, 'help', act.mistakes.join(' '));
    case 'confirm':
      await tell(trx, parts, turn, proposalText(wordsFor(parts, row.from_address), act.words, act.why, act.by), {
        message: row.id,
        words: act.words,
      });
      return finish(trx, parts, mail, 'asked', act.why);
    case 'repeated':
      return finish(trx, parts, mail, 'repeated', null);
    case 'commands':
      return runCommands(trx, parts, turn, act, (action, detail) => finish(trx, parts, mail, action, detail));
    case 'send':
    case 'relay': {
      const from = act.kind === 'send' ? await messageById(trx, parts.inbox, act.proposal.message) : row;
      const words = act.kind === 'send' ? act.proposal.words : act.words;
      const put = from !== null && (await putRelay(trx, parts, turn, { from, words }));
      if (!put)
        await tell(
          trx,
          parts,
          turn,
          helpText(
            wordsFor(parts, row.from_address),
            ['There is no mail of the customer that it could answer.'],
            Object.keys(parts.policy.teams),
          ),
        );
      return finish(trx, parts, mail, put ? 'relayed' : 'help', null);
    }
    default:
      return act satisfies never;
  }
}

/** A conversation that a person has: what the agent was about to say is not said. */
async function takeOver(trx: Run, parts: InboxParts, threadId: string, cause: string, at: number): Promise<void> {
  const ticket = await ticketOf(trx, parts.inbox, threadId);
  if (ticket === null) return;
  const stopped = await cancelWaiting(trx, parts, threadId, 'a person answered', at);
  const waiting = (await messagesOfThread(trx, parts.inbox, threadId)).filter(
    (m) => m.direction === 'in' && (stopped.has(m.id) || m.wait === 'debouncing' || m.wait === 'waiting' || m.wait === 'held'),
  );
  const ids = waiting.map((m) => m.id);
  await appendAudit(trx, parts.inbox, at, await settle(trx, parts.inbox, ids, { disposition: 'answered', detail: 'staff' }, 'daemon'));
  await moveTicket(trx, ticket, 'staff_wrote', at, { triage_at: null, person_since: ticket.person_since ?? at });
  await relabel(trx, parts, threadId, ['answered'], `${cause}:staff`, at);
}

/** Whoever takes what nobody has looks at it; the sender gets no word, because nobody knows who that is. */
async function refuse(trx: Run, parts: InboxParts, turn: StaffTurn, why: string): Promise<boolean> {
  const { inbox, policy } = parts;
  const { mail, row, facts, at } = turn;
  const team = policy.teams[policy.fallbackTeam];
  const settled = await settle(trx, inbox, [row.id], { disposition: 'escalated', detail: policy.fallbackTeam }, 'daemon');
  if (team !== undefined)
    await putNotice(
      trx,
      parts,
      {
        ...conversationOf(turn),
        to: [{ name: team.name, address: team.email }],
        markdown: refusedText(wordsFor(parts, team.email), row.from_address, why, facts.words),
      },
      at,
    );
  parts.log.warn(
    { thread: mail.thread_id, message: row.id, why },
    'a mail in the name of the staff may not act; the fallback team was told',
  );
  return finish(trx, parts, mail, 'refused', why, settled);
}
