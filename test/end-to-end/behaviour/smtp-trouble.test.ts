import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, effectsIn, fateOf, look, type SeenMail, settled } from './desk-view.ts';
import { freshCustomer, type Letter, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const TEAM = 'support-team@hazelnote.example';

/** Handoffs that the team got about this customer. */
async function handoffs(customer: string): Promise<SeenMail[]> {
  return (await look(office, TEAM)).filter((m) => m.message.text.replaceAll('\\', '').includes(customer));
}

async function inDoubt(desk: Desk, mail: Letter): Promise<void> {
  const { thread } = fateOf(desk, mail);
  const state = () => effectsIn(desk).find((e) => e.kind === 'reply' && e.thread === thread)?.state;
  await expect.poll(state, { interval: 50 }).toBe('data');
}

/** Everything at once: all of these customers write, and the submission server treats each in its own way. */
test('whatever the SMTP server does, the customer has at most one answer and a person hears of every doubt', async () => {
  const { submission } = office.world;
  const desk = await office.openDesk({ SUPPORT_SMTP_TIMEOUT: '10s' });
  desk.start();
  const [later, refused, lost, delivered, found, silent] = Array.from({ length: 6 }, freshCustomer) as [string, ...string[]] as string[];
  const ends = new Map([lost, delivered, found].map((customer) => [customer, 'drop' as const]));
  const tries = new Map<string, number>();
  const done: Promise<unknown>[] = [];
  submission.faults.onRcpt = (address) => {
    tries.set(address, (tries.get(address) ?? 0) + 1);
    return address === later && tries.get(address) === 1 ? '451 4.2.1 mailbox busy' : null;
  };
  submission.faults.onData = (mail) => {
    const [to = ''] = mail.to;
    // A second mail to the same customer is let through.
    const trouble = tries.get(to) === 1;
    submission.faults.afterData = !trouble ? undefined : to === silent ? 'hang' : ends.get(to);
    if (trouble && to === delivered) done.push(office.world.deliver(mail.source, { from: mail.from, to: [to] }));
    // Some servers file what they send, and did so before the line broke.
    if (to === found) done.push(office.world.connect(desk.address).mailbox.append('Sent', mail.source, ['\\Seen'], Date.now()));
    return to === refused ? '554 5.7.1 refused by policy' : null;
  };

  const mails = new Map<string, Letter>();
  for (const from of [later, refused, lost, delivered, found, silent] as string[]) mails.set(from, await post(office, desk, { from }));
  const mail = (from: string | undefined): Letter => mails.get(from ?? '') as Letter;
  await expect.poll(() => tries.get(lost ?? '') ?? 0).toBe(1);
  await inDoubt(desk, mail(lost));
  const more = await post(office, desk, { from: lost ?? '', thread: [mail(lost).messageId], text: 'How can I reset my password?' });
  const rows = await settled(desk, 7);
  await Promise.all(done);

  const fate = (from: string | undefined) => rows.find((r) => r.messageId === mail(from).messageId);
  expect(fate(later)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(fate(found)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(fate(refused)).toMatchObject({ disposition: 'escalated', detail: 'support', ticket: 'escalated' });
  for (const doubtful of [lost, delivered, silent])
    expect(fate(doubtful), doubtful).toMatchObject({ disposition: 'escalated', detail: 'support' });
  expect(rows.find((r) => r.messageId === more.messageId)).toMatchObject({ disposition: 'answered', detail: 'agent' });

  const copies = async (from: string | undefined) =>
    (await answersTo(office, desk, from ?? '')).filter((a) => a.message.inReplyTo.includes(mail(from).messageId)).length;
  expect({ later: await copies(later), refused: await copies(refused), lost: await copies(lost) }).toEqual({
    later: 1,
    refused: 0,
    lost: 0,
  });
  expect({ delivered: await copies(delivered), silent: await copies(silent) }).toEqual({ delivered: 1, silent: 0 });
  for (const once of [refused, delivered, found, silent]) expect(tries.get(once ?? ''), `${once} was tried`).toBe(1);
  expect(tries.get(later ?? '')).toBe(2);

  const told = await handoffs(refused ?? '');
  expect(told.map((t) => t.message.text)).toEqual([expect.stringContaining('refused by policy')]);
  for (const doubtful of [lost, delivered, silent]) {
    const [first] = await handoffs(doubtful ?? '');
    expect(first?.message.text, doubtful).toMatch(/may have been sent/);
  }
  expect(effectsIn(desk).filter((e) => e.state === 'uncertain')).toHaveLength(3);
});
