import { isSame, type Marks } from './source.ts';

/** A file that is being written, or a checkout under way, is not read: nothing may have changed for this long, ms. */
export const SETTLE_MS = 150;

/** What is known of a source's files between two looks. */
export interface Watched {
  /** As they were last read, whether that went well or not; null: read them anyway. */
  readonly read: Marks | null;
  /** As they were at the last look. */
  readonly seen: Marks;
  /** When they last differed from the look before, ms of a clock that only goes forward. */
  readonly movedAt: number;
}

export type Sight = 'unchanged' | 'moving' | 'settled';

/** What a new look says: nothing new; something that may still be written; or something to be read. Pure. */
export function sightOf(known: Watched, marks: Marks, at: number): { readonly sight: Sight; readonly known: Watched } {
  const moved = !isSame(known.seen, marks);
  const next: Watched = { read: known.read, seen: marks, movedAt: moved ? at : known.movedAt };
  if (known.read !== null && isSame(known.read, marks)) return { sight: 'unchanged', known: next };
  return { sight: moved || at - next.movedAt < SETTLE_MS ? 'moving' : 'settled', known: next };
}
