import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '../config/interpolate.ts';
import type { Undo } from '../undo.ts';
import { DEMO_INBOX, type DemoMail } from './mails/demo-mail.ts';
import { demoGoLive } from './mails/mails.ts';
import { startWorld, type World } from './world/world.ts';

/** The demo's theatre: a mail world, a data folder, and the environment that points the shipped configuration at them. */
export interface Stage {
  readonly world: World;
  readonly folder: string;
  /** For `firstline` commands on this stage. */
  readonly env: Env;
  /** A script that runs `firstline` on this stage, for a person at a terminal. */
  readonly command: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CLI = join(ROOT, 'src', 'cli.ts');
/** Runs the CLI on any Node: it hands over to a newer one where there is one. */
const LAUNCHER = join(ROOT, 'bin', 'firstline.js');

export async function setStage(undo: Undo, variables: Env, now: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-demo-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const world = await startWorld();
  undo.push(world.stop);
  const imap = world.imap(DEMO_INBOX.address);
  const smtp = world.smtp(DEMO_INBOX.address);
  const foreign = variables.OPENAI_API_KEY === undefined || variables.OPENAI_API_KEY === '' ? {} : { FIRSTLINE_MODEL: 'openai' };
  const env: Env = {
    ...variables,
    ...foreign,
    FIRSTLINE_CONFIG: join(ROOT, 'config', 'firstline.yaml'),
    FIRSTLINE_DATA: join(folder, 'data'),
    FIRSTLINE_HTTP_PORT: '0',
    FIRSTLINE_REDIS_URL: '',
    FIRSTLINE_LEDGER_URL: '',
    SUPPORT_ADDRESS: DEMO_INBOX.address,
    SUPPORT_NAME: DEMO_INBOX.name,
    SUPPORT_GO_LIVE: new Date(demoGoLive(now)).toISOString(),
    SUPPORT_IMAP_HOST: imap.host,
    SUPPORT_IMAP_PORT: String(imap.port),
    SUPPORT_IMAP_SECURITY: imap.security,
    SUPPORT_IMAP_PASSWORD: imap.password,
    SUPPORT_SMTP_HOST: smtp.host,
    SUPPORT_SMTP_PORT: String(smtp.port),
    SUPPORT_SMTP_SECURITY: smtp.security,
    // A real inbox sends slowly and waits longer for a customer's second mail; a demo is watched.
    SUPPORT_SMTP_RATE: '0',
    SUPPORT_DEBOUNCE: '2s',
  };
  return { world, folder, env, command: await writeCommand(folder, env) };
}

/** Values are ours and hold no quotes. */
async function writeCommand(folder: string, env: Env): Promise<string> {
  const given = Object.entries(env).filter(([name]) => /^(FIRSTLINE|SUPPORT)_/.test(name));
  const file = join(folder, 'firstline');
  const lines = [
    '#!/bin/sh',
    "export FIRSTLINE_ENV_FILE=''",
    ...given.map(([name, value]) => `export ${name}='${value ?? ''}'`),
    `exec node '${LAUNCHER}' "$@"`,
    '',
  ];
  await writeFile(file, lines.join('\n'), { mode: 0o755 });
  return file;
}

/** Older context goes where it would lie; everything else is delivered as mail is. */
export async function putMails({ world }: Stage, mails: readonly DemoMail[]): Promise<void> {
  const reader = world.connect(DEMO_INBOX.address);
  for (const mail of mails) {
    if (mail.mailbox === 'INBOX') await world.deliver(mail.source, { from: mail.envelopeFrom, to: [DEMO_INBOX.address] });
    else await reader.mailbox.append(mail.mailbox, mail.source, ['\\Seen'], mail.date);
  }
}

export interface RunningDaemon {
  readonly process: ChildProcess;
  /** Everything it logged. */
  readonly logFile: string;
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/** The actual daemon, as a process of its own. */
export function startDaemonProcess({ folder, env }: Stage, options: readonly string[]): RunningDaemon {
  const logFile = join(folder, 'firstline.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, [CLI, 'run', ...options], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.pipe(log);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    process: child,
    logFile,
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
