import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { makeTcpGate } from '../../helpers/tcp-gate.ts';
import { answersTo, auditIn, effectsIn, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { DELETION, letter, post, QUESTION } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

interface TwoInboxes {
  readonly desk: Desk;
  readonly sales: { readonly address: string };
}

/** A second inbox in the same daemon, with the same texts and an account of its own. */
async function openTwo(imapPort?: number): Promise<TwoInboxes> {
  const desk = await office.openDesk();
  const address = desk.address.replace('support-', 'sales-');
  const imap = office.world.imap(address);
  const smtp = office.world.smtp(address);
  const inbox = `
  sales:
    address: ${address}
    name: Hazelnote Sales
    imap: { host: ${imap.host}, port: ${imapPort ?? imap.port}, security: none, user: ${address}, password: ${imap.password} }
    smtp: { host: ${smtp.host}, port: ${smtp.port}, security: none, user: ${address}, password: ${smtp.password}, rate: 0 }
    prompts: \${SUPPORT_PROMPTS}
    knowledge: \${SUPPORT_KNOWLEDGE}
    goLive: \${SUPPORT_GO_LIVE}
    intake: { debounce: 100ms, debounceMax: 3s }
`;
  await desk.edit('firstline.yaml', (text) => text.replace(/\n# builtin: no network/, `${inbox}$&`));
  return { desk, sales: { address } };
}

test('two inboxes in one daemon: nothing crosses, and a mail to both is answered by the first', async () => {
  const { desk, sales } = await openTwo();
  desk.start();
  const toSupport = await post(office, desk);
  const toSales = await post(office, sales);
  const urgent = await post(office, sales, { subject: 'My data', text: DELETION });
  const both = letter(desk.address, { to: `${desk.address}, ${sales.address}` });
  await office.world.deliver(both.source, { from: both.from, to: [desk.address, sales.address] });
  await settled(desk, 2);
  await settled(desk, 3, 'sales');

  expect(fateOf(desk, both)).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(fateOf(desk, both, 'sales')).toMatchObject({ disposition: 'noted', detail: 'other inbox' });
  expect(await look(office, both.from)).toMatchObject([{ message: { from: { address: desk.address } } }]);
  expect(await answersTo(office, desk, toSupport.from)).toHaveLength(1);
  expect(await answersTo(office, sales, toSales.from)).toHaveLength(1);
  expect(await look(office, toSales.from)).toHaveLength(1);
  expect(fateOf(desk, urgent, 'sales')).toMatchObject({ disposition: 'escalated', detail: 'compliance' });

  expect(
    mailsIn(desk)
      .map((m) => m.from)
      .toSorted(),
  ).toEqual([toSupport.from, both.from].toSorted());
  expect((await look(office, desk.address, 'Sent')).every((m) => m.message.from?.address === desk.address)).toBe(true);
  expect((await look(office, sales.address, 'Sent')).every((m) => m.message.from?.address === sales.address)).toBe(true);
  const threads = { support: new Set(effectsIn(desk).map((e) => e.thread)), sales: new Set(effectsIn(desk, 'sales').map((e) => e.thread)) };
  expect([...threads.support].filter((thread) => threads.sales.has(thread))).toEqual([]);
  expect(auditIn(desk).length).toBeGreaterThan(0);
  expect(auditIn(desk, 'sales').length).toBeGreaterThan(0);
});

test('a mail that names two inboxes and reaches only the second is answered by that one', async () => {
  const { desk, sales } = await openTwo();
  const both = letter(desk.address, { to: `${desk.address}, ${sales.address}` });
  await office.world.deliver(both.source, { from: both.from, to: [sales.address] });
  desk.start();
  await settled(desk, 1, 'sales');
  expect(fateOf(desk, both, 'sales')).toMatchObject({ disposition: 'answered', detail: 'agent' });
  expect(await answersTo(office, sales, both.from)).toHaveLength(1);

  // It reaches the first in the end: somebody has it already.
  await office.world.deliver(both.source, { from: both.from, to: [desk.address] });
  await settled(desk, 1);
  expect(fateOf(desk, both)).toMatchObject({ disposition: 'noted', detail: 'other inbox' });
  expect(await look(office, both.from)).toHaveLength(1);
});

test('of two mails with one id, one to each inbox, neither is taken for the other', async () => {
  const { desk, sales } = await openTwo();
  const messageId = `<${crypto.randomUUID()}@form.example>`;
  const date = Date.now();
  const to = `${desk.address}, ${sales.address}`;
  const [first, second] = ['My name is Ada.', 'My name is Ben.'].map((text) =>
    letter(desk.address, { to, messageId, date, from: 'web@customer.example', text: `${QUESTION}\n\n${text}` }),
  );
  await office.world.deliver(first?.source ?? Buffer.alloc(0), { from: 'web@customer.example', to: [desk.address] });
  await office.world.deliver(second?.source ?? Buffer.alloc(0), { from: 'web@customer.example', to: [sales.address] });
  desk.start();
  await settled(desk, 1);
  await settled(desk, 1, 'sales');
  expect(mailsIn(desk)[0]).toMatchObject({ disposition: 'answered' });
  expect(mailsIn(desk, 'sales')[0]).toMatchObject({ disposition: 'answered' });
});

test('mails to both inboxes at once are answered once each, whichever inbox sees them first', async () => {
  const { desk, sales } = await openTwo();
  desk.start();
  const mails = Array.from({ length: 8 }, () => letter(desk.address, { to: `${sales.address}, ${desk.address}` }));
  for (const [at, mail] of mails.entries()) {
    const order = at % 2 === 0 ? [desk.address, sales.address] : [sales.address, desk.address];
    for (const to of order) await office.world.deliver(mail.source, { from: mail.from, to: [to] });
  }
  await settled(desk, 8);
  await settled(desk, 8, 'sales');
  for (const mail of mails) {
    expect([fateOf(desk, mail).disposition, fateOf(desk, mail, 'sales').disposition]).toEqual(['answered', 'noted']);
    expect(await look(office, mail.from)).toHaveLength(1);
  }
});

test('one inbox whose mail server is away does not stop the other, and is picked up when it comes back', async () => {
  const { dovecot } = office.world;
  const gate = await makeTcpGate({ host: dovecot.host, port: dovecot.imapPort });
  const { desk, sales } = await openTwo(gate.port);
  try {
    desk.start();
    const waiting = await post(office, sales);
    await post(office, desk);
    await settled(desk, 1);
    expect(mailsIn(desk, 'sales')).toEqual([]);
    await gate.open();
    await settled(desk, 1, 'sales');
    expect(fateOf(desk, waiting, 'sales')).toMatchObject({ disposition: 'answered' });

    await gate.shut();
    await post(office, desk);
    await settled(desk, 2);
  } finally {
    await gate.shut();
  }
});
