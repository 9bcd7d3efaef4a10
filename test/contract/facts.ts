import { agentGrant } from '../../src/access/agent-grant.ts';
import { InboxConfig } from '../../src/config/schema.ts';
import { TriageConfig } from '../../src/config/triage-schema.ts';
import type { Decision } from '../../src/jobs/decided.ts';
import type { InboxParts } from '../../src/jobs/parts.ts';
import type { Db } from '../../src/ledger/database.ts';
import type { NewEffect } from '../../src/ledger/effects.ts';
import { ensureInbox, turnOf } from '../../src/ledger/inboxes.ts';
import { insertMessage } from '../../src/ledger/messages.ts';
import type { MessageRow } from '../../src/ledger/schema.ts';
import { openTicket } from '../../src/ledger/tickets.ts';
import { makeLog } from '../../src/log.ts';
import { makeMailReader } from '../../src/mail/mail-reader.ts';
import type { Decided } from '../../src/tickets/plan.ts';
import type { TriageTrace } from '../../src/triage/outcome.ts';

/** Small, complete rows and parts for the ledger's cases. */

export const INBOX = 'support';
/** Beyond 32 bits, as every time in ms is. */
export const NOW = 1_800_000_000_000;

export function messageRow(more: Partial<MessageRow> & Pick<MessageRow, 'id'>): MessageRow {
  return {
    inbox: INBOX,
    identity: `identity-${more.id}`,
    header_digest: `digest-${more.id}`,
    message_id: `<${more.id}@customer.example>`,
    thread_id: 'thd_1',
    direction: 'in',
    author: null,
    from_address: 'ada@customer.example',
    from_name: 'Ada',
    reply_address: null,
    to_json: '[{"name":"","address":"support@shop.example"}]',
    cc_json: '[]',
    refs_json: '[]',
    subject: 'Where is my invoice?',
    sent_at: NOW,
    arrived_at: NOW,
    size: 1_000,
    text: 'Where is my invoice?',
    raw_text: 'Where is my invoice?',
    attachments_json: '[]',
    verdict_json: '{"verdict":"unverified"}',
    disposition: null,
    disposition_detail: null,
    wait: 'debouncing',
    wait_deadline: NOW + 1_000,
    recorded_at: NOW,
    ...more,
  };
}

export function effect(more: Partial<NewEffect> & Pick<NewEffect, 'key'>): NewEffect {
  return { inbox: INBOX, turn: 'thd_1:msg_1', threadId: 'thd_1', seq: 0, kind: 'reply', payload: {}, messageId: null, now: NOW, ...more };
}

const POLICY = TriageConfig.parse({
  fallbackTeam: 'support',
  teams: { support: { name: 'Support', email: 'team@shop.example' } },
  categories: { billing: { description: 'Invoices' } },
});

const CONFIG = InboxConfig.parse({
  address: 'support@shop.example',
  name: 'Shop',
  imap: { host: 'imap.shop.example', user: 'support', password: 'x' },
  smtp: { host: 'smtp.shop.example', user: 'support', password: 'x' },
});

/** What `commitDecision` works with; everything it must not touch throws. */
export async function deskParts(db: Db): Promise<InboxParts> {
  const never = (): never => {
    throw new Error('a decision is written without this');
  };
  return {
    inbox: INBOX,
    config: CONFIG,
    policy: POLICY,
    data: '/nowhere',
    row: await ensureInbox(db, INBOX, NOW, NOW),
    grant: agentGrant(INBOX, POLICY),
    ours: new Set(['support@shop.example', 'team@shop.example']),
    staff: new Set(['team@shop.example']),
    own: new Set(['support@shop.example']),
    otherInboxes: new Map(),
    maxAutonomy: 'auto',
    checkSender: null,
    db,
    mailbox: {
      special: never,
      status: never,
      fetchAfter: never,
      fetchUids: never,
      fetchHeaders: never,
      fetchFlags: never,
      fetchFlagsIn: never,
      uids: never,
      uidsSince: never,
      fetchFlagsOf: never,
      storeFlags: never,
      storable: never,
      showsLabels: never,
      append: never,
      searchHeader: never,
      copy: never,
      move: never,
      remove: never,
      create: never,
      close: never,
    },
    // Reads short mail itself; a thread is started by none of these.
    reader: makeMailReader({ log: makeLog({ level: 'silent', pretty: false }) }),
    submission: { deliver: never, verify: never, close: never },
    model: { name: 'scripted', complete: never },
    knowledge: { version: '1', articles: [], passages: [], search: () => [] },
    retrieve: never,
    ask: never,
    prompts: { hash: '', languages: [], render: never, frame: never, reopened: never },
    triage: never,
    refresh: never,
    ring: never,
    holder: 'me',
    fault: () => undefined,
    now: () => NOW + 5,
    random: () => 0.5,
    log: makeLog({ level: 'silent', pretty: false }),
  };
}

const TRACE: TriageTrace = {
  model: 'scripted',
  promptHash: '',
  knowledgeVersion: '1',
  usage: { inputTokens: 0, outputTokens: 0 },
  rules: [],
  confidence: 0.9,
  guard: [],
  passages: [],
};

export const ESCALATE: Decided = {
  kind: 'escalate',
  category: 'billing',
  priority: 'high',
  language: 'en',
  labels: [],
  reason: 'nothing covers it',
  team: 'support',
  rules: [],
  summary: 'Wants an invoice.',
  suggestedReply: null,
  considered: [],
};

export const REPLY: Decided = {
  kind: 'reply',
  category: 'billing',
  priority: 'normal',
  language: 'en',
  labels: [],
  reason: 'an article covers it',
  mode: 'auto',
  text: 'You find it under Billing.',
  citations: ['invoices#1'],
  heldBack: [],
};

/** A ticket with one waiting message, and a decision about it. */
export async function openCase(parts: InboxParts, outcome: Decided): Promise<Decision> {
  const newest = messageRow({ id: 'msg_1' });
  await insertMessage(parts.db, newest);
  const ticket = await openTicket(parts.db, {
    inbox: INBOX,
    threadId: newest.thread_id,
    subject: newest.subject,
    requester: newest.from_address,
    requesterName: newest.from_name,
    beside: null,
    now: NOW,
    triageAt: NOW,
  });
  const turn = turnOf(ticket.thread_id, newest.id);
  return { ticket, turn, newest, older: [], thread: [newest], outcome, trace: TRACE, quarantined: null };
}
