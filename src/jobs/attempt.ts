/** How one attempt at an effect ended. */
export type Performed = 'done' | 'cancelled' | 'deferred';

/** What the attempts of one run share. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** Composed sources of this run by effect key, so that filing does not compose again. */
  readonly sources: Map<string, Buffer>;
}
