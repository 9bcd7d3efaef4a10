import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError, errorMessage, InvariantError } from '../errors.ts';
import type { Db } from './database.ts';
import { type Lease, releaseLease, takeLease } from './leases.ts';

/** `f_type` of statfs(2) for network file systems on which SQLite's locks and fsync cannot be relied on. */
const NETWORK_FS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x73757245, 'Coda'],
]);

/** Null when the file system may hold a ledger, else its name. */
export function networkFileSystem(type: number): string | null {
  return NETWORK_FS.get(type >>> 0) ?? null;
}

/** Makes the data folder ready for use, or says why it cannot be. */
export async function prepareDataFolder(folder: string): Promise<void> {
  const refuse = (message: string, cause?: unknown) => new ConfigError([{ file: folder, path: 'data', message }], { cause });
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw refuse(whyNotWritable(folder, cause), cause);
  }
  const network = networkFileSystem((await statfs(folder)).type);
  if (network !== null)
    throw refuse(`the data folder is on ${network}, where a committed row may be lost: use a local disk, or set ledger.url to a Postgres`);
}

function whyNotWritable(folder: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EEXIST':
      return 'this is a file, not a folder: choose another path';
    case 'ENOTDIR':
      return 'a part of this path is a file, not a folder: choose another path';
    case 'EROFS':
      return 'the data folder cannot be written, because it is mounted read-only: mount it writable, or choose another path';
    case 'ENOSPC':
      return 'the data folder cannot be written, because the disk is full: make room';
    default:
      return `the data folder cannot be written (${errorMessage(cause)}): make it writable for this user, e.g. chown ${process.getuid?.() ?? ''} ${folder}`;
  }
}

/** Holds the data folder for this process. */
export function lockDataFolder(folder: string): { readonly release: () => void } {
  const file = join(folder, 'firstline.lock');
  return lockFile(file, folder, 'another Firstline is running on this ledger: stop it first, or give this one its own data folder');
}

/**
 * Holds a file for this process. SQLite's own file lock is the lock: the kernel lets go of it however the process dies, and no stale file is left to be
 * explained. Throws `ConfigError` with `taken` where another process has it.
 * @param about what the errors name
 */
export function lockFile(file: string, about: string, taken: string): { readonly release: () => void } {
  let lock: DatabaseSync;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    const message = /locked|busy/i.test(errorMessage(cause))
      ? taken
      : `the lock file cannot be written: make ${file} writable for this user`;
    throw new ConfigError([{ file: about, path: 'data', message }], { cause });
  }
  return { release: () => lock.close() };
}

/** One daemon a ledger on Postgres, where there is no file to lock: a lease that has to be renewed. */
const DAEMON = { inbox: '*', name: 'daemon' } as const;
export const DAEMON_LEASE_MS = 15_000;

export async function leaseLedger(
  db: Db,
  holder: string,
  now: () => number,
): Promise<{ readonly renew: () => Promise<void>; readonly release: () => Promise<void> }> {
  const lease = await takeLease(db, DAEMON.inbox, DAEMON.name, holder, now(), DAEMON_LEASE_MS);
  if (lease === null) {
    throw new ConfigError([
      {
        file: 'ledger',
        path: 'ledger.url',
        message: `another Firstline is running on this ledger (host ${hostname()} or elsewhere): stop it first; one that was killed is forgotten after ${DAEMON_LEASE_MS / 1_000} s`,
      },
    ]);
  }
  return { renew: () => renew(db, lease, now()), release: () => releaseLease(db, DAEMON.inbox, lease) };
}

async function renew(db: Db, lease: Lease, now: number): Promise<void> {
  const kept = await db
    .updateTable('leases')
    .set({ expires_at: now + DAEMON_LEASE_MS })
    .where('inbox', '=', DAEMON.inbox)
    .where('name', '=', lease.name)
    .where('fence', '=', lease.fence)
    .returning('fence')
    .execute();
  if (kept.length === 0) throw new InvariantError('another Firstline has taken this ledger over: this one stops');
}
