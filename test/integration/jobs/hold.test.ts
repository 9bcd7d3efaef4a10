import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { openJobDesk } from './job-desk.ts';

let undo: Undo;
beforeEach(() => {
  undo = makeUndo();
});
afterEach(() => undo.run());

const DAY = 86_400_000;

test('while a mailbox is listed nothing is decided, and what only a person may deal with stays so', async () => {
  // Live for a month, so that a mail of ten days counts, and is too old to be answered.
  const desk = await openJobDesk(undo, { goLive: Date.now() - 30 * DAY });
  const { db, inbox } = desk.parts;
  const setHold = (hold: number) => db.updateTable('cursors').set({ hold }).where('inbox', '=', inbox).execute();
  const old = await desk.receive({ date: Date.now() - 10 * DAY });
  await setHold(1);
  await desk.work();
  expect(await desk.mails()).toMatchObject([{ from: old.from, disposition: null, wait: 'held' }]);
  // That it is there may be shown.
  expect((await desk.effects()).filter((e) => e.kind !== 'labels')).toEqual([]);

  await setHold(0);
  await desk.work();
  expect(await desk.mails()).toMatchObject([{ disposition: 'escalated', detail: 'support' }]);
  expect(desk.world.submission.accepted.flatMap((m) => m.to)).toEqual(['support-team@hazelnote.example']);
});
