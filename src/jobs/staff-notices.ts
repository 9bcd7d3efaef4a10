import type { Run } from '../ledger/database.ts';
import type { MessageRow, StaffMailRow } from '../ledger/schema.ts';
import type { ReadMail } from '../mail/read-task.ts';
import { answerSubject } from '../staff/staff-mail.ts';
import { languageOfStaff, type StaffWords, staffWords } from '../tickets/words/words.ts';
import { type Notice, putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';
import type { StaffFacts } from './staff-facts.ts';

/** A team member's mail that is acted upon, with all that is known of it. */
export interface StaffTurn {
  readonly mail: StaffMailRow;
  readonly row: MessageRow;
  readonly read: ReadMail;
  readonly facts: StaffFacts;
  readonly at: number;
}

/** In the language of whoever reads it. */
export function wordsFor({ policy, config }: Pick<InboxParts, 'policy' | 'config'>, address: string): StaffWords {
  return staffWords(languageOfStaff(address, policy.teams, config.locale));
}

/** Answers a team member, in the conversation of the hand-off. */
export async function tell(
  trx: Run,
  parts: InboxParts,
  turn: StaffTurn,
  markdown: string,
  proposal?: { readonly message: string; readonly words: string },
): Promise<void> {
  const { row, facts, mail } = turn;
  // A machine that nobody can tell from a person would go on for ever.
  if (facts.noticesToday >= NOTICES_A_DAY) {
    parts.log.warn({ thread: mail.thread_id }, 'a ticket has had its notices for today: this one is not sent');
    return;
  }
  const to = [{ name: row.from_name, address: row.from_address }];
  await putNotice(trx, parts, { ...conversationOf(turn), to, markdown, ...(proposal === undefined ? {} : { proposal }) }, turn.at);
}

/** A busy ticket may have a dozen. */
const NOTICES_A_DAY = 30;

/** Where what we tell about a team member's mail stands. */
export function conversationOf({ mail, row }: Pick<StaffTurn, 'mail' | 'row'>): Omit<Notice, 'to' | 'markdown'> {
  return {
    threadId: mail.thread_id,
    cause: row.id,
    subject: answerSubject(row.subject),
    inReplyTo: row.message_id,
    references: [...(JSON.parse(row.refs_json) as string[]), ...(row.message_id === null ? [] : [row.message_id])],
    answerable: true,
  };
}
