import { describe, expect, test } from 'vitest';
import { IntakeConfig } from '../config/schema.ts';
import { computingTime } from '../testing/computing-time.ts';
import { parsedFixture } from './fixtures/mail.ts';
import { parseMessage } from './parse.ts';
import { newestText } from './reply-text.ts';
import { screen } from './screen.ts';
import { type Arrived, arrivedVia } from './via.ts';

const TRUST = { authservIds: ['mx.hazelnote.example', 'mx.google.com', 'exchange-online'], arcSealers: ['google.com', 'routing.example'] };
const OURS = new Set(['bot@hazelnote.example', 'support@hazelnote.example']);
const GROUP = { kind: 'group', address: 'support@hazelnote.example' } as const;
const paths = (...via: unknown[]) => IntakeConfig.parse({ via }).via;
const form = (from: string, more: object = {}) => ({ kind: 'form', from, ...more });
const forwarder = (...domains: string[]) => ({ kind: 'forwarder', domains });

async function through(name: string, path: unknown, trust = TRUST): Promise<Arrived> {
  return arrivedVia(await parsedFixture(`via/${name}`), { paths: paths(path), trust, ours: OURS });
}
const screened = ({ message }: Arrived) => screen(message, { ours: OURS, blocked: [], effectHeader: 'x-firstline-effect' }).kind;

const ANN = ['Ann Lee', 'ann.lee@customer.example'] as const;
const WORDS = 'I forgot my password and the reset link never arrives. Can you send me a new one?';

