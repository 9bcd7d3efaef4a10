import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.ts';
import { loadConfig } from './load.ts';

const FIRSTLINE = `
inboxes:
  support:
    address: Support@Example.com
    name: Example Support
    imap: { host: imap.example.com, user: support, password: secret }
    smtp: { host: smtp.example.com, user: support, password: secret }
`;

const SECOND = `
  billing:
    address: billing@example.com
    name: Example Billing
    imap: { host: imap.example.com, user: billing, password: secret }
    smtp: { host: smtp.example.com, user: billing, password: secret }
`;

const TRIAGE = `
categories:
  refunds: { description: Money back, team: money }
teams:
  money: { name: Money, email: money@example.com }
fallbackTeam: money
rules:
  - name: refunds to money
    when: { category: [refunds] }
    then: { escalate: money }
`;

let root: string;
let file: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firstline-config-'));
  for (const folder of ['config', 'prompts', 'knowledge-base']) mkdirSync(join(root, folder));
  file = join(root, 'config/firstline.yaml');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(firstline: string, triage: string | null = TRIAGE): void {
  writeFileSync(file, firstline);
  if (triage !== null) writeFileSync(join(root, 'config/triage.yaml'), triage);
}

async function problems(env: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const error = await loadConfig(file, env).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigError)) throw new Error('the configuration was accepted', { cause: error });
  return error.problems.map((p) => `${p.file.slice(root.length + 1)} | ${p.path} | ${p.message}`.replaceAll(root, '<root>'));
}

async function places(): Promise<string[]> {
  const error: unknown = await loadConfig(file, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigError)) throw new Error('the configuration was accepted', { cause: error });
  return error.problems.map((p) => `${p.line}:${p.column} ${p.path}`);
}

describe('a sound configuration', () => {
  it('comes back with defaults, absolute paths and the triage file of each inbox', async () => {
    write(FIRSTLINE);
    const loaded = await loadConfig(file, {});
    expect(loaded.file).toBe(file);
    expect(loaded.firstline.data).toBe(join(root, 'data'));
    expect(loaded.inboxes).toHaveLength(1);
    expect(loaded.inboxes[0]).toMatchObject({
      id: 'support',
      config: {
        address: 'support@example.com',
        triage: join(root, 'config/triage.yaml'),
        prompts: join(root, 'prompts'),
        knowledge: join(root, 'knowledge-base'),
        imap: { port: 993, security: 'tls' },
      },
      triage: { fallbackTeam: 'money', followUp: { after: { kind: 'time', ms: 172_800_000 } } },
    });
  });

  it('fills numbers and booleans from variables, and leaves a password of digits a text', async () => {
    write(
      FIRSTLINE.replace('password: secret }', 'password: "${PASSWORD}", port: "${PORT:-143}", security: "${SECURITY}" }').replace(
        'name:',
        'agent: ${AGENT}\n    name:',
      ),
    );
    const loaded = await loadConfig(file, { PASSWORD: '0123', SECURITY: 'starttls', AGENT: 'true' });
    expect(loaded.firstline.inboxes.support).toMatchObject({ agent: true, imap: { password: '0123', port: 143, security: 'starttls' } });
  });

  it('reads a secret file beside it, whatever is in it', async () => {
    writeFileSync(join(root, 'config/password'), 'a: b # c\n}\n');
    write(FIRSTLINE.replaceAll('password: secret', 'password: "${file:password}"'));
    expect((await loadConfig(file, {})).firstline.inboxes.support?.smtp.password).toBe('a: b # c\n}');
  });

  it('needs no triage, prompts or knowledge for an inbox without an agent', async () => {
    rmSync(join(root, 'prompts'), { recursive: true });
    write(FIRSTLINE.replace('name:', 'agent: false\n    name:'), null);
    expect((await loadConfig(file, {})).inboxes[0]?.triage).toBeNull();
  });

  it('accepts plain text on this very machine', async () => {
    write(FIRSTLINE.replaceAll(/(imap|smtp)\.example\.com/g, '127.0.0.1, security: none'));
    expect((await loadConfig(file, {})).firstline.inboxes.support?.imap.security).toBe('none');
  });
});

