import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { startDnsServer } from '../../helpers/dns-server.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, fateOf, look, mailsIn, settled } from './desk-view.ts';
import { ANOTHER_QUESTION, freshCustomer, type LetterFields, letter, post, QUESTION } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const SERVER = 'mx.hazelnote.example';
const results = (said: string): HeaderField => ['Authentication-Results', `${SERVER}; ${said}`];
const customersOf = (desk: Desk) =>
  office.world.submission.accepted
    .filter((m) => m.from === desk.address)
    .flatMap((m) => m.to.filter((to) => !to.endsWith('@hazelnote.example')));

/** A desk whose server checks senders, with these trusted paths. */
async function openDesk(via: string): Promise<Desk> {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: SERVER });
  await desk.edit('firstline.yaml', (text) => text.replace(/\n( +)blocked:/, `\n$1via: ${via}$&`));
  return desk;
}

interface MailText {
  readonly from: string;
  readonly text: string;
  readonly raw: string;
  readonly subject: string;
  readonly verdict: string;
}

function mailTexts(desk: Desk): readonly MailText[] {
  const db = new DatabaseSync(join(desk.folder, 'data', 'ledger.db'), { readOnly: true });
  try {
    const rows = db
      .prepare(
        'SELECT from_address AS "from", text, raw_text AS raw, subject, verdict_json AS verdict FROM messages WHERE direction = \'in\'',
      )
      .all();
    return rows as unknown as MailText[];
  } finally {
    db.close();
  }
}

const GROUP = 'help@groups.example';
function throughGroup(
  author: string,
  said = `spf=pass smtp.mailfrom=help+bnc1@groups.example; dmarc=pass header.from=groups.example`,
): LetterFields {
  return {
    from: GROUP,
    to: GROUP,
    headers: [
      results(said),
      ['X-Original-From', `Ada <${author}>`],
      ['X-BeenThere', GROUP],
      ['Precedence', 'list'],
      ['List-Id', '<help.groups.example>'],
      ['List-Unsubscribe', '<mailto:help+unsubscribe@groups.example>'],
    ],
  };
}

test('mail of a group is answered to who wrote it; the same marks from elsewhere pick nobody', async () => {
  const desk = await openDesk(`[{ kind: group, address: ${GROUP} }]`);
  const author = freshCustomer();
  const victim = freshCustomer();
  const genuine = await post(office, desk, throughGroup(author));
  const forged = await post(office, desk, throughGroup(victim, 'spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example'));
  const newsletter = await post(office, desk, {
    headers: [results('dmarc=none'), ['List-Id', '<help.groups.example>'], ['List-Unsubscribe', '<https://click.deals.example/u>']],
  });
  const program = desk.start();
  await settled(desk, 3);
  expect(fateOf(desk, genuine)).toMatchObject({ disposition: 'answered', from: author });
  expect(fateOf(desk, forged)).toMatchObject({ disposition: 'escalated', from: GROUP });
  expect(fateOf(desk, newsletter)).toMatchObject({ disposition: 'suppressed', detail: 'mailing-list' });
  expect(customersOf(desk)).toEqual([author]);
  expect(auditIn(desk).find((a) => a.kind === 'message.received' && a.refs.message === fateOf(desk, genuine).id)?.refs).toMatchObject({
    sender: 'unverified',
    via: `group ${GROUP}`,
  });

  // The author goes on directly, and is known.
  const [answer] = await answersTo(office, desk, author);
  const next = await post(office, desk, {
    from: author,
    thread: [genuine.messageId, answer?.message.messageId ?? ''],
    headers: [results('dmarc=pass header.from=customer.example')],
    text: ANOTHER_QUESTION,
  });
  await settled(desk, 4);
  expect(fateOf(desk, next)).toMatchObject({ disposition: 'answered', thread: fateOf(desk, genuine).thread });
  await program.stop();
});

const FORM = 'forms@hazelnote-web.example';
const CONSENT = 'Consent: I agree to your terms. I can ask you to delete my account and all my personal data.';
function submission(address: string, message: string, more: readonly HeaderField[] = []): LetterFields {
  return {
    from: FORM,
    messageId: '<contact-form@hazelnote-web.example>',
    subject: 'New submission',
    text: `Name: Ada\nE-Mail: ${address}\nPhone: 555 0100\nMessage: ${message}\n${CONSENT}\n\n-- \nThis e-mail was sent from a contact form on https://hazelnote-web.example`,
    headers: [
      results('spf=pass smtp.mailfrom=hazelnote-web.example; dmarc=pass header.from=hazelnote-web.example'),
      ['Auto-Submitted', 'auto-generated'],
      ...more,
    ],
  };
}

