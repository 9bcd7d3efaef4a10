import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Body = z.object({ model: z.string(), input: z.array(z.string()), dimensions: z.int().optional() });
export type EmbeddingsRequest = z.infer<typeof Body>;

/** What it answers instead of vectors. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface EmbeddingsServer {
  /** As `baseUrl`, with `/v1`. */
  readonly url: string;
  readonly requests: readonly EmbeddingsRequest[];
  /** From now on; null: vectors again. */
  readonly refuse: (refusal: Refusal | null) => void;
  readonly close: () => Promise<void>;
}

/** An HTTP server on loopback that speaks OpenAI's embeddings protocol; the vectors come in reverse order, as the protocol allows. */
export async function startEmbeddingsServer(vectorOf: (text: string) => readonly number[]): Promise<EmbeddingsServer> {
  const requests: EmbeddingsRequest[] = [];
  let refusal: Refusal | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    requests.push(body);
    const data = body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })).reverse();
    const answer = refusal?.body ?? (refusal === null ? { object: 'list', data, model: body.model } : { error: { message: 'not now' } });
    response.writeHead(refusal?.status ?? 200, { 'content-type': 'application/json', ...refusal?.headers }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    refuse: (next) => {
      refusal = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