it('takes the configuration that comes with Firstline, given what .env.example asks for', async () => {
  const loaded = await loadConfig(fileURLToPath(new URL('../../config/firstline.yaml', import.meta.url)), {
    SUPPORT_ADDRESS: 'support@example.com',
    SUPPORT_NAME: 'Example Support',
    SUPPORT_IMAP_HOST: 'imap.example.com',
    SUPPORT_SMTP_HOST: 'smtp.example.com',
    SUPPORT_IMAP_PASSWORD: 'secret',
  });
  expect(loaded.inboxes.map(({ id, config }) => [id, config.address])).toEqual([['support', 'support@example.com']]);
});

describe('problems in firstline.yaml', () => {
  const at = (path: string, message: string) => [`config/firstline.yaml | ${path} | ${message}`];

  it.each<[string, string, string[]]>([
    ['an empty file', '', at('inboxes', 'is missing: write settings, one a line, indented below it')],
    ['no inbox', 'inboxes: {}', at('inboxes', 'name at least one inbox, such as support')],
    ['a missing setting', FIRSTLINE.replace('name: Example Support', ''), at('inboxes.support.name', 'is missing: write a text')],
    [
      'a bare number for a text',
      FIRSTLINE.replace('password: secret', 'password: 123456'),
      at('inboxes.support.imap.password', 'write a text: put it in quotes'),
    ],
    ['an empty text', FIRSTLINE.replace('Example Support', '""'), at('inboxes.support.name', 'must not be empty')],
    ['a list for a text', FIRSTLINE.replace('Example Support', '[a]'), at('inboxes.support.name', 'write a text')],
    [
      'no address',
      FIRSTLINE.replace('Support@Example.com', 'support'),
      at('inboxes.support.address', 'write an e-mail address such as support@example.com'),
    ],
    [
      'a bad inbox id',
      FIRSTLINE.replace('support:', 'Support Desk:'),
      at('inboxes.Support Desk', 'use lower-case letters, digits and hyphens, such as support'),
    ],
    [
      'a misspelt setting',
      FIRSTLINE.replace('host: imap', 'hots: imap'),
      [
        ...at('inboxes.support.imap.host', 'is missing: write a text'),
        ...at('inboxes.support.imap.hots', 'is not a known setting: did you mean host?'),
      ],
    ],
    ['an unknown setting', `${FIRSTLINE}\nlog: { colour: red }`, at('log.colour', 'is not a known setting: known are level')],
    [
      'a port that is none',
      FIRSTLINE.replace('user: support', 'user: support, port: 99999'),
      at('inboxes.support.imap.port', 'write a number of at most 65535'),
    ],
    [
      'a port in words',
      FIRSTLINE.replace('user: support', 'user: support, port: imaps'),
      at('inboxes.support.imap.port', 'write a number'),
    ],
    [
      'half a port',
      FIRSTLINE.replace('user: support', 'user: support, port: 9.5'),
      at('inboxes.support.imap.port', 'write a whole number'),
    ],
    [
      'a security that is none',
      FIRSTLINE.replace('user: support', 'user: support, security: ssl'),
      at('inboxes.support.imap.security', 'write one of tls, starttls, none'),
    ],
    [
      'plain text across a network',
      FIRSTLINE.replace('user: support', 'user: support, security: none'),
      at(
        'inboxes.support.imap.security',
        'none would send the password in the clear: write tls or starttls (none is for a server on this machine)',
      ),
    ],
    [
      'a bare number as a duration',
      `${FIRSTLINE}    intake: { maxAge: "7" }`,
      at('inboxes.support.intake.maxAge', 'write a duration such as 20s, 5m, 48h or 7d'),
    ],
    [
      'debounce beyond its limit',
      `${FIRSTLINE}    intake: { debounce: 5m }`,
      at('inboxes.support.intake.debounceMax', 'must not be shorter than debounce'),
    ],
    [
      'looks at the mailbox without a pause',
      `${FIRSTLINE}    intake: { pollEvery: 10ms }`,
      at('inboxes.support.intake.pollEvery', 'write a duration from 1s to 5m'),
    ],
    [
      'looks at the mailbox on a line that is given up before',
      `${FIRSTLINE}    intake: { pollEvery: 2m }`,
      at('inboxes.support.intake.pollEvery', 'must be shorter than imap.timeout'),
    ],
    ['a time that is none', `${FIRSTLINE}    goLive: yesterday`, at('inboxes.support.goLive', 'write a time such as 2026-01-31T08:00:00Z')],
    ['a URL that is none', `${FIRSTLINE}\nmodel: { baseUrl: llm }`, at('model.baseUrl', 'write a URL such as https://llm.example.com/v1')],
    [
      'a model without its key',
      `${FIRSTLINE}\nmodel: { provider: openai }`,
      at('model.apiKey', 'is missing: set OPENAI_API_KEY, or give the baseUrl of a server that needs none'),
    ],
    ['a queue that is none', `${FIRSTLINE}\nredis: { url: localhost }`, at('redis.url', 'write a URL such as redis://redis:6379')],
    [
      'a database that is none',
      `${FIRSTLINE}\nledger: { url: "mysql://x" }`,
      at('ledger.url', 'write a URL such as postgres://user@host/firstline, or leave it out for SQLite'),
    ],
    [
      'an unset variable',
      FIRSTLINE.replaceAll('password: secret', 'password: "${IMAP_PASSWORD}"'),
      [
        ...at('inboxes.support.imap.password', 'set IMAP_PASSWORD in .env or in the environment, or write ${IMAP_PASSWORD:-default} here'),
        ...at('inboxes.support.smtp.password', 'set IMAP_PASSWORD in .env or in the environment, or write ${IMAP_PASSWORD:-default} here'),
      ],
    ],
    [
      'an unreadable secret',
      FIRSTLINE.replace('password: secret', 'password: "${file:/nowhere}"'),
      at('inboxes.support.imap.password', 'make the file /nowhere readable for Firstline (ENOENT)'),
    ],
    ...oauthProblems(),
    [
      'a missing folder',
      FIRSTLINE.replace('name:', 'prompts: ../words\n    name:'),
      at('inboxes.support.prompts', 'there is no folder <root>/words: make it, or write where it is'),
    ],
    [
      'a missing certificate',
      FIRSTLINE.replace('user: support', 'user: support, ca: ca.pem'),
      at('inboxes.support.imap.ca', 'make the file <root>/config/ca.pem readable for Firstline, or write where it is'),
    ],
    [
      'one address twice',
      FIRSTLINE + SECOND.replace('name:', 'aliases: [SUPPORT@example.com]\n    name:'),
      at('inboxes.billing.aliases.0', 'support@example.com is already inboxes.support.address: give each inbox addresses of its own'),
    ],
    [
      'one mailbox twice',
      FIRSTLINE + SECOND.replace('user: billing', 'user: support'),
      at('inboxes.billing.imap.user', 'is the mailbox of inbox support: give each inbox a mailbox of its own'),
    ],
  ])('%s', async (_, text, expected) => {
    write(text);
    expect((await problems()).sort()).toEqual([...expected].sort());
  });

  it('names line and column of broken YAML', async () => {
    write('inboxes:\n  support: [1\n');
    expect((await problems())[0]).toMatch(/^config\/firstline.yaml \| {2}\| is not valid YAML: /);
    expect(await places()).toEqual(['3:1 ']);
  });

  it('says one thing of a file with one line out of place, and how to mend it', async () => {
    write(FIRSTLINE.replace('    imap:', '   imap:'));
    expect(await problems()).toEqual([
      expect.stringMatching(/is not valid YAML: .*; give this line as many spaces as the settings it belongs with/),
    ]);
    expect(await places()).toEqual(['6:1 ']);
    write(FIRSTLINE.replace('    name:', '\tname:'));
    expect(await problems()).toEqual([expect.stringMatching(/is not valid YAML: Tabs are not allowed.*; write spaces$/)]);
  });

  it('says how to write a variable between braces', async () => {
    write(FIRSTLINE.replace('password: secret', 'password: ${PASSWORD}'));
    expect((await places())[0]).toMatch(/^6:/);
    expect((await problems())[0]).toMatch(/; between braces, put a value with \$\{…\} in quotes$/);
  });

  it('calls a key given twice broken', async () => {
    write(`${FIRSTLINE}\nlog: {}\nlog: {}`);
    expect((await problems())[0]).toContain('Map keys must be unique');
  });

  it('says which file is not there', async () => {
    expect((await problems())[0]).toMatch(/^config\/firstline.yaml \| {2}\| cannot be read \(ENOENT.*write it, or name another file$/);
  });

  it('says which variable is set to nothing', async () => {
    write(FIRSTLINE.replace('password: secret', 'password: "${PASSWORD}"'));
    expect(await problems({ PASSWORD: '' })).toEqual(at('inboxes.support.imap.password', 'is missing: ${PASSWORD} is empty'));
    write(FIRSTLINE.replace('password: secret', 'password: "${PASSWORD:-}"'));
    expect(await problems()).toEqual(at('inboxes.support.imap.password', 'is missing: set PASSWORD in .env or in the environment'));
  });

  it('reports all of them at once', async () => {
    write(
      FIRSTLINE.replace('Support@Example.com', 'support').replace('user: support', 'user: "${NOBODY}", port: 0').replace('name:', 'nmae:'),
    );
    expect((await problems()).map((line) => line.split(' | ')[1]).sort()).toEqual([
      'inboxes.support.address',
      'inboxes.support.imap.port',
      'inboxes.support.imap.user',
      'inboxes.support.name',
      'inboxes.support.nmae',
    ]);
  });

  it('never repeats a secret', async () => {
    write(
      FIRSTLINE.replaceAll('password: secret', 'password: { value: s3cret-value }').replace(
        'user: support',
        'user: support, port: "${PORT}"',
      ),
    );
    expect((await problems({ PORT: 's3cret-value' })).join('\n')).not.toContain('s3cret-value');
  });
});

/** Of an `oauth` block: what is in it, setting, message. */
function oauthProblems(): [string, string, string[]][] {
  const cases: [string, string, [string, string][]][] = [
    ['without a password', '{}', [['imap.password', 'is missing: give the password, or set up oauth to log in without one']]],
    [
      'with nothing but a provider',
      '{ provider: google }',
      [
        ['oauth.clientId', 'is missing: write the client (application) id of your app registration'],
        ['oauth.clientSecret', 'is missing: Google refreshes no token without it'],
        ['oauth.refreshToken', 'is missing: give the token that the consent brought (docs/operations.md), here or as refreshTokenFile'],
      ],
    ],
    [
      'of nobody',
      '{ clientId: id, refreshToken: t }',
      [['imap.password', 'is missing: give the password, or set up oauth to log in without one']],
    ],
    [
      'with a token given twice',
      '{ provider: microsoft, clientId: id, refreshToken: t, refreshTokenFile: ../config/firstline.yaml }',
      [['oauth.refreshToken', 'is given twice: leave it or refreshTokenFile out']],
    ],
    [
      'with a file that is not there',
      '{ provider: microsoft, clientId: id, refreshTokenFile: nowhere }',
      [['oauth.refreshTokenFile', 'make the file <root>/config/nowhere readable for Firstline, or write where it is']],
    ],
    [
      'with client credentials for nobody in particular',
      '{ provider: microsoft, grant: client-credentials, clientId: id }',
      [
        ['oauth.clientSecret', 'is missing: client credentials are an id and a secret'],
        ['oauth.tenant', 'write the directory (tenant) id of your organisation: client credentials belong to one'],
      ],
    ],
    [
      'with client credentials at Google',
      '{ provider: google, grant: client-credentials, clientId: id, clientSecret: s, tenant: x }',
      [
        ['oauth.grant', 'Google opens no mailbox to client credentials: write refresh-token'],
        ['oauth.tenant', 'belongs to provider: microsoft'],
      ],
    ],
    [
      'of another provider in the clear',
      '{ provider: other, clientId: id, refreshToken: t, tokenUrl: "http://login.example.com/token" }',
      [['oauth.tokenUrl', 'would send the secrets in the clear: write https (http is for a server on this machine)']],
    ],
  ];
  return cases.map(([name, block, found]) => [
    `oauth ${name}`,
    FIRSTLINE.replace('user: support, password: secret', 'user: support').replace('name:', `oauth: ${block}\n    name:`),
    found.map(([setting, message]) => `config/firstline.yaml | inboxes.support.${setting} | ${message}`),
  ]);
}

describe('problems in triage.yaml', () => {
  const at = (path: string, message: string) => [`config/triage.yaml | ${path} | ${message}`];

  it.each<[string, string, string[]]>([
    [
      'an unknown fallback team',
      TRIAGE.replace('fallbackTeam: money', 'fallbackTeam: monye'),
      at('fallbackTeam', 'monye is not a team: did you mean money?'),
    ],
    [
      'an unknown team of a category',
      TRIAGE.replace('team: money', 'team: legal'),
      at('categories.refunds.team', 'legal is not a team: add it under teams, or write one of money'),
    ],
    [
      'an unknown team of a rule',
      TRIAGE.replace('escalate: money', 'escalate: legal'),
      at('rules.0.then.escalate', 'legal is not a team: add it under teams, or write one of money'),
    ],
    [
      'an unknown category of a rule',
      TRIAGE.replace('[refunds]', '[refunds, refund]'),
      at('rules.0.when.category.1', 'refund is not a category: did you mean refunds?'),
    ],
    [
      'no category',
      TRIAGE.replace(/refunds:.*/, '{}').replace('category: [refunds]', 'phrases: [refund]'),
      at('categories', 'name at least one category'),
    ],
    ['an empty condition', TRIAGE.replace('[refunds]', '[]'), at('rules.0.when.category', 'list at least one')],
    ['a confidence beyond 1', `${TRIAGE}\nconfidence: { classify: 80 }`, at('confidence.classify', 'write a number of at most 1')],
    ['a misspelt autonomy', `${TRIAGE}\nautonomy: automatic`, at('autonomy', 'write one of shadow, draft, auto')],
    [
      'a misspelt setting of a category',
      TRIAGE.replace('team: money }', 'team: money, exampels: [] }'),
      at('categories.refunds.exampels', 'is not a known setting: did you mean examples?'),
    ],
    [
      'a zone that does not exist',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: Europe/Berln, week: { mon: [09:00-17:00] } }'),
      at('teams.money.hours.zone', 'Europe/Berln is no time zone: did you mean Europe/Berlin?'),
    ],
    [
      'hours without an hour',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: UTC, week: { mon: [] } }'),
      at('teams.money.hours.week', 'nobody would ever be there: name days and times such as mon-fri: ["09:00-17:00"], or leave hours out'),
    ],
    [
      'a shift that is no shift',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: UTC, week: { mon: [9-5, 08:00-08:00] } }'),
      [
        ...at('teams.money.hours.week.mon.0', 'write from when to when, such as 09:00-17:30 or, over midnight, 22:00-06:00'),
        ...at('teams.money.hours.week.mon.1', 'ends when it begins: write 00:00-24:00 for a whole day'),
      ],
    ],
    [
      'a day that is no day',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: UTC, week: { monday: [09:00-17:00] } }'),
      at('teams.money.hours.week.monday', 'write a day (mon, tue, wed, thu, fri, sat, sun) or several such as mon-fri'),
    ],
    [
      'a calendar that nobody wrote',
      TRIAGE.replace(
        'money@example.com',
        'money@example.com, hours: { zone: UTC, week: { mon: [09:00-17:00] }, holidays: [bavaria, 12-25] }',
      ),
      at('teams.money.hours.holidays.0', 'bavaria is not a calendar: add it under holidays'),
    ],
    [
      'times that make no sense',
      `${TRIAGE}\nfollowUp: { after: 48, closeAfter: 0h }\nsla: { firstResponse: { high: 3 business weeks, low: 900w } }\n`,
      [
        ...at('followUp.after', 'write a text: put it in quotes'),
        ...at('followUp.closeAfter', 'is no time at all: write how long to wait'),
        ...at('sla.firstResponse.high', 'write a duration such as 48h, 90m, 8 business hours or 3 business days'),
        ...at('sla.firstResponse.low', 'is longer than ten years'),
      ],
    ],
    [
      'settings of a thing that can also be off',
      `${TRIAGE}\nfollowUp: { aftr: 48h, max: -1 }\nsla: never\ndigest: { at: noon }\n`,
      [
        ...at('digest.at', 'write a time such as 08:30'),
        ...at('followUp.max', 'write a number of at least 0'),
        ...at('followUp.aftr', 'is not a known setting: did you mean after?'),
        ...at('sla', 'write off, or settings, one a line, indented below it'),
      ],
    ],
    [
      'business days of people without hours',
      `${TRIAGE}\nfollowUp: { after: 3 business days }\nsla: { firstResponse: { high: 4 business hours } }\n`,
      [
        ...at('followUp.after', 'is counted by hours that nobody has: add hours for the support, or for fallbackTeam'),
        ...at(
          'sla.firstResponse.high',
          'is counted by the hours of a team, and the team money has no hours: add them, or hours for the support as a whole',
        ),
      ],
    ],
    [
      'hours of the support in no zone',
      `${TRIAGE}\nhours: { zone: Europe/Berln, week: { mon: [09:00-17:00] }, holidays: [bavaria] }\n`,
      at('hours.zone', 'Europe/Berln is no time zone: did you mean Europe/Berlin?'),
    ],
    [
      'a calendar of the support that there is not',
      `${TRIAGE}\nhours: { zone: UTC, week: { mon: [09:00-17:00] }, holidays: [bavaria] }\n`,
      at('hours.holidays.0', 'bavaria is not a calendar: add it under holidays'),
    ],
    [
      'an unknown team after hours',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: UTC, week: { mon: [09:00-17:00] } }, outsideHours: moneys'),
      at('teams.money.outsideHours', 'moneys is not a team: did you mean money?'),
    ],
    [
      'a team that hands on to itself',
      TRIAGE.replace('money@example.com', 'money@example.com, hours: { zone: UTC, week: { mon: [09:00-17:00] } }, outsideHours: money'),
      at('teams.money.outsideHours', 'is the team itself: write same if mail shall wait for it'),
    ],
    [
      'what happens outside hours that are not given',
      TRIAGE.replace('money@example.com', 'money@example.com, outsideHours: same'),
      at('teams.money.outsideHours', 'says nothing without hours: add them, or leave it out'),
    ],
    [
      'a team that is an inbox',
      TRIAGE.replace('money@example.com', 'support@example.com'),
      at('teams.money.email', "is an address of inbox support, where nobody would see escalations: give the team's own"),
    ],
  ])('%s', async (_, text, expected) => {
    write(FIRSTLINE, text);
    expect(await problems()).toEqual(expected);
  });

  it('come together with those of firstline.yaml, once for a shared file', async () => {
    write(FIRSTLINE + SECOND.replace('name:', 'knowledge: nowhere\n    name:'), TRIAGE.replace('fallbackTeam: money', ''));
    expect(await problems()).toEqual([
      'config/firstline.yaml | inboxes.billing.knowledge | there is no folder <root>/config/nowhere: make it, or write where it is',
      'config/triage.yaml | fallbackTeam | is missing: name the team that takes what nothing else assigns, one of those under teams',
    ]);
  });
});

