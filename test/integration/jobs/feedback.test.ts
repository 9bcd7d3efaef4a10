import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { labelsOf } from '../../../src/ledger/labels.ts';
import { triage } from '../../../src/triage/triage.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

/** What customers answer to an answer, and what becomes of their ticket. */

let undo: Undo;
let desk: JobDesk;
let parts: InboxParts;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
  parts = desk.withParts({ triage, maxAutonomy: 'auto' });
});
afterEach(() => undo.run());

const QUESTION = 'Hi,\n\nI forgot my password. How can I reset it?\n\nAda';
const THANKS = 'Thanks, it works now!';
const BROKEN = 'No, it is still broken. I get the same error.';

async function answered(): Promise<Letter> {
  const mail = await desk.receive({ text: QUESTION });
  await desk.work(parts);
  expect(answersTo(mail)).toHaveLength(1);
  return mail;
}
const answersTo = (mail: Letter) => desk.world.submission.accepted.filter((m) => m.to.includes(mail.from));
async function writes(mail: Letter, text: string): Promise<void> {
  await desk.receive({ from: mail.from, subject: 'Re: Forgot my password', text, thread: [mail.messageId] });
}
async function says(mail: Letter, text: string): Promise<void> {
  await writes(mail, text);
  await desk.work(parts);
}
async function ticket() {
  const row = await desk.parts.db.selectFrom('tickets').selectAll().executeTakeFirstOrThrow();
  return { state: row.state, owes: row.owes, labels: [...(await labelsOf(desk.parts.db, row.inbox, row.thread_id))] };
}
const written = async (kind: 'forward' | 'reply') => {
  const rows = await desk.parts.db.selectFrom('effects').select('payload_json').where('kind', '=', kind).orderBy('created_at').execute();
  return rows.map((row) => row.payload_json);
};

const handOffs = () => written('forward');

describe('after our answer', () => {
  test('thanks close the ticket without another mail', async () => {
    const mail = await answered();
    await says(mail, THANKS);
    expect(await ticket()).toMatchObject({ state: 'closed', owes: 'nobody', labels: expect.arrayContaining(['resolved']) });
    expect(answersTo(mail)).toHaveLength(1);
    expect(await handOffs()).toEqual([]);
  });

  test('"still broken" goes to people, with the conversation, and is not answered', async () => {
    const mail = await answered();
    await says(mail, BROKEN);
    expect(await ticket()).toMatchObject({ state: 'escalated', owes: 'us', labels: expect.arrayContaining(['needs-human']) });
    expect(answersTo(mail)).toHaveLength(1);
    const [handOff = ''] = await handOffs();
    expect(handOff).toContain('our answer did not help');
    expect(handOff).toContain('I forgot my password');
  });

  test('the same question again is not given the same answer', async () => {
    const mail = await answered();
    await says(mail, QUESTION);
    expect(answersTo(mail)).toHaveLength(1);
    expect(await ticket()).toMatchObject({ state: 'escalated' });
    expect((await handOffs()).join('\n')).toMatch(/one that the customer has already|our answer did not help/);
  });

  test('another question is answered as another turn', async () => {
    const mail = await answered();
    await says(mail, 'Hi,\n\nwhere can I find my invoices?\n\nAda');
    expect(answersTo(mail)).toHaveLength(2);
    expect(await ticket()).toMatchObject({ state: 'answered', owes: 'customer' });
  });
});

describe('a closed ticket', () => {
  async function closed(): Promise<Letter> {
    const mail = await answered();
    await says(mail, THANKS);
    expect(await ticket()).toMatchObject({ state: 'closed' });
    return mail;
  }

  test('is not opened by thanks, not even until they are read', async () => {
    const mail = await closed();
    await writes(mail, 'Thank you so much for your help!');
    expect(await ticket()).toMatchObject({ state: 'closed', owes: 'nobody', labels: expect.arrayContaining(['resolved']) });
    await desk.work(parts);
    expect(await ticket()).toMatchObject({ state: 'closed', owes: 'nobody', labels: expect.arrayContaining(['resolved']) });
    expect(answersTo(mail)).toHaveLength(1);
  });

  test('is opened by "broken again"', async () => {
    const mail = await closed();
    await says(mail, 'It is broken again. The same error as before.');
    expect(await ticket()).toMatchObject({ state: 'escalated', owes: 'us' });
    expect((await ticket()).labels).not.toContain('resolved');
  });

  test('after long: answer and audit say that it is open again', async () => {
    const mail = await closed();
    parts = { ...parts, policy: { ...parts.policy, longSilence: 0 } };
    await says(mail, 'Hi,\n\nwhere can I find my invoices?\n\nAda');
    expect(answersTo(mail)).toHaveLength(2);
    expect((await written('reply')).at(-1)).toMatch(/Your conversation with us of .* is open again/);
    const audit = await desk.parts.db.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify(audit)).toMatch(/silentSince\\*":\d/);
  });

  test('after long: a hand-off says so', async () => {
    const mail = await closed();
    parts = { ...parts, policy: { ...parts.policy, longSilence: 0 } };
    await says(mail, BROKEN);
    expect((await handOffs()).join('\n')).toContain('Nobody had written in this conversation since');
  });
});

describe('after the answer of a person', () => {
  async function byPerson(): Promise<Letter> {
    const mail = await desk.receive({ text: QUESTION });
    await desk.answerByHand(mail);
    await desk.work(parts);
    expect(await ticket()).toMatchObject({ state: 'with_staff' });
    return mail;
  }

  test('thanks close the ticket, and nobody has to look', async () => {
    const mail = await byPerson();
    await says(mail, THANKS);
    expect(await ticket()).toMatchObject({ state: 'closed', owes: 'nobody', labels: expect.arrayContaining(['resolved']) });
    expect(await handOffs()).toEqual([]);
    expect(answersTo(mail)).toEqual([]);
  });

  test.each(['off', 'at once'])('"still broken" goes to people, with handing back %s', async (handBack) => {
    if (handBack === 'at once') parts = { ...parts, policy: { ...parts.policy, takeover: { handBackAfter: 0 } } };
    const mail = await byPerson();
    await says(mail, BROKEN);
    expect(await ticket()).toMatchObject({ state: 'escalated', owes: 'us' });
    expect((await handOffs()).join('\n')).toContain('the answer did not help');
    expect(answersTo(mail)).toEqual([]);
  });
});
