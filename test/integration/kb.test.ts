import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

test('kb lint finds nothing wrong with the shipped articles, but that they are samples', async () => {
  const { code, output } = await kb('lint', '--json');
  const { articles, lints } = JSON.parse(output) as { articles: number; lints: { level: string; rule: string }[] };
  expect(articles).toBeGreaterThan(50);
  expect(lints.filter(({ level }) => level !== 'info')).toEqual([expect.objectContaining({ level: 'warning', rule: 'sample' })]);
  expect(code).toBe(0);
});

test('kb lint says everything at once, reads figures as the guard does, and fails', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-lint-'));
  try {
    await mkdir(join(folder, 'config'));
    await cp(join(ROOT, 'config'), join(folder, 'config'), { recursive: true });
    await cp(join(ROOT, 'prompts'), join(folder, 'prompts'), { recursive: true });
    const articles = {
      'broken.md': '---\ntitle: [\n---\nText.',
      'empty.md': '---\ntitle: Nothing\n---\n',
      'refunds.md': '---\ntitle: Refunds\n---\nYou get your money back within 30 days. See [plans](plans.md).',
      'refunds-de.md': '---\ntitle: Erstattungen\nlocale: de\n---\nSie bekommen Ihr Geld binnen vierzehn Tagen zurück.',
    };
    await mkdir(join(folder, 'knowledge-base'));
    for (const [name, text] of Object.entries(articles)) await writeFile(join(folder, 'knowledge-base', name), text);
    const { code, output } = await kb('--config', join(folder, 'config', 'firstline.yaml'), 'lint');
    expect(output).toMatch(/^error {4}file +broken: /m);
    expect(output).toMatch(/^error {4}file +empty: .*no text/m);
    expect(output).toMatch(/^error {4}link +refunds: the link plans\.md leads to no article/m);
    expect(output).toMatch(/^error {4}contradiction +refunds-de: says (?:14|vierzehn) tagen where refunds says 30 days/im);
    expect(output).toContain('4 articles: 4 errors');
    expect(code).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

function kb(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [
        join(ROOT, 'src', 'cli.ts'),
        ...(args[0]?.startsWith('--') === true ? [...args.slice(0, 2), 'kb', ...args.slice(2)] : ['kb', ...args]),
      ],
      { cwd: ROOT, env: { PATH: process.env.PATH, ...VARIABLES } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
