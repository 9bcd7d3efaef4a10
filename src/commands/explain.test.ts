import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openLedger } from '../ledger/database.ts';
import { putEffects } from '../ledger/effects.ts';
import { ensureInbox } from '../ledger/inboxes.ts';
import { insertMessage, insertPlacements } from '../ledger/messages.ts';
import { openCall } from '../ledger/model-calls.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { openTicket } from '../ledger/tickets.ts';
import type { Outcome } from '../triage/outcome.ts';
import { explainMessage } from './explain.ts';

const NOW = Date.UTC(2026, 0, 31, 8, 0, 0);
const INBOX = 'support';
let folder: string;
let db: Db;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fl-explain-'));
  db = await openLedger({ url: undefined, folder });
  await ensureInbox(db, INBOX, NOW, NOW);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

async function put(more: Partial<MessageRow>): Promise<string> {
  const row: MessageRow = {
    inbox: INBOX,
    id: 'msg_1',
    identity: more.id ?? 'msg_1',
    header_digest: '',
    message_id: '<a@customer.example>',
    thread_id: 'thd_1',
    direction: 'in',
    author: null,
    from_address: 'ada@customer.example',
    from_name: 'Ada',
    reply_address: null,
    to_json: '[]',
    cc_json: '[]',
    refs_json: '[]',
    subject: 'Where is my invoice?',
    sent_at: NOW,
    arrived_at: NOW,
    size: 1,
    text: '',
    raw_text: '',
    attachments_json: '[]',
    verdict_json: '{"verdict":"unverified","aligned":[],"why":"no server of ours says who sent it"}',
    disposition: null,
    disposition_detail: null,
    wait: null,
    wait_deadline: null,
    recorded_at: NOW,
    ...more,
  };
  await insertMessage(db, row);
  return row.id;
}

async function decide(outcome: Outcome, guard: { rule: string; detail: string }[] = [], more: object = {}): Promise<void> {
  const trace = {
    model: 'builtin',
    promptHash: '',
    knowledgeVersion: '',
    usage: {},
    rules: ['VIP'],
    confidence: 0.876,
    guard,
    passages: [],
    ...more,
  };
  await db
    .insertInto('decisions')
    .values({
      inbox: INBOX,
      turn: 'thd_1:msg_1',
      thread_id: 'thd_1',
      message: 'msg_1',
      outcome_json: JSON.stringify(outcome),
      trace_json: JSON.stringify(trace),
      decided_at: NOW + 5_000,
      fence: 1,
    })
    .execute();
}

async function openTheTicket(): Promise<void> {
  await openTicket(db, {
    inbox: INBOX,
    threadId: 'thd_1',
    subject: '',
    requester: '',
    requesterName: '',
    beside: null,
    now: NOW,
    triageAt: NOW,
  });
}

const REPLY: Outcome = {
  kind: 'reply',
  mode: 'auto',
  category: 'billing',
  priority: 'normal',
  language: 'en',
  labels: [],
  reason: 'an article covers it',
  text: 'Dear Ada,\n\nunder Billing.',
  citations: ['invoices#1'],
  heldBack: [],
};

