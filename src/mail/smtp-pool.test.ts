import { expect, test } from 'vitest';
import { makePool } from './smtp-pool.ts';

const never = new AbortController().signal;

function fakeServer() {
  const opened: { id: number; alive: boolean; quit: boolean }[] = [];
  const open = async () => {
    const state = { id: opened.length + 1, alive: true, quit: false };
    opened.push(state);
    const quit = async () => {
      state.quit = true;
    };
    return { id: state.id, usable: () => state.alive, quit };
  };
  return { opened, open };
}

test('keeps a connection for the next one and replaces a dead one', async () => {
  const server = fakeServer();
  const pool = makePool(2, server.open);
  const first = await pool.take(never);
  expect(first).toMatchObject({ kept: false, connection: { id: 1 } });
  pool.give(first.connection);
  const second = await pool.take(never);
  expect(second).toMatchObject({ kept: true, connection: { id: 1 } });
  pool.give(second.connection);
  for (const connection of server.opened) connection.alive = false;
  expect(await pool.take(never)).toMatchObject({ kept: false, connection: { id: 2 } });
});

test('never opens more than its size; the next one waits its turn', async () => {
  const server = fakeServer();
  const pool = makePool(1, server.open);
  const first = await pool.take(never);
  const order: string[] = [];
  const second = pool.take(never).then((taken) => {
    order.push('taken');
    return taken;
  });
  order.push('given');
  pool.give(first.connection);
  expect((await second).connection.id).toBe(1);
  expect(order).toEqual(['given', 'taken']);
  expect(server.opened).toHaveLength(1);
});

test('who is aborted while waiting leaves the queue', async () => {
  const pool = makePool(1, fakeServer().open);
  const first = await pool.take(never);
  const abort = new AbortController();
  const waiting = pool.take(abort.signal);
  abort.abort(new Error('stopping'));
  await expect(waiting).rejects.toThrow('stopping');
  pool.give(first.connection);
  expect((await pool.take(never)).connection.id).toBe(1);
});

test('a connection that cannot be opened leaves its place to the next one', async () => {
  let fail = true;
  const server = fakeServer();
  const pool = makePool(1, async () => {
    if (fail) throw new Error('no route');
    return server.open();
  });
  await expect(pool.take(never)).rejects.toThrow('no route');
  fail = false;
  expect((await pool.take(never)).connection.id).toBe(1);
});

test('close ends the idle ones at once and the others when they come back', async () => {
  const server = fakeServer();
  const pool = makePool(2, server.open);
  const [idle, busy] = [await pool.take(never), await pool.take(never)];
  pool.give(idle.connection);
  await pool.close();
  expect(server.opened.map((c) => c.quit)).toEqual([true, false]);
  pool.give(busy.connection);
  expect(server.opened.map((c) => c.quit)).toEqual([true, true]);
});
