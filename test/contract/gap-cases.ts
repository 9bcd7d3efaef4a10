import { expect, test } from 'vitest';
import { insertMessage } from '../../src/ledger/messages.ts';
import { openTicket } from '../../src/ledger/tickets.ts';
import { unansweredSince } from '../../src/ledger/unanswered.ts';
import { ESCALATE, INBOX, messageRow, NOW, REPLY } from './facts.ts';
import type { Bench } from './ledger.ts';

export function gapCases({ db }: Bench): void {
  async function decide(n: number, outcome: object, more: { text?: string | null } = {}): Promise<void> {
    const message = messageRow({ id: `m${n}`, thread_id: `t${n}`, subject: `Question ${n}`, text: `Words ${n}`, ...more });
    await insertMessage(db(), message);
    await openTicket(db(), {
      inbox: INBOX,
      threadId: message.thread_id,
      subject: message.subject,
      requester: message.from_address,
      requesterName: message.from_name,
      beside: null,
      now: NOW,
      triageAt: NOW,
    });
    const row = { inbox: INBOX, turn: `t${n}:m${n}`, thread_id: `t${n}`, message: `m${n}`, trace_json: '{}', fence: 1 };
    await db()
      .insertInto('decisions')
      .values({ ...row, outcome_json: JSON.stringify(outcome), decided_at: NOW + n })
      .execute();
  }

  test('what nothing answered is told with its words, oldest first', async () => {
    await decide(1, { ...ESCALATE, gap: 'no-article' });
    await decide(2, { ...ESCALATE, gap: 'no-category', language: null });
    expect(await unansweredSince(db(), INBOX, NOW)).toEqual([
      { ticket: 1, message: 'm1', at: NOW + 1, gap: 'no-article', language: 'en', subject: 'Question 1', text: 'Words 1' },
      { ticket: 2, message: 'm2', at: NOW + 2, gap: 'no-category', language: null, subject: 'Question 2', text: 'Words 2' },
    ]);
  });

  test('of erased mail only that there was one is left', async () => {
    await decide(1, { ...ESCALATE, gap: 'not-answered' }, { text: null });
    expect(await unansweredSince(db(), INBOX, NOW)).toMatchObject([{ ticket: 1, gap: 'not-answered', text: null }]);
  });

  test('answers, escalations for another reason, older ones and other inboxes are no gaps', async () => {
    await decide(1, { ...ESCALATE, gap: 'no-article' });
    await decide(2, REPLY);
    await decide(3, ESCALATE);
    await decide(4, { ...ESCALATE, summary: 'The customer wrote "gap": no-article' });
    expect(await unansweredSince(db(), INBOX, NOW + 2)).toEqual([]);
    expect(await unansweredSince(db(), 'other', 0)).toEqual([]);
  });
}
