import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { IntakeConfig } from '../config/schema.ts';
import { mail, parsedFixture } from './fixtures/mail.ts';
import type { Message } from './message.ts';
import { arrivedVia } from './via.ts';
import { proposePaths } from './via-propose.ts';

const TRUST = { authservIds: ['mx.hazelnote.example', 'mx.google.com'], arcSealers: [] };
const OURS = new Set(['bot@hazelnote.example', 'support@hazelnote.example']);
const CONTEXT = { trust: TRUST, known: [], ours: OURS };

let fixtures: Message[];
beforeAll(async () => {
  const names = readdirSync(new URL('fixtures/via', import.meta.url)).map((file) => file.replace('.eml', ''));
  fixtures = await Promise.all(names.filter((name) => name !== 'group-forged').map((name) => parsedFixture(`via/${name}`)));
});

describe('paths proposed from a mailbox', () => {
  test('name each group, forwarder and form, with how many mails and by which field', () => {
    const { paths } = proposePaths(fixtures, CONTEXT);
    expect(paths.map((p) => p.path)).toEqual(
      expect.arrayContaining([
        { kind: 'group', address: 'support@hazelnote.example' },
        { kind: 'group', address: 'support@lists.hazelnote.example' },
        { kind: 'forwarder', domains: ['improv.example'] },
        { kind: 'forwarder', domains: ['routing.example'] },
        { kind: 'forwarder', domains: ['hazelnote-workspace.example'] },
        { kind: 'forwarder', domains: ['alias.example'] },
        { kind: 'forwarder', domains: ['aliases.example'] },
        { kind: 'form', from: 'noreply@formspree.example' },
        { kind: 'form', from: 'mailer@shops.example' },
        { kind: 'form', from: 'support@hazelnote.example', subject: 'Formulaire de contact' },
      ]),
    );
    const group = paths.find((p) => p.path.address === 'support@hazelnote.example');
    expect(group).toMatchObject({ mails: 4 });
    expect(group?.why).toBe(
      `4 of ${fixtures.length} mails: List-Id <support.hazelnote.example>, From is the group's own in 2; SPF or DKIM of hazelnote.example passed in 4`,
    );
  });

  test('are accepted by the configuration, and read those very mails', () => {
    const { paths } = proposePaths(fixtures, CONTEXT);
    const via = IntakeConfig.parse({ via: paths.map((p) => p.path) }).via;
    const read = fixtures.map((message) => arrivedVia(message, { paths: via, trust: TRUST, ours: OURS }));
    // What names nobody, a newsletter, and mail that Exchange expands itself, which needs no path.
    expect(read.filter((r) => r.verdict.via === undefined).length).toBeLessThanOrEqual(3);
    expect(proposePaths(fixtures, { ...CONTEXT, known: via }).paths).toEqual([]);
  });

  test('tell a form from other mail of its sender by the subject', async () => {
    const body = (name: string) => `Name: ${name}\r\nEmail: ${name}@customer.example\r\nMessage: Help.`;
    const forms = await Promise.all(
      ['ann', 'ben'].map((name) => mail({ From: 'web@shop.example', Subject: `Contact form: ${name}` }, body(name))),
    );
    const other = await mail({ From: 'web@shop.example', Subject: 'WordPress was updated' }, 'To version 7.');
    const { paths } = proposePaths([...forms, other], CONTEXT);
    expect(paths).toMatchObject([{ path: { kind: 'form', from: 'web@shop.example', subject: 'Contact form' }, mails: 2 }]);
    expect(paths[0]?.why).toContain('1 more of this sender are none');
    expect(paths[0]?.why).toContain('the others will go to a person');
  });

  test.each<[string, Record<string, string>, string]>([
    ['a person', { From: 'ann@customer.example' }, 'My name: Ann. Please help.'],
    [
      'a newsletter',
      { From: 'news@deals.example', 'List-Id': '<news.deals.example>', 'List-Unsubscribe': '<https://deals.example/u>' },
      'Buy.',
    ],
    [
      'a mailing list of others',
      { From: 'a@b.example', 'List-Id': '<dev.project.example>', 'List-Post': '<mailto:dev@project.example>' },
      'Hi',
    ],
    ['a sender of bulk mail with its own envelope', { From: 'a@shop.example', 'Return-Path': '<bounce+1@esp.example>' }, 'Hi'],
    ['an account that anybody may have', { From: 'a@shop.example', 'Return-Path': '<x+caf_=bot=hazelnote.example@gmail.com>' }, 'Hi'],
    [
      'somebody who answers with the form quoted',
      { From: 'a@b.example', 'In-Reply-To': '<x@y.example>' },
      'Name: A\r\nEmail: c@d.example\r\nMessage: Hi',
    ],
    [
      'an address that the configuration would take for a variable',
      { From: '${HOME}@shop.example' },
      'Name: A\r\nEmail: c@d.example\r\nMessage: Hi',
    ],
  ])('are none for %s', async (_, headers, body) => {
    expect(proposePaths([await mail(headers, body)], CONTEXT).paths).toEqual([]);
  });

  test('come with the server whose name stands on nearly all mails, unless one is configured', async () => {
    const all = await Promise.all(Array.from({ length: 9 }, () => mail({ 'Authentication-Results': 'mx.shop.example; none' })));
    all.push(await mail());
    expect(proposePaths(all, { ...CONTEXT, trust: { authservIds: [], arcSealers: [] } }).authserv).toMatchObject({ id: 'mx.shop.example' });
    expect(proposePaths(all, CONTEXT).authserv).toBeNull();
    expect(proposePaths(all.slice(6), { ...CONTEXT, trust: { authservIds: [], arcSealers: [] } }).authserv).toBeNull();
  });
});