describe('a mail that came by a group or a forwarder', () => {
  test.each<[string, unknown, readonly [string, string], Arrived['verdict']['verdict']]>([
    ['group-google-rewritten', GROUP, ANN, 'verified'],
    ['group-google-plain', GROUP, ['Jonas Weber', 'jonas@studio-nord.example'], 'unverified'],
    ['group-google-original-sender', GROUP, ['Mara Ito', 'mara.ito@post.example'], 'unverified'],
    ['group-mailman', { ...GROUP, address: 'support@lists.hazelnote.example' }, ['Zoé Martin', 'zoe@atelier.example'], 'unverified'],
    ['group-m365', GROUP, ['Petra Novak', 'petra@customer.example'], 'verified'],
    ['forwarder-gmail', { ...forwarder('hazelnote-workspace.example'), address: 'support@hazelnote.example' }, ANN, 'verified'],
    ['forwarder-improvmx', forwarder('improv.example'), ANN, 'unverified'],
    ['forwarder-arc', forwarder('routing.example'), ANN, 'verified'],
    ['forwarder-reverse-alias', forwarder('alias.example'), ANN, 'unverified'],
    ['forwarder-addy', forwarder('aliases.example'), ANN, 'unverified'],
  ])('%s is its true sender’s', async (name, path, [who, address], verdict) => {
    const arrived = await through(name, path);
    expect(arrived.message.from).toEqual({ name: who, address });
    expect(arrived).toMatchObject({ doubt: null, alone: false, verdict: { verdict } });
    expect(arrived.message.replyTo).toEqual([]);
    expect(screened(arrived)).toBe('person');
    expect(newestText(arrived.message).text.replace(/\n\n\p{L}+$/u, '')).toBe(WORDS);
  });

  test.each(['group-google-rewritten', 'group-google-plain', 'group-mailman', 'forwarder-addy'])(
    'without the path %s is a list’s or a machine’s',
    async (name) => expect(screened(await through(name, forwarder('elsewhere.example')))).toBe('suppress'),
  );

  test('an arc seal that nobody trusts leaves the sender of a rewritten mail unverified', async () => {
    const { verdict } = await through('group-google-rewritten', GROUP, { ...TRUST, arcSealers: [] });
    expect(verdict).toMatchObject({ verdict: 'unverified', via: 'group support@hazelnote.example' });
  });

  test('a newsletter that was sent to the group stays a newsletter', async () => {
    const arrived = await through('group-newsletter', GROUP);
    expect(screened(arrived)).toBe('suppress');
  });

  test('the marks of a group that no server of ours saw pick no requester: a person looks', async () => {
    const arrived = await through('group-forged', GROUP);
    expect(arrived.message.from?.address).toBe('support@hazelnote.example');
    expect(arrived.verdict.verdict).toBe('unverified');
    expect(arrived.doubt).toContain('no server of hazelnote.example vouches for that');
  });

  test('where nobody checks senders the marks have to do, and nobody is verified', async () => {
    const arrived = await through('group-google-rewritten', GROUP, { authservIds: [], arcSealers: [] });
    expect(arrived).toMatchObject({ doubt: null, message: { from: { address: ANN[1] } }, verdict: { verdict: 'unverified' } });
  });

  test('a group that names nobody leaves it to a person', async () => {
    const source = (await parsedFixture('via/group-google-original-sender')).headers
      .filter((h) => h.name !== 'x-original-sender')
      .map((h) => `${h.name}: ${h.value}`);
    const message = await parseMessage(Buffer.from(`${source.join('\r\n')}\r\n\r\nhi`));
    expect(arrivedVia(message, { paths: paths(GROUP), trust: TRUST, ours: OURS }).doubt).toContain('does not say who wrote it');
  });

  test('two original senders are one too many: a person looks', async () => {
    const source = (await parsedFixture('via/group-google-rewritten')).headers.map((h) => `${h.name}: ${h.value}`);
    const message = await parseMessage(Buffer.from(`${[...source, 'X-Original-From: eve@evil.example'].join('\r\n')}\r\n\r\nhi`));
    expect(arrivedVia(message, { paths: paths(GROUP), trust: TRUST, ours: OURS }).doubt).toContain('does not say who wrote it');
  });

  test('mail straight to the group’s address keeps its own verdict', async () => {
    const lines = [
      'Authentication-Results: mx.hazelnote.example; dmarc=fail header.from=bank.example',
      'From: a@bank.example',
      'To: support@hazelnote.example',
    ];
    const message = await parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\nhi`));
    expect(arrivedVia(message, { paths: paths(GROUP), trust: TRUST, ours: OURS }).verdict.verdict).toBe('failed');
  });
});

describe('who is behind a path that put its own address into From', () => {
  const BY_GROUP = ['From: "\'Shop\' via Support" <support@hazelnote.example>', 'List-ID: <support.hazelnote.example>', 'Precedence: list'];
  const BY_FORWARDER = ['From: Shop <x7@fwd.example>', 'X-Forwarded-To: support@hazelnote.example'];
  const PLAIN = 'Content-Type: text/plain';
  const REPORT = 'Content-Type: multipart/report; report-type=';
  const MACHINES: readonly (readonly [field: string, part: string])[] = [
    ['Auto-Submitted: auto-generated', ''],
    ['Auto-Submitted: auto-replied', ''],
    ['Auto-Submitted: auto-notified', ''],
    ['Precedence: auto_reply', ''],
    ['Precedence: bulk', ''],
    ['X-Precedence: junk', ''],
    ['X-Auto-Response-Suppress: All', ''],
    ['X-Auto-Response-Suppress: OOF, AutoReply', ''],
    ['X-Autoreply: yes', ''],
    ['X-Autorespond: 1', ''],
    ['Return-Path: <>', ''],
    ['X-Failed-Recipients: ann@customer.example', ''],
    ['X-Firstline-Effect: abc', ''],
    ['List-Unsubscribe: <https://shop.example/u>', ''],
    [`${REPORT}feedback-report; boundary=b`, 'message/feedback-report'],
    [`${REPORT}delivery-status; boundary=b`, 'message/delivery-status'],
    [`${REPORT}disposition-notification; boundary=b`, 'message/disposition-notification'],
    [`${REPORT}something; boundary=b`, 'text/plain'],
  ];
  const PEOPLE = [PLAIN, 'Precedence: normal', 'Auto-Submitted: no', 'X-Auto-Response-Suppress: DR, RN'];

  async function behind(fields: readonly string[], path: unknown, part = '') {
    const domain = path === GROUP ? 'hazelnote.example' : 'fwd.example';
    const lines = [
      `Authentication-Results: mx.hazelnote.example; dmarc=pass header.from=${domain}`,
      ...['Subject: Your order 123', 'To: support@hazelnote.example', 'X-Original-From: Shop <orders@shop.example>'],
      ...fields,
    ];
    const body = part === '' ? 'Order 123 is on its way.' : `--b\r\nContent-Type: ${part}\r\n\r\nVersion: 1\r\n--b--`;
    const message = await parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`));
    return arrivedVia(message, { paths: paths(path), trust: TRUST, ours: OURS });
  }

  describe.each([
    ['a group', GROUP, BY_GROUP],
    ['a forwarder', forwarder('fwd.example'), BY_FORWARDER],
  ])('%s', (_, path, own) => {
    test.each(MACHINES)('a machine that says so stays one: %s', async (field, part) => {
      const arrived = await behind([...own, field], path, part);
      expect(arrived.message.from?.address).toBe('orders@shop.example');
      expect(screened(arrived)).toBe('suppress');
    });

    test.each(PEOPLE)('a person stays one: %s', async (field) => {
      const arrived = await behind([...own, field], path);
      expect(arrived.message.from?.address).toBe('orders@shop.example');
      expect(screened(arrived)).toBe('person');
    });
  });
});

