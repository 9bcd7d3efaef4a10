import { readdirSync, type Stats, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** The loop is let go on after this long, ms: a folder on a slow or large disk must not hold up mail. */
const SLICE_MS = 5;

/** null: it is listed, and leads to nothing. */
export type FileState = Pick<Stats, 'mtimeMs' | 'ctimeMs' | 'size' | 'ino'> | null;

/**
 * Every Markdown file under `dir`, hidden ones aside, by its name relative to `dir` with `/`, and its state. Links to files and folders are followed, as
 * Kubernetes mounts them; its own hidden `..data` would show each article twice. Throws if `dir` cannot be listed.
 *
 * Synchronous calls in slices: of 3,000 files they take a quarter of the CPU that promises do, and this runs twice a second.
 */
export async function markdownFiles(dir: string): Promise<Map<string, FileState>> {
  const found = new Map<string, FileState>();
  let sliceEnds = performance.now() + SLICE_MS;
  /** @param above the folders that lead here, by device and inode: a link back to one of them is not followed */
  const walk = async (prefix: string, above: readonly string[]): Promise<void> => {
    for (const entry of list(`${dir}/${prefix}`, prefix === '')) {
      if (entry.name.startsWith('.')) continue;
      if (!entry.isDirectory() && !entry.isSymbolicLink() && !entry.name.endsWith('.md')) continue;
      const name = prefix + entry.name;
      if (performance.now() > sliceEnds) {
        await setImmediate();
        sliceEnds = performance.now() + SLICE_MS;
      }
      const stats = stateOf(`${dir}/${name}`);
      if (stats?.isDirectory() === true) {
        const inode = `${stats.dev} ${stats.ino}`;
        if (!above.includes(inode)) await walk(`${name}/`, [...above, inode]);
      } else if (name.endsWith('.md') && (stats === null || stats.isFile())) found.set(name, stats);
    }
  };
  const { dev, ino } = statSync(dir);
  await walk('', [`${dev} ${ino}`]);
  return found;
}

function stateOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    // A link that leads to itself, or through a folder that is closed to us: reading the file says why.
    return null;
  }
}

function list(folder: string, isTop: boolean) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A folder inside that went away since it was listed.
    if (!isTop && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Not every Markdown file is an article: there are notes, and golden tickets. */
export function isArticle(name: string): boolean {
  return name.split('/').at(-1)?.toLowerCase() !== 'readme.md' && !isTicket(name);
}

/** A golden ticket: a mail, and what must become of it. */
export function isTicket(name: string): boolean {
  return name.endsWith(TICKET_ENDING);
}

export const TICKET_ENDING = '.ticket.md';
