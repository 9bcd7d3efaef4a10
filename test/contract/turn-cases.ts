import { expect, test } from 'vitest';
import type { Decision } from '../../src/jobs/decided.ts';
import { commitDecision } from '../../src/jobs/decision.ts';
import type { InboxParts } from '../../src/jobs/parts.ts';
import { verifyAudit } from '../../src/ledger/audit.ts';
import { effectKey } from '../../src/ledger/inboxes.ts';
import { labelsOf } from '../../src/ledger/labels.ts';
import { type Lease, releaseLease, takeLease } from '../../src/ledger/leases.ts';
import { messageById } from '../../src/ledger/messages.ts';
import { ticketOf } from '../../src/ledger/tickets.ts';
import { deskParts, ESCALATE, INBOX, NOW, openCase, REPLY } from './facts.ts';
import type { Bench } from './ledger.ts';

export function turnCases({ db, again }: Bench): void {
  const lease = async (holder: string, now = NOW): Promise<Lease> => {
    const taken = await takeLease(db(), INBOX, 'ticket:thd_1', holder, now, 1_000);
    if (taken === null) throw new Error('somebody else has the ticket');
    return taken;
  };
  const written = async () => ({
    decisions: (await db().selectFrom('decisions').select('outcome_json').execute()).map(
      (d) => (JSON.parse(d.outcome_json) as { kind: string }).kind,
    ),
    effects: (await db().selectFrom('effects').select('kind').orderBy('seq').execute()).map((e) => e.kind),
    audited: (await db().selectFrom('audit').select('kind').where('kind', 'like', 'decision.%').execute()).map((a) => a.kind),
  });
  const prepare = async (outcome = ESCALATE): Promise<{ parts: InboxParts; decision: Decision }> => {
    const parts = await deskParts(db());
    return { parts, decision: await openCase(parts, outcome) };
  };

  test('a decision is written whole: turn, disposition, ticket, labels, outbox and audit', async () => {
    const { parts, decision } = await prepare();
    expect(await commitDecision(parts, decision, await lease('me'))).toBe(true);
    expect(await written()).toEqual({ decisions: ['escalate'], effects: ['forward', 'labels'], audited: ['decision.escalate'] });
    expect(await messageById(db(), INBOX, 'msg_1')).toMatchObject({ disposition: 'escalated', disposition_detail: 'support', wait: null });
    expect(await ticketOf(db(), INBOX, 'thd_1')).toMatchObject({ state: 'escalated', owes: 'us', priority: 'high', team: 'support' });
    expect(await labelsOf(db(), INBOX, 'thd_1')).toEqual(new Set(['needs-human', 'high', 'billing', 'lang/en', 'team/support']));
    expect(await verifyAudit(db(), INBOX)).toMatchObject({ ok: true });
  });

  test('the keys of its effects follow from the turn alone', async () => {
    const { parts, decision } = await prepare(REPLY);
    await commitDecision(parts, decision, await lease('me'));
    const key = effectKey(parts.row.secret, 'thd_1:msg_1', 'reply', 'customer');
    const row = await db().selectFrom('effects').selectAll().where('kind', '=', 'reply').executeTakeFirstOrThrow();
    expect(row).toMatchObject({ key, message_id: `<fl.${key}@shop.example>`, state: 'pending' });
    expect(await messageById(db(), INBOX, 'msg_1')).toMatchObject({ disposition: null, wait: 'sending' });
  });

  test('of two decisions about one turn the first wins, and nothing of the second is written', async () => {
    const { parts, decision } = await prepare();
    const held = await lease('me');
    expect(await commitDecision(parts, decision, held)).toBe(true);
    const before = await written();
    expect(await commitDecision(parts, { ...decision, outcome: REPLY }, held)).toBe(false);
    expect(await written()).toEqual(before);
    expect(await ticketOf(db(), INBOX, 'thd_1')).toMatchObject({ state: 'escalated', triage_at: null });
  });

  test('two that commit at the same moment: one wins', async () => {
    const { parts, decision } = await prepare();
    const held = await lease('me');
    const won = await Promise.all([ESCALATE, REPLY, ESCALATE].map((outcome) => commitDecision(parts, { ...decision, outcome }, held)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const { decisions, audited } = await written();
    expect([decisions.length, audited.length]).toEqual([1, 1]);
    expect(await verifyAudit(db(), INBOX)).toMatchObject({ ok: true });
  });

  test('whose lease has passed to somebody else writes nothing', async () => {
    const { parts, decision } = await prepare();
    const stale = await lease('slept');
    const current = await lease('me', NOW + 1_000);
    const before = await written();
    expect(await commitDecision(parts, decision, stale)).toBe(false);
    expect(await written()).toEqual(before);
    expect(await messageById(db(), INBOX, 'msg_1')).toMatchObject({ disposition: null, wait: 'debouncing' });
    expect(await commitDecision({ ...parts, db: await again() }, decision, current)).toBe(true);
  });

  test('a later turn of the same ticket is decided anew', async () => {
    const { parts, decision } = await prepare();
    const held = await lease('me');
    await commitDecision(parts, decision, held);
    await releaseLease(db(), INBOX, held);
    const ticket = await ticketOf(db(), INBOX, 'thd_1');
    if (ticket === null) throw new Error('the ticket is gone');
    const next = { ...decision, ticket, turn: 'thd_1:msg_2', newest: { ...decision.newest, id: 'msg_2' } };
    expect(await commitDecision(parts, next, await lease('me'))).toBe(true);
    expect((await written()).decisions).toHaveLength(2);
  });
}
