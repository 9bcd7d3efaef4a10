import { expect, test } from 'vitest';
import { appendAudit } from '../../src/ledger/audit.ts';
import { isHeld, readCursor, writeCursor } from '../../src/ledger/cursors.ts';
import { moveEffect, putEffects } from '../../src/ledger/effects.ts';
import { ledgerHealth } from '../../src/ledger/health.ts';
import { ensureInbox, inboxRow } from '../../src/ledger/inboxes.ts';
import { changeLabels, labelsOf } from '../../src/ledger/labels.ts';
import {
  addThreadRefs,
  insertMessage,
  insertPlacements,
  messageById,
  messagesOfThread,
  placementsOfThread,
  type Settlement,
  settle,
  setWait,
  threadsOfRefs,
} from '../../src/ledger/messages.ts';
import type { CursorRow } from '../../src/ledger/schema.ts';
import { dueTickets, openTicket, updateTicket } from '../../src/ledger/tickets.ts';
import { effect, INBOX, messageRow, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

type SettleArguments = [ids: readonly string[], to: Settlement, actor: string];

export function rowCases({ db }: Bench): void {
  const dispositions = async () =>
    (await db().selectFrom('audit').select('refs').where('kind', '=', 'message.disposition').orderBy('seq').execute()).map(
      (r) => JSON.parse(r.refs) as Record<string, unknown>,
    );
  const ticket = (threadId: string) =>
    openTicket(db(), {
      inbox: INBOX,
      threadId,
      subject: 's',
      requester: 'ada@customer.example',
      requesterName: 'Ada',
      beside: null,
      now: NOW,
      triageAt: NOW,
    });
  const settled = async (...[ids, to, actor]: SettleArguments) => appendAudit(db(), INBOX, NOW, await settle(db(), INBOX, ids, to, actor));

  test('a message comes back as it went in: numbers as numbers, text of any script, null as null', async () => {
    const row = messageRow({
      id: 'msg_1',
      subject: '請求書 — Füße 🙂 \u0007 \'"; DROP TABLE messages;--',
      text: '',
      raw_text: null,
      size: 2 ** 31 + 7,
      arrived_at: 2 ** 53 - 1,
      sent_at: -86_400_000,
    });
    expect(await insertMessage(db(), row)).toBe(true);
    expect(await messageById(db(), INBOX, 'msg_1')).toEqual(row);
    expect(await messageById(db(), INBOX, 'msg_2')).toBeNull();
  });

  test('a message is recorded once by its identity; the same words in another inbox are another message', async () => {
    expect(await insertMessage(db(), messageRow({ id: 'msg_1', identity: 'same' }))).toBe(true);
    expect(await insertMessage(db(), messageRow({ id: 'msg_2', identity: 'same', subject: 'changed' }))).toBe(false);
    expect(await insertMessage(db(), messageRow({ id: 'msg_1', identity: 'same', inbox: 'sales' }))).toBe(true);
    expect((await messagesOfThread(db(), INBOX, 'thd_1')).map((m) => [m.id, m.subject])).toEqual([['msg_1', 'Where is my invoice?']]);
  });

  test('a thread is read oldest first', async () => {
    await insertMessage(db(), messageRow({ id: 'c', sent_at: NOW + 2 }));
    await insertMessage(db(), messageRow({ id: 'b', sent_at: NOW, recorded_at: NOW + 1 }));
    await insertMessage(db(), messageRow({ id: 'a', sent_at: NOW, recorded_at: NOW }));
    await insertMessage(db(), messageRow({ id: 'x', thread_id: 'thd_2' }));
    expect((await messagesOfThread(db(), INBOX, 'thd_1')).map((m) => m.id)).toEqual(['a', 'b', 'c']);
  });

  test('settling ends the wait and audits what changes, and nothing else', async () => {
    for (const id of ['msg_1', 'msg_2']) await insertMessage(db(), messageRow({ id }));
    await settled(['msg_1', 'msg_2'], { disposition: 'escalated', detail: 'billing' }, 'agent');
    expect(await messageById(db(), INBOX, 'msg_1')).toMatchObject({ disposition: 'escalated', wait: null, wait_deadline: null });
    expect(await dispositions()).toHaveLength(2);

    await settled(['msg_1'], { disposition: 'escalated', detail: 'billing' }, 'agent');
    await settled([], { disposition: 'gone', detail: null }, 'agent');
    expect(await dispositions()).toHaveLength(2);

    await settled(['msg_1'], { disposition: 'answered', detail: 'staff' }, 'hand');
    expect((await dispositions()).at(-1)).toEqual({ message: 'msg_1', from: 'escalated', to: 'answered', detail: 'staff' });
  });

  test('a wait takes the place of a disposition', async () => {
    await insertMessage(db(), messageRow({ id: 'msg_1', disposition: 'escalated', disposition_detail: 'x', wait: null }));
    await setWait(db(), INBOX, ['msg_1'], 'held', NOW + 9);
    expect(await messageById(db(), INBOX, 'msg_1')).toMatchObject({
      disposition: null,
      disposition_detail: null,
      wait: 'held',
      wait_deadline: NOW + 9,
    });
  });

  test('placements and references stay as they were first seen', async () => {
    await insertMessage(db(), messageRow({ id: 'msg_1' }));
    const placement = {
      inbox: INBOX,
      mailbox: 'INBOX',
      uid_validity: '4294967295',
      uid: 4_294_967_295,
      message: 'msg_1',
      flags_json: '[]',
      projected_json: '[]',
      copied: 0,
    };
    await insertPlacements(db(), [placement]);
    await insertPlacements(db(), [{ ...placement, message: 'msg_2' }]);
    expect(await placementsOfThread(db(), INBOX, 'thd_1')).toEqual([{ ...placement, direction: 'in', disposition: null }]);

    await addThreadRefs(db(), INBOX, 'thd_1', ['<a@x>', '<a@x>', '<b@x>']);
    await addThreadRefs(db(), INBOX, 'thd_2', ['<b@x>', '<c@x>']);
    expect(await threadsOfRefs(db(), INBOX, ['<a@x>', '<b@x>', '<c@x>', '<d@x>'])).toEqual(
      new Map([
        ['<a@x>', 'thd_1'],
        ['<b@x>', 'thd_1'],
        ['<c@x>', 'thd_2'],
      ]),
    );
    expect(await threadsOfRefs(db(), INBOX, [])).toEqual(new Map());
  });

  test('labels are a set: added once, removed if there, both at a time', async () => {
    const change = (add: string[], remove: string[], by = 'agent') => changeLabels(db(), INBOX, 'thd_1', { add, remove }, by, NOW);
    await change(['urgent', 'lang/ja'], []);
    await change(['urgent', '要対応'], ['lang/ja', 'never-there'], 'hand');
    expect(await labelsOf(db(), INBOX, 'thd_1')).toEqual(new Set(['urgent', '要対応']));
    expect(await labelsOf(db(), INBOX, 'thd_2')).toEqual(new Set());
    const [row] = await db().selectFrom('thread_labels').select('by').where('label', '=', 'urgent').execute();
    expect(row?.by).toBe('agent');
  });

  test('a cursor is one row a mailbox; one held mailbox holds its inbox', async () => {
    const cursor: CursorRow = {
      inbox: INBOX,
      mailbox: 'INBOX',
      uid_validity: '1',
      last_uid: 4_294_967_295,
      backfill_uid: 0,
      modseq: '9007199254740993',
      synced_at: NOW,
      hold: 0,
    };
    expect(await readCursor(db(), INBOX, 'INBOX')).toBeNull();
    await writeCursor(db(), cursor);
    await writeCursor(db(), { ...cursor, mailbox: 'Sent', hold: 1 });
    expect(await readCursor(db(), INBOX, 'INBOX')).toEqual(cursor);
    expect(await isHeld(db(), INBOX)).toBe(true);
    expect(await isHeld(db(), 'sales')).toBe(false);
    await writeCursor(db(), { ...cursor, mailbox: 'Sent', uid_validity: '2' });
    expect(await readCursor(db(), INBOX, 'Sent')).toMatchObject({ uid_validity: '2', hold: 0 });
    expect(await isHeld(db(), INBOX)).toBe(false);
  });

  test('tickets are numbered from 1 without a gap, also when opened at once', async () => {
    const rows = await Promise.all(
      ['thd_1', 'thd_2', 'thd_3'].map((id) =>
        db()
          .transaction()
          .execute((trx) =>
            openTicket(trx, {
              inbox: INBOX,
              threadId: id,
              subject: '',
              requester: '',
              requesterName: '',
              beside: null,
              now: NOW,
              triageAt: NOW,
            }),
          ),
      ),
    );
    expect(rows.map((r) => r.number).toSorted()).toEqual([1, 2, 3]);
    await expect(ticket('thd_1')).rejects.toThrow();
  });

  test('tickets come due oldest first', async () => {
    for (const [id, at] of [
      ['thd_b', NOW],
      ['thd_a', NOW - 1],
      ['thd_later', NOW + 1],
      ['thd_never', null],
    ] as const) {
      await ticket(id);
      await updateTicket(db(), INBOX, id, { triage_at: at });
    }
    expect(await dueTickets(db(), INBOX, NOW, 10)).toEqual(['thd_a', 'thd_b']);
    expect(await dueTickets(db(), INBOX, NOW, 1)).toEqual(['thd_a']);
  });

  test('an inbox keeps its secret and its watermark over restarts; only configuration moves the watermark, and that is audited', async () => {
    const first = await inboxRow(db(), INBOX);
    expect(first.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await ensureInbox(db(), INBOX, null, NOW + 99)).toEqual(first);
    expect(await ensureInbox(db(), INBOX, NOW - 5, NOW)).toMatchObject({ secret: first.secret, go_live: NOW - 5 });
    const kinds = await db().selectFrom('audit').select('kind').orderBy('seq').execute();
    expect(kinds.map((k) => k.kind)).toEqual(['inbox.created', 'inbox.go_live']);
  });

  test('health counts overdue waits, open and uncertain effects, and knows the oldest due ticket', async () => {
    expect(await ledgerHealth(db(), INBOX, NOW)).toEqual({
      overdueWaits: 0,
      uncertain: 0,
      openEffects: 0,
      unreachedHandoffs: 0,
      oldestDue: null,
    });
    await insertMessage(db(), messageRow({ id: 'late', wait_deadline: NOW - 1 }));
    await insertMessage(db(), messageRow({ id: 'waits', wait_deadline: NOW }));
    await insertMessage(db(), messageRow({ id: 'settled', wait: null, wait_deadline: NOW - 1 }));
    await insertMessage(db(), messageRow({ id: 'elsewhere', inbox: 'sales', wait_deadline: NOW - 1 }));
    const keys = ['pending', 'claimed', 'data', 'uncertain', 'filed', 'failed'] as const;
    await putEffects(
      db(),
      keys.map((key) => effect({ key })),
    );
    for (const key of keys) await moveEffect(db(), { inbox: INBOX, key }, ['pending'], { state: key });
    for (const [id, at] of [
      ['thd_b', NOW - 5],
      ['thd_a', NOW - 9],
      ['thd_later', NOW + 1],
    ] as const) {
      await ticket(id);
      await updateTicket(db(), INBOX, id, { triage_at: at });
    }
    expect(await ledgerHealth(db(), INBOX, NOW)).toEqual({
      overdueWaits: 1,
      uncertain: 1,
      openEffects: 3,
      unreachedHandoffs: 0,
      oldestDue: NOW - 9,
    });
  });
}