test.each<[Partial<MessageRow>, RegExp]>([
  [{ disposition: 'answered', disposition_detail: 'agent' }, /Answered by Firstline\./],
  [{ disposition: 'answered', disposition_detail: 'staff' }, /Answered by staff\./],
  [{ disposition: 'drafted' }, /A reply waits in Drafts/],
  [{ disposition: 'shadowed', disposition_detail: 'would answer' }, /Shadow mode: only recorded; otherwise Firstline would answer\./],
  [{ disposition: 'escalated', disposition_detail: 'billing' }, /Escalated to the team billing\./],
  [{ disposition: 'suppressed', disposition_detail: 'list' }, /comes from a machine \(rule list\)/],
  [{ disposition: 'superseded', disposition_detail: 'msg_2' }, /Answered together with a newer mail/],
  [{ disposition: 'duplicate' }, /dealt with once, with the newest copy/],
  [{ disposition: 'noted', disposition_detail: 'thanks' }, /said thanks/],
  [{ disposition: 'noted', disposition_detail: 'staff' }, /Noted, nothing to answer \(staff\)/],
  [{ disposition: 'quarantined', disposition_detail: 'cannot be read: no MIME' }, /It cannot be read: no MIME; staff were told/],
  [{ disposition: 'gone' }, /removed it from the mailbox/],
  [{ disposition: 'historic' }, /older than the start of Firstline/],
  [{ wait: 'debouncing', wait_deadline: NOW + 3_600_000 }, /waits a moment for more mail.*a person gets it at 2026-01-31 09:00:00/],
  [{ wait: 'waiting' }, /It waits: the model is away/],
  [{ wait: 'held' }, /held back until the mailbox has been listed again/],
  [{ wait: 'sending' }, /on its way out/],
  [{ direction: 'out', author: 'agent' }, /an answer of Firstline/],
  [{ direction: 'out', author: 'staff' }, /sent by a person/],
])('where a mail stands: %o', async (standing, sentence) => {
  expect(await explainMessage(db, INBOX, await put(standing))).toMatch(sentence);
});

test.each<[object, RegExp]>([
  [
    { verdict: 'verified', aligned: ['dkim=customer.example', 'dmarc=customer.example'], why: 'mx.example.com says so' },
    /^ {2}sender verified: dkim=customer\.example, dmarc=customer\.example, mx\.example\.com says so$/m,
  ],
  [
    { verdict: 'unverified', aligned: [], why: 'anybody can fill in a form', via: 'form web@example.com' },
    /^ {2}sender not verified: anybody can fill in a form; came by the form web@example\.com$/m,
  ],
  [
    { verdict: 'failed', aligned: [], why: 'mx.example.com says dmarc=fail' },
    /^ {2}sender FAILED verification: mx\.example\.com says dmarc=fail$/m,
  ],
])('what vouches for a sender: %o', async (verdict, line) => {
  expect(await explainMessage(db, INBOX, await put({ disposition: 'noted', verdict_json: JSON.stringify(verdict) }))).toMatch(line);
});

