import { expect, test } from 'vitest';
import { changeLabels } from '../../src/ledger/labels.ts';
import { listMessages, type MessageFilter } from '../../src/ledger/lists.ts';
import { insertMessages } from '../../src/ledger/messages.ts';
import { INBOX, messageRow, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

export function listCases({ db }: Bench): void {
  async function fill(): Promise<void> {
    const mail = (n: number, more: { from_address?: string; inbox?: string } = {}) =>
      messageRow({ id: `m${n}`, thread_id: `t${n % 3}`, arrived_at: NOW + 1_000 * n, ...more });
    await insertMessages(db(), [mail(1), mail(2), mail(3, { from_address: 'eve@customer.example' }), mail(4), mail(5), mail(6)]);
    await insertMessages(db(), [mail(7, { inbox: 'other' })]);
    await changeLabels(db(), INBOX, 't0', { add: ['urgent', 'billing'], remove: [] }, 'agent', NOW);
    await changeLabels(db(), INBOX, 't1', { add: ['billing'], remove: [] }, 'agent', NOW);
  }

  test.each<[string, Omit<MessageFilter, 'limit'>, string[]]>([
    ['all, newest first', {}, ['m6', 'm5', 'm4', 'm3', 'm2', 'm1']],
    ['by label', { labels: ['billing'] }, ['m6', 'm4', 'm3', 'm1']],
    ['by two labels, both', { labels: ['billing', 'urgent'] }, ['m6', 'm3']],
    ['by a label that nothing carries', { labels: ['resolved', 'billing'] }, []],
    ['by sender', { from: 'eve@customer.example' }, ['m3']],
    ['by date', { since: NOW + 2_000, before: NOW + 4_000 }, ['m3', 'm2']],
    ['by all of it', { labels: ['billing'], from: 'ada@customer.example', since: NOW + 2_000 }, ['m6', 'm4']],
    ['the next page', { after: { arrived_at: NOW + 4_000, id: 'm4' } }, ['m3', 'm2', 'm1']],
  ])('messages are listed %s', async (_name, filter, ids) => {
    await fill();
    expect((await listMessages(db(), INBOX, { ...filter, limit: 10 })).map((m) => m.id)).toEqual(ids);
  });

  test('a page holds no more than is asked for', async () => {
    await fill();
    expect(await listMessages(db(), INBOX, { limit: 2 })).toHaveLength(2);
    expect(await listMessages(db(), INBOX, { labels: ['billing'], limit: 2 })).toHaveLength(2);
  });
}
