import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { REPLY } from '../../contract/facts.ts';
import { type AttackDesk, decide, openAttackDesk } from './attack-desk.ts';

let desk: AttackDesk;
beforeEach(async () => {
  desk = await openAttackDesk();
});
afterEach(() => desk.close());

test('a worker whose lease ran out before DATA and the worker that took over send one mail between them', async () => {
  const { parts, world, skip } = desk;
  const threadId = await decide(parts, REPLY);
  const signal = new AbortController().signal;

  const first = {
    before: Promise.withResolvers<void>(),
    go: Promise.withResolvers<void>(),
    inData: Promise.withResolvers<void>(),
    body: Promise.withResolvers<void>(),
  };
  const second = { before: Promise.withResolvers<void>(), go: Promise.withResolvers<void>() };
  // A slow server: the 354 comes late, and the body takes its time.
  const slow = (onDataOf: (onData: () => Promise<void>) => Promise<void>): InboxParts => ({
    ...parts,
    submission: { ...parts.submission, deliver: (mail, onData, s) => parts.submission.deliver(mail, () => onDataOf(onData), s) },
  });
  const one = workTicket(
    slow(async (onData) => {
      first.before.resolve();
      await first.go.promise;
      await onData();
      first.inData.resolve();
      await first.body.promise;
    }),
    threadId,
    signal,
  );
  await first.before.promise;
  skip(6 * 60_000);
  const two = workTicket(
    slow(async (onData) => {
      second.before.resolve();
      await second.go.promise;
      await onData();
    }),
    threadId,
    signal,
  );
  await second.before.promise;
  first.go.resolve();
  await first.inData.promise;
  second.go.resolve();
  await two;
  first.body.resolve();
  await one;

  // Whatever is still open is carried out by later rings.
  for (let ring = 0; ring < 5; ring += 1) {
    skip(11 * 60_000);
    await workTicket(parts, threadId, signal);
  }
  expect(world.submission.accepted.filter((m) => m.to.includes('ada@customer.example'))).toHaveLength(1);
});
