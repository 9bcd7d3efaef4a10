import { expect, test } from 'vitest';
import { TransientError } from '../errors.ts';
import { makePatience } from './patience.ts';

function patient(limitMs: number) {
  const stop = new AbortController();
  // Waiting ends at once: what is waited for is asked, not slept through.
  stop.abort();
  let time = 0;
  const waits: number[] = [];
  const patience = makePatience({
    limitMs,
    now: () => time,
    random: () => 0,
    signal: stop.signal,
    onWait: (_reason, ms) => waits.push(ms),
  });
  return { patience, waits, pass: (ms: number) => (time += ms) };
}

test('who says when to come back is believed, also when that is long', async () => {
  const { patience, waits } = patient(600_000);
  await patience.after('busy', 90_000);
  expect(waits).toEqual([90_000]);
});

test('without a word the time between tries doubles, up to half a minute', async () => {
  const { patience, waits } = patient(600_000);
  for (let i = 0; i < 8; i += 1) await patience.after('away');
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('it ends when the next try would come too late, and begins anew with every success', async () => {
  const { patience, pass } = patient(10_000);
  await patience.after('away');
  pass(9_000);
  patience.over();
  await patience.after('away');
  pass(9_900);
  await expect(patience.after('away')).rejects.toThrow(TransientError);
  await expect(patient(10_000).patience.after('come in an hour', 3_600_000)).rejects.toThrow('come in an hour');
});
