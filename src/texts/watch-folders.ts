import { type FSWatcher, watch } from 'node:fs';
import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';

/** More folders than this are only looked at: kernels limit how many may be watched. */
const MAX_FOLDERS = 256;

export interface FolderEvents {
  /** Makes these the watched folders; those that were already are watched anew, for their names may mean other folders by now. */
  readonly watch: (folders: ReadonlySet<string>) => void;
  readonly close: () => void;
}

/**
 * Tells when something happens in a folder. Only a hint: on bind mounts and network file systems, and where the kernel's limit is reached, it is silent, so that
 * whoever listens has to look from time to time as well. Never throws.
 */
export function watchFolders(heard: () => void, log: Log): FolderEvents {
  const watchers = new Set<FSWatcher>();
  const close = () => {
    for (const watcher of watchers) watcher.close();
    watchers.clear();
  };
  const open = (folder: string) => {
    const silent = (error: unknown) => log.debug({ folder, err: errorMessage(error) }, 'a folder cannot be watched: it is only looked at');
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => (tells(name) ? heard() : undefined));
      watcher.on('error', (error) => {
        silent(error);
        watchers.delete(watcher);
        watcher.close();
      });
      watchers.add(watcher);
    } catch (error) {
      silent(error);
    }
  };
  return {
    watch: (folders) => {
      close();
      for (const folder of [...folders].slice(0, MAX_FOLDERS)) open(folder);
    },
    close,
  };
}

/** Whatever else lies beside the texts may be written to all the time. Kubernetes turns `..data` around; a folder's name mostly has no dot. */
function tells(name: string | null): boolean {
  return name === null || /\.(md|ya?ml)$/.test(name) || !name.includes('.') || name.startsWith('..');
}
