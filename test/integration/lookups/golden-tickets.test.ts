import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadWithoutAccount, openRehearsal } from '../../../src/commands/rehearsal-parts.ts';
import { TicketFields } from '../../../src/config/ticket-schema.ts';
import { ConfigError } from '../../../src/errors.ts';
import { evaluate } from '../../../src/evaluation/evaluate.ts';
import { mailSource } from '../../../src/evaluation/mail-source.ts';
import type { RehearsalParts } from '../../../src/evaluation/rehearsal-parts.ts';
import { rehearse } from '../../../src/evaluation/rehearse.ts';
import { ROOT } from '../../helpers/daemon-process.ts';
import { uncommented } from '../../helpers/invoice-server.ts';

/** The look-up that the shipped triage.yaml shows as a comment, rehearsed with answers that tickets declare; the built-in model. */
let dir: string;
let parts: RehearsalParts;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'firstline-golden-lookups-'));
  for (const part of ['config', 'prompts', 'knowledge-base']) await cp(join(ROOT, part), join(dir, part), { recursive: true });
  await change((text) => uncommented(text));
  parts = await openRehearsal(await load({ BILLING_TOKEN: 's3cr3t' }), {});
});
afterAll(async () => {
  await parts.reader.close();
  await rm(dir, { recursive: true, force: true });
});

const load = (variables: Readonly<Record<string, string>>) => loadWithoutAccount(join(dir, 'config', 'firstline.yaml'), { variables });

async function change(how: (text: string) => string): Promise<void> {
  const file = join(dir, 'config', 'triage.yaml');
  const before = await readFile(file, 'utf8');
  const after = how(before);
  expect(after).not.toBe(before);
  await writeFile(file, after);
}

const ANN = 'ann@example.com';
const OPEN = { id: 'HZ-2026-000123', state: 'open', due: '2026-12-24', amount: '48', customer: { email: ANN } };
const ASK = 'Hello,\n\nis my invoice paid? The number is HZ-2026-000123.\n\nThanks\nAnn';
const source = (text: string) =>
  mailSource({ from: { name: 'Ann', address: ANN }, to: parts.config.address, subject: 'HZ', text, date: Date.UTC(2026, 0, 15), id: 'a' });
const answers = (answer: unknown) => [{ name: 'invoice-status', parameters: { number: 'HZ-2026-000123' }, answer }];

async function run(text: string, fields: object) {
  const ticket = { ...TicketFields.parse({ title: 'T', sender: 'verified', ...fields }), id: 'a', file: 'a', source: await source(text) };
  const [result] = await evaluate([ticket], parts, { concurrency: 1, signal: new AbortController().signal });
  return result?.problems;
}

describe('a golden ticket with what a server answers', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['en', ASK, 'The invoice HZ-2026-000123 is not yet paid.', ['24 December 2026', '48.00 EUR']],
    [
      'es',
      'Hola,\n\n¿cuál es el estado de mi factura HZ-2026-000123?\n\nGracias\nAnn',
      'La factura HZ-2026-000123 está pendiente de pago.',
      ['24 de diciembre de 2026', '48,00 EUR'],
    ],
    [
      'de',
      'Guten Tag,\n\nwie ist der Status meiner Rechnung HZ-2026-000123?\n\nDanke\nAnn',
      'Die Rechnung HZ-2026-000123 ist noch offen.',
      ['24. Dezember 2026', '48,00 EUR'],
    ],
  ])('is answered in %s', async (locale, text, said, more) => {
    const expected = { disposition: 'answered', category: 'billing', mustSay: [said, ...more], cites: ['lookup:invoice-status'] };
    expect(await run(text, { locale, lookups: answers(OPEN), expect: expected })).toEqual([]);
  });

  test.each<[string, object]>([
    ['is somebody else’s', { lookups: answers({ ...OPEN, customer: { email: 'bob@example.com' } }) }],
    ['is not as declared', { lookups: answers({ ...OPEN, state: 'disputed' }) }],
    ['does not come', { lookups: [{ name: 'invoice-status', fails: 'timeout' }] }],
    ['is for another number', { lookups: [{ name: 'invoice-status', parameters: { number: 'HZ-2026-000124' }, answer: OPEN }] }],
    ['is for nobody, for nothing vouches for the sender', { sender: 'unverified', lookups: answers(OPEN) }],
    ['is not declared at all: nobody is asked', {}],
  ])('goes to a person where that %s', async (_, fields) =>
    expect(await run(ASK, { ...fields, expect: { disposition: 'escalated', team: 'billing' } })).toEqual([]),
  );

  test.each([{ name: 'a', answer: 1, fails: 'timeout' }, { name: 'a' }])('must say either what comes or how it fails: %j', (lookup) =>
    expect(TicketFields.safeParse({ title: 'T', lookups: [lookup], expect: { disposition: 'escalated' } }).success).toBe(false),
  );
});

test('a rehearsal asks nobody, and says so', async () => {
  const { trace, outcome } = await rehearse(
    { source: await source(ASK), sender: 'verified', earlier: [] },
    parts,
    new AbortController().signal,
  );
  expect(outcome?.reason).toBe('Could not look up invoice-status: look-ups are not carried out here.');
  expect(trace.lookups).toMatchObject([{ name: 'invoice-status', parameters: { number: 'HZ-2026-000123' }, status: 'not-called' }]);
});

test('a secret that is not set, and one in plain text, are named with file, line and what to do', async () => {
  const problems = (variables: Readonly<Record<string, string>>) =>
    load(variables).then(
      () => [],
      (error: unknown) => (error instanceof ConfigError ? error.problems : Promise.reject(error)),
    );
  const at = { file: join(dir, 'config', 'triage.yaml'), path: 'lookups.invoice-status.headers.Authorization', line: expect.any(Number) };
  expect(await problems({})).toMatchObject([
    { ...at, message: expect.stringContaining('set BILLING_TOKEN in .env or in the environment') },
  ]);
  await change((text) => text.replace('${BILLING_TOKEN}', 'abc123'));
  expect(await problems({})).toMatchObject([{ ...at, message: expect.stringMatching(/^a secret must not stand in this file/) }]);
  expect(JSON.stringify(await problems({}))).not.toContain('abc123');
});
