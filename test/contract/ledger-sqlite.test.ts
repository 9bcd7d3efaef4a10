import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeLedger } from './ledger.ts';

describeLedger('SQLite', async (undo) => {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-ledgers-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return async () => ({ url: undefined, folder: await mkdtemp(join(folder, 'ledger-')) });
});
