import { afterEach, beforeEach, expect, test } from 'vitest';
import { showLabels } from '../../../src/jobs/relabel.ts';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

test('what a hand does while our own labels are on their way is not lost', async () => {
  const { db, inbox, row, mailbox } = desk.parts;
  await desk.receive();
  await desk.work();
  const [ticket] = await db.selectFrom('tickets').select('thread_id').execute();
  const thread = ticket?.thread_id ?? '';
  await desk.parts.refresh(0);

  // A projection was interrupted, and changes nothing on this mail: its STORE will not point us to it again.
  await showLabels(db, { inbox, secret: row.secret }, thread, 'test', Date.now());
  await db.updateTable('effects').set({ state: 'claimed' }).where('state', '=', 'pending').execute();
  const other = desk.world.connect(desk.parts.config.address);
  await other.mailbox.storeFlags('INBOX', [1], { add: ['vip'], remove: [] });
  await desk.parts.refresh(0);
  expect(await labelsOf(db, inbox, thread)).not.toContain('vip');
  await desk.work();
  await desk.parts.refresh(0);
  expect(await labelsOf(db, inbox, thread)).toContain('vip');
  const audit = await db.selectFrom('audit').select('refs').where('actor', '=', 'hand').execute();
  expect(audit.map((a) => JSON.parse(a.refs))).toMatchObject([{ thread, add: ['vip'], remove: [] }]);
  expect(await mailbox.status('INBOX')).toMatchObject({ messages: 1 });
});
