import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withUndo } from '../../undo.ts';
import { startChild } from './process.ts';
import { isRoot, unprivilegedUser } from './system-user.ts';

export interface TestPostgres {
  /** `postgres://…` over a unix socket; the database is empty. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const run = promisify(execFile);
const DEBIAN_HOME = '/usr/lib/postgresql';

/** A throwaway PostgreSQL server that promises no durability, for tests. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = await findBinaries();
  return withUndo(async (undo) => {
    const dir = await mkdtemp(join(tmpdir(), 'firstline-pg-'));
    undo.push(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
    const user = await unprivilegedUser(['postgres', 'nobody']);
    if (isRoot()) await chown(dir, user.uid, user.gid);
    const as = { cwd: dir, ...(isRoot() ? { uid: user.uid, gid: user.gid } : {}) };

    const data = join(dir, 'data');
    await run(`${bin}initdb`, ['-D', data, '-U', 'firstline', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], as);
    const fast = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
    const child = await startChild({
      command: `${bin}postgres`,
      args: ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${dir}`, ...fast],
      ready: /database system is ready to accept connections/,
      // SIGINT is its "fast shutdown": open sessions are ended instead of waited for.
      stopSignal: 'SIGINT',
      ...as,
    });
    undo.push(child.stop);
    return { url: `postgres://firstline@localhost/postgres?host=${encodeURIComponent(dir)}`, stop: undo.run };
  });
}

/** Debian keeps the server's programs outside the PATH, a directory a version. */
async function findBinaries(): Promise<string> {
  let versions: string[] = [];
  try {
    versions = await readdir(DEBIAN_HOME);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? '' : `${DEBIAN_HOME}/${newest}/bin/`;
}
