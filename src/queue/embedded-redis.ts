import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { ConfigError, errorMessage, TransientError } from '../errors.ts';
import type { Log } from '../log.ts';

/** A redis-server of our own on a unix socket, for installations without `redis.url`. */
export interface EmbeddedRedis {
  readonly path: string;
  readonly stop: () => Promise<void>;
}

/** `sockaddr_un.sun_path` is 108 bytes on Linux and 104 on macOS. */
const SOCKET_PATH_MAX = 100;

/** Between two attempts to bring back a server that died. */
const REVIVE_MS = 1_000;

/**
 * Starts it, or adopts one that a killed daemon left behind on the same socket. A server that dies, started or adopted, is
 * started again. Throws `ConfigError` when redis-server is not installed.
 */
export async function startEmbeddedRedis(folder: string, log: Log): Promise<EmbeddedRedis> {
  await mkdir(folder, { recursive: true });
  const path = socketPath(folder);
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  let reviving: Promise<void> = Promise.resolve();

  const bringUp = async (): Promise<Redis> => {
    const found = await openLine(path);
    if (found !== null) log.info({ socket: path }, 'adopted the redis-server that was left running');
    const line = found ?? (await spawnServer());
    // An adopted server is nobody's child: only its end of the line tells that it died.
    line.once('end', () => {
      if (stopping.signal.aborted) return;
      log.error('redis-server died; starting it again');
      reviving = revive();
    });
    return line;
  };
  const spawnServer = async (): Promise<Redis> => {
    child = spawn('redis-server', redisArguments(folder, path), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    await ready(child);
    const line = await openLine(path);
    if (line !== null) return line;
    // Its folder is gone from under it, for one: nobody could ever tell this server to stop.
    await kill(child);
    throw new TransientError('redis-server started but does not answer on its socket');
  };
  const revive = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        current = await bringUp();
        return;
      } catch (error) {
        log.error({ err: errorMessage(error) }, 'redis-server cannot be started; trying again');
        await delay(REVIVE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  let current = await bringUp();
  return {
    path,
    stop: async () => {
      stopping.abort();
      await reviving;
      const asked = await shutdown(current, log);
      if (child !== null) await (asked ? endOf(child) : kill(child));
    },
  };
}

function socketPath(folder: string): string {
  const path = join(folder, 'redis.sock');
  if (Buffer.byteLength(path) <= SOCKET_PATH_MAX) return path;
  return join(tmpdir(), `firstline-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

function redisArguments(folder: string, socket: string): string[] {
  return [
    ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', folder],
    // It holds nothing worth keeping: no file of it can be damaged or fill the disk, and the ledger rings again.
    ...['--appendonly', 'no', '--save', '', '--maxmemory-policy', 'noeviction', '--daemonize', 'no'],
  ];
}

/** Resolves when it serves; throws with its last words when it does not. */
async function ready(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'ENOENT'
          ? new ConfigError(
              [
                {
                  file: 'firstline.yaml',
                  path: 'redis.url',
                  message:
                    'redis-server is not installed: install it (apt-get install redis-server, brew install redis), or give the URL of a Redis',
                },
              ],
              { cause },
            )
          : new TransientError(`redis-server cannot be started: ${cause.message}`, { cause }),
      ),
    );
    child.once('exit', (code) =>
      reject(new TransientError(`redis-server ended at once (exit code ${code}): ${output.trim().split('\n').at(-1) ?? ''}`)),
    );
    const listen = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      if (/ready to accept connections/i.test(output)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
  child.stdout?.resume();
  child.stderr?.resume();
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await endOf(child);
}

async function endOf(child: ChildProcess): Promise<void> {
  // Without a process id it never started.
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** A connection that answers, or null where no server does. */
async function openLine(path: string): Promise<Redis | null> {
  const line = new Redis({ path, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableOfflineQueue: false });
  line.on('error', () => undefined);
  try {
    await line.connect();
    await line.ping();
    return line;
  } catch {
    // No server there: exactly what the question was. (ioredis keeps a timer for a line that is closed twice.)
    if (line.status !== 'end') line.disconnect();
    return null;
  }
}

/** The answer to SHUTDOWN is the closed connection; nothing in it is worth a snapshot. False: the server refuses. */
async function shutdown(line: Redis, log: Log): Promise<boolean> {
  if (line.status === 'end') return true;
  const closed = new Promise<null>((resolve) => line.once('end', () => resolve(null)));
  const refused = line.shutdown('NOSAVE').then(
    () => closed,
    (error: unknown) => (line.status === 'ready' ? errorMessage(error) : closed),
  );
  const why = await Promise.race([closed, refused]);
  if (why === null) return true;
  log.warn({ err: why }, 'redis-server refuses to stop');
  line.disconnect();
  return false;
}
