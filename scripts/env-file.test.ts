import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnvFile } from '../bin/env-file.js';

const BIN = fileURLToPath(new URL('../bin/firstline.js', import.meta.url));

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-env-'));
  file = join(folder, '.env');
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(file, text);
  return readEnvFile(file);
}

test('names, spaces, quotes and comments are read as people write them', async () => {
  const text = "# the mailbox\nSUPPORT_NAME=Example Support\n\nexport A='a#b$c'  # quoted\nB= two # said\nC=\r\nD=a=b==\r\n";
  expect(await read(text)).toEqual({
    variables: { SUPPORT_NAME: 'Example Support', A: 'a#b$c', B: 'two', C: '', D: 'a=b==' },
    problems: [],
  });
});

test.each([
  ['a password that would end at its #', 'P=tell#nobody', 'P: put the value in single quotes, for it holds a # or a $'],
  [
    'a password of which Compose would take a part for a variable',
    'P=tell$nobody',
    'P: put the value in single quotes, for it holds a # or a $',
  ],
  ['a quote that does not end', "P='tell-nobody", 'P: close the quote, on the same line'],
  ['a line that is none', 'password: tell-nobody', 'write NAME=value, one a line; a comment begins with #'],
])('%s is refused with its line, and not told', async (_, line, problem) => {
  expect((await read(`A=1\n${line}\n`)).problems).toEqual([`${file}, line 2: ${problem}`]);
});

test('no file gives nothing; one that cannot be read is said', async () => {
  expect(readEnvFile(file)).toEqual({ variables: {}, problems: [] });
  expect(readEnvFile(folder).problems).toEqual([`${folder}: make it a file that this user can read (EISDIR)`]);
});

describe('every command', () => {
  const account = '{ host: mail.example.com, user: support, password: x }';
  const config = `inboxes:\n  support:\n    address: \${SUPPORT_ADDRESS}\n    name: Support\n    agent: false\n    imap: ${account}\n    smtp: ${account}\n`;

  test('reads .env of the working directory, and what the process was given wins', async () => {
    await writeFile(file, 'SUPPORT_ADDRESS=file@example.com\n');
    expect(await check({})).toMatchObject({ code: 0, said: expect.stringContaining('file@example.com') });
    expect(await check({ SUPPORT_ADDRESS: 'given@example.com' })).toMatchObject({ said: expect.stringContaining('given@example.com') });
    expect(await check({ FIRSTLINE_ENV_FILE: '' })).toMatchObject({ code: 78, said: expect.stringContaining('SUPPORT_ADDRESS') });
  });

  test('is refused while the file has a mistake', async () => {
    await writeFile(file, 'SUPPORT_ADDRESS=file@example.com\nX=a#b\n');
    const { code, said } = await check({});
    expect(said).toContain('.env, line 2: X: put the value in single quotes');
    expect(code).toBe(78);
  });

  async function check(given: Readonly<Record<string, string>>): Promise<{ code: unknown; said: string }> {
    await writeFile(join(folder, 'firstline.yaml'), config);
    const env = { PATH: process.env.PATH, FIRSTLINE_CONFIG: 'firstline.yaml', ...given };
    const child = spawn(process.execPath, [BIN, 'config', 'check'], { cwd: folder, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    }
    const [code] = await once(child, 'close');
    return { code, said };
  }
});
