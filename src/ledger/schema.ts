import type { Selectable } from 'kysely';
import type { Answerer, ResolvedBy } from '../tickets/course.ts';

/**
 * The ledger's tables, the same on SQLite and Postgres. Every key starts with the inbox. Times are ms since the
 * epoch; JSON columns are text and are parsed by the file that owns the table; booleans are 0 or 1.
 */
export interface Tables {
  meta: MetaTable;
  inboxes: InboxTable;
  cursors: CursorTable;
  messages: MessageTable;
  placements: PlacementTable;
  thread_refs: ThreadRefTable;
  tickets: TicketTable;
  thread_labels: ThreadLabelTable;
  decisions: DecisionTable;
  effects: EffectTable;
  model_calls: ModelCallTable;
  handoffs: HandoffTable;
  staff_mails: StaffMailTable;
  drafts: DraftTable;
  reviews: ReviewTable;
  corrections: CorrectionTable;
  autonomy: AutonomyTable;
  surges: SurgeTable;
  surge_threads: SurgeThreadTable;
  leases: LeaseTable;
  audit: AuditTable;
  audit_private: AuditPrivateTable;
}

interface MetaTable {
  key: string;
  value: string;
}

interface InboxTable {
  inbox: string;
  /** Hex; keys the HMAC behind effect keys and Message-IDs. */
  secret: string;
  go_live: number;
  /** Head of the audit chain. */
  audit_seq: number;
  audit_hash: string;
  next_ticket: number;
  /** Who files sent mail in Sent: `unknown`, `server` or `ours`; found out from the first mails. */
  sent_filing: string;
  sent_probes: number;
}

interface CursorTable {
  inbox: string;
  mailbox: string;
  uid_validity: string;
  /** Every uid up to this one is recorded (or below `backfill_uid`, still to be indexed). */
  last_uid: number;
  /** Uids 1..backfill_uid are still to be indexed; 0 when the index is complete. */
  backfill_uid: number;
  modseq: string | null;
  synced_at: number;
  /** Over 0: nothing is decided for this inbox until the mailbox is listed (1), or down to the go-live watermark (2). */
  hold: number;
}

interface MessageTable {
  inbox: string;
  /** `msg_` and 24 hex digits of the identity. */
  id: string;
  /** Hash of (inbox, Message-ID, content digest); of the header block alone for historic mail, of the bytes for what cannot be read. */
  identity: string;
  /** Hash of Message-ID, From, Date and Subject: ties a mail indexed by its header, or read otherwise by another version, to the same mail. */
  header_digest: string;
  message_id: string | null;
  thread_id: string;
  direction: 'in' | 'out';
  /** Who wrote an outbound message. */
  author: 'agent' | 'staff' | 'key' | null;
  from_address: string;
  from_name: string;
  reply_address: string | null;
  to_json: string;
  cc_json: string;
  refs_json: string;
  subject: string;
  /** Date header, or arrival when it has none. */
  sent_at: number;
  arrived_at: number;
  size: number;
  /** Newest words, at most 32 kB; null until read (historic mail) or after erasure. */
  text: string | null;
  raw_text: string | null;
  attachments_json: string;
  verdict_json: string;
  disposition: string | null;
  disposition_detail: string | null;
  /** debouncing · waiting · held · sending; null when there is a disposition. */
  wait: string | null;
  wait_deadline: number | null;
  recorded_at: number;
}

interface PlacementTable {
  inbox: string;
  mailbox: string;
  uid_validity: string;
  uid: number;
  message: string;
  flags_json: string;
  /** Keywords and flags last projected by us, or about to be. */
  projected_json: string;
  /** 1: put there by us as a copy for people; never new mail. */
  copied: number;
}

interface ThreadRefTable {
  inbox: string;
  ref: string;
  thread_id: string;
}

