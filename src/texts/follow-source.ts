import { ConfigError, errorMessage } from '../errors.ts';
import { sightOf, type Watched } from './settle.ts';
import { type Edition, isSame, type Marks, type Source } from './source.ts';

/** A source that is looked at again and again. */
export interface FollowedSource<T> {
  readonly path: string;
  /** The newest that was sound. */
  readonly good: () => Edition<T>;
  /** Why the files as they are cannot be read; null where they are what `good` holds. */
  readonly broken: () => ConfigError | null;
  /** Grows with every reading: a file that belongs to the source without being part of its content may have changed. */
  readonly readings: () => number;
  readonly folders: () => readonly string[];
  /**
   * Looks once and reads what is new and has come to rest. One call at a time; never throws.
   * @param at ms of a clock that only goes forward
   */
  readonly look: (at: number) => Promise<'unchanged' | 'moving' | 'read'>;
}

/** What could not be read is tried again this often even if nothing changes: a disk may have been away. ms */
const RETRY_MS = 5_000;

/** Reads the source for the first time; throws `ConfigError` if it cannot be read. */
export async function followSource<T>(source: Source<T>, at: number): Promise<FollowedSource<T>> {
  const first = await lookAt(source);
  if ('unseen' in first) throw first.unseen;
  let good: Edition<T> = { ...(await source.read(first.marks)), marks: first.marks };
  let broken: ConfigError | null = null;
  let readings = 1;
  let readAt = at;
  let known: Watched = { read: first.marks, seen: first.marks, movedAt: at };

  const readInto = async (marks: Marks): Promise<void> => {
    try {
      const content = await source.read(marks);
      // The same content stays the same object, and with it whatever was made of it.
      good = content.version === good.version ? { ...good, marks } : { ...content, marks };
      broken = null;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      broken = error;
    }
  };

  const look: FollowedSource<T>['look'] = async (now) => {
    const seen = await lookAt(source);
    const marks = 'unseen' in seen ? nothing(seen.unseen) : seen.marks;
    const retry = broken !== null && now - readAt >= RETRY_MS;
    const { sight, known: next } = sightOf(retry ? { ...known, read: null } : known, marks, now);
    known = { ...next, read: known.read };
    if (sight !== 'settled') return sight;
    if ('unseen' in seen) broken = seen.unseen;
    else {
      const before = { good, broken };
      await readInto(marks);
      const after = await lookAt(source);
      if ('unseen' in after || !isSame(marks, after.marks)) {
        // Written to while it was read: what was read may be half of it.
        ({ good, broken } = before);
        return 'moving';
      }
    }
    readings += 1;
    readAt = now;
    known = { ...known, read: marks };
    return 'read';
  };
  return {
    path: source.path,
    good: () => good,
    broken: () => broken,
    readings: () => readings,
    folders: () => source.folders(good.marks),
    look,
  };
}

async function lookAt<T>({ path, look }: Source<T>): Promise<{ readonly marks: Marks } | { readonly unseen: ConfigError }> {
  try {
    return { marks: await look() };
  } catch (cause) {
    return { unseen: new ConfigError([{ file: path, path: '', message: `cannot be read: ${errorMessage(cause)}` }], { cause }) };
  }
}

/** Marks for when there is nothing to see: another reason is another sight. */
function nothing(why: ConfigError): Marks {
  return new Map([[why.message, null]]);
}
