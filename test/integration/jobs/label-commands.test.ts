import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { ticketOf } from '../../../src/ledger/tickets.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { DELETION, type Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const escalated: Outcome = {
  ...({ kind: 'escalate', category: 'billing', priority: 'normal', language: 'en', labels: [], reason: 'It has to.' } as const),
  ...({ team: 'billing', rules: [], summary: 'Look', suggestedReply: null, considered: [] } as const),
};

async function escalate(): Promise<Letter> {
  const mail = await desk.receive({ subject: 'My data', text: DELETION });
  await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: escalated, trace: TRACE }) }));
  await desk.parts.refresh(0);
  return mail;
}

/** What somebody does in another session, and all that follows from it. */
async function byHand(change: { add?: string[]; remove?: string[] }, uid = 1): Promise<void> {
  const client = desk.world.connect(desk.parts.config.address);
  expect(await client.mailbox.storeFlags('INBOX', [uid], { add: change.add ?? [], remove: change.remove ?? [] })).toEqual([uid]);
  await client.close();
  await desk.parts.refresh(0);
  await desk.work();
  await desk.parts.refresh(0);
}

async function standing(number = 1) {
  const { db, inbox } = desk.parts;
  const found = await db.selectFrom('tickets').select('thread_id').where('number', '=', number).executeTakeFirstOrThrow();
  const ticket = await ticketOf(db, inbox, found.thread_id);
  if (ticket === null) throw new Error('no ticket');
  return { ...ticket, labels: [...(await labelsOf(db, inbox, ticket.thread_id))].sort() };
}

/** Addresses of the teams that were written to, in order. */
const told = () =>
  desk.world.submission.accepted.flatMap((m) => m.to).filter((to) => to.endsWith('-team@hazelnote.example') || to.startsWith('compliance'));
const answersTo = ({ from }: Letter) => desk.world.submission.accepted.filter((m) => m.to.includes(from)).length;
const hands = async () =>
  (await desk.parts.db.selectFrom('audit').select('kind').where('actor', '=', 'hand').orderBy('seq').execute()).map((row) => row.kind);
const flags = async (uid = 1) => (await desk.parts.mailbox.fetchFlagsOf('INBOX', [uid]))[0]?.flags ?? [];

describe('needs-human', () => {
  test('set on an answered mail: a team is told, once, and until it is taken off nothing is answered automatically', async () => {
    const mail = await desk.receive();
    await desk.work();
    await desk.parts.refresh(0);
    expect(answersTo(mail)).toBe(1);
    await byHand({ add: ['needs-human'] });
    expect(await standing()).toMatchObject({
      state: 'escalated',
      person_since: expect.any(Number),
      labels: expect.arrayContaining(['needs-human']),
    });
    expect(told()).toHaveLength(1);
    expect(await hands()).toEqual(['labels.changed', 'ticket.escalated']);
    expect(await flags()).toContain('needs-human');
    expect(await flags()).not.toContain('answered');

    // Off and on again: the team has this mail already.
    await byHand({ remove: ['needs-human'] });
    expect(await standing()).toMatchObject({ person_since: null });
    expect((await standing()).labels).not.toContain('needs-human');
    await byHand({ add: ['needs-human'] });
    expect(told()).toHaveLength(1);
    expect(answersTo(mail)).toBe(1);
  });

  test('set on a mail that nobody has decided about: it is not answered, and handed back it is', async () => {
    const mail = await desk.receive();
    const client = desk.world.connect(desk.parts.config.address);
    await client.mailbox.storeFlags('INBOX', [1], { add: ['needs-human'], remove: [] });
    await desk.parts.refresh(0);
    await desk.work();
    expect(await desk.mails()).toMatchObject([{ disposition: 'escalated', ticket: 'escalated' }]);
    expect([told().length, answersTo(mail)]).toEqual([1, 0]);
    await desk.parts.refresh(0);
    await byHand({ remove: ['needs-human'] });
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'agent', ticket: 'answered' }]);
    expect(answersTo(mail)).toBe(1);
  });

  test('set while the model thinks: the decision that was being made does not count', async () => {
    const mail = await desk.receive();
    const triage: typeof desk.parts.triage = async (...args) => {
      const client = desk.world.connect(desk.parts.config.address);
      await client.mailbox.storeFlags('INBOX', [1], { add: ['needs-human'], remove: [] });
      await desk.parts.refresh(0);
      return desk.parts.triage(...args);
    };
    await desk.work(desk.withParts({ triage }));
    await desk.work();
    expect(await desk.mails()).toMatchObject([{ disposition: 'escalated', ticket: 'escalated' }]);
    expect([told().length, answersTo(mail)]).toEqual([1, 0]);
  });

  test('taken off what the agent has escalated: the person is done, and nobody is told again', async () => {
    const mail = await escalate();
    await byHand({ remove: ['needs-human'] });
    expect(await desk.mails()).toMatchObject([{ disposition: 'escalated' }]);
    expect([told().length, answersTo(mail)]).toEqual([1, 0]);
  });
});

