import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Body = z.object({ model: z.string(), input: z.array(z.string()), dimensions: z.int().optional() });
export type EmbeddingsRequest = z.infer<typeof Body>;

/** What it does instead of giving vectors. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** As it is sent, JSON or not; default: an error that repeats what was asked. */
      readonly body?: string;
    }
  | { readonly kind: 'hang' };

export interface EmbeddingsServer {
  /** As `baseUrl`, with `/v1`. */
  readonly url: string;
  readonly requests: readonly EmbeddingsRequest[];
  /** What it does from now on; null for a request that gets its vectors. */
  readonly fail: (fault: ((request: EmbeddingsRequest) => Fault | null) | null) => void;
  /** Another model behind the same name, from now on. */
  readonly become: (vectorOf: (text: string) => readonly number[]) => void;
  readonly close: () => Promise<void>;
}

/**
 * An HTTP server on loopback that speaks OpenAI's embeddings protocol; the vectors come in reverse order, as the protocol allows, and a text counts as one
 * token a word.
 */
export async function startEmbeddingsServer(vectorOf: (text: string) => readonly number[], port = 0): Promise<EmbeddingsServer> {
  const requests: EmbeddingsRequest[] = [];
  let current = vectorOf;
  let faultOf: (request: EmbeddingsRequest) => Fault | null = () => null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    requests.push(body);
    const fault = faultOf(body);
    if (fault?.kind === 'hang') return;
    const data = body.input.map((text, index) => ({ object: 'embedding', index, embedding: current(text) })).reverse();
    const usage = { prompt_tokens: body.input.join(' ').split(/\s+/).length };
    const answer =
      fault === null
        ? JSON.stringify({ object: 'list', data, model: body.model, usage })
        : (fault.body ?? JSON.stringify({ error: { message: `no vectors for ${body.input.join(' / ')}` } }));
    response.writeHead(fault?.status ?? 200, { 'content-type': 'application/json', ...fault?.headers }).end(answer);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    fail: (fault) => {
      faultOf = fault ?? (() => null);
    },
    become: (next) => {
      current = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