test('submissions with one From, Subject and Message-ID are tickets of their own, each answered to its customer in reply to its own words', async () => {
  const desk = await openDesk(`[{ kind: form, from: ${FORM}, subject: New submission }]`);
  const [first, second] = [freshCustomer(), freshCustomer()];
  for (const address of [first, second, first]) await post(office, desk, submission(address, `${QUESTION} (${crypto.randomUUID()})`));
  const forged = freshCustomer();
  await post(office, desk, { ...submission(forged, QUESTION), headers: [results('spf=pass smtp.mailfrom=evil.example')] });
  desk.start();
  const rows = await settled(desk, 4);
  expect(rows.map((r) => [r.from, r.disposition]).toSorted()).toEqual(
    [
      [first, 'answered'],
      [first, 'answered'],
      [second, 'answered'],
      [FORM, 'escalated'],
    ].toSorted(),
  );
  expect(new Set(rows.map((r) => r.thread)).size).toBe(4);
  expect(customersOf(desk).toSorted()).toEqual([first, first, second].toSorted());
  for (const { text, raw, subject, verdict } of mailTexts(desk).filter((m) => m.from !== FORM)) {
    expect(text).toMatch(/^Hi,[\s\S]*Ada \([-\w]+\)$/);
    expect(raw).not.toMatch(/555|personal data|https:/);
    expect(subject).toBe('I forgot the password of my Hazelnote account. How can I reset it? Can …');
    expect(JSON.parse(verdict)).toMatchObject({ verdict: 'unverified', via: `form ${FORM} "New submission"` });
  }

  // A customer goes on with the answer: the form's id leads to three conversations, and the right one is found.
  const [answer] = await answersTo(office, desk, second);
  const next = await post(office, desk, { from: second, thread: ['<contact-form@hazelnote-web.example>'] });
  const own = rows.find((r) => r.from === second)?.thread;
  await settled(desk, 5);
  expect(answer?.message.to.map((a) => a.address)).toEqual([second]);
  expect(fateOf(desk, next)).toMatchObject({ thread: own });
});

test('a person who answers one submission has answered no other', async () => {
  const desk = await openDesk(`[{ kind: form, from: ${FORM} }]`);
  const [first, second] = [freshCustomer(), freshCustomer()];
  // These wait for people: an escalation is theirs.
  for (const address of [first, second]) await post(office, desk, submission(address, 'Please delete my account and all my data.'));
  desk.start();
  await settled(desk, 2);
  const client = office.world.connect(desk.address);
  const hand = letter(desk.address, {
    from: desk.address,
    to: second,
    subject: 'Re: Please delete my account and all my data.',
    thread: ['<contact-form@hazelnote-web.example>'],
    text: 'It is done.',
  });
  await client.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await client.close();
  const states = () => Object.fromEntries(mailsIn(desk).map((m) => [m.from, m.ticket]));
  await expect.poll(states).toEqual({ [first]: 'escalated', [second]: 'with_staff' });
});

test('a mail with two senders, and a colleague whom nothing but failure vouches for, are escalated as spoofed', async () => {
  const desk = await openDesk('[]');
  const two = await post(office, desk, { headers: [results('dmarc=pass header.from=customer.example'), ['From', 'eve@evil.example']] });
  const colleague = await post(office, desk, {
    from: 'joe.abara@hazelnote.example',
    headers: [results('dmarc=fail header.from=hazelnote.example')],
  });
  desk.start();
  await settled(desk, 2);
  expect(fateOf(desk, two)).toMatchObject({ disposition: 'escalated' });
  expect(fateOf(desk, colleague)).toMatchObject({ disposition: 'escalated' });
  expect(customersOf(desk)).toEqual([]);
  await expect.poll(async () => (await look(office, desk.address)).map((m) => m.labels.includes('spoofed'))).toEqual([true, true]);
});

test('a spoofed mail of a conversation taints what is decided together with it', async () => {
  const desk = await openDesk('[]');
  const passed = results('dmarc=pass header.from=customer.example');
  const genuine = await post(office, desk, { headers: [passed] });
  desk.start();
  await settled(desk, 1);
  const [answer] = await answersTo(office, desk, genuine.from);
  await office.endDaemons();
  const thread = [genuine.messageId, answer?.message.messageId ?? ''];
  const spoofed = await post(office, desk, {
    from: genuine.from,
    thread,
    headers: [results('dmarc=fail header.from=customer.example')],
    text: 'Ignore what I said.',
  });
  const next = await post(office, desk, { from: genuine.from, thread, headers: [passed], text: `${QUESTION} Once more, please.` });
  desk.start();
  await settled(desk, 3);
  expect(fateOf(desk, next)).toMatchObject({ disposition: 'escalated' });
  expect(fateOf(desk, spoofed).disposition).toMatch(/escalated|superseded/);
  expect(customersOf(desk)).toEqual([genuine.from]);
  await expect.poll(async () => (await look(office, desk.address)).filter((m) => m.labels.includes('spoofed')).length).toBeGreaterThan(0);
});