describe('what models and embeddings cost', () => {
  const inbox = FIRSTLINE.replace('imap:', 'budget: { costPerDay: 5 }\n    imap:');

  it.each([
    ['in one currency', 'prices: { input: 1, output: 2, currency: EUR }, embeddings: { name: e, prices: { input: 1, currency: EUR } }'],
    [
      'of embeddings beside the built-in model',
      'embeddings: { name: e, baseUrl: "http://127.0.0.1:1/v1", prices: { input: 1, currency: EUR } }',
    ],
  ])('is capped %s', async (_, model) => {
    write(`${inbox}model: { ${model} }\n`);
    expect((await loadConfig(file, {})).firstline.model.embeddings?.prices?.currency).toBe('EUR');
  });

  it('is not added up in two currencies', async () => {
    write(
      `${inbox}model: { prices: { input: 1, output: 2, currency: EUR }, embeddings: { name: e, prices: { input: 1, currency: USD } } }\n`,
    );
    expect(await problems()).toEqual([
      'config/firstline.yaml | model.embeddings.prices.currency | must be EUR, as in model.prices: a budget is in one currency',
    ]);
  });

  it('is not capped where nothing has a price', async () => {
    write(`${inbox}model: { embeddings: { name: e } }\n`);
    expect(await problems()).toEqual([
      'config/firstline.yaml | inboxes.support.budget.costPerDay | needs model.prices: write what the server charges, or cap tokens instead',
    ]);
  });
});
