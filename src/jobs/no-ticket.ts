import type { Run } from '../ledger/database.ts';
import type { Address } from '../mail/message.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { noTicketText } from '../staff/notice-text.ts';
import { answerSubject } from '../staff/staff-mail.ts';
import { isOfTeams } from '../staff/staff-trust.ts';
import { putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';
import type { Read } from './read.ts';
import { wordsFor } from './staff-notices.ts';

/** The subject of a hand-off, whatever a client puts in front of an answer: `Re: [#42 urgent] My data`. */
const OF_HANDOFF = /^(?:\s*\p{L}{1,6}\s*[:：])*\s*\[#\d+/u;

/**
 * A colleague answers a hand-off, but neither the address nor the references of their mail lead to a ticket: a subject never does. They believe that the customer has it, so
 * they are told, once a mail. Returns the conversation of the notice to ring for; null where there is nothing to tell.
 */
export async function tellNoTicket(trx: Run, parts: InboxParts, { row, answers, admission }: Read, at: number): Promise<string | null> {
  const { config, policy, ours, own } = parts;
  if (answers == null || answers.machine !== null || !config.agent || admission.kind !== 'noted' || !OF_HANDOFF.test(row.subject))
    return null;
  const isCertain = (JSON.parse(row.verdict_json) as SenderVerdict).verdict === 'verified';
  const addressed = [row.to_json, row.cc_json].flatMap((json) => JSON.parse(json) as Address[]);
  // Whoever is outside has it already.
  const isAmongUs = addressed.every(({ address }) => ours.has(address) || own.has(address.replace(/\+[^@]*@/, '@')));
  if (!isCertain || !isAmongUs || !isOfTeams(row.from_address, policy.teams)) return null;
  await putNotice(
    trx,
    parts,
    {
      ...{ threadId: row.id, cause: 'no ticket', to: [{ name: row.from_name, address: row.from_address }] },
      ...{ subject: answerSubject(row.subject), inReplyTo: row.message_id },
      references: row.message_id === null ? [] : [row.message_id],
      markdown: noTicketText(wordsFor(parts, row.from_address), row.text ?? ''),
    },
    at,
  );
  return row.id;
}
