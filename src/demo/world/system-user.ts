import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

export interface SystemUser {
  readonly name: string;
  /** Name of the primary group. */
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Who a server runs as: ourselves, or the first existing of `names` when we are root (servers refuse to work as root). */
export async function unprivilegedUser(names: readonly string[]): Promise<SystemUser> {
  for (const name of isRoot() ? names : [userInfo().username]) {
    const user = await lookUp(name);
    if (user !== null) return user;
  }
  throw new Error(`running as root needs one of these system users: ${names.join(', ')}; create one with useradd --system`);
}

async function lookUp(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid, group] = await Promise.all(['-u', '-g', '-gn'].map((option) => run('id', [option, name])));
    return { name, group: group?.stdout.trim() ?? '', uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch (error) {
    // `id` exits 1 for an unknown user; anything else is a broken system.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  }
}
