import type { Env } from '../config/interpolate.ts';
import { loadConfig } from '../config/load.ts';
import { verifyAudit } from '../ledger/audit.ts';
import type { Db } from '../ledger/database.ts';
import { parseMessage } from '../mail/parse.ts';
import { makeUndo, type Undo } from '../undo.ts';
import { type Evidence, forwardedMarkers, judge, type Verdict } from './judge.ts';
import { DEMO_INBOX, type DemoMail } from './mails/demo-mail.ts';
import { demoMails } from './mails/mails.ts';
import { readAccount, readFates, type Seen } from './observe.ts';
import { putMails, type Stage, setStage } from './stage.ts';
import { verdictTable } from './table.ts';
import { startActor, waitUntilHandled } from './wait.ts';

export interface DemoOptions {
  readonly env: Env;
  /** How often the daemon is killed (SIGKILL) in the middle of its work and started again. */
  readonly kills: number;
  /** Leave everything running afterwards, until interrupted. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
  /** Overwrites its last line on a terminal. */
  readonly showProgress: (line: string) => void;
  readonly columns: number;
  /** Resolves when the person has seen enough (`keep`). */
  readonly interrupted: Promise<unknown>;
  readonly now: () => number;
}

/** With a model over a network a mail may take a while; without one all are done in a few seconds. */
const LIMIT_MS = { builtin: 60_000, foreign: 300_000 };
/** After a kill a mail may be in doubt: Sent is searched for a minute before a person is told. */
const DOUBT_MS = 75_000;

/** The main job on real parts: returns whether every mail became what it should. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const undo = makeUndo();
  try {
    return await play(options, undo);
  } finally {
    await undo.run();
  }
}

async function play(options: DemoOptions, undo: Undo): Promise<boolean> {
  const { say, env, now } = options;
  const startedAt = now();
  say('Starting a mail server (Dovecot), a submission server and a support mailbox, all on loopback and thrown away afterwards.');
  const stage = await setStage(undo, env, startedAt);
  const mails = demoMails(startedAt);
  await putMails(stage, mails);
  const arriving = mails.filter((m) => m.mailbox === 'INBOX').length;
  const foreignModel = stage.env.FIRSTLINE_MODEL === 'openai';
  say(
    `${arriving} mails are in ${DEMO_INBOX.address}, ${mails.length - arriving} older ones in Archive and Sent. Starting the daemon with ${foreignModel ? 'your model server' : 'the built-in model'}.`,
  );
  const actor = startActor(stage);
  undo.push(actor.stop);
  const daemonAt = now();
  const limit = foreignModel ? LIMIT_MS.foreign : LIMIT_MS.builtin;
  const db = await waitUntilHandled(stage, actor, { arriving, options, limit: limit + options.kills * DOUBT_MS, undo });
  if (db === null) return false;

  const evidence = await collect(stage, db, mails, { startedAt: daemonAt, foreignModel });
  const verdicts: Verdict[] = [];
  for (const mail of mails) verdicts.push(await judge(mail, evidence));
  say('');
  say(
    verdictTable(
      verdicts.filter((v) => v.mail.mailbox === 'INBOX' || v.problems.length > 0),
      options.columns,
    ),
  );
  say('');
  const ok = await summary(stage, db, verdicts, evidence, options, now() - startedAt);
  if (options.keep) await keepRunning(stage, actor.logFile, options);
  return ok;
}

async function collect(
  stage: Stage,
  db: Db,
  mails: readonly DemoMail[],
  { startedAt, foreignModel }: { startedAt: number; foreignModel: boolean },
): Promise<Evidence> {
  const config = await loadConfig(stage.env.FIRSTLINE_CONFIG ?? '', stage.env);
  const teams = new Map(Object.entries(config.inboxes[0]?.triage?.teams ?? {}).map(([id, team]) => [id, team.email]));
  const customers = new Set(mails.map((m) => m.from).filter((a) => a !== DEMO_INBOX.address && a !== ''));
  const forwarded = new Map<string, readonly string[]>();
  const others: Seen[] = [];
  for (const account of customers) others.push(...(await readAccount(stage, account)));
  for (const address of teams.values()) {
    const sources = await stage.world.connect(address).read();
    const parsed = await Promise.all(sources.map(async ({ source }) => ({ source, message: await parseMessage(source) })));
    forwarded.set(address, await forwardedMarkers(parsed));
  }
  return {
    fates: await readFates(db, startedAt),
    support: await readAccount(stage, DEMO_INBOX.address),
    sent: await readAccount(stage, DEMO_INBOX.address, 'Sent'),
    drafts: await readAccount(stage, DEMO_INBOX.address, 'Drafts'),
    others,
    teams,
    forwarded,
    foreignModel,
  };
}

async function summary(
  stage: Stage,
  db: Db,
  verdicts: readonly Verdict[],
  evidence: Evidence,
  { say }: DemoOptions,
  tookMs: number,
): Promise<boolean> {
  const audit = await verifyAudit(db, 'support');
  const known = new Set([...evidence.teams.values(), ...verdicts.flatMap((v) => v.sent.map((s) => s.split(' → ')[1] ?? ''))]);
  const strangers = stage.world.submission.accepted.flatMap((m) => m.to).filter((to) => !known.has(to));
  if (strangers.length > 0) say(`Mail was sent to somebody who should get none: ${strangers.join(', ')}`);
  if (!audit.ok) say(`The audit chain is broken at row ${audit.seq}: ${audit.problem}`);
  const wrong = verdicts.filter((v) => v.problems.length > 0);
  const count = (disposition: string) => verdicts.filter((v) => v.mail.mailbox === 'INBOX' && v.disposition.startsWith(disposition)).length;
  say(
    `${count('answered')} answered, ${count('escalated')} escalated, ${count('suppressed')} suppressed, ${count('noted') + count('superseded')} noted or superseded; ${stage.world.submission.accepted.length} mails sent.`,
  );
  say(`Audit: ${audit.ok ? `${audit.rows} rows, chain unbroken` : 'broken'}. ${(tookMs / 1_000).toFixed(1)} s in all.`);
  const ok = wrong.length === 0 && strangers.length === 0 && audit.ok;
  say(ok ? 'Every mail is as it should be.' : `${wrong.length} of ${verdicts.length} mails are not as they should be.`);
  return ok;
}

async function keepRunning(stage: Stage, logFile: string, { say, interrupted }: DemoOptions): Promise<void> {
  const { dovecot } = stage.world;
  say('');
  say('Everything keeps running. Look at it with any mail client:');
  say(
    `  IMAP ${dovecot.host} port ${dovecot.imapPort}, no encryption, password ${dovecot.password}; user: any address in the table, or ${DEMO_INBOX.address}`,
  );
  say(
    `  SMTP ${stage.world.submission.host} port ${stage.world.submission.port}, the same password: write to ${DEMO_INBOX.address} and see what happens`,
  );
  say(`  log  ${logFile}`);
  say('Ask why, in another terminal:');
  say(`  ${stage.command} why hannah.osei@brightfern.example`);
  say(`  ${stage.command} audit list`);
  say('Ctrl-C ends and removes everything.');
  await interrupted;
}