test.each([
  [
    'what writes as the group without having come by it is a person’s to look at',
    GROUP,
    ['From: support@hazelnote.example', 'To: support@hazelnote.example', 'Reply-To: ann@customer.example'],
    'did not come by it',
  ],
  [
    'a forwarder that names itself everywhere is answered as it is',
    forwarder('fwd.example'),
    ['From: x7@fwd.example', 'Resent-From: box@fwd.example', 'Reply-To: x7@fwd.example'],
    null,
  ],
])('%s', async (_, path, lines, doubt) => {
  const message = await parseMessage(
    Buffer.from(`Authentication-Results: mx.hazelnote.example; dmarc=pass header.from=fwd.example\r\n${lines.join('\r\n')}\r\n\r\nhi`),
  );
  const arrived = arrivedVia(message, { paths: paths(path), trust: TRUST, ours: OURS });
  expect(arrived.message.from).toEqual(message.from);
  if (doubt === null) expect(arrived).toMatchObject({ doubt: null, message: { replyTo: [] } });
  else expect(arrived.doubt).toContain(doubt);
});

describe('the mail of a contact form', () => {
  const ASKED = 'I forgot my password. Can you send me a new reset link?';
  const LINES = 'I forgot my password.\nCan you send me a new reset link?';
  const cases: readonly [string, unknown, readonly [string, string], string, string][] = [
    [
      'form-contact-form-7',
      form('wordpress@hazelnote.example'),
      ANN,
      'Password',
      'I forgot my password.\nNote: the reset link never arrives.\n\nCan you send me a new one?',
    ],
    ['form-gravity', form('*@hazelnote.example'), ANN, 'I forgot my password.', LINES],
    [
      'form-wpforms',
      form('wordpress@hazelnote.example', { subject: 'new entry' }),
      ANN,
      'I forgot my password.',
      'I forgot my password.\n\nPlease call me back.',
    ],
    ['form-formspree', form('noreply@formspree.example'), ANN, ASKED, ASKED],
    [
      'form-google-forms-german',
      form('formular@hazelnote.example'),
      ['Jörg Müller', 'joerg@kunde.example'],
      'Passwort',
      'Ich habe mein Passwort vergessen.\n\nKönnen Sie mir einen neuen Link schicken?',
    ],
    [
      'form-shopify',
      form('mailer@shops.example'),
      ANN,
      'I forgot my password.',
      'I forgot my password.\n\nCan you send me a new reset link?',
    ],
    [
      'form-wix-spanish',
      form('no-reply@sites.example'),
      ['Lucía Fernández', 'lucia@cliente.example'],
      'Contraseña',
      'He olvidado mi contraseña.\nEl enlace no llega: ¿pueden enviarme otro?',
    ],
    ['form-json', form('hooks@hazelnote.example'), ANN, 'I forgot my password.', LINES],
    ['form-typeform', form('notifications@followups.example'), ANN, ASKED, ASKED],
    [
      'form-japanese',
      form('web@hazelnote.example'),
      ['山田 太郎', 'yamada@okyaku.example'],
      'パスワードを忘れました。',
      'パスワードを忘れました。\n再設定のリンクを送ってください。',
    ],
    [
      'form-own-address',
      form('support@hazelnote.example', { subject: 'Formulaire' }),
      ['Chloé Petit', 'chloe@cliente.example'],
      "J'ai oublié mon mot de passe. Pouvez-vous m'envoyer un nouveau lien ?",
      "J'ai oublié mon mot de passe. Pouvez-vous m'envoyer un nouveau lien ?",
    ],
    ['form-list', form('wordpress@hazelnote.example'), ANN, ASKED, ASKED],
  ];

  test.each(cases)('%s is the customer’s, in the customer’s words alone', async (name, path, [who, address], subject, words) => {
    const arrived = await through(name, path);
    expect(arrived.message.from).toEqual({ name: who, address });
    expect(newestText(arrived.message).text).toBe(words);
    expect(arrived.message.subject).toBe(subject);
    expect(arrived).toMatchObject({ doubt: null, alone: true, verdict: { verdict: 'unverified' } });
    expect(screened(arrived)).toBe('person');
  });

  test.each(cases)('%s keeps telephone, consent and machine from the rules', async (name, path) => {
    const { rawText } = await through(name, path);
    expect(rawText).not.toMatch(/555|600 000|03-0000|203\.0\.113|delete my data|Löschung|supprimer mes données|Datenschutz|RGPD|contacto$/);
  });

  test('a form that names nobody leaves it to a person', async () => {
    const arrived = await through('form-nobody', form('wordpress@hazelnote.example'));
    expect(arrived.doubt).toContain('names nobody who could be answered');
    expect(newestText(arrived.message).text).toBe('Please call me back, I forgot my password.');
  });

  test('a form that no server vouches for leaves it to a person', async () => {
    const arrived = await through('form-gravity', form('wordpress@hazelnote.example', { domains: ['elsewhere.example'] }));
    expect(arrived.doubt).toContain('no server of elsewhere.example vouches for that');
    expect(arrived.message.from?.address).toBe('wordpress@hazelnote.example');
  });

  test('other mail of the same address is no form’s', async () => {
    const arrived = await through('form-gravity', form('wordpress@hazelnote.example', { subject: 'Order' }));
    expect(arrived).toMatchObject({ alone: false, message: { from: { address: 'wordpress@hazelnote.example' } } });
  });

  test('none of ours is a requester', async () => {
    const message = await parsedFixture('via/form-contact-form-7');
    const ours = new Set([...OURS, 'ann.lee@customer.example']);
    const arrived = arrivedVia(message, { paths: paths(form('wordpress@hazelnote.example')), trust: TRUST, ours });
    expect(arrived.doubt).toContain('names nobody');
  });

  test('a form behind a group is read through both', async () => {
    const source = (await parsedFixture('via/group-google-rewritten')).headers
      .filter((h) => !/^(x-original-from|x-original-sender|reply-to)$/.test(h.name))
      .map((h) => `${h.name}: ${h.value}`);
    const body = 'Name: Eva Stein\r\nE-Mail: eva@kunde.example\r\nNachricht: Passwort vergessen.\r\n';
    const message = await parseMessage(
      Buffer.from(`${[...source, 'X-Original-From: Web <web@agency.example>'].join('\r\n')}\r\n\r\n${body}`),
    );
    const arrived = arrivedVia(message, { paths: paths(GROUP, form('web@agency.example')), trust: TRUST, ours: OURS });
    expect(arrived.message.from).toEqual({ name: 'Eva Stein', address: 'eva@kunde.example' });
    expect(arrived).toMatchObject({ alone: true, doubt: null, verdict: { verdict: 'unverified' } });
  });

  test.each([
    ['spaces', `Message${' '.repeat(100_000)}x`],
    ['tabs and spaces', `Name${' \t'.repeat(50_000)}x`],
    ['lines like footers', 'Powered by x\n'.repeat(10_000)],
    ['dashes', `${'-'.repeat(100_000)} a`],
    ['labels', 'Name: a\n'.repeat(10_000)],
    ['braces', '{'.repeat(100_000)],
    ['cells', '<td>'.repeat(20_000)],
  ])('a form of nothing but %s costs no time to speak of', async (name, body) => {
    const type = name === 'cells' ? 'text/html' : 'text/plain';
    const message = await parseMessage(Buffer.from(`From: f@x.example\r\nContent-Type: ${type}\r\n\r\n${body}`));
    const spent = computingTime();
    arrivedVia(message, { paths: paths(form('f@x.example')), trust: { authservIds: [], arcSealers: [] }, ours: OURS });
    // Quadratic ways through these take minutes.
    expect(spent()).toBeLessThan(3_000);
  });
});