interface TicketTable {
  inbox: string;
  thread_id: string;
  number: number;
  subject: string;
  requester: string;
  requester_name: string;
  state: string;
  owes: 'customer' | 'us' | 'nobody';
  category: string | null;
  priority: string;
  language: string | null;
  team: string | null;
  /** The thread that the first mail referred to without its sender being part of it. */
  beside: string | null;
  created_at: number;
  updated_at: number;
  /** When triage is due; null when it is not. */
  triage_at: number | null;
  attempts: number;
  last_error: string | null;
  /** What its newest mail waits for: `model`, `budget`, `rate` or `surge`; may be out of date once it waits no more. */
  waits_for: string | null;
  /** Since when a person has the conversation, ms: until it is handed back, nothing is answered automatically. */
  person_since: number | null;
  /** When the mail that opened it came, ms. Days and weeks of figures are those of this moment. */
  received_at: number;
  /** The next six: see `Course`. */
  first_answer_at: number | null;
  answered_by: Answerer | null;
  escalated_at: number | null;
  resolved_by: ResolvedBy | null;
  resolved_at: number | null;
  reopened: number;
  /**
   * Since when whoever owes the next word (`owes`) owes it: since the customer's oldest mail that nobody has answered, or since our last answer. Null where
   * nobody does, and for what began before there were clocks: such a silence is never followed up.
   */
  owed_since: number | null;
  /** Since when a team has it, or a draft waits for a person; null where staff owe nothing. */
  staff_since: number | null;
  /** When the team, and then the lead, were reminded in this time. */
  team_reminded_at: number | null;
  lead_reminded_at: number | null;
  /** When the check-in of this silence left. */
  asked_at: number | null;
  /** Check-ins that the ticket has had in its life. */
  follow_ups: number;
  /** Asked for by a label: until then nothing is asked, reminded or closed. */
  snoozed_until: number | null;
  /** Of the Date field of the customer's newest mail, minutes east of UTC; null: it says nothing. */
  utc_offset: number | null;
  /** What happens next by itself: a `WorkKind`, or `look` where that is worked out anew within seconds; null: nothing. */
  next_work: string | null;
  /** When; 0 with `look`. Null with `next_work`. */
  next_at: number | null;
}

interface ThreadLabelTable {
  inbox: string;
  thread_id: string;
  label: string;
  by: string;
  at: number;
}

interface DecisionTable {
  inbox: string;
  turn: string;
  thread_id: string;
  message: string;
  outcome_json: string;
  trace_json: string;
  decided_at: number;
  fence: number;
}

interface EffectTable {
  inbox: string;
  /** HMAC(inbox secret, turn, kind, recipient class). */
  key: string;
  turn: string;
  thread_id: string;
  /** Order within the turn. */
  seq: number;
  kind: string;
  state: string;
  payload_json: string;
  message_id: string | null;
  /** Lower leaves first when the rate is short: replies, escalations, follow-ups. */
  rank: number;
  due_at: number;
  attempts: number;
  holder: string | null;
  data_at: number | null;
  accepted_at: number | null;
  done_at: number | null;
  response: string | null;
  last_error: string | null;
  created_at: number;
}

interface ModelCallTable {
  inbox: string;
  id: string;
  thread_id: string;
  task: string;
  model: string;
  started_at: number;
  ended_at: number | null;
  /** How it ended; `open` while it is at work, `interrupted` when the process died meanwhile: then the tokens are those that were reserved. */
  status: string;
  input_tokens: number;
  output_tokens: number;
  /** In billionths of the currency: a token may cost a millionth. */
  cost: number;
  currency: string | null;
}

/** A mail that gave a ticket to a team. An answer to it is meant for the ticket. */
interface HandoffTable {
  inbox: string;
  /** In the Reply-To; selects the ticket and proves nothing about who wrote. */
  token: string;
  /** The ticket's own conversation, not the internal one. */
  thread_id: string;
  /** Empty for a notice, which gives the ticket to nobody. */
  team: string;
  /** The address it was sent to. */
  recipient: string;
  /** Key of its outbox row. */
  effect: string;
  created_at: number;
}

/** A mail of a team member about a ticket, and what was made of it. */
interface StaffMailTable {
  inbox: string;
  message: string;
  /** The ticket's own conversation. */
  thread_id: string;
  /** Of the hand-off that it answers; null where only its References led to the ticket. */
  token: string | null;
  /** `pending` until it has been acted upon, then `done`. */
  state: 'pending' | 'done';
  /** What was made of it, such as `relayed` or `refused`. */
  action: string | null;
  /** While it waits: what a machine says in it; then what the action is about. */
  detail: string | null;
  recorded_at: number;
  done_at: number | null;
}