describe('priority, category, team', () => {
  test('a person may lower a priority', async () => {
    await desk.receive();
    await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: { ...escalated, priority: 'urgent' }, trace: TRACE }) }));
    await desk.parts.refresh(0);
    await byHand({ add: ['low'], remove: ['urgent'] });
    expect(await standing()).toMatchObject({ priority: 'low', labels: expect.arrayContaining(['low']) });
    expect(await flags()).not.toContain('\\Flagged');
    await byHand({ remove: ['low'] });
    expect(await standing()).toMatchObject({ priority: 'normal' });
    expect(told()).toHaveLength(1);
  });

  test('made urgent, the team that has it hears of it once more', async () => {
    await escalate();
    await byHand({ add: ['urgent'] });
    expect(await standing()).toMatchObject({ priority: 'urgent', team: 'billing', state: 'escalated' });
    expect(told()).toEqual(['billing-team@hazelnote.example', 'billing-team@hazelnote.example']);
    expect(await flags()).toContain('\\Flagged');
  });

  test('another category: recorded as evidence, and the team of that category gets it', async () => {
    await escalate();
    await byHand({ add: ['data-deletion'] });
    expect(await standing()).toMatchObject({ category: 'data-deletion', team: 'compliance' });
    expect((await standing()).labels).not.toContain('billing');
    expect(told()).toEqual(['billing-team@hazelnote.example', 'compliance@hazelnote.example']);
    expect(await desk.parts.db.selectFrom('reviews').select(['kind', 'category']).execute()).toEqual([
      { kind: 'wrong', category: 'billing' },
    ]);
  });

  test('another team gets it; of two labels that contradict each other the more cautious one stays', async () => {
    await escalate();
    await byHand({ add: ['team/compliance', 'resolved'] });
    expect(await standing()).toMatchObject({
      team: 'compliance',
      state: 'escalated',
      labels: expect.arrayContaining(['team/compliance', 'needs-human']),
    });
    const shown = await flags();
    expect(shown).toEqual(expect.arrayContaining(['team/compliance', 'needs-human']));
    for (const gone of ['resolved', 'team/billing']) expect(shown).not.toContain(gone);
    expect(told()).toEqual(['billing-team@hazelnote.example', 'compliance@hazelnote.example']);
  });

  test('labels of teams and categories that nobody has configured are a person’s own', async () => {
    await escalate();
    await byHand({ add: ['team/nobody', 'gardening'] });
    expect(await standing()).toMatchObject({
      team: 'billing',
      category: 'billing',
      labels: expect.arrayContaining(['team/nobody', 'gardening']),
    });
    expect(await hands()).toEqual(['labels.changed']);
    expect(told()).toHaveLength(1);
  });
});

describe('resolved and spam', () => {
  test.each([
    ['resolved', { disposition: 'noted', detail: 'closed by hand' }],
    ['spam', { disposition: 'suppressed', detail: 'spam by hand' }],
  ])('%s before anything was decided: closed, never answered; until the customer writes again', async (label, standing) => {
    const mail = await desk.receive();
    const client = desk.world.connect(desk.parts.config.address);
    await client.mailbox.storeFlags('INBOX', [1], { add: [label], remove: [] });
    await desk.parts.refresh(0);
    await desk.work();
    expect(await desk.mails()).toMatchObject([{ ...standing, ticket: 'closed' }]);
    expect([told().length, answersTo(mail)]).toEqual([0, 0]);
    expect(await flags()).toContain(label);
    await desk.receive({ from: mail.from, thread: [mail.messageId] });
    await desk.work();
    expect(answersTo(mail)).toBe(1);
  });

  test('spam taken off again: the mail is decided about after all', async () => {
    const mail = await desk.receive();
    const client = desk.world.connect(desk.parts.config.address);
    await client.mailbox.storeFlags('INBOX', [1], { add: ['spam'], remove: [] });
    await desk.parts.refresh(0);
    await desk.work();
    await desk.parts.refresh(0);
    await byHand({ remove: ['spam'] });
    expect(await desk.mails()).toMatchObject([{ disposition: 'answered', detail: 'agent' }]);
    expect(answersTo(mail)).toBe(1);
  });
});

describe('what we show ourselves is nobody’s hand', () => {
  test('a projection that dies between what it records and the STORE, and between the STORE and its end', async () => {
    const { mailbox } = desk.parts;
    const before = desk.withParts({ mailbox: { ...mailbox, storeFlags: () => Promise.reject(new Error('the power is out')) } });
    const after = desk.withParts({
      mailbox: {
        ...mailbox,
        storeFlags: async (...store) => {
          await mailbox.storeFlags(...store);
          throw new Error('the power is out');
        },
      },
    });
    await desk.receive({ subject: 'My data', text: DELETION });
    const triage = () => Promise.resolve({ outcome: { ...escalated, priority: 'urgent' as const }, trace: TRACE });
    for (const dying of [before, after]) {
      await desk.work({ ...dying, triage });
      await desk.parts.refresh(0);
      expect(await hands()).toEqual([]);
    }
    await desk.work();
    await desk.parts.refresh(0);
    expect(await hands()).toEqual([]);
    expect(await standing()).toMatchObject({ state: 'escalated', priority: 'urgent', person_since: null });
    expect(told()).toHaveLength(1);
  });

  test('labels that were recorded for the mailbox are read back as ours, whoever looks in between', async () => {
    const { mailbox } = desk.parts;
    await desk.receive({ subject: 'My data', text: DELETION });
    const looking = desk.withParts({
      triage: () => Promise.resolve({ outcome: escalated, trace: TRACE }),
      mailbox: {
        ...mailbox,
        storeFlags: async (...store) => {
          const done = await mailbox.storeFlags(...store);
          await desk.parts.refresh(0);
          return done;
        },
      },
    });
    await desk.work(looking);
    await desk.parts.refresh(0);
    expect(await hands()).toEqual([]);
    expect(told()).toHaveLength(1);
  });
});
