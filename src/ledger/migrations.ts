import { sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import { COURSES_OF_OLD_TICKETS } from './courses-of-old-tickets.ts';
import type { Db, Run } from './database.ts';

/** Statements that both databases understand. A landed migration is never edited: add the next one. */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE inboxes (inbox TEXT PRIMARY KEY, secret TEXT NOT NULL, go_live BIGINT NOT NULL, audit_seq BIGINT NOT NULL,
      audit_hash TEXT NOT NULL, next_ticket BIGINT NOT NULL, sent_filing TEXT NOT NULL, sent_probes BIGINT NOT NULL)`,
    `CREATE TABLE cursors (inbox TEXT NOT NULL, mailbox TEXT NOT NULL, uid_validity TEXT NOT NULL, last_uid BIGINT NOT NULL,
      backfill_uid BIGINT NOT NULL, modseq TEXT, synced_at BIGINT NOT NULL, hold BIGINT NOT NULL, PRIMARY KEY (inbox, mailbox))`,
    `CREATE TABLE messages (inbox TEXT NOT NULL, id TEXT NOT NULL, identity TEXT NOT NULL, header_digest TEXT NOT NULL, message_id TEXT,
      thread_id TEXT NOT NULL, direction TEXT NOT NULL, author TEXT, from_address TEXT NOT NULL, from_name TEXT NOT NULL,
      reply_address TEXT, to_json TEXT NOT NULL, cc_json TEXT NOT NULL, refs_json TEXT NOT NULL, subject TEXT NOT NULL,
      sent_at BIGINT NOT NULL, arrived_at BIGINT NOT NULL, size BIGINT NOT NULL, text TEXT, raw_text TEXT,
      attachments_json TEXT NOT NULL, verdict_json TEXT NOT NULL, disposition TEXT, disposition_detail TEXT, wait TEXT,
      wait_deadline BIGINT, recorded_at BIGINT NOT NULL, PRIMARY KEY (inbox, id), UNIQUE (inbox, identity))`,
    'CREATE INDEX messages_thread ON messages (inbox, thread_id, sent_at)',
    'CREATE INDEX messages_digest ON messages (inbox, header_digest)',
    'CREATE INDEX messages_id ON messages (inbox, message_id)',
    'CREATE INDEX messages_from ON messages (inbox, from_address, arrived_at)',
    'CREATE INDEX messages_wait ON messages (inbox, wait_deadline) WHERE wait IS NOT NULL',
    `CREATE TABLE placements (inbox TEXT NOT NULL, mailbox TEXT NOT NULL, uid_validity TEXT NOT NULL, uid BIGINT NOT NULL,
      message TEXT NOT NULL, flags_json TEXT NOT NULL, projected_json TEXT NOT NULL, copied BIGINT NOT NULL,
      PRIMARY KEY (inbox, mailbox, uid_validity, uid))`,
    'CREATE INDEX placements_message ON placements (inbox, message)',
    'CREATE TABLE thread_refs (inbox TEXT NOT NULL, ref TEXT NOT NULL, thread_id TEXT NOT NULL, PRIMARY KEY (inbox, ref))',
    `CREATE TABLE tickets (inbox TEXT NOT NULL, thread_id TEXT NOT NULL, number BIGINT NOT NULL, subject TEXT NOT NULL,
      requester TEXT NOT NULL, requester_name TEXT NOT NULL, state TEXT NOT NULL, owes TEXT NOT NULL, category TEXT,
      priority TEXT NOT NULL, language TEXT, team TEXT, beside TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
      triage_at BIGINT, attempts BIGINT NOT NULL, last_error TEXT, PRIMARY KEY (inbox, thread_id), UNIQUE (inbox, number))`,
    'CREATE INDEX tickets_due ON tickets (inbox, triage_at) WHERE triage_at IS NOT NULL',
    `CREATE TABLE thread_labels (inbox TEXT NOT NULL, thread_id TEXT NOT NULL, label TEXT NOT NULL, by TEXT NOT NULL,
      at BIGINT NOT NULL, PRIMARY KEY (inbox, thread_id, label))`,
    'CREATE INDEX thread_labels_label ON thread_labels (inbox, label)',
    `CREATE TABLE decisions (inbox TEXT NOT NULL, turn TEXT NOT NULL, thread_id TEXT NOT NULL, message TEXT NOT NULL,
      outcome_json TEXT NOT NULL, trace_json TEXT NOT NULL, decided_at BIGINT NOT NULL, fence BIGINT NOT NULL,
      PRIMARY KEY (inbox, turn))`,
    'CREATE INDEX decisions_thread ON decisions (inbox, thread_id, decided_at)',
    `CREATE TABLE effects (inbox TEXT NOT NULL, key TEXT NOT NULL, turn TEXT NOT NULL, thread_id TEXT NOT NULL, seq BIGINT NOT NULL,
      kind TEXT NOT NULL, state TEXT NOT NULL, payload_json TEXT NOT NULL, message_id TEXT, rank BIGINT NOT NULL,
      due_at BIGINT NOT NULL, attempts BIGINT NOT NULL, holder TEXT, data_at BIGINT, accepted_at BIGINT, done_at BIGINT, response TEXT,
      last_error TEXT, created_at BIGINT NOT NULL, PRIMARY KEY (inbox, key))`,
    'CREATE INDEX effects_thread ON effects (inbox, thread_id, created_at)',
    "CREATE INDEX effects_due ON effects (inbox, due_at) WHERE state IN ('pending', 'claimed', 'data')",
    'CREATE INDEX effects_accepted ON effects (inbox, accepted_at)',
    'CREATE INDEX effects_message_id ON effects (inbox, message_id)',
    `CREATE TABLE leases (inbox TEXT NOT NULL, name TEXT NOT NULL, holder TEXT NOT NULL, fence BIGINT NOT NULL,
      expires_at BIGINT NOT NULL, PRIMARY KEY (inbox, name))`,
    `CREATE TABLE audit (inbox TEXT NOT NULL, seq BIGINT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL,
      actor TEXT NOT NULL, kind TEXT NOT NULL, refs TEXT NOT NULL, commitments TEXT NOT NULL, PRIMARY KEY (inbox, seq))`,
    'CREATE INDEX audit_at ON audit (inbox, at)',
    `CREATE TABLE audit_private (inbox TEXT NOT NULL, seq BIGINT NOT NULL, field TEXT NOT NULL, salt TEXT NOT NULL,
      value TEXT NOT NULL, PRIMARY KEY (inbox, seq, field))`,
  ],
  ['CREATE INDEX tickets_requester ON tickets (inbox, requester)'],
  ['CREATE INDEX messages_arrived ON messages (inbox, arrived_at, id)'],
  ['CREATE INDEX thread_refs_thread ON thread_refs (inbox, thread_id)'],
  [
    `CREATE TABLE model_calls (inbox TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL, task TEXT NOT NULL, model TEXT NOT NULL,
      started_at BIGINT NOT NULL, ended_at BIGINT, status TEXT NOT NULL, input_tokens BIGINT NOT NULL, output_tokens BIGINT NOT NULL,
      cost BIGINT NOT NULL, currency TEXT, PRIMARY KEY (inbox, id))`,
    'CREATE INDEX model_calls_started ON model_calls (inbox, started_at)',
    'CREATE INDEX model_calls_thread ON model_calls (inbox, thread_id)',
    "CREATE INDEX model_calls_open ON model_calls (inbox) WHERE status = 'open'",
    'ALTER TABLE tickets ADD COLUMN waits_for TEXT',
  ],
  [
    `CREATE TABLE handoffs (inbox TEXT NOT NULL, token TEXT NOT NULL, thread_id TEXT NOT NULL, team TEXT NOT NULL, recipient TEXT NOT NULL,
      effect TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (inbox, token))`,
    'CREATE INDEX handoffs_thread ON handoffs (inbox, thread_id, created_at)',
    `CREATE TABLE staff_mails (inbox TEXT NOT NULL, message TEXT NOT NULL, thread_id TEXT NOT NULL, token TEXT, state TEXT NOT NULL,
      action TEXT, detail TEXT, recorded_at BIGINT NOT NULL, done_at BIGINT, PRIMARY KEY (inbox, message))`,
    'CREATE INDEX staff_mails_thread ON staff_mails (inbox, thread_id, recorded_at)',
    "CREATE INDEX staff_mails_open ON staff_mails (inbox, recorded_at) WHERE state = 'pending'",
    `CREATE TABLE drafts (inbox TEXT NOT NULL, effect TEXT NOT NULL, thread_id TEXT NOT NULL, state TEXT NOT NULL, mailbox TEXT,
      uid_validity TEXT, uid BIGINT, missing_since BIGINT, filed_at BIGINT NOT NULL, settled_at BIGINT, PRIMARY KEY (inbox, effect))`,
    'CREATE INDEX drafts_thread ON drafts (inbox, thread_id, filed_at)',
    "CREATE INDEX drafts_waiting ON drafts (inbox, filed_at) WHERE state = 'waiting'",
    `CREATE TABLE reviews (inbox TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL, turn TEXT, category TEXT, language TEXT,
      autonomy TEXT NOT NULL, kind TEXT NOT NULL, likeness BIGINT, at BIGINT NOT NULL, PRIMARY KEY (inbox, id))`,
    'CREATE INDEX reviews_category ON reviews (inbox, category, at)',
    'CREATE INDEX reviews_thread ON reviews (inbox, thread_id)',
    'ALTER TABLE tickets ADD COLUMN person_since BIGINT',
  ],
  [
    `CREATE TABLE corrections (inbox TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL, turn TEXT NOT NULL, state TEXT NOT NULL,
      why TEXT, at BIGINT NOT NULL, PRIMARY KEY (inbox, id))`,
    "CREATE INDEX corrections_open ON corrections (inbox, at) WHERE state IN ('pending', 'again')",
    `CREATE TABLE autonomy (inbox TEXT NOT NULL, category TEXT NOT NULL, level TEXT NOT NULL, configured TEXT NOT NULL, reason TEXT NOT NULL,
      actor TEXT NOT NULL, at BIGINT NOT NULL, untold BIGINT NOT NULL, PRIMARY KEY (inbox, category))`,
    'CREATE INDEX reviews_at ON reviews (inbox, at)',
    `CREATE TABLE surges (inbox TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL, state TEXT NOT NULL, topic_json TEXT NOT NULL,
      text TEXT, actor TEXT, started_at BIGINT NOT NULL, last_at BIGINT NOT NULL, ended_at BIGINT, PRIMARY KEY (inbox, id))`,
    "CREATE INDEX surges_on ON surges (inbox, started_at) WHERE state IN ('held', 'told')",
    `CREATE TABLE surge_threads (inbox TEXT NOT NULL, surge TEXT NOT NULL, thread_id TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
      PRIMARY KEY (inbox, surge, thread_id))`,
    'CREATE INDEX surge_threads_thread ON surge_threads (inbox, thread_id)',
  ],
  [
    'CREATE INDEX drafts_filed ON drafts (inbox, filed_at)',
    'CREATE INDEX drafts_settled ON drafts (inbox, settled_at) WHERE settled_at IS NOT NULL',
    'CREATE INDEX drafts_untidy ON drafts (inbox, settled_at) WHERE settled_at IS NOT NULL AND uid IS NOT NULL',
  ],
  ['CREATE INDEX decisions_at ON decisions (inbox, decided_at)'],
  // Surges are found by their ids, which begin with the time.
  ['DROP INDEX surges_on'],
  [
    ...['received_at BIGINT NOT NULL DEFAULT 0', 'first_answer_at BIGINT', 'answered_by TEXT', 'escalated_at BIGINT'].map(addToTickets),
    ...['resolved_by TEXT', 'resolved_at BIGINT', 'reopened BIGINT NOT NULL DEFAULT 0'].map(addToTickets),
    ...COURSES_OF_OLD_TICKETS,
    'CREATE INDEX tickets_received ON tickets (inbox, received_at)',
    "CREATE INDEX messages_suppressed ON messages (inbox, arrived_at) WHERE disposition = 'suppressed'",
  ],
  ["CREATE INDEX tickets_open ON tickets (inbox, updated_at, number) WHERE state <> 'closed' AND state <> 'gone'"],
  // Tickets from before have no clocks: nobody is asked about a silence that began when nobody counted.
  [
    ...['owed_since', 'staff_since', 'team_reminded_at', 'lead_reminded_at', 'asked_at', 'snoozed_until', 'utc_offset', 'next_at'].map(
      (column) => `ALTER TABLE tickets ADD COLUMN ${column} BIGINT`,
    ),
    'ALTER TABLE tickets ADD COLUMN follow_ups BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE tickets ADD COLUMN next_work TEXT',
    'CREATE INDEX tickets_next ON tickets (inbox, next_at) WHERE next_at IS NOT NULL',
  ],
];

function addToTickets(column: string): string {
  return `ALTER TABLE tickets ADD COLUMN ${column}`;
}

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Applies what is missing, each step in its own transaction. Throws `ConfigError` for a ledger newer than this program. */
export async function migrate(db: Db): Promise<void> {
  const createMeta = () => sql`CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)`.execute(db);
  // On Postgres two who create it at the same moment both find it missing; whoever fails finds it there the second time.
  await createMeta().catch(createMeta);
  const found = await schemaVersion(db);
  if (found > SCHEMA_VERSION) {
    throw new ConfigError([
      {
        file: 'ledger',
        path: '',
        message: `was written by a newer Firstline (schema ${found}, this program knows ${SCHEMA_VERSION}): install that version, or restore a backup made before the upgrade`,
      },
    ]);
  }
  for (let version = found + 1; version <= SCHEMA_VERSION; version += 1) {
    await db.transaction().execute((trx) => apply(trx, version));
  }
}

async function apply(trx: Run, version: number): Promise<void> {
  // Two processes may open a fresh ledger at once: whoever comes second finds the step done.
  await trx
    .insertInto('meta')
    .values({ key: 'schema', value: '0' })
    .onConflict((c) => c.column('key').doNothing())
    .execute();
  const row = await trx
    .updateTable('meta')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('key', '=', 'schema')
    .returning('value')
    .executeTakeFirstOrThrow();
  if (Number(row.value) >= version) return;
  for (const statement of MIGRATIONS[version - 1] ?? []) await sql.raw(statement).execute(trx);
  await trx
    .updateTable('meta')
    .set({ value: String(version) })
    .where('key', '=', 'schema')
    .execute();
}

async function schemaVersion(db: Run): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'schema').executeTakeFirst();
  return Number(row?.value ?? 0);
}
