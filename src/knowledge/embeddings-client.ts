import type { Log } from '../log.ts';
import { estimateTokens } from '../model/estimate.ts';
import type { Prices } from '../model/model.ts';
import type { Embed, Embedded, Toll } from './embed.ts';

/** The server of embeddings as the search sees it. */
export interface EmbeddingsClient {
  /** Of the model and what is asked of it: vectors of two that differ are never compared. */
  readonly model: string;
  /** null: nobody was asked, because the server is away, or whoever asked has given up. Never throws. */
  readonly ask: (texts: readonly string[], asking: Asking) => Promise<Embedded | null>;
  /** Of the vectors that it gives now; null until it has given one. */
  readonly dimensions: () => number | null;
  /** Why the server is not asked; null while it answers. */
  readonly problem: () => string | null;
}

interface Asking {
  readonly toll: Toll;
  readonly signal: AbortSignal;
  /** ms; default: as long as the client of the server waits. */
  readonly patience?: number;
  /** Of public texts what the server says may be logged: it repeats them at most. */
  readonly isPublic: boolean;
}

interface ClientParts {
  readonly embed: Embed;
  readonly model: string;
  readonly prices: Prices | null;
  readonly now: () => number;
  readonly log: Log;
}

/** Until the server is asked again when it did not say: at first soon, for it may only be starting, too. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;
/** A name may come to stand for another model; a server that changes its mind more often than this has several behind one name, and no vector of it is of use. */
const CHANGE_MS = 3_600_000;

/** Asks again only when it is time, and logs it when the server goes away and when it comes back. */
export function makeEmbeddingsClient({ embed, model, prices, now, log }: ClientParts): EmbeddingsClient {
  let askAgainAt = 0;
  let problem: string | null = null;
  let failures = 0;
  let asking = 0;
  let dimensions: number | null = null;
  let changedAt = Number.NEGATIVE_INFINITY;

  const fail = (reason: string, retryAfterMs: number | null, said: string | undefined): void => {
    askAgainAt = now() + (retryAfterMs ?? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, failures)));
    failures += 1;
    if (problem === null) log.warn({ model, reason, said }, 'no embeddings: the search goes by words alone until the server answers');
    problem = reason;
  };
  /** Whether vectors of this length can be worked with. */
  const accept = (length: number): boolean => {
    if (dimensions === null || dimensions === length) {
      dimensions = length;
      return true;
    }
    if (now() - changedAt < CHANGE_MS) return false;
    log.warn(
      { model, before: dimensions, now: length },
      'the server gives vectors of another length, so another model stands behind the name: all are fetched anew',
    );
    changedAt = now();
    dimensions = length;
    return true;
  };

  const ask: EmbeddingsClient['ask'] = async (texts, { toll, signal, patience, isPublic }) => {
    // While it is away one request at a time finds out whether it is back.
    if (signal.aborted || now() < askAgainAt || (problem !== null && asking > 0)) return null;
    asking += 1;
    const tokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    const waits = patience === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const answer = await toll({ model, prices, tokens }, () => embed(texts, waits)).finally(() => {
      asking -= 1;
    });
    if (!answer.ok && signal.aborted) return null;
    if (!answer.ok) {
      const reason = waits.aborted ? `no answer within ${patience} ms` : answer.reason;
      if (answer.why === 'server') fail(reason, answer.retryAfterMs, isPublic ? answer.said : undefined);
      return answer;
    }
    const length = answer.vectors[0]?.length ?? 0;
    if (!accept(length)) {
      const reason = `vectors of ${length} dimensions where there were ${dimensions} before`;
      fail(reason, null, undefined);
      return { ok: false, why: 'server', reason, said: reason, retryAfterMs: null, tokens: answer.tokens };
    }
    if (problem !== null) log.info({ model }, 'embeddings are back: the search goes by meaning as well');
    problem = null;
    failures = 0;
    return answer;
  };
  return { model, ask, dimensions: () => dimensions, problem: () => (now() < askAgainAt ? problem : null) };
}
