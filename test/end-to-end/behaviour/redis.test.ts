import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, settled } from './desk-view.ts';
import { DELETION, type Letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

/** What `command` does to the daemon's own Redis. */
async function onRedis<T>(desk: Desk, command: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ path: join(desk.folder, 'data', 'redis', 'redis.sock') });
  try {
    return await command(redis);
  } finally {
    redis.disconnect();
  }
}

async function pidOf(redis: Redis): Promise<number> {
  return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
}

test('Redis is emptied and killed in the middle of the work: nothing is lost, nothing is done twice', async () => {
  const desk = await office.openDesk({ SUPPORT_DEBOUNCE: '1s' });
  await desk.start().says(/Firstline is running/);
  const questions: Letter[] = [];
  const ask = async () => {
    for (let i = 0; i < 5; i += 1) questions.push(await post(office, desk, i === 4 ? { subject: 'My data', text: DELETION } : {}));
  };
  await ask();
  await onRedis(desk, (redis) => redis.flushall());
  await ask();
  process.kill(await onRedis(desk, pidOf), 'SIGKILL');
  await ask();
  const rows = await settled(desk, 15);
  expect(rows.map((r) => r.disposition).toSorted()).toEqual([...Array<string>(12).fill('answered'), ...Array<string>(3).fill('escalated')]);
  for (const [i, mail] of questions.entries())
    expect(await answersTo(office, desk, mail.from), mail.from).toHaveLength(i % 5 === 4 ? 0 : 1);
  const forwards = office.world.submission.accepted.filter((m) => m.from === desk.address && m.to.includes('compliance@hazelnote.example'));
  expect(forwards).toHaveLength(3);
  expect(await onRedis(desk, (redis) => redis.ping())).toBe('PONG');
});
