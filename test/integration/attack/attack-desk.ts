import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { commitDecision } from '../../../src/jobs/decision.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { type Db, openLedger } from '../../../src/ledger/database.ts';
import { takeLease } from '../../../src/ledger/leases.ts';
import { makeLog } from '../../../src/log.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { makeSmtpSubmission } from '../../../src/mail/smtp-submission.ts';
import type { Decided } from '../../../src/tickets/plan.ts';
import { makeUndo } from '../../../src/undo.ts';
import { deskParts, INBOX, openCase } from '../../contract/facts.ts';

/** The jobs of one inbox over a real IMAP server, a real SMTP server and a real ledger; the clock can be moved. */
export interface AttackDesk {
  readonly world: World;
  readonly db: Db;
  readonly parts: InboxParts;
  /** Sets the clock forward by so many ms. */
  readonly skip: (ms: number) => void;
  readonly close: () => Promise<void>;
}

export async function openAttackDesk(): Promise<AttackDesk> {
  const undo = makeUndo();
  const world = await startWorld();
  undo.push(world.stop);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-attack-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const db = await openLedger({ url: undefined, folder });
  undo.push(() => db.destroy());
  const base = await deskParts(db);
  const log = makeLog({ level: 'silent', pretty: false });
  const mailbox = makeImapMailbox(world.imap(base.config.address), { log });
  undo.push(mailbox.close);
  const submission = makeSmtpSubmission(world.smtp(base.config.address), { log });
  undo.push(submission.close);
  let ahead = 0;
  const parts: InboxParts = {
    ...base,
    row: { ...base.row, go_live: Date.now() - 3_600_000 },
    config: { ...base.config, smtp: { ...base.config.smtp, rate: 0 } },
    mailbox,
    submission,
    refresh: () => Promise.resolve(),
    ring: () => undefined,
    now: () => Date.now() + ahead,
  };
  return {
    world,
    db,
    parts,
    skip: (ms) => {
      ahead += ms;
    },
    close: undo.run,
  };
}

/** A ticket with one mail of ada@customer.example, decided so; its effects wait in the outbox. */
export async function decide(parts: InboxParts, outcome: Decided): Promise<string> {
  const decision = await openCase(parts, outcome);
  const lease = await takeLease(parts.db, INBOX, 'decide', 'test', parts.now(), 60_000);
  if (lease === null) throw new Error('the lease is taken');
  if (!(await commitDecision(parts, decision, lease))) throw new Error('the decision was not written');
  return decision.ticket.thread_id;
}

export function rawLetter(fields: Readonly<Record<string, string>>, text = 'Where is my invoice?'): Buffer {
  const head = { Date: new Date().toUTCString(), 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', ...fields };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`);
}
