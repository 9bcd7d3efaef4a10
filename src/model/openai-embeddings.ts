import { OpenAI } from 'openai';
import { z } from 'zod';
import type { EmbeddingsConfig } from '../config/schema.ts';
import type { Embed, Embedded } from '../knowledge/embed.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { estimateTokens } from './estimate.ts';
import { describeError } from './openai-error.ts';

export interface EmbeddingsServer extends Pick<EmbeddingsConfig, 'name' | 'dimensions'> {
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
  /** ms */
  readonly timeout: number;
}

/** What is needed of the answer; checked, because many servers speak this protocol. zod's numbers are finite. */
const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number().nullish() }).nullish(),
});
/** What a server says of texts that it takes offence at: too long, most often (RFC 9110, sections 15.5.1, 15.5.14 and 15.5.21). */
const REFUSED = new Set(['400', '413', '422']);
/** A vector of the largest models as JSON, with room: a batch of them is longer than the longest answer of a model that writes. */
const BYTES_A_VECTOR = 100_000;

/** Vectors of texts behind OpenAI's embeddings protocol. Nothing is retried; never throws. */
export function makeEmbed({ name, dimensions, baseUrl, apiKey, timeout }: EmbeddingsServer, now: () => number): Embed {
  const connect = (texts: number) =>
    new OpenAI({
      baseURL: baseUrl ?? 'https://api.openai.com/v1',
      apiKey: apiKey ?? 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      timeout,
      fetch: boundedFetch(texts * BYTES_A_VECTOR),
      logLevel: 'off',
    });
  return async (texts, signal) => {
    const deadline = AbortSignal.timeout(timeout);
    const estimate = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    try {
      const body = {
        model: name,
        input: [...texts],
        encoding_format: 'float' as const,
        ...(dimensions === undefined ? {} : { dimensions }),
      };
      const answer: unknown = await connect(texts.length).embeddings.create(body, { signal: AbortSignal.any([signal, deadline]) });
      return readVectors(answer, texts.length, { dimensions, estimate });
    } catch (error) {
      const failed = { ok: false, retryAfterMs: null } as const;
      if (deadline.aborted) {
        const reason = `no answer within ${timeout} ms`;
        return { ...failed, why: 'server', reason, said: reason, tokens: estimate };
      }
      const described = describeError(error, name, now(), { inputTokens: estimate, outputTokens: 0 });
      const reason =
        'code' in described ? (described.code ?? described.status) : described.status === 'rate_limited' ? '429' : described.status;
      return {
        ...failed,
        why: REFUSED.has(reason) ? 'texts' : 'server',
        reason,
        said: 'message' in described ? described.message : reason,
        retryAfterMs: 'retryAfterMs' in described ? (described.retryAfterMs ?? null) : null,
        tokens: ('usage' in described ? described.usage?.inputTokens : 0) ?? 0,
      };
    }
  };
}

function readVectors(
  answer: unknown,
  count: number,
  { dimensions, estimate }: { readonly dimensions: number | undefined; readonly estimate: number },
): Embedded {
  const parsed = Answer.safeParse(answer);
  const tokens = (parsed.success ? parsed.data.usage?.prompt_tokens : null) ?? estimate;
  const wrong = (reason: string): Embedded => ({ ok: false, why: 'server', reason, said: reason, retryAfterMs: null, tokens });
  if (!parsed.success) return wrong('the answer holds no vectors of numbers');
  const data = parsed.data.data.toSorted((a, b) => a.index - b.index);
  if (data.length !== count || data.some(({ index }, i) => index !== i))
    return wrong(`the answer is not one vector for each of ${count} texts`);
  const length = data[0]?.embedding.length ?? 0;
  if (data.some(({ embedding }) => embedding.length !== length)) return wrong('the vectors of the answer differ in length');
  if (dimensions !== undefined && length !== dimensions)
    return wrong(`the vectors have ${length} dimensions, asked for were ${dimensions}`);
  const vectors = data.map(({ embedding }) => unit(embedding));
  if (vectors.some((vector) => vector === null)) return wrong('the answer holds a vector without direction');
  return { ok: true, vectors: vectors.flatMap((vector) => vector ?? []), tokens };
}

/** Of length 1, so that the product of two is their cosine; null where there is nothing but zeros. */
function unit(vector: readonly number[]): Float32Array | null {
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(vector, (x) => x / length) : null;
}
