import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The program as a process, on the shipped configuration and articles. */
const ROOT = join(import.meta.dirname, '..', '..');
const VARIABLES = {
  SUPPORT_ADDRESS: 'support@example.com',
  SUPPORT_NAME: 'Example Support',
  SUPPORT_IMAP_HOST: 'imap.example.com',
  SUPPORT_SMTP_HOST: 'smtp.example.com',
  SUPPORT_IMAP_PASSWORD: 'secret',
};

test('kb search shows score, passage, title path and the words it was found by', async () => {
  const { code, output } = await kb('search', 'I forgot my password on the moon');
  expect(output).toMatch(/^[01]\.\d{3} \* password-reset#1 +Reset a forgotten password\n +has: .*password.*; lacks: moon/m);
  expect(output).toContain('(confidence.passage); asked in en');
  expect(code).toBe(0);
});

test.each([
  ['the language of the question', ['Wo finde ich meine Rechnungen?'], { locale: 'de', first: /^invoices-de#/ }],
  ['the language asked for', ['PDF', '--locale', 'es'], { locale: 'es', first: /-es#/ }],
  ['public articles', ['refund exceptions for staff'], { locale: 'en', first: /^refunds#/ }],
  [
    'internal articles on request',
    ['refund exceptions', '--audience', 'internal'],
    { locale: 'en', first: /^internal-refund-exceptions#/ },
  ],
])('kb search looks in %s', async (_, args, expected) => {
  const { code, output } = await kb('search', ...args, '--limit', '1', '--json');
  const { locale, passages } = JSON.parse(output);
  expect(passages).toHaveLength(1);
  expect(locale).toBe(expected.locale);
  expect(passages[0].id).toMatch(expected.first);
  expect(code).toBe(0);
});

test.each([
  [['search', 'x', '--inbox', 'sales'], /there is no inbox sales with an agent; there are support/, 78],
  [['search', 'x', '--audience', 'staff'], /Allowed choices are public, internal, all/, 1],
  [['search', 'x', '--limit', '0'], /write a whole number from 1/, 1],
  [['search', 'zzyzx'], /Nothing found/, 0],
])('kb %j is told plainly', async (args, message, expected) => {
  const { code, output } = await kb(...args);
  expect(output).toMatch(message);
  expect(code).toBe(expected);
});

function kb(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'src', 'cli.ts'), 'kb', ...args],
      { cwd: ROOT, env: { PATH: process.env.PATH, ...VARIABLES } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
