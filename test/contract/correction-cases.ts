import { expect, test } from 'vitest';
import { recordCorrection } from '../../src/jobs/correction.ts';
import { commitDecision } from '../../src/jobs/decision.ts';
import type { InboxParts } from '../../src/jobs/parts.ts';
import { earnedIn } from '../../src/ledger/autonomy.ts';
import { transactInbox } from '../../src/ledger/database.ts';
import { takeLease } from '../../src/ledger/leases.ts';
import { insertMessage } from '../../src/ledger/messages.ts';
import { openTicket } from '../../src/ledger/tickets.ts';
import type { Decided } from '../../src/tickets/plan.ts';
import { deskParts, INBOX, messageRow, NOW, openCase, REPLY } from './facts.ts';
import type { Bench } from './ledger.ts';

export function correctionCases({ db }: Bench): void {
  /** Parts in which billing is answered automatically. */
  async function autoParts(): Promise<InboxParts> {
    const parts = await deskParts(db());
    const billing = { ...parts.policy.categories.billing, autonomy: 'auto' } as const;
    return { ...parts, policy: { ...parts.policy, categories: { billing: billing as never } } };
  }

  async function decided(parts: InboxParts, n: number, outcome: Decided = REPLY): Promise<void> {
    const thread = `thd_${n}`;
    const newest = messageRow({ id: `msg_${n}`, thread_id: thread });
    if (n === 1) await openCase(parts, outcome);
    else {
      await insertMessage(db(), newest);
      await openTicket(db(), {
        ...{ inbox: INBOX, threadId: thread, subject: '', requester: newest.from_address, requesterName: '' },
        ...{ beside: null, now: NOW, triageAt: NOW },
      });
    }
    const ticket = await db().selectFrom('tickets').selectAll().where('thread_id', '=', thread).executeTakeFirstOrThrow();
    const lease = await takeLease(db(), INBOX, `ticket:${thread}`, 'me', NOW, 60_000);
    if (lease === null) throw new Error('the lease is free');
    const trace = { ...{ model: '', promptHash: '', knowledgeVersion: '', usage: { inputTokens: 0, outputTokens: 0 } }, ...NOTHING };
    const turn = `${thread}:${newest.id}`;
    const decision = { ticket, turn, newest, older: [], thread: [newest], outcome, trace, quarantined: null };
    expect(await commitDecision(parts, decision, lease)).toBe(true);
  }
  const NOTHING = { rules: [], confidence: null, guard: [], passages: [] };
  const correct = (parts: InboxParts, thread: string, why: string | null, actor = 'hand') =>
    transactInbox(db(), INBOX, (trx) => recordCorrection(trx, parts, thread, { why, actor }));
  const audited = async () =>
    (await db().selectFrom('audit').select(['actor', 'kind', 'refs']).orderBy('seq').execute()).filter((row) =>
      /wrong|autonomy/.test(row.kind),
    );

  test('the same correction twice is one, and its words are kept', async () => {
    const parts = await autoParts();
    await decided(parts, 1);
    expect(await correct(parts, 'thd_1', null)).toBe(true);
    expect(await correct(parts, 'thd_1', null)).toBe(true);
    expect(await correct(parts, 'thd_1', ' The link is for the old app. ', 'staff')).toBe(true);
    expect(await correct(parts, 'thd_1', 'The link is for the old app.', 'staff')).toBe(true);
    const rows = await db().selectFrom('corrections').selectAll().execute();
    expect(rows).toMatchObject([{ turn: 'thd_1:msg_1', state: 'pending', why: 'The link is for the old app.' }]);
    expect(await db().selectFrom('reviews').select(['kind', 'category', 'autonomy']).execute()).toEqual([
      { kind: 'wrong', category: 'billing', autonomy: 'auto' },
    ]);
    expect((await audited()).map(({ actor, kind }) => `${actor} ${kind}`)).toEqual(['hand decision.wrong', 'staff decision.wrong']);
  });

  test('words that come after the stub was written have it written again', async () => {
    const parts = await autoParts();
    await decided(parts, 1);
    await correct(parts, 'thd_1', null);
    await db().updateTable('corrections').set({ state: 'written' }).execute();
    await correct(parts, 'thd_1', null);
    expect(await db().selectFrom('corrections').select('state').execute()).toEqual([{ state: 'written' }]);
    await correct(parts, 'thd_1', 'Not for this plan');
    expect(await db().selectFrom('corrections').select('state').execute()).toEqual([{ state: 'again' }]);
  });

  test('where nothing was decided there is nothing to call wrong', async () => {
    const parts = await autoParts();
    expect(await correct(parts, 'thd_1', 'why')).toBe(false);
    expect(await db().selectFrom('reviews').selectAll().execute()).toEqual([]);
  });

  test('the second correction takes the category to drafts at once, with a row in the audit', async () => {
    const parts = await autoParts();
    await decided(parts, 1);
    await decided(parts, 2);
    await correct(parts, 'thd_1', null);
    expect(await earnedIn(db(), INBOX)).toEqual([]);
    await correct(parts, 'thd_2', null, 'staff');
    expect(await earnedIn(db(), INBOX)).toMatchObject([
      {
        category: 'billing',
        level: 'draft',
        configured: 'auto',
        actor: 'daemon',
        reason: 'Of its newest answers 2 called wrong.',
        untold: 1,
      },
    ]);
    expect((await audited()).at(-1)).toMatchObject({ kind: 'autonomy.demoted' });
    // What has been counted is not counted again.
    await decided(parts, 3);
    await correct(parts, 'thd_3', null);
    expect((await audited()).filter((row) => row.kind === 'autonomy.demoted')).toHaveLength(1);
  });
}
