import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_INBOX } from '../../../src/demo/mails/demo-mail.ts';
import { rawMail, rfcDate } from '../../../src/demo/mails/raw.ts';
import { openStageLedger, readAccount } from '../../../src/demo/observe.ts';
import { type RunningDaemon, type Stage, setStage, startDaemonProcess } from '../../../src/demo/stage.ts';
import type { Db } from '../../../src/ledger/database.ts';
import type { Undo } from '../../../src/undo.ts';
import { CACHE } from '../../helpers/daemon-process.ts';
import { PATIENCE_MS } from '../../helpers/patience.ts';

/** A mail of the crash tests: half are answered from the knowledge base, half go to a team by rule. */
export interface CrashMail {
  readonly from: string;
  readonly messageId: string;
  readonly source: Buffer;
  readonly expected: 'answered' | 'escalated';
}

export function crashMail(n: number, now: number): CrashMail {
  const from = `customer-${n}@crash.example`;
  const messageId = `<crash-${n}@crash.example>`;
  const escalated = n % 3 === 2;
  const subject = escalated ? `Please delete all my data (${n})` : 'Forgot my password';
  const body = escalated
    ? 'Hello,\n\nplease delete my account and all my personal data.\n\nThank you'
    : 'Hi,\n\nI forgot the password of my Hazelnote account. How can I reset it?\n\nThanks';
  const source = rawMail(
    [
      ['From', `Customer ${n} <${from}>`],
      ['To', `${DEMO_INBOX.name} <${DEMO_INBOX.address}>`],
      ['Subject', subject],
      ['Date', rfcDate(now)],
      ['Message-ID', messageId],
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/plain; charset=utf-8'],
    ],
    body,
  );
  return { from, messageId, source, expected: escalated ? 'escalated' : 'answered' };
}

export async function crashStage(undo: Undo): Promise<Stage> {
  const stage = await setStage(undo, process.env, Date.now());
  return {
    ...stage,
    env: { ...stage.env, SUPPORT_DEBOUNCE: '50ms', SUPPORT_SMTP_DOUBT: '9s', FIRSTLINE_MODEL: 'builtin', NODE_COMPILE_CACHE: CACHE },
  };
}

export function deliver(stage: Stage, mail: CrashMail): Promise<void> {
  return stage.world.deliver(mail.source, { from: mail.from, to: [DEMO_INBOX.address] });
}

export function start(stage: Stage, fault?: string): RunningDaemon {
  const env = fault === undefined ? stage.env : { ...stage.env, FIRSTLINE_FAULT: fault };
  return startDaemonProcess({ ...stage, env }, ['--sample']);
}

/** Polls, as there is no event across processes; throws with what was seen when it takes too long. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    await delay(100);
  }
}

export function openLedger(stage: Stage): Promise<Db> {
  return until('a ledger', () => openStageLedger(stage).catch(() => null));
}

/** Nothing waits, nothing is to be done; with `doubts`, mails whose sending is being looked into may remain. */
export async function quiet(db: Db, mails: number, doubts: 'none' | 'allowed'): Promise<boolean> {
  const states = doubts === 'none' ? ['pending', 'claimed', 'data'] : ['pending', 'claimed'];
  const messages = await db.selectFrom('messages').select(['disposition', 'wait']).where('direction', '=', 'in').execute();
  const open = await db.selectFrom('effects').select(['state', 'seq', 'thread_id']).where('state', 'in', states).execute();
  const doubtful = new Set(
    (await db.selectFrom('effects').select('thread_id').where('state', '=', 'data').execute()).map((e) => e.thread_id),
  );
  const waiting = messages.filter((m) => m.disposition === null && (doubts === 'none' || m.wait !== 'sending'));
  return messages.length === mails && waiting.length === 0 && open.every((e) => doubts === 'allowed' && doubtful.has(e.thread_id));
}

export interface Tally {
  /** Customers with more than one answer, teams with more than one copy of an escalation. */
  readonly doubled: readonly string[];
  /** Mails without a disposition, or with one that nothing bears out. */
  readonly lost: readonly string[];
  /** Mails that may have been sent. */
  readonly uncertain: number;
  /** Of these, the ones that never were in the data phase: must be none. */
  readonly wronglyUncertain: number;
}

/** Counts over IMAP what customers and teams really got, and holds it against the ledger. */
export async function tally(stage: Stage, db: Db, mails: readonly CrashMail[], teams: readonly string[]): Promise<Tally> {
  const doubled: string[] = [];
  const lost: string[] = [];
  const rows = await db.selectFrom('messages').select(['message_id', 'disposition', 'thread_id']).where('direction', '=', 'in').execute();
  const effects = await db.selectFrom('effects').selectAll().execute();
  const forwards = (await Promise.all(teams.map((team) => readAccount(stage, team)))).flat();
  const sent = await readAccount(stage, DEMO_INBOX.address, 'Sent');
  for (const mail of mails) {
    const row = rows.find((r) => r.message_id === mail.messageId);
    const answers = (await readAccount(stage, mail.from)).filter((s) => s.message.inReplyTo.includes(mail.messageId));
    if (answers.length > 1) doubled.push(`${mail.from} has ${answers.length} answers`);
    if (row === undefined || row.disposition === null) lost.push(`${mail.messageId} has no disposition`);
    else if (row.disposition === 'answered' && answers.length !== 1)
      lost.push(`${mail.messageId} is answered, but ${answers.length} answers arrived`);
    else if (!['answered', 'escalated'].includes(row.disposition)) lost.push(`${mail.messageId} became ${row.disposition}`);
    for (const answer of answers) {
      const copies = sent.filter((s) => s.message.messageId === answer.message.messageId).length;
      const accepted = effects.some((e) => e.message_id === answer.message.messageId && e.state === 'filed');
      if (accepted && copies !== 1) doubled.push(`the answer to ${mail.from} is ${copies} times in Sent`);
    }
    if (row?.disposition !== 'escalated') continue;
    const own = effects.filter((e) => e.thread_id === row.thread_id && e.kind === 'forward');
    const arrived = own.filter((e) => forwards.some((f) => f.message.messageId === e.message_id));
    if (arrived.length === 0) lost.push(`the escalation of ${mail.messageId} reached no team`);
    for (const effect of own) {
      const copies = forwards.filter((f) => f.message.messageId === effect.message_id).length;
      if (copies > 1) doubled.push(`the escalation ${effect.key} arrived ${copies} times`);
    }
  }
  const uncertain = effects.filter((e) => e.state === 'uncertain');
  return { doubled, lost, uncertain: uncertain.length, wronglyUncertain: uncertain.filter((e) => e.data_at === null).length };
}
