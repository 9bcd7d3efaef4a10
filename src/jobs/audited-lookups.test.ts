import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openLedger } from '../ledger/database.ts';
import { ensureInbox } from '../ledger/inboxes.ts';
import { makeLog } from '../log.ts';
import type { AskServer, LookupAnswer, LookupRequest } from '../lookups/lookups.ts';
import { auditedLookups } from './audited-lookups.ts';

const INBOX = 'support';
let folder: string;
let db: Db;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fl-lookups-'));
  db = await openLedger({ url: undefined, folder });
  await ensureInbox(db, INBOX, 0, 0);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

const REQUEST: LookupRequest = {
  method: 'GET',
  url: new URL('https://shop.example/orders/HZ-1?email=ann%40customer.example'),
  headers: { Authorization: 'Bearer s3cr3t' },
  body: null,
  timeoutMs: 5_000,
};

function run(ask: AskServer, signal: AbortSignal): Promise<LookupAnswer> {
  const audited = auditedLookups({ db, inbox: INBOX, now: () => 7, log: makeLog({ level: 'error', pretty: false }), ask }, 'thd_1');
  return audited(REQUEST, { name: 'orders', parameters: { number: 'HZ-1' } }, signal);
}

const rows = async () =>
  (await db.selectFrom('audit').selectAll().where('kind', '=', 'lookup.asked').execute()).map(({ refs }) => JSON.parse(refs));

test.each<[LookupAnswer, string]>([
  [{ kind: 'answer', json: { state: 'sent' }, bytes: 16 }, 'answered'],
  [{ kind: 'failed', why: 'timeout', detail: '', bytes: 3 }, 'timeout'],
])('a call is on record when it has ended: %j', async (answer, status) => {
  expect(await run(async () => answer, new AbortController().signal)).toBe(answer);
  expect(await rows()).toEqual([{ thread: 'thd_1', lookup: 'orders', status, ms: 0, bytes: answer.bytes }]);
  const kept = JSON.stringify([
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('audit_private').selectAll().execute(),
  ]);
  expect(kept).toContain('HZ-1');
  expect(kept).not.toMatch(/s3cr3t|shop\.example|sent/);
});

test('one that the end of its job interrupts is on record, too, and stays an interruption', async () => {
  const reason = new Error('the daemon is stopping');
  await expect(run(() => Promise.reject(reason), AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await rows()).toMatchObject([{ status: 'interrupted', bytes: 0 }]);
});
