import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { activeParts, foreignAddresses } from '../../bench/corpora/mail-content.ts';

const run = promisify(execFile);
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

describe('the corpora bench', () => {
  test('measures a corpus that is there, and lists what differs on request', async () => {
    const data = await corpus({
      'replies/trimmer/emails/right.txt': 'Thanks!\n\n-- \nAna\n',
      'replies/trimmer/expected/right.txt': 'Thanks!\n',
      'replies/trimmer/emails/wrong.txt': 'Thanks!\n',
      'replies/trimmer/expected/wrong.txt': 'Thanks!\nAnd something else.\n',
    });
    const { stdout } = await bench(data, '--only', 'newest-words', '--json', '--details');
    const [{ name, figures }] = JSON.parse(stdout);
    expect(name).toBe('newest-words');
    expect(figures[0]).toMatchObject({ value: '1 of 2', ok: false, differences: ['wrong.txt: - And something else.'] });
    expect(figures[1]).toMatchObject({ value: '66.7 %', ok: false });
  });

  test('says which corpus is absent, skips it, and is content', async () => {
    const data = await corpus({});
    const { stdout } = await bench(data, '--only', 'vacation-cases,newest-words');
    expect(stdout).toContain(`vacation-cases  skipped: ${join(data, 'machine-mail/reply_cases.json')} is not there`);
    expect(stdout).toContain(`newest-words    skipped: ${join(data, 'replies/trimmer/emails')} is not there`);
  });

  test('fails when something that is there cannot be measured', async () => {
    const data = await corpus({ 'machine-mail/reply_cases.json': 'no JSON' });
    await expect(bench(data, '--only', 'vacation-cases')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('vacation-cases  could not be measured: '),
    });
  });

  test('names the measures there are when asked for another', async () => {
    await expect(bench('.', '--only', 'words')).rejects.toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/no measure words. Choose from machine-mail, /),
    });
  });
});

function bench(data: string, ...args: string[]) {
  return run(process.execPath, ['bench/corpora/run.ts', '--data', data, ...args]);
}

async function corpus(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-corpora-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

describe('what a mail would do in a mail client', () => {
  test.each([
    '<script>x()</script>',
    '<img src="https://x.example/p.png">',
    '<a href="javascript:x()">y</a>',
    '<p onclick="x()">y</p>',
    '<div style="background:url(https://x.example)">y</div>',
    '<svg/onload=x()>',
    '<iframe src=x></iframe>',
  ])('active: %s', (html) => {
    expect(activeParts(html)).not.toEqual([]);
  });

  test('not active: what Markdown makes, and HTML shown as text', () => {
    const html =
      '<div dir="auto">\n<p>One <strong>two</strong><br>&lt;script&gt; <a href="https://shop.example/reset">here</a></p>\n</div>';
    expect(activeParts(html)).toEqual([]);
  });

  test.each([
    ['a link', { text: '', html: '<a href="https://evil.example/x">y</a>' }],
    ['a link that looks like ours', { text: '', html: '<a href="https://shop.example.evil.example/x">y</a>' }],
    ['a user name that looks like ours', { text: '', html: '<a href="https://shop.example@evil.example/x">y</a>' }],
    ['words with a scheme', { text: 'see https://evil.example', html: '' }],
    ['a bare host with a path', { text: 'see evil.example/x', html: '' }],
    ['an image', { text: '', html: '<img src="//evil.example/p.png">' }],
  ])('foreign: %s', (_, mail) => {
    expect(foreignAddresses(mail, 'shop.example')).toHaveLength(1);
  });

  test('not foreign: our own host', () => {
    const mail = { text: 'Open https://shop.example/reset or help.shop.example/x.', html: '<a href="https://shop.example/reset">here</a>' };
    expect(foreignAddresses(mail, 'shop.example')).toEqual([]);
  });
});
