import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { TriageConfig } from '../../src/config/triage-schema.ts';
import { broadcastSurge, liftSurge } from '../../src/jobs/broadcast.ts';
import { tendDigest } from '../../src/jobs/digest.ts';
import { digestFigures } from '../../src/jobs/digest-figures.ts';
import type { InboxParts } from '../../src/jobs/parts.ts';
import { transactInbox } from '../../src/ledger/database.ts';
import { insertDrafts } from '../../src/ledger/drafts.ts';
import { insertMessage } from '../../src/ledger/messages.ts';
import { recordReview } from '../../src/ledger/reviews.ts';
import { joinSurge, readTopic, spokenBetween, surgeId, surgeOfThread, surgesSince, threadsOfSurge } from '../../src/ledger/surges.ts';
import { openTicket } from '../../src/ledger/tickets.ts';
import { deskParts, INBOX, messageRow, NOW } from './facts.ts';
import type { Bench } from './ledger.ts';

const DAY = 86_400_000;

export function leadCases({ db }: Bench): void {
  async function parts(now = NOW): Promise<InboxParts> {
    const desk = await deskParts(db());
    return { ...desk, row: { ...desk.row, go_live: NOW - 30 * DAY }, ring: () => undefined, now: () => now };
  }
  const mail = async (n: number, more: Parameters<typeof messageRow>[0] | object) => {
    const row = messageRow({ id: `m${n}`, thread_id: `t${n}`, from_address: `p${n}@d${n % 3}.example`, ...more });
    await insertMessage(db(), row);
    await openTicket(db(), {
      ...{ inbox: INBOX, threadId: row.thread_id, subject: row.subject, requester: row.from_address, requesterName: '' },
      ...{ beside: null, now: NOW, triageAt: NOW },
    });
    return row;
  };
  const period = { from: NOW - DAY, to: NOW + 1, zone: 'UTC', locale: 'en' };

  test('a day is counted by what became of its mails, and what waits by the oldest', async () => {
    await mail(1, { disposition: 'answered', disposition_detail: 'agent', wait: null });
    await mail(2, { disposition: 'answered', disposition_detail: 'staff', wait: null });
    await mail(3, { disposition: 'escalated', disposition_detail: 'support', wait: null });
    await mail(4, { disposition: 'suppressed', disposition_detail: 'bounce', wait: null });
    await mail(5, { arrived_at: NOW - 60_000 });
    await mail(6, { disposition: 'answered', disposition_detail: 'agent', wait: null, arrived_at: NOW - 2 * DAY });
    await db()
      .insertInto('thread_labels')
      .values({ inbox: INBOX, thread_id: 't3', label: 'needs-human', by: 'agent', at: NOW - 5_000 })
      .execute();
    const base = { inbox: INBOX, thread_id: 't1', turn: 't1:m1', category: 'billing', language: 'en', autonomy: 'auto' } as const;
    await recordReview(db(), { ...base, id: 'a', kind: 'wrong', likeness: null, at: NOW });
    await recordReview(db(), { ...base, id: 'b', kind: 'edited', likeness: 900, at: NOW });
    const figures = await digestFigures(db(), INBOX, period);
    expect(figures.mails).toMatchObject({ answeredByUs: 1, answeredByStaff: 1, escalated: 1, machines: 1, undecided: 1, drafted: 0 });
    expect(figures.waiting).toEqual([
      { what: 'With a team', count: 1, since: NOW - 5_000 },
      { what: 'Drafts to read', count: 0, since: null },
      { what: 'Not decided yet', count: 1, since: NOW - 60_000 },
    ]);
    expect(figures.wrong).toEqual([{ category: 'billing', count: 1 }]);
    expect(figures.audit.rows).toBeGreaterThan(0);
  });

  test('all figures of a day, against a ledger whose rows were counted by hand', async () => {
    const fates: readonly (readonly [number, string | null, string | null])[] = [
      ...([
        [3, 'answered', 'agent'],
        [2, 'answered', 'staff'],
        [4, 'drafted', null],
        [2, 'escalated', 'support'],
        [1, 'shadowed', null],
      ] as const),
      ...([
        [5, 'suppressed', 'bounce'],
        [1, 'quarantined', 'cannot be read: x'],
        [2, 'noted', 'thanks'],
        [1, 'superseded', 'm1'],
        [1, 'duplicate', 'm1'],
      ] as const),
      ...([
        [1, 'gone', null],
        [1, 'noted', 'other inbox'],
      ] as const),
      // None that came: our own people's, what lay there before, and what came on another day.
      ...([
        [6, 'noted', 'staff'],
        [2, 'noted', 'by hand'],
        [7, 'historic', null],
      ] as const),
    ];
    let n = 0;
    const next = () => {
      n += 1;
      return n;
    };
    for (const [count, disposition, disposition_detail] of fates)
      for (let i = 0; i < count; i += 1) await mail(next(), { disposition, disposition_detail, wait: null });
    for (const arrived_at of [NOW - DAY - 1, NOW + 1])
      await mail(next(), { disposition: 'answered', disposition_detail: 'agent', wait: null, arrived_at });
    await mail(next(), { arrived_at: NOW - DAY });
    await mail(next(), { direction: 'out', author: 'agent' });
    const waits = { missing_since: null, mailbox: null, uid_validity: null, uid: null } as const;
    for (const [effect, state, filed_at] of [
      ['a', 'waiting', NOW - 9_000],
      ['b', 'waiting', NOW - 3_000],
      ['c', 'sent', NOW - 99_000],
    ] as const)
      await insertDrafts(db(), [
        { inbox: INBOX, effect, thread_id: 't1', state, filed_at, settled_at: state === 'sent' ? NOW : null, ...waits },
      ]);
    const figures = await digestFigures(db(), INBOX, period);
    expect(figures.mails).toEqual({
      ...{ answeredByUs: 3, answeredByStaff: 2, drafted: 4, escalated: 2, noted: 6, shadowed: 1, machines: 5, unreadable: 1, undecided: 1 },
    });
    expect(figures.waiting).toContainEqual({ what: 'Drafts to read', count: 2, since: NOW - 9_000 });
    expect(figures.costs).toEqual([]);
  });

  test('after weeks in which nobody was at work the digest tells of all since the last one', async () => {
    const noon = NOW - (NOW % DAY) + DAY / 2;
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
    const holidays = Array.from({ length: 21 }, (_, i) => dayOf(noon + (i + 1) * DAY));
    const hours = { zone: 'UTC', week: { 'mon-sun': ['09:00-17:00'] }, holidays };
    const policy = TriageConfig.parse({
      ...{ categories: {}, fallbackTeam: 'support', teams: { support: { name: 'Support', email: 'team@shop.example', hours } } },
    });
    const tend = async (at: number) => tendDigest({ ...(await parts(at)), policy });
    await tend(noon);
    for (let day = 1; day <= 22; day += 1) await tend(noon + day * DAY);
    const sent = await db().selectFrom('effects').select('payload_json').orderBy('created_at').execute();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.payload_json).toContain(
      `from ${DateTime.fromMillis(noon - 3 * 3_600_000, { zone: 'UTC', locale: 'en' }).toFormat('ccc d LLL HH:mm')} to`,
    );
  });

  test('the digest is written once a day, whoever looks and however often', async () => {
    const noon = NOW - (NOW % DAY) + DAY / 2;
    for (const at of [noon, noon + 1, noon + 3_600_000]) await tendDigest(await parts(at));
    expect(await db().selectFrom('effects').select(['kind', 'thread_id']).execute()).toEqual([{ kind: 'notice', thread_id: 'digest' }]);
    await tendDigest(await parts(noon + DAY));
    expect(await db().selectFrom('effects').select('key').execute()).toHaveLength(2);
  });

  test('none before it is due, for a young inbox, in shadow, or where it is off', async () => {
    const noon = NOW - (NOW % DAY) + DAY / 2;
    const early = await parts(noon - 5 * 3_600_000);
    await tendDigest(early);
    const at = await parts(noon);
    await tendDigest({ ...at, row: { ...at.row, go_live: noon - 4 * 3_600_000 } });
    await tendDigest({ ...at, maxAutonomy: 'shadow' });
    await tendDigest({ ...at, policy: { ...at.policy, digest: 'off' } });
    expect(await db().selectFrom('effects').select('key').execute()).toEqual([]);
  });

  test('who spoke: people, newest first, without machines and our own', async () => {
    await mail(1, {});
    await mail(2, { disposition: 'suppressed', wait: null });
    await mail(3, { disposition: 'historic', wait: null, text: null, arrived_at: NOW - 1_000 });
    await mail(4, { direction: 'out' });
    expect((await spokenBetween(db(), INBOX, NOW - DAY, NOW + 1, 10)).map((s) => s.thread_id)).toEqual(['t1', 't3']);
  });

  test('a surge is told and lifted once, and its threads know it while it goes on', async () => {
    await mail(1, {});
    await mail(2, {});
    const desk = await parts();
    const id = surgeId(NOW);
    const topic_json = JSON.stringify({ team: 'support', terms: [['sync', 1]] });
    const times = { started_at: NOW, last_at: NOW, ended_at: null };
    await db()
      .insertInto('surges')
      .values({ inbox: INBOX, id, thread_id: 't1', state: 'held', topic_json, text: null, actor: null, ...times })
      .execute();
    for (const thread_id of ['t1', 't2', 't2']) await joinSurge(db(), { inbox: INBOX, surge: id, thread_id, state: 'held', at: NOW });
    const found = await surgesSince(db(), INBOX, NOW - DAY);
    expect(found.map((s) => [s.id, readTopic(s).team])).toEqual([[id, 'support']]);
    expect(await surgesSince(db(), INBOX, NOW + 1)).toEqual([]);
    const say = (text: string, cause = 'msg_staff') =>
      transactInbox(db(), INBOX, (trx) => broadcastSurge(trx, desk, 't2', { text, cause }));
    expect(await say('Mended.')).toEqual({ told: 2, left: 0 });
    // Twice by one mail, or by another while the first still waits to be sent: nobody gets two.
    expect(await say('Mended.')).toEqual({ told: 0, left: 2 });
    expect(await say('Mended by noon.', 'msg_later')).toEqual({ told: 0, left: 2 });
    const relays = await db().selectFrom('effects').select(['thread_id']).where('kind', '=', 'relay').orderBy('thread_id').execute();
    expect(relays).toEqual([{ thread_id: 't1' }, { thread_id: 't2' }]);
    expect((await threadsOfSurge(db(), INBOX, id)).map((t) => t.state)).toEqual(['told', 'told']);
    expect(await transactInbox(db(), INBOX, (trx) => liftSurge(trx, desk, 't1', 'msg_lift'))).toBe(0);
    expect(await surgeOfThread(db(), INBOX, 't1')).toBeNull();
    expect(await say('Again.')).toBeNull();
  });
}
