import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDraftMemory } from '../../../src/jobs/draft-sight.ts';
import { watchDrafts } from '../../../src/jobs/draft-watch.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { reconcile } from '../../../src/jobs/reconcile.ts';
import { sweep } from '../../../src/jobs/sweep.ts';
import { makeView } from '../../../src/jobs/watch.ts';
import type { Tables } from '../../../src/ledger/schema.ts';
import { sqliteDialect } from '../../../src/ledger/sqlite.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { deliveryReport } from '../../end-to-end/behaviour/delivery-report.ts';
import { type LetterFields, letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, REPLY, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

/** A row an inbox and a row a mailbox: reading all of them costs nothing. */
const SMALL = new Set(['inboxes', 'cursors']);

/** The parts on a connection that notes what is asked of the ledger. */
async function listening(): Promise<{ parts: InboxParts; asked: Set<string> }> {
  const { rows } = await sql<{ name: string; file: string }>`PRAGMA database_list`.execute(desk.parts.db);
  const file = rows.find((row) => row.name === 'main')?.file ?? '';
  const asked = new Set<string>();
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file), log: ({ query }) => void asked.add(query.sql) });
  undo.push(() => db.destroy());
  return { parts: desk.withParts({ db }), asked };
}

/** The lines of the plan that walk through a whole table, or a whole index of one (https://www.sqlite.org/eqp.html). */
async function walks(statement: string): Promise<string[]> {
  const { rows } = await sql<{ detail: string }>`${sql.raw(`EXPLAIN QUERY PLAN ${statement}`)}`.execute(desk.parts.db);
  return rows.map((row) => row.detail).filter((detail) => isWalk(detail) && !isSmall(detail, statement));
}

/** Every row of a table is of some inbox: an index that is asked for the inbox alone is read from end to end. */
function isWalk(detail: string): boolean {
  return /^SCAN (?!\d+-ROW VALUES)\w/.test(detail) || /^SEARCH \w+ USING .*\(inbox=\?\)/.test(detail);
}

function isSmall(detail: string, statement: string): boolean {
  const name = /^(?:SCAN|SEARCH) (\w+)/.exec(detail)?.[1] ?? '';
  const table = new RegExp(`"(\\w+)" as "${name}"`).exec(statement)?.[1] ?? name;
  // A list of values that came with the question.
  return SMALL.has(table) || table === 'json_each' || table === 'CONSTANT';
}

test('nothing on the way of a ticket reads a whole table', async () => {
  const { parts, asked } = await listening();
  const view = makeView(() => parts, { silent: () => undefined });
  const using = { ...parts, refresh: view.refresh };
  const us = parts.config.address;
  const receive = async (fields: LetterFields = {}) => {
    const mail = letter(us, fields);
    await desk.world.deliver(mail.source, { from: mail.from, to: [us] });
    await view.refresh(0);
    return mail;
  };
  const mail = await receive();
  await receive({ subject: 'Please delete my data', text: 'Please delete my account and all my data.' });
  await desk.work(using);
  await receive({ from: mail.from, subject: 'Re: Forgot my password', thread: [mail.messageId] });
  const hand = letter(us, { from: us, to: mail.from, subject: 'Re: Forgot my password', thread: [mail.messageId] });
  await parts.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await view.refresh(0);
  await desk.work(using);
  const [answer] = desk.world.submission.accepted;
  const bounce = deliveryReport(us, mail.from, { action: 'failed', returned: `Message-ID: ${answer?.messageId}` });
  await desk.world.deliver(bounce.source, { from: '', to: [us] });
  await view.refresh(0);
  await desk.work(using);
  // A reply that waits for a person, is looked after, and is overtaken.
  const invoice = await receive({ subject: 'Where is my invoice' });
  await desk.work({ ...using, triage: () => Promise.resolve({ outcome: { ...REPLY, mode: 'draft' }, trace: TRACE }) });
  const memory = makeDraftMemory();
  for (let i = 0; i < 2; i += 1) await watchDrafts(using, memory);
  await receive({ from: invoice.from, subject: 'Re: Where is my invoice', thread: [invoice.messageId] });
  await desk.work(using);
  await watchDrafts(using, memory);
  const handOff = desk.world.submission.accepted.find((m) => m.to.includes('support-team@hazelnote.example'));
  for (const text of ['It is done.', '#note called her'])
    await receive({ from: 'marta.lindqvist@hazelnote.example', subject: 'Re: My data', thread: [handOff?.messageId ?? ''], text });
  await desk.work(using);
  await sweep(parts);
  await reconcile(parts, (work) => work());

  const staff = await desk.parts.db.selectFrom('staff_mails').select('action').orderBy('recorded_at').execute();
  expect(staff.map((m) => m.action)).toEqual(['relayed', 'commanded']);
  expect(asked.size).toBeGreaterThan(60);
  const found: string[] = [];
  for (const statement of asked) {
    if (!/^\s*(select|update|delete|insert|with)\b/i.test(statement)) continue;
    for (const detail of await walks(statement)) found.push(`${detail}: ${statement}`);
  }
  expect(found).toEqual([]);
});
