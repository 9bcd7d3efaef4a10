import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TransientError } from '../../../src/errors.ts';
import { broadcastSurge, liftSurge, tendSurges } from '../../../src/jobs/broadcast.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { transactInbox } from '../../../src/ledger/database.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { AUTHSERV, type JobDesk, openJobDesk } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const WORDS = [
  'Notes do not sync since this morning, error 503.',
  'Sync is broken on all my devices, error 503.',
  'The app is not syncing, error 503. Is there an outage?',
  'I cannot sync my notes, it says server error 503.',
  'Sync fails with error 503.',
  'Error 503 when syncing my notes.',
  'My notebooks stopped syncing, I get a 503 error on the phone.',
  'Nothing syncs any more on my laptop: error 503.',
  'Sync error 503 on Android and on the web.',
  'Getting error 503 while syncing.',
];
const person = (n: number) => `p${n}@d${n % 4}.example`;
const complain = (n: number) => desk.receive({ from: person(n), subject: 'Sync error 503', text: WORDS[n % WORDS.length] ?? '' });
/** So alike that whoever is looked at first, all others are about the same. */
const alike = (n: number) =>
  desk.receive({ from: person(n), subject: 'Sync error 503', text: `Sync of my notes fails with error 503 on device ${'abcdefghij'[n]}.` });

async function flood(count = WORDS.length): Promise<void> {
  for (let n = 0; n < count; n += 1) await complain(n);
  await desk.work();
}

const kinds = async () => (await desk.effects()).map((e) => e.kind).filter((kind) => kind !== 'labels' && kind !== 'file');
const mailsTo = (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address)).length;
const fates = async () => Map.groupBy(await desk.mails(), (m) => m.disposition ?? `waits: ${m.wait}`);
const anchor = async () => {
  const ticket = await desk.parts.db.selectFrom('tickets').select('thread_id').where('state', '=', 'escalated').executeTakeFirstOrThrow();
  return ticket.thread_id;
};
const broadcast = async (text: string, cause: string, parts: InboxParts = desk.parts) => {
  const thread = await anchor();
  return transactInbox(parts.db, parts.inbox, (trx) => broadcastSurge(trx, parts, thread, { text, cause }));
};

describe('many who write about the same', () => {
  test('are not answered on their own: one escalation lists them, the others wait', async () => {
    await flood();
    expect(await kinds()).toEqual(['forward']);
    const found = await fates();
    expect(found.get('escalated')).toHaveLength(1);
    expect(found.get('waits: held')).toHaveLength(9);
    const forward = await desk.parts.db
      .selectFrom('effects')
      .select('payload_json')
      .where('kind', '=', 'forward')
      .executeTakeFirstOrThrow();
    for (let n = 0; n < 10; n += 1) expect(forward.payload_json).toContain(`p${n}`);
    expect(forward.payload_json).toContain('broadcast');
    // However often they are looked at again.
    await desk.work();
    await desk.work();
    expect(await kinds()).toEqual(['forward']);
  });

  test('get the answer of a person each in their own conversation, once; so do those who write later, until it is lifted', async () => {
    await flood();
    expect(await broadcast('We know. It is mended by *noon*.', 'msg_staff')).toEqual({ told: 10, left: 0 });
    // The same mail of the staff is acted upon again.
    await broadcast('We know. It is mended by *noon*.', 'msg_staff');
    await desk.work();
    await desk.work();
    for (let n = 0; n < 10; n += 1) expect(mailsTo(person(n)), person(n)).toBe(1);
    expect((await fates()).get('answered')).toHaveLength(10);
    const late = { from: 'late@elsewhere.example', subject: 'Error', text: 'Sync error 503 here, too.' };
    await desk.receive(late);
    await desk.work();
    await desk.work();
    expect(mailsTo(late.from)).toBe(1);
    expect(await kinds()).toEqual(['forward', ...Array.from({ length: 11 }, () => 'relay')]);

    const thread = await anchor().catch(() => null);
    expect(thread).toBeNull();
    const any = await desk.parts.db.selectFrom('surge_threads').select('thread_id').executeTakeFirstOrThrow();
    expect(await transactInbox(desk.parts.db, desk.parts.inbox, (trx) => liftSurge(trx, desk.parts, any.thread_id, 'msg_lift'))).toBe(0);
    await desk.receive({ from: 'later@elsewhere.example', subject: 'Error', text: 'Sync error 503, still.' });
    await desk.work();
    expect((await kinds()).at(-1)).toBe('reply');
  });

  test('are answered as usual once it is lifted', async () => {
    await flood();
    const thread = await anchor();
    expect(await transactInbox(desk.parts.db, desk.parts.inbox, (trx) => liftSurge(trx, desk.parts, thread, 'msg_lift'))).toBe(9);
    await desk.work();
    expect((await fates()).get('answered')).toHaveLength(9);
    expect((await kinds()).filter((kind) => kind === 'reply')).toHaveLength(9);
  });

  test('whose answers are in the outbox already when the hold falls: none leaves, and each waits with the others', async () => {
    const { submission } = desk.parts;
    const deliver: typeof submission.deliver = (delivery, onData, signal) =>
      delivery.to.some((to) => to.endsWith('@hazelnote.example'))
        ? submission.deliver(delivery, onData, signal)
        : Promise.reject(new TransientError('451 later'));
    const away = desk.withParts({ submission: { ...submission, deliver } });
    for (let n = 0; n < 5; n += 1) {
      await alike(n);
      await desk.work(away);
    }
    expect(await kinds()).toEqual(Array.from({ length: 5 }, () => 'reply'));
    for (let n = 5; n < 10; n += 1) await alike(n);
    // Conversations are looked at in any order: what would leave before the newest mail is looked at cannot.
    await desk.work(away);
    await desk.work();
    expect((await desk.effects()).filter((e) => e.kind === 'reply').map((e) => e.state)).toEqual(
      Array.from({ length: 5 }, () => 'cancelled'),
    );
    const found = await fates();
    expect([found.get('escalated')?.length, found.get('waits: held')?.length]).toEqual([1, 9]);
    expect(await broadcast('Mended by noon.', 'msg_staff')).toEqual({ told: 10, left: 0 });
    await desk.work();
    for (let n = 0; n < 10; n += 1) expect(mailsTo(person(n)), person(n)).toBe(1);
    expect((await fates()).get('answered')).toHaveLength(10);
  });

  test('whose answer to all is given before the waiting one was looked at again: they have that one alone', async () => {
    const { submission } = desk.parts;
    const away = desk.withParts({ submission: { ...submission, deliver: () => Promise.reject(new TransientError('451 later')) } });
    await alike(0);
    await desk.work(away);
    for (let n = 1; n < 10; n += 1) await alike(n);
    await desk.work(away);
    await desk.parts.db.updateTable('effects').set({ created_at: 1 }).where('kind', '=', 'reply').execute();
    await broadcast('Mended by noon.', 'msg_staff');
    await desk.work();
    await desk.work();
    for (let n = 0; n < 10; n += 1) expect(mailsTo(person(n)), person(n)).toBe(1);
    expect((await fates()).get('answered')).toHaveLength(10);
  });

  test('go to a person each when nobody has answered them by their deadline', async () => {
    await flood();
    const later = desk.withParts({ now: () => Date.now() + 5 * 3_600_000 });
    await desk.work(later);
    expect((await fates()).get('escalated')).toHaveLength(10);
    await desk.work(later);
    await tendSurges(later);
    expect(await desk.parts.db.selectFrom('surges').select('state').execute()).toEqual([{ state: 'over' }]);
  });

  test('stay held while anybody waits, however quiet it is', async () => {
    await flood();
    await tendSurges(desk.withParts({ now: () => Date.now() + 3 * 3_600_000 }));
    expect(await desk.parts.db.selectFrom('surges').select('state').execute()).toEqual([{ state: 'held' }]);
  });

  test('whom a person has answered meanwhile gets nothing more', async () => {
    await flood();
    const mail = await complain(3);
    await desk.work();
    await desk.answerByHand(mail);
    expect(await broadcast('It is mended.', 'msg_staff')).toMatchObject({ left: 1 });
  });

  test('what a rule gives to another team goes its own way', async () => {
    await flood(8);
    await desk.receive({
      from: person(2),
      subject: 'Sync error 503',
      text: `${WORDS[2]} Please delete my account and all my personal data.`,
    });
    await desk.work();
    // It came to triage, which answers everything here.
    expect(await kinds()).toEqual(['forward', 'reply']);
  });
});

