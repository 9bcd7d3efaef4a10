import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordCorrection } from '../../../src/jobs/correction.ts';
import { stubsFolder, writeStubs } from '../../../src/jobs/write-stubs.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

async function callWrong(why: string | null): Promise<void> {
  const { db, inbox } = desk.parts;
  const { thread_id } = await db.selectFrom('tickets').select('thread_id').executeTakeFirstOrThrow();
  expect(await transactInbox(db, inbox, (trx) => recordCorrection(trx, desk.parts, thread_id, { why, actor: 'hand' }))).toBe(true);
}
const stubs = async () => {
  const folder = stubsFolder(desk.parts.data, desk.parts.inbox);
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
};

async function answered(): Promise<void> {
  await desk.receive({
    from: 'dorothy.lam@lampost.example',
    text: 'Hi,\n\nmy order 83920174: Dorothy Lam cannot reset her password.\n\nBest\nDorothy',
  });
  await desk.work();
}

test('a correction becomes one stub, without the name of anybody, and is written again when more is said of it', async () => {
  await answered();
  await callWrong(null);
  await writeStubs(desk.parts);
  // A folder for each inbox: `support` must not accept what belongs to `support-eu`.
  expect(await readdir(join(desk.parts.data, 'stubs'))).toEqual([desk.parts.inbox]);
  const [first, ...others] = await stubs();
  expect(others).toEqual([]);
  expect(first).toContain('disposition: escalated');
  expect(first).toContain('- open the sign-in page.');
  expect(first).not.toMatch(/dorothy|lampost|83920174/i);
  await callWrong('The page has moved.');
  await writeStubs(desk.parts);
  const again = await stubs();
  expect(again).toHaveLength(1);
  expect(again[0]).toContain('# Called wrong by a person: The page has moved.');
});

test('a stub that was accepted does not come back', async () => {
  await answered();
  await callWrong(null);
  await writeStubs(desk.parts);
  await rm(stubsFolder(desk.parts.data, desk.parts.inbox), { recursive: true });
  await callWrong('Said later.');
  await writeStubs(desk.parts);
  expect(await stubs()).toEqual([]);
});

test('a folder that cannot be written to loses nothing', async () => {
  await answered();
  await callWrong(null);
  await mkdir(stubsFolder(desk.parts.data, desk.parts.inbox), { recursive: true });
  const broken = desk.withParts({ data: '/dev/null' });
  await writeStubs(broken);
  expect(await stubs()).toEqual([]);
  await writeStubs(desk.parts);
  expect(await stubs()).toHaveLength(1);
});
