import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { endRedis, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, effectsIn, fateOf, look, settled } from './desk-view.ts';
import { DELETION, type Letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

test('SIGTERM under thirty mails: ends in order and soon, and the next start finishes the rest, once', async () => {
  const desk = await office.openDesk();
  const daemon = desk.start();
  await daemon.says(/Firstline is running/);
  const mails: Letter[] = [];
  for (let i = 0; i < 30; i += 1) mails.push(await post(office, desk, i % 3 === 2 ? { subject: 'My data', text: DELETION } : {}));
  await expect.poll(() => effectsIn(desk).length, { interval: 20 }).toBeGreaterThan(6);
  const asked = performance.now();
  expect(await daemon.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(20_000);
  expect(effectsIn(desk).filter((e) => e.state === 'data')).toEqual([]);

  desk.start();
  const rows = await settled(desk, 30);
  expect(rows.map((r) => r.disposition).toSorted()).toEqual([
    ...Array<string>(20).fill('answered'),
    ...Array<string>(10).fill('escalated'),
  ]);
  for (const [i, mail] of mails.entries()) expect(await answersTo(office, desk, mail.from), mail.from).toHaveLength(i % 3 === 2 ? 0 : 1);
  const ids = office.world.submission.accepted.filter((m) => m.from === desk.address).map((m) => m.messageId);
  expect(new Set(ids).size).toBe(30);
  expect(ids).toHaveLength(30);
  const filed = (await look(office, desk.address, 'Sent')).map((m) => m.message.messageId);
  expect(filed.toSorted()).toEqual(ids.toSorted());
});

test('SIGTERM while the SMTP server is silent after DATA: ends within 20 s, and the next start settles the mail, unsent', async () => {
  const desk = await office.openDesk();
  const daemon = desk.start();
  await daemon.says(/Firstline is running/);
  office.world.submission.faults.afterData = 'hang';
  const mail = await post(office, desk);
  const state = () => effectsIn(desk).find((e) => e.kind === 'reply')?.state;
  await expect.poll(state).toBe('data');
  const asked = performance.now();
  expect(await daemon.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(20_000);
  expect(state()).toBe('data');

  office.world.submission.faults.afterData = undefined;
  desk.start();
  await settled(desk, 1);
  expect(fateOf(desk, mail)).toMatchObject({ disposition: 'escalated' });
  expect(effectsIn(desk).find((e) => e.kind === 'reply')).toMatchObject({ state: 'uncertain' });
  expect(await answersTo(office, desk, mail.from)).toEqual([]);
});

test('SIGTERM in the middle of the first look at the mailbox, with Redis gone a moment before: ends in order all the same', async () => {
  for (const redisFirst of [false, true]) {
    const desk = await office.openDesk();
    const daemon = desk.start();
    await daemon.says(/Firstline is running/);
    if (redisFirst) await endRedis(desk);
    const asked = performance.now();
    expect(await daemon.stop()).toEqual({ code: 0, signal: null });
    // `docker stop` kills after ten seconds.
    expect(performance.now() - asked).toBeLessThan(8_000);
    expect(daemon.output()).toContain('stopped; everything that waits is in the ledger');
  }
});
