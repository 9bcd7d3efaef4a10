import { createHmac, hash, randomBytes } from 'node:crypto';
import { InvariantError } from '../errors.ts';
import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import { prepared } from './prepared.ts';
import type { AuditPrivateRow, AuditRow } from './schema.ts';

/**
 * The audit chain: append-only, one chain per inbox, each row hashed over its predecessor. A personal value enters as
 * HMAC(random salt, value); value and salt live in `audit_private`, so erasing a person leaves the chain verifiable.
 */

export interface AuditEntry {
  /** `agent`, `daemon`, `staff:<address>`, `key:<prefix>`, `hand`, `operator`. */
  readonly actor: string;
  /** `noun.verb`, e.g. `message.received`, `reply.accepted`. */
  readonly kind: string;
  /** Ids and facts that name nobody. */
  readonly refs: Readonly<Record<string, unknown>>;
  /** What names or quotes somebody; erasable. */
  readonly personal?: Readonly<Record<string, string>>;
}

export const GENESIS = '0'.repeat(64);

/** Appends in order, in the caller's transaction: the row and the state it describes commit together. */
export async function appendAudit(run: Run, inbox: string, at: number, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  // The update takes the row lock first, so that two writers on Postgres cannot both extend the same head.
  const [head] = await extendChain(run, { inbox, rows: entries.length });
  if (head === undefined) throw new InvariantError(`the ledger has no inbox ${inbox}`);
  let seq = head.audit_seq - entries.length;
  let prev = head.audit_hash;
  const fields = entries.reduce((n, entry) => n + Object.keys(entry.personal ?? {}).length, 0);
  const salts = randomBytes(16 * fields).toString('hex');
  const rows: AuditRow[] = [];
  const secrets: AuditPrivateRow[] = [];
  for (const entry of entries) {
    seq += 1;
    const commitments: Record<string, string> = {};
    for (const [field, value] of Object.entries(entry.personal ?? {})) {
      const salt = salts.slice(32 * secrets.length, 32 * (secrets.length + 1));
      commitments[field] = commitment(salt, value);
      secrets.push({ inbox, seq, field, salt, value });
    }
    const body = { inbox, seq, at, actor: entry.actor, kind: entry.kind, refs: canonical(entry.refs), commitments: canonical(commitments) };
    const own = rowHash(prev, body);
    rows.push({ ...body, prev, hash: own });
    prev = own;
  }
  await insertRows(run, rows);
  await insertSecrets(run, secrets);
  await setHead(run, { inbox, hash: prev });
}

const extendChain = prepared((run, p: { inbox: string; rows: number }) =>
  run
    .updateTable('inboxes')
    .set((eb) => ({ audit_seq: eb('audit_seq', '+', p.rows) }))
    .where('inbox', '=', p.inbox)
    .returning(['audit_seq', 'audit_hash']),
);

const setHead = prepared((run, p: { inbox: string; hash: string }) =>
  run.updateTable('inboxes').set({ audit_hash: p.hash }).where('inbox', '=', p.inbox),
);

const insertRows = insertion('audit', 'fail');
const insertSecrets = insertion('audit_private', 'fail');

export type AuditVerdict =
  | { readonly ok: true; readonly rows: number; readonly head: string }
  | { readonly ok: false; readonly seq: number; readonly problem: string };

/**
 * Walks the whole chain of an inbox, beside a daemon that goes on writing: in no transaction, so that it holds up nobody.
 * With `head`, also proves that nothing after a head seen earlier was cut or rewritten.
 */