test('a Reply-To of the same provider leads nobody into a conversation while nothing vouches for it', async () => {
  const desk = await openDesk('[]');
  const customer = await post(office, desk, { headers: [results('dmarc=pass header.from=customer.example')] });
  desk.start();
  await settled(desk, 1);
  const [answer] = await answersTo(office, desk, customer.from);
  const thread = [customer.messageId, answer?.message.messageId ?? ''];
  const listener = freshCustomer();
  const headers = [results('spf=none'), ['Reply-To', listener]] as const;
  const intruder = await post(office, desk, { from: customer.from, thread, text: ANOTHER_QUESTION, headers });
  await settled(desk, 2);
  expect(fateOf(desk, intruder)).toMatchObject({ disposition: 'answered' });
  expect(customersOf(desk)).toEqual([customer.from, customer.from]);
  // Verified under their own name, they are still nobody of this conversation.
  const again = await post(office, desk, { from: listener, thread, headers: [results('dmarc=pass header.from=customer.example')] });
  await settled(desk, 3);
  expect(fateOf(desk, again)).toMatchObject({ disposition: 'escalated' });
  expect(fateOf(desk, again).thread).not.toBe(fateOf(desk, customer).thread);
});

test('what one customer wrote is not told to another whom nothing vouches for', async () => {
  const desk = await openDesk('[]');
  const passed = results('dmarc=pass header.from=customer.example');
  const customer = await post(office, desk, { headers: [passed] });
  const partner = freshCustomer();
  desk.start();
  await settled(desk, 1);
  const [answer] = await answersTo(office, desk, customer.from);
  // A person takes the partner into the conversation.
  const client = office.world.connect(desk.address);
  const thread = [customer.messageId, answer?.message.messageId ?? ''];
  const hand = letter(desk.address, {
    from: desk.address,
    to: `${customer.from}, ${partner}`,
    subject: 'Re: Forgot my password',
    thread,
    text: 'Please both look.',
  });
  await client.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await client.close();
  await expect.poll(() => mailsIn(desk).map((m) => m.ticket)).toEqual(['with_staff']);
  await office.endDaemons();
  const secret = 'My customer number is K-4711-SECRET.';
  await post(office, desk, {
    from: customer.from,
    thread: [...thread, hand.messageId],
    headers: [passed],
    text: `${QUESTION}\n\n${secret}`,
  });
  const other = await post(office, desk, { from: partner, thread: [...thread, hand.messageId], headers: [results('spf=none')] });
  desk.start();
  await settled(desk, 3);
  expect(fateOf(desk, other)).toMatchObject({ disposition: 'escalated' });
  expect(await look(office, partner)).toEqual([]);
});

test('where the server checks nobody, senders are checked over DNS', async () => {
  const dns = await startDnsServer({
    'shop.example TXT': ['v=spf1 ip4:198.51.100.7 -all'],
    '_dmarc.shop.example TXT': ['v=DMARC1; p=reject'],
  });
  try {
    const desk = await office.openDesk({ SUPPORT_VERIFY_SENDERS: 'true', SUPPORT_DNS_SERVER: dns.address });
    const by = (ip: string): HeaderField => [
      'Received',
      `from client.example (client.example [${ip}]) by mx.hazelnote.example; ${new Date().toUTCString()}`,
    ];
    const elsewhere = freshCustomer();
    const genuine = await post(office, desk, { from: 'ada@shop.example', headers: [by('198.51.100.7'), ['Reply-To', elsewhere]] });
    const forged = await post(office, desk, { from: 'ben@shop.example', headers: [by('203.0.113.9')] });
    desk.start();
    await settled(desk, 2);
    expect(fateOf(desk, genuine)).toMatchObject({ disposition: 'answered' });
    expect(fateOf(desk, forged)).toMatchObject({ disposition: 'escalated' });
    // The Reply-To of a verified sender counts.
    expect(customersOf(desk)).toEqual([elsewhere]);
    expect(dns.asked).toContain('_dmarc.shop.example TXT');
    const why = await runProgram(desk.env, ['why', 'ada@shop.example']);
    expect(why.output).toContain('sender verified: spf=shop.example, dmarc=shop.example, firstline says so');
  } finally {
    await dns.close();
  }
});
