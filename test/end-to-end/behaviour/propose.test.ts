import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT, runProgram } from '../../helpers/daemon-process.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { look } from './desk-view.ts';
import { post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const FIXTURES = join(ROOT, 'src', 'mail', 'fixtures', 'via');

test('intake propose reads a mailbox without touching it, and what it prints is a sound configuration', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  const files = await readdir(FIXTURES);
  for (const file of files) {
    const source = await readFile(join(FIXTURES, file));
    const envelope = /^Return-Path: <?([^>\r\n]*)/im.exec(source.toString())?.[1] ?? '';
    await office.world.deliver(source, { from: envelope, to: [desk.address] });
  }
  await post(office, desk);

  const printed = await runProgram(desk.env, ['intake', 'propose']);
  expect(printed).toMatchObject({ code: 0 });
  const { inboxes } = parse(printed.output) as { inboxes: { support: { intake: { via: Record<string, unknown>[] } } } };
  const { via } = inboxes.support.intake;
  expect(via).toEqual(
    expect.arrayContaining([
      { kind: 'form', from: 'mailer@shops.example' },
      { kind: 'group', address: 'support@lists.hazelnote.example' },
      { kind: 'forwarder', domains: ['improv.example'] },
    ]),
  );
  // One comment above each path says why.
  const comments = printed.output.split('\n').filter((line) => line.startsWith('        # '));
  expect(comments).toHaveLength(via.length);
  for (const comment of comments) expect(comment).toMatch(/\d+ of \d+ mails: .+/);

  const json = await runProgram(desk.env, ['intake', 'propose', '--json', '--inbox', 'support', '--mails', '3']);
  expect(JSON.parse(json.output)).toMatchObject({ inboxes: { support: { mails: 3, authserv: null } } });

  // Nobody has opened the mailbox for more than reading: the server still calls its mails recent (RFC 3501 section 2.3.2).
  const flags = (await look(office, desk.address)).map((m) => m.flags);
  expect(flags.length).toBeGreaterThan(0);
  for (const of of flags) expect(of).toEqual(['\\Recent']);

  await desk.edit('firstline.yaml', (text) => text.replace(/\n( +)blocked:/, `\n$1via: ${JSON.stringify(via)}$&`));
  expect(await runProgram(desk.env, ['config', 'check'])).toMatchObject({ code: 0 });
  const again = await runProgram(desk.env, ['intake', 'propose']);
  expect(again.output).toContain('# support: nothing to propose after 26 mails');
});

test('intake propose says which inboxes there are, and what is wrong with an account', async () => {
  const desk = await office.openDesk();
  const unknown = await runProgram(desk.env, ['intake', 'propose', '--inbox', 'sales']);
  expect(unknown.code).toBe(78);
  expect(unknown.output).toContain('there is no inbox sales; there are support');
  const refused = await runProgram({ ...desk.env, SUPPORT_IMAP_PASSWORD: 'wrong' }, ['intake', 'propose']);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/password/);
});
