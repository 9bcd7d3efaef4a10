import type { Prices } from '../model/model.ts';

/** What became of a request for vectors. */
export type Embedded =
  | { readonly ok: true; readonly vectors: readonly Float32Array[]; readonly tokens: number }
  | {
      readonly ok: false;
      /**
       * `server`: it is away, busy or broken, so the next request would fail as well. `texts`: it refuses these texts; others may pass. `budget`: nobody was
       * asked.
       */
      readonly why: 'server' | 'texts' | 'budget';
      /** May be logged: a status, the system's name, or a sentence of ours. */
      readonly reason: string;
      /** As the server put it; it may repeat what was sent, so it is for requests of public texts alone. */
      readonly said: string;
      readonly retryAfterMs: number | null;
      /** What it may have taken all the same. */
      readonly tokens: number;
    };

/** One vector of length 1 for each text, in order, all with as many dimensions. Never throws. */
export type Embed = (texts: readonly string[], signal: AbortSignal) => Promise<Embedded>;

/** A request that is about to leave. */
export interface EmbedCall {
  readonly model: string;
  readonly prices: Prices | null;
  /** That it will take, about. */
  readonly tokens: number;
}

/** Lets a request leave if there is room for it, and writes down what it took. */
export type Toll = (call: EmbedCall, ask: () => Promise<Embedded>) => Promise<Embedded>;