describe('no surge', () => {
  test('newsletters and other machines about one thing', async () => {
    for (let n = 0; n < 12; n += 1)
      await desk.receive({
        ...{ from: person(n), subject: 'Sync error 503', text: WORDS[n % WORDS.length] ?? '' },
        headers: [
          ['List-Id', '<news.example>'],
          ['Precedence', 'bulk'],
        ],
      });
    await complain(1);
    await desk.work();
    expect(await kinds()).toEqual(['reply']);
  });

  test('one sender, or one company', async () => {
    for (let n = 0; n < 10; n += 1)
      await desk.receive({ from: `p${n}@one.example`, subject: 'Sync error 503', text: WORDS[n % WORDS.length] ?? '' });
    await desk.work();
    expect(await kinds()).toEqual(Array.from({ length: 10 }, () => 'reply'));
  });

  test('one forger under the names of many', async () => {
    for (let n = 0; n < 10; n += 1)
      await desk.receive({
        ...{ from: person(n), subject: 'Sync error 503', text: WORDS[n % WORDS.length] ?? '' },
        headers: [['Authentication-Results', `${AUTHSERV}; dmarc=fail header.from=d${n % 4}.example`]],
      });
    await complain(1);
    await desk.work();
    expect(await desk.parts.db.selectFrom('surges').selectAll().execute()).toEqual([]);
  });

  test('one person under many subaddresses', async () => {
    for (let n = 0; n < 12; n += 1)
      await desk.receive({ from: `ada+${n}@d${n % 4}.example`, subject: 'Sync error 503', text: WORDS[n % WORDS.length] ?? '' });
    await desk.work();
    expect(await desk.parts.db.selectFrom('surges').selectAll().execute()).toEqual([]);
  });

  test('what is as many every day at this hour', async () => {
    const { db, inbox } = desk.parts;
    await flood(1);
    const [row] = await db.selectFrom('messages').selectAll().where('direction', '=', 'in').execute();
    if (row === undefined) throw new Error('there is a mail');
    for (let day = 1; day <= 28; day += 1)
      for (let n = 0; n < 3; n += 1) {
        const id = `old-${day}-${n}`;
        const at = row.arrived_at - day * 86_400_000 - 60_000;
        await db
          .insertInto('messages')
          .values({
            ...row,
            inbox,
            id,
            identity: id,
            thread_id: id,
            arrived_at: at,
            sent_at: at,
            disposition: 'historic',
            wait: null,
            text: null,
          })
          .execute();
      }
    for (let n = 1; n < 10; n += 1) await complain(n);
    await desk.work();
    expect((await kinds()).every((kind) => kind === 'reply')).toBe(true);
  });

  test('where it is off', async () => {
    const policy = { ...desk.parts.policy, surge: 'off' as const };
    for (let n = 0; n < 10; n += 1) await complain(n);
    await desk.work(desk.withParts({ policy }));
    expect(await kinds()).toEqual(Array.from({ length: 10 }, () => 'reply'));
  });
});
