import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withUndo } from '../../undo.ts';
import { startChild } from './process.ts';

export interface TestRedis {
  /** Path of the unix socket. */
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

/** An empty Redis that keeps nothing, for tests. */
export async function startRedis(): Promise<TestRedis> {
  return withUndo(async (undo) => {
    const dir = await mkdtemp(join(tmpdir(), 'firstline-redis-'));
    undo.push(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
    await chmod(dir, 0o700);
    const socket = join(dir, 'redis.sock');
    const memoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
    const child = await startChild({
      command: 'redis-server',
      args: ['--port', '0', '--unixsocket', socket, '--dir', dir, ...memoryOnly],
      ready: /ready to accept connections/i,
    });
    undo.push(child.stop);
    return { socket, stop: undo.run };
  });
}
