import type { FileState } from '../knowledge/article-files.ts';

/** What a source looked like at one moment: its files by name. Cheap to take, and any edit changes it. */
export type Marks = ReadonlyMap<string, FileState>;

/** Files that are read together, and serve or fail together. */
export interface Source<T> {
  /** Folder or file, absolute. */
  readonly path: string;
  /** Takes its marks; throws a file system error where there is nothing to look at. */
  readonly look: () => Promise<Marks>;
  /** Reads what was looked at; throws `ConfigError` with all that is wrong with it. */
  readonly read: (marks: Marks) => Promise<Content<T>>;
  /** Folders whose events tell of a change. */
  readonly folders: (marks: Marks) => readonly string[];
}

export interface Content<T> {
  /** The same for the same content. */
  readonly version: string;
  readonly value: T;
}

/** One content of a source, and the files it was read from. */
export interface Edition<T> extends Content<T> {
  readonly marks: Marks;
}

export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * ctime and inode change with any edit, also one that keeps size and date (`cp -p`, `touch -r`), and when a link is turned to another file.
 */
export function isSameFile(a: FileState, b: FileState): boolean {
  if (a === null || b === null) return a === b;
  return a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.size === b.size && a.ino === b.ino;
}

export function isSame(a: Marks, b: Marks): boolean {
  if (a.size !== b.size) return false;
  for (const [name, state] of a) {
    const other = b.get(name);
    if (other === undefined || !isSameFile(state, other)) return false;
  }
  return true;
}

/** Names in order. */
export function changesBetween(before: Marks, after: Marks): FileChanges {
  const names = (marks: Marks, wanted: (name: string) => boolean) => [...marks.keys()].filter(wanted).toSorted();
  return {
    added: names(after, (name) => !before.has(name)),
    changed: names(after, (name) => before.has(name) && !isSameFile(before.get(name) ?? null, after.get(name) ?? null)),
    removed: names(before, (name) => !after.has(name)),
  };
}
