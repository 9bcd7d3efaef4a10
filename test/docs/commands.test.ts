import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { FAULT_POINTS } from '../../src/faults.ts';
import { TRANSITIONS } from '../../src/tickets/state.ts';
import { runProgram } from '../helpers/daemon-process.ts';
import { anchors, documents, links, ROOT, shellLines } from './documents.ts';

const DOCUMENTS = documents();
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const empty = mkdtempSync(join(tmpdir(), 'firstline-docs-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

describe('commands of the documents', () => {
  test('the five variables of the README are enough for a sound configuration, and those that .env.example wants filled in', async () => {
    const variables = given(README);
    expect(Object.keys(variables)).toHaveLength(5);
    expect(Object.keys(parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8')))).toEqual(Object.keys(variables));
    expect(shellLines(README)).toContain('npx firstline config check');
    const { code, output } = await firstline(['config', 'check'], variables);
    expect(output).toContain('support: support@example.com');
    expect(code).toBe(0);
  });

  test.each(['audit list', 'audit verify', 'why customer@example.com'])(
    '%s says what to do where there is no ledger yet',
    async (command) => {
      const { code, output } = await firstline(command.split(' '), given(README));
      const sentence = /`(there is no ledger here yet[^`]+)`/.exec(README)?.[1];
      expect(sentence).toBeDefined();
      expect(output).toContain(sentence);
      expect(code).toBe(78);
    },
  );

  test.each(mentionedCommands())('firstline %s exists, with the options that are mentioned', async (command, options) => {
    const { code, output } = await firstline([...command.split(' '), '--help'], {});
    expect(output).toContain(`Usage: firstline ${command} `);
    for (const option of options) expect(output).toContain(option);
    expect(code).toBe(0);
  });
});

describe.each(DOCUMENTS)('$file', (document) => {
  test('names npm scripts that exist', () => {
    const named = document.code.flatMap((line) => [...line.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? ''));
    expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  test('names files that exist', () => {
    const named = document.code.filter((word) =>
      /^(\.ci|bin|bench|config|docs|knowledge-base|prompts|scripts|src|test)\/[\w./-]*$/.test(word),
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('links to documents and headings that exist', () => {
    const broken = links(document).filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document.file : normalize(join(dirname(document.file), path));
      if (!existsSync(join(ROOT, file))) return true;
      const linked = DOCUMENTS.find((d) => d.file === file);
      return anchor !== undefined && (linked === undefined || !anchors(linked).has(anchor));
    });
    expect(broken).toEqual([]);
  });
});

describe('tables that mirror the code', () => {
  const table = (file: string) => DOCUMENTS.find((d) => d.file === file)?.text ?? '';

  test('every transition of a ticket is in the architecture', () => {
    const head = /^\| from \| (.+) \|$/m.exec(table('docs/architecture.md'))?.[1] ?? '';
    const events = head.split(' | ').map((cell) => cell.replaceAll('`', ''));
    for (const [state, transitions] of Object.entries(TRANSITIONS)) {
      const standings = new Map(Object.entries(transitions).map(([event, to]) => [event, `${to.state}, ${to.owes}`]));
      expect(events).toEqual(expect.arrayContaining([...standings.keys()]));
      const row = `| \`${state}\` | ${events.map((event) => standings.get(event) ?? '·').join(' | ')} |`;
      expect(table('docs/architecture.md')).toContain(row);
    }
  });

  test('every fault point is in the operations', () => {
    const missing = FAULT_POINTS.filter((point) => !table('docs/operations.md').includes(`\`${point}\``));
    expect(missing).toEqual([]);
  });

  test('every runtime dependency has its reason', () => {
    const missing = Object.keys(manifest.dependencies).filter((name) => !table('docs/design-decisions.md').includes(`| \`${name}\` |`));
    expect(missing).toEqual([]);
  });
});

/** The lines for `.env` that a document shows. */
function given(markdown: string): NodeJS.Dict<string> {
  return parseEnv(/```ini\n([^`]*)```/.exec(markdown)?.[1] ?? '');
}

/** Command → options, wherever a document says `firstline …`; `npm run demo` stands for the demo. */
function mentionedCommands(): [string, readonly string[]][] {
  const mentioned = new Map<string, Set<string>>();
  for (const line of DOCUMENTS.flatMap((d) => d.code)) {
    const asTyped = line.replace(/^npm start\b/, 'firstline run').replace(/^npm run demo\b/, 'firstline demo');
    const match = /^(?:npx |docker compose exec firstline node bin\/)?firstline(?:\.js)? (.+)$/.exec(asTyped);
    const words = (match?.[1] ?? '').split(' ');
    const command = ['audit', 'config', 'intake', 'kb', 'tickets'].includes(words[0] ?? '')
      ? words.slice(0, 2).join(' ')
      : (words[0] ?? '');
    if (!/^[a-z]+( [a-z]+)?$/.test(command)) continue;
    const options = mentioned.get(command) ?? new Set<string>();
    for (const word of words) if (/^--[a-z]/.test(word)) options.add(word);
    mentioned.set(command, options);
  }
  return [...mentioned].map(([command, options]) => [command, [...options]]);
}

/** The program with these variables only, and a data folder without a ledger. */
function firstline(args: readonly string[], variables: NodeJS.Dict<string>) {
  return runProgram({ PATH: process.env.PATH, FIRSTLINE_DATA: empty, ...variables }, args);
}
