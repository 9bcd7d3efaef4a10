import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, vi } from 'vitest';
import type { Env } from '../../src/config/interpolate.ts';
import { startWorld, type World, type WorldOptions } from '../../src/demo/world/world.ts';
import { makeUndo, type Undo } from '../../src/undo.ts';
import { DAEMON, type Program, ROOT, startProgram } from './daemon-process.ts';
import { PATIENCE_MS } from './patience.ts';

/** One mail world for the tests of a file; each test opens a desk of its own on it. */
export interface Office {
  readonly world: World;
  /** A support mailbox nobody else uses, a data folder, and the environment that points the shipped configuration at them. */
  readonly openDesk: (variables?: Env) => Promise<Desk>;
  /** Ends every daemon of every desk, so that those of one test take no time from the next; an `afterEach`. */
  readonly endDaemons: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Desk {
  readonly address: string;
  /** Temporary; the data folder is `data` in it. Removed with the office. */
  readonly folder: string;
  readonly env: Env;
  /** Gives the desk its own copy of a configuration file, changed; throws where the change finds nothing to change. */
  readonly edit: (file: 'firstline.yaml' | 'triage.yaml', change: (text: string) => string) => Promise<void>;
  /** Starts the daemon on this desk; it is ended with the office, or by `endDaemons`. */
  readonly start: (variables?: Env, args?: readonly string[]) => Program;
  /** A customer writes a question that the sample articles answer. Returns the customer's address. */
  readonly ask: () => Promise<string>;
  /** Resolves once the customer has exactly one answer from this desk. */
  readonly answered: (customer: string) => Promise<void>;
}

export async function openOffice(options: WorldOptions = {}): Promise<Office> {
  const undo = makeUndo();
  const world = await startWorld(options);
  undo.push(world.stop);
  const desks = makeUndo();
  undo.push(desks.run);
  const programs: Program[] = [];
  const endDaemons = async () => {
    await Promise.all(programs.splice(0).map((program) => program.stop()));
  };
  // Before their desks: a daemon is not to find its folder and its Redis gone while it still runs.
  undo.push(endDaemons);
  return { world, openDesk: (variables = {}) => openDesk({ world, undo: desks, programs }, variables), endDaemons, close: undo.run };
}

interface Premises {
  readonly world: World;
  readonly undo: Undo;
  readonly programs: Program[];
}

async function openDesk({ world, undo, programs }: Premises, variables: Env): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-desk-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  undo.push(() => endRedis({ folder }));
  const address = `support-${crypto.randomUUID().slice(0, 8)}@hazelnote.example`;
  const config = join(folder, 'config');
  await cp(join(ROOT, 'config'), config, { recursive: true });
  const env = { ...deskEnvironment(world, address, folder), FIRSTLINE_CONFIG: join(config, 'firstline.yaml'), ...variables };
  let last: Program | null = null;
  return {
    address,
    folder,
    env,
    edit: async (file, change) => {
      const path = join(config, file);
      const before = await readFile(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`the change of ${file} changes nothing`);
      await writeFile(path, after);
    },
    start: (more = {}, args = DAEMON) => {
      const program = startProgram({ ...env, ...more }, args);
      programs.push(program);
      last = program;
      return program;
    },
    ask: async () => {
      const customer = `ada-${crypto.randomUUID().slice(0, 8)}@customer.example`;
      await world.deliver(question(customer, address), { from: customer, to: [address] });
      return customer;
    },
    answered: async (customer) => {
      const answers = () => world.submission.accepted.filter((m) => m.to.includes(customer)).length;
      // Not `expect.poll`, which only a test may call: hooks prepare desks, too.
      await vi.waitFor(() => expect(answers(), `answers to ${customer}; the daemon said:\n${last?.output()}`).toBe(1), {
        timeout: PATIENCE_MS,
        interval: 50,
      });
    },
  };
}

function deskEnvironment(world: World, address: string, folder: string): Env {
  const imap = world.imap(address);
  const smtp = world.smtp(address);
  return {
    PATH: process.env.PATH,
    SUPPORT_PROMPTS: join(ROOT, 'prompts'),
    SUPPORT_KNOWLEDGE: join(ROOT, 'knowledge-base'),
    FIRSTLINE_DATA: join(folder, 'data'),
    FIRSTLINE_HTTP_PORT: '0',
    SUPPORT_ADDRESS: address,
    SUPPORT_IMAP_HOST: imap.host,
    SUPPORT_IMAP_PORT: String(imap.port),
    SUPPORT_IMAP_SECURITY: imap.security,
    SUPPORT_IMAP_PASSWORD: imap.password,
    SUPPORT_SMTP_HOST: smtp.host,
    SUPPORT_SMTP_PORT: String(smtp.port),
    SUPPORT_SMTP_SECURITY: smtp.security,
    SUPPORT_SMTP_RATE: '0',
    SUPPORT_DEBOUNCE: '100ms',
    // What people do outside INBOX is found by looking, and a doubt ends by looking: tests need not wait as long as an operator would.
    SUPPORT_POLL_EVERY: '2s',
    SUPPORT_SMTP_DOUBT: '9s',
    // Mail that is put in before the first start has to count as new.
    SUPPORT_GO_LIVE: new Date(Date.now() - 60_000).toISOString(),
  };
}

/** Ends the redis-server of a desk: a daemon that was killed leaves it for the next one; after the last there is none. */
export async function endRedis({ folder }: Pick<Desk, 'folder'>): Promise<void> {
  const path = join(folder, 'data', 'redis', 'redis.sock');
  if (!existsSync(path)) return;
  const client = new Redis({ path, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  const ended = new Promise((resolve) => client.once('end', resolve));
  await client.connect().then(
    () => client.shutdown('NOSAVE').catch(() => undefined),
    // It ended with its daemon and left the file.
    () => undefined,
  );
  if (client.status !== 'end') client.disconnect();
  await ended;
}

function question(from: string, to: string): Buffer {
  const head = [
    `From: Ada <${from}>`,
    `To: ${to}`,
    'Subject: Forgot my password',
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${crypto.randomUUID()}@customer.example>`,
    'Content-Type: text/plain; charset=utf-8',
  ];
  const text =
    'Hi,\r\n\r\nI forgot the password of my Hazelnote account. How can I reset it? Can you send me a reset link?\r\n\r\nThanks,\r\nAda\r\n';
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}
