import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startRedis } from '../../../src/demo/world/redis.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Program } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { makeTcpGate } from '../../helpers/tcp-gate.ts';

let office: Office;
let undo: Undo;
beforeAll(async () => {
  office = await openOffice();
  undo = makeUndo();
  undo.push(office.close);
});
afterAll(() => undo.run());

let programs: Program[] = [];
afterEach(async () => {
  for (const program of programs) expect(await program.stop()).toEqual({ code: 0, signal: null });
  programs = [];
});

function start(desk: Desk): Program {
  const program = desk.start();
  programs.push(program);
  return program;
}

test('an IMAP server that is away at the start is named and picked up when it appears; when it goes again, once more', async () => {
  const gate = await makeTcpGate({ port: office.world.dovecot.imapPort, host: '127.0.0.1' });
  undo.push(gate.shut);
  const desk = await office.openDesk({ SUPPORT_IMAP_PORT: String(gate.port) });
  const first = await desk.ask();
  const daemon = start(desk);
  await daemon.says(
    new RegExp(`IMAP server 127\\.0\\.0\\.1:${gate.port} does not answer \\(ECONNREFUSED\\): check imap\\.host, imap\\.port`),
  );
  await daemon.says(/Firstline is running/);
  await gate.open();
  await desk.answered(first);

  await gate.shut();
  const second = await desk.ask();
  await daemon.says(/the mailbox cannot be read at the moment/);
  await gate.open();
  await desk.answered(second);
});

test('an SMTP server that is away costs no mail: what was decided leaves when it is back', async () => {
  const gate = await makeTcpGate({ port: office.world.submission.port, host: '127.0.0.1' });
  undo.push(gate.shut);
  const desk = await office.openDesk({ SUPPORT_SMTP_PORT: String(gate.port) });
  const first = await desk.ask();
  const daemon = start(desk);
  await daemon.says(
    new RegExp(`SMTP server 127\\.0\\.0\\.1:${gate.port} does not answer \\(ECONNREFUSED\\): check smtp\\.host, smtp\\.port`),
  );
  await daemon.says(/"msg":"decided"/);
  await gate.open();
  await desk.answered(first);
});

test('a Redis that is away at the start, and goes and comes back, costs no mail', async () => {
  const redis = await startRedis();
  undo.push(redis.stop);
  const gate = await makeTcpGate({ path: redis.socket });
  undo.push(gate.shut);
  const desk = await office.openDesk({ FIRSTLINE_REDIS_URL: `redis://:tell-nobody@127.0.0.1:${gate.port}` });
  const first = await desk.ask();
  const daemon = start(desk);
  await daemon.says(/Redis is away: mail is still recorded, and work goes on when Redis is back/);
  await daemon.says(/"msg":"mailbox indexed"/);
  await gate.open();
  await daemon.says(/Redis is back/);
  await desk.answered(first);

  await gate.shut();
  const second = await desk.ask();
  await daemon.says(/Redis is away/);
  await gate.open();
  await desk.answered(second);
  expect(daemon.output()).not.toContain('tell-nobody');
});

// By the clock: on a busy machine it has three tries.
test('a stop while everything is away ends at once', { retry: 2 }, async () => {
  const gate = await makeTcpGate({ port: 1 });
  const port = String(gate.port);
  const desk = await office.openDesk({
    SUPPORT_IMAP_PORT: port,
    SUPPORT_SMTP_PORT: port,
    FIRSTLINE_REDIS_URL: `redis://127.0.0.1:${port}`,
  });
  const daemon = start(desk);
  await daemon.says(/Firstline is running/);
  const asked = performance.now();
  expect(await daemon.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(3_000);
});
