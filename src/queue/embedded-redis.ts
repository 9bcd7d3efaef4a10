import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/**
 * Starts it, or adopts one that a killed daemon left behind on the same socket. A server that dies is started again.
 * Throws `ConfigError` when redis-server is not installed.
 */
export async function startEmbeddedRedis(folder: string, log: Log): Promise<EmbeddedRedis> {
  await mkdir(folder, { recursive: true });
  const path = socketPath(folder);
  let child: ChildProcess | null = null;
  let stopping = false;

  const start = async (): Promise<void> => {
    if (await answers(path)) {
      log.info({ socket: path }, 'adopted the redis-server that was left running');
      return;
    }
    const started = spawn('redis-server', redisArguments(folder, path), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    child = started;
    await ready(started, path);
    started.once('exit', (code) => {
      if (stopping) return;
      log.error({ code }, 'redis-server died; starting it again');
      start().catch((error: unknown) => log.error({ err: errorMessage(error) }, 'redis-server cannot be started'));
    });
  };

  await start();
  return {
    path,
    stop: async () => {
      stopping = true;
      await shutdown(path);
      if (child !== null && child.exitCode === null && child.signalCode === null)
        await new Promise((resolve) => child?.once('exit', resolve));
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
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction', '--daemonize', 'no'],
  ];
}

async function ready(child: ChildProcess, path: string): Promise<void> {
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
  child.removeAllListeners('exit');
  child.stdout?.resume();
  child.stderr?.resume();
  // The socket file appears a moment before the line is printed; one PING proves it.
  if (!(await answers(path))) throw new TransientError('redis-server started but does not answer on its socket');
}

async function answers(path: string): Promise<boolean> {
  const client = probe(path);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    // No server there: exactly what the question was.
    return false;
  } finally {
    client.disconnect();
  }
}

/** The answer to SHUTDOWN is the closed connection. */
async function shutdown(path: string): Promise<void> {
  const client = probe(path);
  try {
    await client.connect();
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.shutdown('SAVE').catch(() => undefined);
    await closed;
  } catch {
    // Nobody listens: it is down already.
  } finally {
    client.disconnect();
  }
}

function probe(path: string): Redis {
  const client = new Redis({ path, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableOfflineQueue: false });
  client.on('error', () => undefined);
  return client;
}