test('the whole story of an answer, from its arrival to the words of the mail server', async () => {
  const id = await put({ disposition: 'answered', disposition_detail: 'agent' });
  await openTheTicket();
  await insertPlacements(db, [
    { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', uid: 1, message: id, flags_json: '[]', projected_json: '[]', copied: 0 },
  ]);
  await decide(REPLY);
  const payload = { to: [{ address: 'ada@customer.example' }], cc: [{ address: 'ben@customer.example' }] };
  await putEffects(db, [
    { inbox: INBOX, key: 'k', turn: 'thd_1:msg_1', threadId: 'thd_1', seq: 0, kind: 'reply', payload, messageId: null, now: NOW },
  ]);
  await db
    .updateTable('effects')
    .set({ state: 'filed', accepted_at: NOW + 6_000, response: '250 queued as 7' })
    .execute();
  expect(await explainMessage(db, INBOX, id)).toBe(
    [
      'Where is my invoice?',
      '  from ada@customer.example, arrived 2026-01-31 08:00:00, ticket #1',
      '  <a@customer.example>; in INBOX',
      '  sender not verified: no server of ours says who sent it',
      '  Answered by Firstline.',
      '  2026-01-31 08:00:05  decided to answer: an article covers it',
      '                       category billing, confidence 0.88, language en, model builtin',
      '                       rules: VIP',
      '                       resting on: invoices#1',
      '                       > Dear Ada,',
      '                       > ',
      '                       > under Billing.',
      '  2026-01-31 08:00:06  answer to ada@customer.example, ben@customer.example accepted by the mail server: 250 queued as 7',
    ].join('\n'),
  );
});

test.each([
  ['words', 'language en,'],
  ['model', 'language en (as the model reads it),'],
  ['thread', 'language en (as in the conversation),'],
])('who decided on the language is told: %s', async (by, told) => {
  const id = await put({ disposition: 'answered', disposition_detail: 'agent' });
  await decide(REPLY, [], { heard: { by, code: null } });
  expect(await explainMessage(db, INBOX, id)).toContain(told);
});

test('which part rests on which passage is told where they differ', async () => {
  const id = await put({ disposition: 'answered', disposition_detail: 'agent' });
  const claims = [
    { text: 'Thank you for asking.', cites: [] },
    { text: `Every invoice is under **Billing**, ${'very '.repeat(20)}far below.`, cites: ['invoices#1'] },
    { text: 'A copy\ncosts €2.50.', cites: ['invoices#1', 'prices#2'] },
  ];
  await decide({ ...REPLY, citations: ['invoices#1', 'prices#2'], claims });
  expect(await explainMessage(db, INBOX, id)).toContain(
    [
      '                       resting on: invoices#1, prices#2',
      '                         “Thank you for asking.” ← nothing',
      '                         “Every invoice is under **Billing**, very very very very ver…” ← invoices#1',
      '                         “A copy costs €2.50.” ← invoices#1, prices#2',
      '                       > Dear Ada,',
    ].join('\n'),
  );
});

test('what held a draft back is told; what supersedes a mail tells its story', async () => {
  await put({ disposition: 'drafted' });
  await put({ id: 'msg_0', disposition: 'superseded', disposition_detail: 'msg_1' });
  await decide({ ...REPLY, mode: 'draft' }, [{ rule: 'amount', detail: '25 % is in no passage' }]);
  for (const id of ['msg_1', 'msg_0']) {
    const story = await explainMessage(db, INBOX, id);
    expect(story).toContain('decided to leave a draft');
    expect(story).toContain('held back by amount: 25 % is in no passage');
  }
});

test('what was looked up is told, and what was not', async () => {
  const id = await put({ disposition: 'answered', disposition_detail: 'agent' });
  const asked = { name: 'order-status', parameters: { number: 'HZ-1' }, detail: '', ms: 12.4, bytes: 99 };
  await decide(REPLY, [], {
    lookups: [
      { ...asked, status: 'used' },
      { ...asked, name: 'plan', parameters: {}, status: 'over-cap', bytes: 0 },
    ],
  });
  const story = await explainMessage(db, INBOX, id);
  expect(story).toContain('looked up order-status(HZ-1): used, 99 bytes in 12 ms');
  expect(story).toContain('looked up plan(): more look-ups than one answer may take, 0 bytes in 12 ms');
});

test('a customer’s words cannot write to the terminal, nor add a line of their own', async () => {
  const id = await put({ subject: '\u001b[2JHello\n  Answered by Firstline.', message_id: null, disposition: 'gone' });
  const story = await explainMessage(db, INBOX, id);
  expect(story).not.toContain('\u001b');
  expect(story.split('\n')[0]).toBe('\ufffd[2JHello Answered by Firstline.');
  expect(story).toContain('without a Message-ID; no longer in the mailbox');
});

test('what the model took for a decision, and for the whole ticket', async () => {
  const id = await put({ disposition: 'answered', disposition_detail: 'agent' });
  await openTheTicket();
  await decide(REPLY, [], { usage: { inputTokens: 900, outputTokens: 80 }, cost: { amount: 385_000, currency: 'USD' } });
  const call = { inbox: INBOX, thread_id: 'thd_1', task: 'draft', model: 'm', started_at: NOW, input_tokens: 900, output_tokens: 80 };
  for (const number of ['1', '2']) await openCall(db, { ...call, id: number, cost: 385_000, currency: 'USD' });
  const told = await explainMessage(db, INBOX, id);
  expect(told).toContain('2 model calls for this ticket: 1800 tokens in, 160 out, 0.0008 USD');
  expect(told).toContain('model builtin, 900 tokens in, 80 out, 0.0004 USD');
});
