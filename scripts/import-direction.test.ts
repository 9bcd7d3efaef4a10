import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Each breaks exactly one rule: a file, its import, the rule that must object. */
const PLANTED = [
  ['src/mail/planted-01.ts', "import '../jobs/job.ts';", 'ports-import-down'],
  ['src/ledger/planted-02.ts', "import '../triage/decide.ts';", 'ports-share-shapes'],
  ['src/tickets/planted-03.ts', "import '../jobs/job.ts';", 'thinking-imports-down'],
  ['src/jobs/planted-04.ts', "import '../daemon.ts';", 'jobs-import-down'],
  ['src/daemon.ts', "import './commands/run.ts';", 'daemon-imports-down'],
  ['src/mail/planted-05.ts', "import type { T } from '../tickets/ticket.ts';", 'mail-is-only-mail'],
  ['src/mail/planted-06.ts', "export { x } from '../model/model.ts';", 'mail-is-only-mail'],
  ['src/triage/planted-07.ts', "await import('../ledger/row.ts');", 'triage-has-no-client'],
  ['src/config/planted-08.ts', "import '../mail/message.ts';", 'config-stands-alone'],
  ['src/mail/planted-09.ts', "import { ImapFlow } from 'imapflow';", 'client-imapflow'],
  ['src/jobs/planted-10.ts', "import { createTransport } from 'nodemailer';", 'client-nodemailer'],
  ['src/mail/planted-11.ts', "import { SMTPServer } from 'smtp-server';", 'client-smtp-server'],
  ['src/jobs/planted-12.ts', "import { Queue } from 'bullmq';", 'client-redis'],
  ['src/model/planted-13.ts', "import OpenAI from 'openai';", 'client-openai'],
  ['src/commands/planted-14.ts', "import pg from 'pg';", 'client-pg'],
  ['src/model/planted-15.ts', "import './planted-16.ts';", 'no-cycles'],
  ['src/queue/planted-17.ts', "import { it } from 'vitest';", 'only-dependencies'],
  ['src/queue/planted-18.ts', "import './nowhere.ts';", 'resolvable'],
] as const;

/** What is imported above, and what must pass without objection. */
const INNOCENT = [
  ['src/jobs/job.ts', "import '../mail/message.ts'; import '../triage/decide.ts';"],
  ['src/triage/decide.ts', "import type { X } from '../model/model.ts';"],
  ['src/triage/outcome.ts', ''],
  ['src/tickets/ticket.ts', "import '../triage/outcome.ts';"],
  ['src/ledger/row.ts', "import pg from 'pg'; import type { T } from '../tickets/ticket.ts';"],
  ['src/config/schema.ts', "import '../triage/outcome.ts'; import '../errors.ts';"],
  ['src/commands/run.ts', "import '../jobs/job.ts'; import '../config/schema.ts';"],
  ['src/mail/message.ts', "import '../config/schema.ts';"],
  ['src/mail/imap-connection.ts', "import { ImapFlow } from 'imapflow';"],
  ['src/mail/addresses.ts', "import parse from 'nodemailer/lib/addressparser';"],
  ['src/model/planted-16.ts', "import './planted-15.ts';"],
  ['src/model/model.ts', ''],
  ['src/errors.ts', ''],
] as const;

let world: string;

beforeAll(() => {
  world = mkdtempSync(join(tmpdir(), 'firstline-imports-'));
  symlinkSync(join(ROOT, 'node_modules'), join(world, 'node_modules'));
  symlinkSync(join(ROOT, 'package.json'), join(world, 'package.json'));
  for (const [file, content] of [...PLANTED, ...INNOCENT]) {
    mkdirSync(dirname(join(world, file)), { recursive: true });
    writeFileSync(join(world, file), `${content}\n`);
  }
});

afterAll(() => rmSync(world, { recursive: true }));

it('objects to every planted import, by the right rule, and to nothing else', () => {
  const violations: { from: string; rule: { name: string } }[] = JSON.parse(check(world)).summary.violations;

  const found = new Set(violations.map(({ from, rule }) => `${from} ${rule.name}`));
  const expected = PLANTED.map(([file, , rule]) => `${file} ${rule}`);
  expect([...found].sort()).toEqual(expected.sort());
});

function check(cwd: string): string {
  const cli = join(ROOT, 'node_modules/.bin/depcruise');
  const config = join(ROOT, '.dependency-cruiser.mjs');
  const { stdout } = spawnSync(process.execPath, [cli, '--config', config, '--output-type', 'json', 'src'], {
    cwd,
    encoding: 'utf8',
  });
  return stdout;
}