/** A reply that waits in the mailbox for a person. */
interface DraftTable {
  inbox: string;
  /** Key of its outbox row, whose payload is the draft as it was filed. */
  effect: string;
  thread_id: string;
  /** `waiting`; then what a person did: `sent`, `edited` (sent otherwise than written), `approved` (we sent it), `rejected`; or `withdrawn` by us. */
  state: 'waiting' | 'sent' | 'edited' | 'approved' | 'rejected' | 'withdrawn';
  mailbox: string | null;
  uid_validity: string | null;
  uid: number | null;
  /** Since when it is nowhere to be seen. */
  missing_since: number | null;
  filed_at: number;
  settled_at: number | null;
}

/** What people made of a decision: the evidence for and against autonomy. */
interface ReviewTable {
  inbox: string;
  id: string;
  thread_id: string;
  turn: string | null;
  category: string | null;
  language: string | null;
  /** What the decision was allowed to do. */
  autonomy: 'shadow' | 'draft' | 'auto';
  kind: 'sent' | 'edited' | 'approved' | 'rejected' | 'wrong' | 'reopened' | 'answered';
  /** How much of the text was kept, in thousandths; null where nothing was sent. */
  likeness: number | null;
  at: number;
}

/** A decision that a person called wrong, and the stub of a golden ticket that is made of it. */
interface CorrectionTable {
  inbox: string;
  /** Of its review. */
  id: string;
  thread_id: string;
  turn: string;
  /** `pending` until its stub is written, `written`, `again` where more was said since, or `gone` where the words it would be made of are erased. */
  state: 'pending' | 'written' | 'again' | 'gone';
  /** What the person said of it; null where they said nothing. */
  why: string | null;
  at: number;
}

/** What a category has earned, or lost, since triage.yaml was written. */
interface AutonomyTable {
  inbox: string;
  category: string;
  level: 'shadow' | 'draft' | 'auto';
  /** What triage.yaml said then: once it says something else, that counts. */
  configured: 'shadow' | 'draft' | 'auto';
  /** One sentence. */
  reason: string;
  actor: string;
  at: number;
  /** Whether the support lead still has to be told. */
  untold: number;
}

/** Many people who write about one thing at the same time: nothing answers them one by one. */
interface SurgeTable {
  inbox: string;
  id: string;
  /** The ticket whose escalation tells staff of it. */
  thread_id: string;
  /** `held`; `told` once a person has answered all; `over`. */
  state: 'held' | 'told' | 'over';
  /** The terms that its mails share. */
  topic_json: string;
  /** What a person answered all of them, as Markdown. */
  text: string | null;
  /** Who did: an id of a staff mail, or `operator`. */
  actor: string | null;
  started_at: number;
  /** When the newest of its mails came. */
  last_at: number;
  ended_at: number | null;
}

/** A conversation of a surge. */
interface SurgeThreadTable {
  inbox: string;
  surge: string;
  thread_id: string;
  /** `held` until it has the answer (`told`) or is decided about on its own (`left`). */
  state: 'held' | 'told' | 'left';
  at: number;
}

interface LeaseTable {
  inbox: string;
  name: string;
  holder: string;
  fence: number;
  expires_at: number;
}

interface AuditTable {
  inbox: string;
  seq: number;
  prev: string;
  hash: string;
  at: number;
  actor: string;
  kind: string;
  /** Canonical JSON of ids and facts that name nobody. */
  refs: string;
  /** Canonical JSON of field → HMAC(salt, value). */
  commitments: string;
}

interface AuditPrivateTable {
  inbox: string;
  seq: number;
  field: string;
  salt: string;
  value: string;
}

export type MessageRow = Selectable<MessageTable>;
export type PlacementRow = Selectable<PlacementTable>;
export type TicketRow = Selectable<TicketTable>;
export type EffectRow = Selectable<EffectTable>;
export type CursorRow = Selectable<CursorTable>;
export type InboxRow = Selectable<InboxTable>;
export type AuditRow = Selectable<AuditTable>;
export type AuditPrivateRow = Selectable<AuditPrivateTable>;
export type ModelCallRow = Selectable<ModelCallTable>;
export type HandoffRow = Selectable<HandoffTable>;
export type StaffMailRow = Selectable<StaffMailTable>;
export type DecisionRow = Selectable<DecisionTable>;
export type AutonomyRow = Selectable<AutonomyTable>;
