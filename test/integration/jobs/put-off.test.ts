import { afterEach, expect, test } from 'vitest';
import { makeUndo } from '../../../src/undo.ts';
import { openJobDesk } from './job-desk.ts';

const undo = makeUndo();
afterEach(() => undo.run());

test('a reply that the server puts off is rung for when its wait is over, so that no sweep has to find it', async () => {
  const desk = await openJobDesk(undo);
  const { faults, accepted } = desk.world.submission;
  faults.onRcpt = () => '451 4.3.0 try again later';
  const mail = await desk.receive();
  const rings: number[] = [];
  await desk.work(desk.withParts({ ring: (_thread, delayMs) => void rings.push(delayMs) }));
  const reply = (await desk.effects()).find((effect) => effect.kind === 'reply');
  expect(reply).toMatchObject({ state: 'claimed', error: expect.stringContaining('451') });
  // The first back-off, without jitter.
  expect(rings).toEqual([1_000]);

  faults.onRcpt = undefined;
  await desk.work();
  expect(accepted.map((m) => m.to)).toEqual([[mail.from]]);
});
