import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import { setWait } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { updateTicket } from '../ledger/tickets.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { readFeedback } from '../model/builtin/feedback/feedback.ts';
import { newsText } from '../staff/notice-text.ts';
import { handoffSubject } from '../tickets/handoff.ts';
import type { Priority } from '../triage/outcome.ts';
import { putNotice } from './notice.ts';
import { ownMessageId, secondId } from './own-ids.ts';
import type { InboxParts } from './parts.ts';
import { relabel } from './relabel.ts';
import { wordsFor } from './staff-notices.ts';
import type { Turn } from './turn.ts';

/** Who has a conversation: the agent may answer, or it is a person's, or a person has some time left to answer. */
export type Holder = 'agent' | 'person' | 'person, for now';

/**
 * What a customer writes in a conversation that a person has is news for that person's team. With `takeover.handBackAfter` it waits that long for them, counted from when it
 * was seen, and is then the agent's again.
 */
export async function holderOf(parts: InboxParts, work: Pick<Turn, 'ticket' | 'newest' | 'older'>): Promise<Holder> {
  const { ticket, newest, older } = work;
  const { policy, now, db, inbox } = parts;
  if (ticket.person_since === null) return 'agent';
  const { handBackAfter } = policy.takeover;
  if (handBackAfter === undefined) return 'person';
  // What a person said did not help: that is no question for us.
  if (isUnsolved(work)) return 'person';
  const mails = [...older, newest];
  const until = Math.min(...mails.map((m) => m.recorded_at)) + handBackAfter;
  if (now() < until) {
    await waitForPerson(parts, work, mails, until);
    return 'person, for now';
  }
  await transactInbox(db, inbox, async (trx) => {
    await updateTicket(trx, inbox, ticket.thread_id, { person_since: null, waits_for: null, last_error: null });
    const refs = { thread: ticket.thread_id, ticket: ticket.number, messages: mails.map((m) => m.id), after: handBackAfter };
    await appendAudit(trx, inbox, now(), [{ actor: 'daemon', kind: 'ticket.handed_back', refs }]);
  });
  return 'agent';
}

export function isUnsolved({ newest, older }: Pick<Turn, 'newest' | 'older'>): boolean {
  return readFeedback([...older, newest].map((m) => m.text ?? '').join('\n\n')) === 'unsolved';
}

async function waitForPerson(
  parts: InboxParts,
  { ticket }: Pick<Turn, 'ticket'>,
  mails: readonly MessageRow[],
  until: number,
): Promise<void> {
  const { db, inbox, config, now, maxAutonomy } = parts;
  const fresh = mails.filter((m) => m.wait !== 'waiting');
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await setWait(
      trx,
      inbox,
      mails.map((m) => m.id),
      'waiting',
      until + config.intake.waitDeadline,
    );
    const ends = `${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const facts = { triage_at: until, waits_for: 'person', last_error: `a person has the conversation, and has until ${ends} to answer` };
    await updateTicket(trx, inbox, ticket.thread_id, facts);
    if (fresh.length === 0 || maxAutonomy === 'shadow') return;
    const told = await trx
      .selectFrom('handoffs')
      .selectAll()
      .where('inbox', '=', inbox)
      .where('thread_id', '=', ticket.thread_id)
      .where('team', '!=', '')
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    const team = parts.policy.teams[told?.team ?? ticket.team ?? ''] ?? parts.policy.teams[parts.policy.fallbackTeam];
    if (team === undefined) return;
    for (const message of fresh) {
      const notice = {
        ...{ threadId: ticket.thread_id, cause: `news:${message.id}`, answerable: true },
        to: [{ name: team.name, address: team.email }],
        subject: handoffSubject(
          { ticket: ticket.number, subject: ticket.subject, outcome: { priority: ticket.priority as Priority } },
          wordsFor(parts, team.email).language,
        ),
        markdown: newsText(wordsFor(parts, team.email), authorOf(message), message.text ?? '', ends),
        ...(told === undefined ? {} : { inReplyTo: ownMessageId(parts, told.effect), references: [secondId(parts, told.effect)] }),
      };
      await putNotice(trx, parts, notice, at);
    }
    await relabel(trx, parts, ticket.thread_id, ['needs-human'], `${fresh.at(-1)?.id}:news`, at);
  });
}

function authorOf({ from_name, from_address, verdict_json }: MessageRow): string {
  const { verdict } = JSON.parse(verdict_json) as SenderVerdict;
  const who = from_name === '' ? from_address : `${from_name} (${from_address})`;
  return verdict === 'verified' ? who : `${who}, not verified,`;
}
