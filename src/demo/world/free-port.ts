import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range that systems give to outgoing connections (RFC 6335 §6; Linux starts at 32768): one of those may take a port before its server does. */
const FIRST = 15_000;
const LAST = 32_000;
const TRIES = 50;

/** A TCP port of 127.0.0.1 that nobody uses right now. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free TCP port between ${FIRST} and ${LAST} was found`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    // Taken: that is the answer.
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
