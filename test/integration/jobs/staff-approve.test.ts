import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EscalateOutcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const MARTA = 'marta.lindqvist@hazelnote.example';
const SUGGESTED = 'Hello Ada, please tell us the address of the person who takes the subscription over.';
const ESCALATE: EscalateOutcome = {
  ...{ kind: 'escalate', category: null, priority: 'normal', language: 'en', labels: [], reason: 'No article covers it', team: 'support' },
  ...{ rules: [], summary: 'Wants to move a subscription', suggestedReply: SUGGESTED, considered: [] },
};

/** A hand-off with a suggested reply; answers to it go by the id of its mail. */
async function handOff() {
  const mail = await desk.receive();
  await desk.work(desk.withParts({ triage: () => Promise.resolve({ outcome: ESCALATE, trace: TRACE }) }));
  const forward = desk.world.submission.accepted.find((m) => m.to.includes('support-team@hazelnote.example'));
  return { mail, thread: [forward?.messageId ?? ''] };
}

const sentTo = (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address)).length;
const actions = async () =>
  (await desk.parts.db.selectFrom('staff_mails').select('action').orderBy('recorded_at').execute()).map((m) => m.action);

test('#approve sends the suggested reply once, however often it is said', async () => {
  const { mail, thread } = await handOff();
  for (const text of ['#approve', '#Approve.']) {
    await desk.receive({ from: MARTA, subject: 'Re: My subscription', thread, text });
    await desk.work();
  }
  expect(sentTo(mail.from)).toBe(1);
  expect(sentTo(MARTA)).toBe(2);
  expect(await actions()).toEqual(['commanded', 'commanded']);
  const answers = await desk.world.connect(mail.from).read();
  expect(answers.map((m) => m.source.toString()).join()).toContain('takes the subscription over');
  expect(await desk.mails()).toMatchObject([{ from: mail.from, disposition: 'answered', detail: 'staff' }, {}, {}]);
});

test('the suggested reply may be sent in words of one’s own, as it is', async () => {
  const { mail, thread } = await handOff();
  await desk.receive({ from: MARTA, subject: 'Re: My subscription', thread, text: `${SUGGESTED}\n\nMarta` });
  await desk.work();
  expect(sentTo(mail.from)).toBe(1);
  expect(await actions()).toEqual(['relayed']);
});

test('an answer whose file is gone does not leave without it: its author is told', async () => {
  const { mail, thread } = await handOff();
  await desk.receive({ from: MARTA, subject: 'Re: My subscription', thread, text: 'See the list.' });
  const broken = desk.withParts({ submission: { ...desk.parts.submission, deliver: () => Promise.reject(new Error('not yet')) } });
  await desk.work(broken);
  const relay = await desk.parts.db.selectFrom('effects').selectAll().where('kind', '=', 'relay').executeTakeFirstOrThrow();
  const payload = JSON.parse(relay.payload_json);
  const attached = [
    { message: payload.relayed.message, id: 'att_1', filename: 'list.csv', contentType: 'text/csv', size: 9, inline: false },
  ];
  await desk.parts.db
    .updateTable('effects')
    .set({ payload_json: JSON.stringify({ ...payload, attached }) })
    .where('key', '=', relay.key)
    .execute();
  await desk.work();
  expect(sentTo(mail.from)).toBe(0);
  expect((await desk.effects()).find((e) => e.kind === 'relay')).toMatchObject({ state: 'failed' });
  const [told] = await desk.world.connect(MARTA).read();
  expect(told?.source.toString()).toMatch(/did not reach the customer/);
  expect((await desk.mails())[0]).toMatchObject({ disposition: 'escalated' });
});
