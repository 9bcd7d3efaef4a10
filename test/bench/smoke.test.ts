import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

test('the benchmark measures the daemon and the floor with a handful of mails', async () => {
  const { stdout } = await run(process.execPath, ['bench/run.ts', '--json', '--only', 'throughput', '--mails', '3']);
  const measured = { mails: 3, perSecond: expect.any(Number), cpuMsPerTicket: expect.any(Number), peakRssBytes: expect.any(Number) };
  expect(JSON.parse(stdout)).toMatchObject({ throughput: { firstline: measured, floor: measured } });
});
