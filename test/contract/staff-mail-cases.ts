import { expect, test } from 'vitest';
import { insertHandoffs } from '../../src/ledger/handoffs.ts';
import type { StaffMailRow } from '../../src/ledger/schema.ts';
import {
  finishStaffMail,
  handoffOfEffect,
  handoffsOfTokens,
  insertStaffMail,
  pendingStaffMails,
  threadsWithStaffMails,
  undelivered,
} from '../../src/ledger/staff-mails.ts';
import { INBOX, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

export function staffMailCases({ db }: Bench): void {
  const mail = (n: number, more: Partial<StaffMailRow> = {}): StaffMailRow => ({
    ...{ inbox: INBOX, message: `m${n}`, thread_id: 't1', token: null, state: 'pending' as const },
    ...{ action: null, detail: null, recorded_at: NOW + n, done_at: null },
    ...more,
  });

  test('mails of the staff wait in the order they came, each once, in their own ticket and inbox', async () => {
    for (const row of [mail(2), mail(1), mail(3, { thread_id: 't2' }), mail(4, { inbox: 'other' }), mail(1, { token: 'again' })])
      await insertStaffMail(db(), row);
    expect((await pendingStaffMails(db(), INBOX, 't1')).map((row) => [row.message, row.token])).toEqual([
      ['m1', null],
      ['m2', null],
    ]);
    expect((await threadsWithStaffMails(db(), INBOX, NOW + 9, 10)).sort()).toEqual(['t1', 't2']);
    expect(await threadsWithStaffMails(db(), INBOX, NOW, 10)).toEqual([]);
  });

  test('of two that act upon one the second finds it done', async () => {
    await insertStaffMail(db(), mail(1));
    const done = { action: 'relayed', detail: null, at: NOW + 5 };
    expect(await finishStaffMail(db(), mail(1), done)).toBe(true);
    expect(await finishStaffMail(db(), mail(1), done)).toBe(false);
    expect(await pendingStaffMails(db(), INBOX, 't1')).toEqual([]);
  });

  test('a token and an outbox row lead to their hand-off, and to no other inbox’s', async () => {
    const handoff = {
      inbox: INBOX,
      token: 'a1',
      thread_id: 't1',
      team: 'support',
      recipient: 'team@x.example',
      effect: 'e1',
      created_at: NOW,
    };
    await insertHandoffs(db(), [handoff, { ...handoff, token: 'b2', effect: 'e2', created_at: NOW + 1 }]);
    expect(await handoffsOfTokens(db(), INBOX, ['zz', 'a1'])).toEqual([handoff]);
    expect((await handoffsOfTokens(db(), INBOX, ['a1', 'b2'])).map((row) => row.token)).toEqual(['b2', 'a1']);
    expect(await handoffsOfTokens(db(), INBOX, [])).toEqual([]);
    expect(await handoffsOfTokens(db(), 'other', ['a1'])).toEqual([]);
    expect(await handoffOfEffect(db(), INBOX, 't1', 'e1')).toEqual(handoff);
    expect(await handoffOfEffect(db(), INBOX, 't2', 'e1')).toBeNull();
  });

  test('tickets whose hand-off a machine answered are counted once', async () => {
    const machines = [mail(1, { action: 'away' }), mail(2, { action: 'undeliverable' }), mail(3, { action: 'away', thread_id: 't2' })];
    for (const row of [...machines, mail(4, { action: 'relayed', thread_id: 't3' })]) await insertStaffMail(db(), row);
    expect(await undelivered(db(), INBOX, NOW)).toBe(2);
    expect(await undelivered(db(), INBOX, NOW + 3)).toBe(1);
  });
}
