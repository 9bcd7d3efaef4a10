import { expect, test } from 'vitest';
import { pause } from './pause.ts';

const LONG_MS = 60_000;

test('ends when its time is over', async () => {
  const start = performance.now();
  await pause(40, new AbortController().signal);
  expect(performance.now() - start).toBeGreaterThanOrEqual(39);
});

test('ends with an abort, and at once with one of before', async () => {
  const stop = new AbortController();
  const waits = pause(LONG_MS, stop.signal);
  stop.abort();
  await waits;
  await pause(LONG_MS, stop.signal);
});

test('ends when woken, also while it begins', async () => {
  let wake: () => void = () => undefined;
  const waits = pause(LONG_MS, new AbortController().signal, (wakeUp) => {
    wake = wakeUp;
  });
  wake();
  await waits;
  await pause(LONG_MS, new AbortController().signal, (wakeUp) => wakeUp());
});
