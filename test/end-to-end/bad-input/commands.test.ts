import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openLedger } from '../../../src/ledger/database.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
let desk: Desk;
let customer: string;
let db: Db;
beforeAll(async () => {
  office = await openOffice();
  desk = await office.openDesk();
  customer = await desk.ask();
  const daemon = desk.start();
  await desk.answered(customer);
  await daemon.stop();
  db = await openLedger({ url: undefined, folder: join(desk.folder, 'data') });
});
afterAll(async () => {
  await db.destroy();
  await office.close();
});

const firstline = (...args: string[]) => runProgram(desk.env, args);

test('why tells the story of a mail by its sender and by its ticket; of an unknown one it says so in one line', async () => {
  for (const asked of [customer, customer.toUpperCase(), '#1'])
    expect(await firstline('why', asked)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Forgot my password[\s\S]*Answered by Firstline\.[\s\S]*decided to answer/),
    });
  const unknown = await firstline('why', 'eve@nowhere.example');
  expect(unknown).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^firstline: no mail of eve@nowhere\.example is known: look at the spelling.*\n$/),
  });
});

test('an inbox, a row, a number and a command that are not there are named', async () => {
  expect(await firstline('why', customer, '--inbox', 'sales')).toMatchObject({
    code: 78,
    output: expect.stringContaining('there is no inbox sales; there are support'),
  });
  expect(await firstline('audit', 'show', '9999')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^firstline: there is no audit row 9999: "firstline audit list" shows the numbers\n$/),
  });
  expect(await firstline('audit', 'list', '--limit', 'many')).toMatchObject({
    code: 1,
    output: expect.stringContaining('write a whole number from 1'),
  });
  expect(await firstline('rnu')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/unknown command 'rnu'[\s\S]*Did you mean run\?/),
  });
});

test('the audit lists, shows and verifies; a row that was changed makes verify fail with its number', async () => {
  const list = await firstline('audit', 'list');
  expect(list).toMatchObject({ code: 0, output: expect.stringMatching(/message\.received .*decision\.reply/s) });
  const seq = /^ *(\d+) .*decision\.reply/m.exec(list.output)?.[1] ?? '';
  expect(JSON.parse((await firstline('audit', 'show', seq)).output)).toMatchObject({
    seq: Number(seq),
    kind: 'decision.reply',
    actor: 'agent',
  });
  const good = await firstline('audit', 'verify');
  expect(good).toMatchObject({ code: 0, output: expect.stringMatching(/^support: \d+ rows, unbroken; head [0-9a-f]{64}\n$/) });
  const head = /[0-9a-f]{64}/.exec(good.output)?.[0] ?? '';
  expect(await firstline('audit', 'verify', '--head', head)).toMatchObject({ code: 0 });
  expect(await firstline('audit', 'verify', '--head', 'f'.repeat(64))).toMatchObject({
    code: 1,
    output: expect.stringContaining('the given head is not in the chain'),
  });

  await db.updateTable('audit').set({ actor: 'operator' }).where('seq', '=', Number(seq)).execute();
  expect(await firstline('audit', 'verify')).toMatchObject({
    code: 1,
    output: `firstline: support: the audit is broken at row ${seq}: was changed after it was written\n`,
  });
});
