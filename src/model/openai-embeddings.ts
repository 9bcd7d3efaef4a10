import { OpenAI } from 'openai';
import { z } from 'zod';
import type { EmbeddingsConfig } from '../config/schema.ts';
import type { Embed } from '../knowledge/meaning.ts';
import { describeError } from './openai-error.ts';

export interface EmbeddingsServer extends Pick<EmbeddingsConfig, 'name' | 'dimensions'> {
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
  /** ms */
  readonly timeout: number;
}

/** What is needed of the answer; checked, because many servers speak this protocol. */
const Answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1) })) });

/** Vectors of texts behind OpenAI's embeddings protocol. Nothing is retried; never throws. */
export function makeEmbed({ name, dimensions, baseUrl, apiKey, timeout }: EmbeddingsServer, now: () => number): Embed {
  const client = new OpenAI({
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout,
    logLevel: 'off',
  });
  return async (texts, signal) => {
    const deadline = AbortSignal.timeout(timeout);
    try {
      const body = {
        model: name,
        input: [...texts],
        encoding_format: 'float' as const,
        ...(dimensions === undefined ? {} : { dimensions }),
      };
      const answer: unknown = await client.embeddings.create(body, { signal: AbortSignal.any([signal, deadline]) });
      const parsed = Answer.safeParse(answer);
      const vectors = parsed.success ? parsed.data.data.toSorted((a, b) => a.index - b.index) : [];
      if (vectors.length !== texts.length || vectors.some(({ embedding }) => embedding.length !== vectors[0]?.embedding.length))
        return { ok: false, message: 'the answer is not one vector for each text', retryAfterMs: null };
      return { ok: true, vectors: vectors.map(({ embedding }) => unit(embedding)) };
    } catch (error) {
      if (deadline.aborted) return { ok: false, message: `no answer within ${timeout} ms`, retryAfterMs: null };
      const described = describeError(error, name, now(), { inputTokens: 0, outputTokens: 0 });
      const message = 'message' in described ? described.message : described.status;
      return { ok: false, message, retryAfterMs: 'retryAfterMs' in described ? (described.retryAfterMs ?? null) : null };
    }
  };
}

/** Of length 1, so that the product of two is their cosine. */
function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (x) => (length === 0 ? 0 : x / length));
}
