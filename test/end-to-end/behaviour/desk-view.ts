import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { keywordToLabel } from '../../../src/mail/keyword.ts';
import type { Message } from '../../../src/mail/message.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import type { Desk, Office } from '../../helpers/support-desk.ts';

/** What the ledger says of one mail and of its ticket. Read-only, while the daemon runs. */
export interface MailRow {
  readonly id: string;
  readonly messageId: string | null;
  readonly from: string;
  readonly subject: string;
  readonly disposition: string | null;
  readonly detail: string | null;
  readonly wait: string | null;
  readonly thread: string;
  readonly ticket: string | null;
}

export interface EffectRow {
  readonly kind: string;
  readonly state: string;
  readonly thread: string;
  readonly messageId: string | null;
  readonly attempts: number;
  readonly error: string | null;
}

export interface AuditRow {
  readonly actor: string;
  readonly kind: string;
  readonly refs: Readonly<Record<string, unknown>>;
}

/** Mails that others wrote, oldest record first; historic ones are left out. */
export function mailsIn(desk: Pick<Desk, 'folder'>, inbox = 'support'): MailRow[] {
  return select<MailRow>(
    desk,
    `SELECT m.id, m.message_id AS messageId, m.from_address AS "from", m.subject, m.disposition, m.disposition_detail AS detail, m.wait,
            m.thread_id AS thread, t.state AS ticket
     FROM messages m LEFT JOIN tickets t ON t.inbox = m.inbox AND t.thread_id = m.thread_id
     WHERE m.inbox = ? AND m.direction = 'in' AND (m.disposition IS NULL OR m.disposition <> 'historic') ORDER BY m.recorded_at, m.id`,
    inbox,
  );
}

export function effectsIn(desk: Pick<Desk, 'folder'>, inbox = 'support'): EffectRow[] {
  return select<EffectRow>(
    desk,
    `SELECT kind, state, thread_id AS thread, message_id AS messageId, attempts, last_error AS error
     FROM effects WHERE inbox = ? ORDER BY created_at, seq`,
    inbox,
  );
}

export function auditIn(desk: Pick<Desk, 'folder'>, inbox = 'support'): AuditRow[] {
  const rows = select<{ actor: string; kind: string; refs: string }>(
    desk,
    'SELECT actor, kind, refs FROM audit WHERE inbox = ? ORDER BY seq',
    inbox,
  );
  return rows.map((row) => ({ ...row, refs: JSON.parse(row.refs) as Record<string, unknown> }));
}

export interface CallRow {
  readonly thread: string;
  readonly task: string;
  readonly status: string;
  readonly tokens: number;
  readonly cost: number;
}

/** Calls of models that cost something, oldest first. */
export function callsIn(desk: Pick<Desk, 'folder'>, inbox = 'support'): CallRow[] {
  const columns = 'thread_id AS thread, task, status, input_tokens + output_tokens AS tokens, cost';
  return select<CallRow>(desk, `SELECT ${columns} FROM model_calls WHERE inbox = ? ORDER BY started_at, id`, inbox);
}

/** UIDVALIDITY of a mailbox as the daemon last saw it. */
export function cursorIn(desk: Pick<Desk, 'folder'>, mailbox: string, inbox = 'support'): string | null {
  const rows = select<{ mailbox: string; uid_validity: string }>(desk, 'SELECT mailbox, uid_validity FROM cursors WHERE inbox = ?', inbox);
  return rows.find((row) => row.mailbox === mailbox)?.uid_validity ?? null;
}

export function historicIn(desk: Pick<Desk, 'folder'>, inbox = 'support'): number {
  return select<{ n: number }>(desk, `SELECT count(*) AS n FROM messages WHERE inbox = ? AND disposition = 'historic'`, inbox)[0]?.n ?? 0;
}

/** Resolves with the mails once there are `count`, each with a disposition, and nothing is left to be done. */
export async function settled(desk: Pick<Desk, 'folder'>, count: number, inbox = 'support'): Promise<MailRow[]> {
  const look = () => ({
    mails: mailsIn(desk, inbox).length,
    open: mailsIn(desk, inbox).filter((m) => m.disposition === null),
    effects: effectsIn(desk, inbox).filter((e) => ['pending', 'claimed', 'data'].includes(e.state)),
  });
  await expect.poll(look, { interval: 100 }).toEqual({ mails: count, open: [], effects: [] });
  return mailsIn(desk, inbox);
}

/** The row of one mail; fails the test when the ledger has none or several. */
export function fateOf(desk: Pick<Desk, 'folder'>, { messageId }: { readonly messageId: string }, inbox = 'support'): MailRow {
  const rows = mailsIn(desk, inbox).filter((m) => m.messageId === messageId);
  expect(rows, `rows of ${messageId}`).toHaveLength(1);
  return rows[0] as MailRow;
}

export interface SeenMail {
  readonly uid: number;
  readonly message: Message;
  readonly flags: readonly string[];
  readonly labels: readonly string[];
  readonly source: string;
}

/** A mailbox as a person's mail client would see it. */
export async function look(office: Office, account: string, mailbox = 'INBOX'): Promise<SeenMail[]> {
  const reader = office.world.connect(account);
  try {
    const mails = await reader.read(mailbox);
    return await Promise.all(
      mails.map(async (mail) => ({
        uid: mail.uid,
        message: await parseMessage(mail.source),
        flags: mail.flags,
        labels: mail.flags.filter((f) => !f.startsWith('\\')).map(keywordToLabel),
        source: mail.source.toString('latin1'),
      })),
    );
  } finally {
    await reader.close();
  }
}

/** Mails from the desk in the customer's INBOX. */
export async function answersTo(office: Office, desk: Pick<Desk, 'address'>, customer: string): Promise<SeenMail[]> {
  return (await look(office, customer)).filter((m) => m.message.from?.address === desk.address);
}

function select<Row>({ folder }: Pick<Desk, 'folder'>, sql: string, inbox: string): Row[] {
  const file = join(folder, 'data', 'ledger.db');
  if (!existsSync(file)) return [];
  const db = new DatabaseSync(file, { readOnly: true, timeout: 2_000 });
  try {
    // The file is there a moment before its tables are.
    const tables = db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name IN ('messages', 'tickets', 'effects', 'audit')`).get();
    if (tables?.n !== 4) return [];
    return db.prepare(sql).all(inbox) as Row[];
  } finally {
    db.close();
  }
}
