import { expect, test } from 'vitest';
import { InvariantError } from '../../src/errors.ts';
import {
  acceptedSince,
  deferEffect,
  type EffectState,
  effectByKey,
  effectsOfTurn,
  moveEffect,
  openEffects,
  putEffects,
  threadsWithDueEffects,
} from '../../src/ledger/effects.ts';
import { effect, INBOX, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

export function outboxCases({ db }: Bench): void {
  const put = (...effects: Parameters<typeof effect>[0][]) => putEffects(db(), effects.map(effect));
  const states = async (...keys: string[]) => Promise.all(keys.map(async (key) => (await effectByKey(db(), INBOX, key))?.state));
  const place = (key: string, state: EffectState) =>
    db().updateTable('effects').set({ state }).where('inbox', '=', INBOX).where('key', '=', key).execute();

  test('putting the same effect again leaves the first as it is, whatever became of it', async () => {
    await put({ key: 'k1', payload: { subject: 'first' } });
    await place('k1', 'filed');
    await put({ key: 'k1', payload: { subject: 'second' } }, { key: 'k2' });
    expect(await effectByKey(db(), INBOX, 'k1')).toMatchObject({ state: 'filed', payload_json: '{"subject":"first"}' });
    expect(await effectByKey(db(), INBOX, 'k2')).toMatchObject({ state: 'pending', attempts: 0, due_at: NOW });
    await put();
  });

  test('the same key in another inbox is another effect', async () => {
    await put({ key: 'k1' }, { key: 'k1', inbox: 'sales' });
    await place('k1', 'done');
    expect(await effectByKey(db(), 'sales', 'k1')).toMatchObject({ state: 'pending' });
    expect(await effectByKey(db(), 'other', 'k1')).toBeNull();
  });

  test('an effect moves only from a state it was seen in', async () => {
    await put({ key: 'k1' });
    const k1 = { inbox: INBOX, key: 'k1' };
    await moveEffect(db(), k1, ['pending'], { state: 'claimed', holder: 'me' });
    await expect(moveEffect(db(), k1, ['pending'], { state: 'claimed', holder: 'other' })).rejects.toBeInstanceOf(InvariantError);
    await expect(moveEffect(db(), k1, ['data'], { state: 'accepted' })).rejects.toThrow(/k1 is not in data: another worker moved it/);
    expect(await effectByKey(db(), INBOX, 'k1')).toMatchObject({ state: 'claimed', holder: 'me' });
    await moveEffect(db(), k1, ['claimed', 'data'], { state: 'accepted', accepted_at: NOW, response: '250 Ok' });
    expect(await effectByKey(db(), INBOX, 'k1')).toMatchObject({ state: 'accepted', accepted_at: NOW, response: '250 Ok' });
  });

  test('of two who move it at once one does', async () => {
    await put({ key: 'k1' });
    const moves = await Promise.allSettled(
      ['a', 'b', 'c'].map((holder) => moveEffect(db(), { inbox: INBOX, key: 'k1' }, ['pending'], { state: 'claimed', holder })),
    );
    expect(moves.filter((m) => m.status === 'fulfilled')).toHaveLength(1);
  });

  test('open are the pending, the claimed and those in doubt, in the order they were decided', async () => {
    await put({ key: 'late', now: NOW + 1 }, { key: 'second', seq: 1 }, { key: 'first', seq: 0 }, { key: 'other', threadId: 'thd_2' });
    await put({ key: 'done' }, { key: 'cancelled' }, { key: 'uncertain' }, { key: 'failed' }, { key: 'filed' }, { key: 'accepted' });
    for (const key of ['done', 'cancelled', 'uncertain', 'failed', 'filed', 'accepted'] as const) await place(key, key);
    await place('first', 'claimed');
    await place('second', 'data');
    expect((await openEffects(db(), INBOX, 'thd_1')).map((e) => e.key)).toEqual(['first', 'second', 'late']);
  });

  test('a turn has its effects in order', async () => {
    await put({ key: 'b', seq: 1, kind: 'labels' }, { key: 'a', seq: 0 }, { key: 'x', turn: 'other' });
    expect((await effectsOfTurn(db(), INBOX, 'thd_1:msg_1')).map((e) => e.key)).toEqual(['a', 'b']);
  });

  test('of what is due, answers to customers come first, then handoffs, then the rest; the oldest first', async () => {
    await put(
      { key: 'l', threadId: 'thd_labels', kind: 'labels', now: NOW - 9 },
      { key: 'd', threadId: 'thd_draft', kind: 'draft', now: NOW - 8 },
      { key: 'f', threadId: 'thd_forward', kind: 'forward', now: NOW - 7 },
      { key: 'r2', threadId: 'thd_reply_2', kind: 'reply', now: NOW - 1 },
      { key: 'r1', threadId: 'thd_reply_1', kind: 'reply', now: NOW - 2 },
      { key: 'r1b', threadId: 'thd_reply_1', kind: 'labels', now: NOW - 2, seq: 1 },
      { key: 'later', threadId: 'thd_later', now: NOW + 1 },
      { key: 'over', threadId: 'thd_over' },
    );
    await place('over', 'filed');
    expect(await threadsWithDueEffects(db(), INBOX, NOW, 100)).toEqual([
      'thd_reply_1',
      'thd_reply_2',
      'thd_forward',
      'thd_draft',
      'thd_labels',
    ]);
    expect(await threadsWithDueEffects(db(), INBOX, NOW, 2)).toEqual(['thd_reply_1', 'thd_reply_2']);
  });

  test('putting off keeps the state; only a failure counts as an attempt', async () => {
    await put({ key: 'k1' });
    await place('k1', 'claimed');
    const k1 = { inbox: INBOX, key: 'k1' };
    await deferEffect(db(), k1, NOW + 10, null);
    expect(await effectByKey(db(), INBOX, 'k1')).toMatchObject({ state: 'claimed', attempts: 0, due_at: NOW + 10, last_error: null });
    await deferEffect(db(), k1, NOW + 20, 'the server is away');
    expect(await effectByKey(db(), INBOX, 'k1')).toMatchObject({ attempts: 1, due_at: NOW + 20, last_error: 'the server is away' });
    expect(await states('k1')).toEqual(['claimed']);
  });

  test('the sending rate is measured on what was accepted since', async () => {
    await put({ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'never' });
    for (const [key, at] of [
      ['b', NOW + 2],
      ['a', NOW + 1],
      ['c', NOW + 3],
    ] as const)
      await moveEffect(db(), { inbox: INBOX, key }, ['pending'], { state: 'accepted', accepted_at: at });
    expect(await acceptedSince(db(), INBOX, NOW + 1)).toEqual([NOW + 2, NOW + 3]);
    expect(await acceptedSince(db(), INBOX, 0)).toEqual([NOW + 1, NOW + 2, NOW + 3]);
  });
}