export async function verifyAudit(run: Run, inbox: string, head?: string): Promise<AuditVerdict> {
  let prev = GENESIS;
  let seq = 0;
  let promised = 0;
  let headSeen = head === undefined || head === GENESIS;
  for (;;) {
    const rows = await pageAfter(run, inbox, seq);
    const values = await openingsOf(run, inbox, rows);
    for (const row of rows) {
      const problem = brokenRow(row, prev, seq + 1, values.get(row.seq) ?? []);
      if (problem !== null) return { ok: false, seq: seq + 1, problem };
      prev = row.hash;
      seq = row.seq;
      headSeen ||= row.hash === head;
    }
    if (rows.length > 0) continue;
    if (seq < promised) return { ok: false, seq: seq + 1, problem: 'rows at the end are missing' };
    // Read after the rows, so it can only be ahead of them: then there is more to walk, or rows are missing.
    const end = await endOf(run, inbox);
    if (end.audit_seq < seq) return { ok: false, seq: end.audit_seq + 1, problem: 'was added by somebody else' };
    if (end.audit_seq === seq && end.audit_hash !== prev) return { ok: false, seq, problem: 'is not the row that was written last' };
    if (end.audit_seq === seq) break;
    promised = end.audit_seq;
  }
  if (!headSeen) return { ok: false, seq, problem: 'the given head is not in the chain: rows were cut or rewritten' };
  return { ok: true, rows: seq, head: prev };
}

function pageAfter(run: Run, inbox: string, seq: number): Promise<AuditRow[]> {
  return run.selectFrom('audit').selectAll().where('inbox', '=', inbox).where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
}

async function endOf(run: Run, inbox: string): Promise<{ readonly audit_seq: number; readonly audit_hash: string }> {
  const row = await run.selectFrom('inboxes').select(['audit_seq', 'audit_hash']).where('inbox', '=', inbox).executeTakeFirst();
  return row ?? { audit_seq: 0, audit_hash: GENESIS };
}

const PAGE = 1_000;

function brokenRow(row: AuditRow, prev: string, expected: number, values: readonly Opening[]): string | null {
  if (row.seq !== expected) return `row ${expected} is missing`;
  if (row.prev !== prev) return 'does not follow the row before it';
  if (rowHash(prev, row) !== row.hash) return 'was changed after it was written';
  const commitments = JSON.parse(row.commitments) as Record<string, string>;
  const wrong = values.find((v) => commitments[v.field] !== commitment(v.salt, v.value));
  return wrong === undefined ? null : `the value of ${wrong.field} was changed after it was written`;
}

interface Opening {
  readonly field: string;
  readonly salt: string;
  readonly value: string;
}

async function openingsOf(run: Run, inbox: string, rows: readonly AuditRow[]): Promise<Map<number, Opening[]>> {
  const first = rows[0];
  const last = rows.at(-1);
  const bySeq = new Map<number, Opening[]>();
  if (first === undefined || last === undefined) return bySeq;
  const found = await run
    .selectFrom('audit_private')
    .select(['seq', 'field', 'salt', 'value'])
    .where('inbox', '=', inbox)
    .where('seq', '>=', first.seq)
    .where('seq', '<=', last.seq)
    .execute();
  for (const { seq, ...opening } of found) bySeq.set(seq, [...(bySeq.get(seq) ?? []), opening]);
  return bySeq;
}

/** The personal values of a row that have not been erased. */
export async function personalValues(run: Run, inbox: string, seqs: readonly number[]): Promise<Map<number, Record<string, string>>> {
  const bySeq = new Map<number, Record<string, string>>();
  if (seqs.length === 0) return bySeq;
  const rows = await run
    .selectFrom('audit_private')
    .select(['seq', 'field', 'value'])
    .where('inbox', '=', inbox)
    .where('seq', 'in', [...seqs])
    .execute();
  for (const row of rows) bySeq.set(row.seq, { ...bySeq.get(row.seq), [row.field]: row.value });
  return bySeq;
}

/** The key is the text of the salt: bytes would be made a key object first, which takes six times as long as the rest. */
function commitment(salt: string, value: string): string {
  return createHmac('sha256', salt).update(value).digest('hex');
}

function rowHash(prev: string, row: Pick<AuditRow, 'inbox' | 'seq' | 'at' | 'actor' | 'kind' | 'refs' | 'commitments'>): string {
  const { actor, at, commitments, inbox, kind, refs, seq } = row;
  // Canonical as it stands: the names are in order, and no value is an object.
  return hash('sha256', `${prev}\n${JSON.stringify({ actor, at, commitments, inbox, kind, refs, seq })}`, 'hex');
}

/** JSON with sorted keys and no spaces: the same value always hashes the same (after RFC 8785, without its number rules). */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
