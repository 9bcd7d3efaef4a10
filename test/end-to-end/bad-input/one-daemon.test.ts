import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { startPostgres } from '../../../src/demo/world/postgres.ts';
import { openLedger } from '../../../src/ledger/database.ts';
import { SCHEMA_VERSION } from '../../../src/ledger/migrations.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { runProgram } from '../../helpers/daemon-process.ts';
import { expectRefusal } from '../../helpers/refusal.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
let undo: Undo;
beforeAll(async () => {
  office = await openOffice();
  undo = makeUndo();
  undo.push(office.close);
});
afterEach(() => office.endDaemons());
afterAll(() => undo.run());

const run = promisify(execFile);

describe('a second daemon', () => {
  test('on the same data folder ends at once and disturbs nobody; after a kill -9 the next one goes on', async () => {
    const desk = await office.openDesk();
    const first = desk.start();
    await first.says(/Firstline is running/);
    await expectRefusal(
      desk.start(),
      /data: another Firstline is running on this ledger: stop it first, or give this one its own data folder/,
    );
    const customer = await desk.ask();
    await desk.answered(customer);

    const next = await desk.ask();
    await first.kill();
    const second = desk.start();
    await second.says(/adopted the redis-server that was left running/);
    await desk.answered(next);
    expect(await second.stop()).toEqual({ code: 0, signal: null });
  });

  test('on the same Postgres waits once for a dead one, then ends and disturbs nobody', async () => {
    const postgres = await startPostgres();
    undo.push(postgres.stop);
    const url = postgres.url.replace('firstline@', 'firstline:tell-nobody@');
    const desk = await office.openDesk({ FIRSTLINE_LEDGER_URL: url });
    const first = desk.start();
    await first.says(/Firstline is running/);
    const second = desk.start({ FIRSTLINE_DATA: join(desk.folder, 'other') });
    await second.says(/another Firstline holds this ledger, or one was killed a moment ago: waiting once/);
    const customer = await desk.ask();
    await desk.answered(customer);
    await expectRefusal(second, /ledger\.url: another Firstline is running on this ledger/, /stop it first/);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(first.output() + second.output()).not.toContain('tell-nobody');
  });
});

describe('the data folder', () => {
  test('that is a file is refused with what it is', async () => {
    const desk = await office.openDesk();
    const file = join(desk.folder, 'file');
    await writeFile(file, 'mine');
    await expectRefusal(desk.start({ FIRSTLINE_DATA: file }), /file, data: this is a file, not a folder/);
    await expectRefusal(desk.start({ FIRSTLINE_DATA: join(file, 'data') }), /file\/data, data: .*not a folder/);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  test('that cannot be written is refused with what to do', async ({ skip }) => {
    const desk = await office.openDesk();
    const folder = join(desk.folder, 'read-only');
    await mkdir(folder);
    // Permissions do not stop root; a read-only mount does, where mounting is allowed.
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]).then(
      () => true,
      () => false,
    );
    if (mounted) undo.push(async () => void (await run('umount', [folder])));
    else if (process.getuid?.() === 0) skip('root may write everywhere, and may not mount anything here');
    else await run('chmod', ['500', folder]);
    await expectRefusal(desk.start({ FIRSTLINE_DATA: folder }), /read-only, data: the data folder cannot be written/);
  });

  test('with a ledger of a newer program is refused, and left as it is', async () => {
    const desk = await office.openDesk();
    const data = join(desk.folder, 'data');
    await mkdir(data);
    const db = await openLedger({ url: undefined, folder: data });
    await db
      .updateTable('meta')
      .set({ value: String(SCHEMA_VERSION + 1) })
      .execute();
    await expectRefusal(
      desk.start(),
      /ledger: was written by a newer Firstline \(schema \d+, this program knows \d+\): install that version, or restore a backup/,
    );
    const audit = await runProgram(desk.env, ['audit', 'list']);
    expect(audit).toMatchObject({ code: 78, output: expect.stringContaining('was written by a newer Firstline') });

    await db
      .updateTable('meta')
      .set({ value: String(SCHEMA_VERSION) })
      .execute();
    await db.destroy();
    const customer = await desk.ask();
    desk.start();
    await desk.answered(customer);
  });

  test('without a ledger has nothing to show', async () => {
    const desk = await office.openDesk();
    const why = await runProgram(desk.env, ['why', 'ada@customer.example']);
    expect(why).toMatchObject({
      code: 78,
      output: expect.stringContaining('there is no ledger here yet: start the daemon once with "firstline run"'),
    });
  });
});

describe('the health port', () => {
  test('that is in use is refused; with another one the mail is answered', async () => {
    const other = createServer().listen(await freePort(), '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    undo.push(() => new Promise((resolve) => other.close(() => resolve(undefined))));
    const desk = await office.openDesk();
    await expectRefusal(
      desk.start({ FIRSTLINE_HTTP_PORT: port }),
      new RegExp(`http\\.port: port ${port} is in use: choose another one, or 0`),
    );
    const customer = await desk.ask();
    const free = String(await freePort());
    const daemon = desk.start({ FIRSTLINE_HTTP_PORT: free });
    await daemon.says(/Firstline is running/);
    await desk.answered(customer);
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${free}/readyz`)).status).toBe(200);
  });
});
