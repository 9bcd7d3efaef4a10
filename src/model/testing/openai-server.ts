import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What the server does with one request, in the order they were programmed; when none is left it answers 500. */
export type ServerStep =
  /** A completion whose content is this value as JSON, or this text as it is. */
  | {
      readonly kind: 'content';
      readonly content: unknown;
      readonly finish?: 'stop' | 'length' | 'content_filter';
      readonly refusal?: string;
    }
  | { readonly kind: 'status'; readonly status: number; readonly error?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** Any body, also one that is no completion. */
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string }
  /** Never answers; with `headers`, sends the head and then nothing. */
  | { readonly kind: 'hang'; readonly headers?: boolean }
  /** Writes this until the connection ends. */
  | { readonly kind: 'endless'; readonly chunk: string }
  | { readonly kind: 'drop' };

const RequestBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
export type RequestBody = z.infer<typeof RequestBody>;

export interface OpenAiServer {
  /** As `baseUrl`, with `/v1`. */
  readonly url: string;
  /** Bodies received, oldest first. */
  readonly requests: readonly RequestBody[];
  readonly program: (...steps: readonly ServerStep[]) => void;
  /** Resolves when the next request has been read. */
  readonly nextRequest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * An HTTP server on loopback that speaks OpenAI's chat-completions protocol, for tests and benches.
 * @param otherwise answers what no programmed step is left for
 */
export async function startOpenAiServer(otherwise?: (request: RequestBody) => ServerStep): Promise<OpenAiServer> {
  const requests: RequestBody[] = [];
  const steps: ServerStep[] = [];
  const server = createServer((request, response) => {
    readBody(request).then(
      (text) => {
        const body = RequestBody.parse(JSON.parse(text));
        requests.push(body);
        play(steps.shift() ?? otherwise?.(body), response);
        server.emit('answered');
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    program: (...more) => {
      steps.push(...more);
    },
    nextRequest: async () => {
      await once(server, 'answered');
    },
    close: () => close(server),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function play(step: ServerStep | undefined, response: ServerResponse): void {
  switch (step?.kind) {
    case undefined:
      send(response, 500, JSON.stringify({ error: { message: 'nothing was programmed' } }));
      break;
    case 'content':
      send(response, 200, JSON.stringify(completion(step)));
      break;
    case 'status':
      send(response, step.status, JSON.stringify({ error: step.error ?? { message: `status ${step.status}` } }), step.headers);
      break;
    case 'raw':
      send(response, 200, step.body, { 'content-type': step.contentType ?? 'application/json' });
      break;
    case 'hang':
      if (step.headers === true) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
      break;
    case 'endless':
      response.writeHead(200, { 'content-type': 'application/json' });
      pour(response, step.chunk);
      break;
    case 'drop':
      response.destroy();
      break;
    default:
      step satisfies never;
  }
}

function pour(response: ServerResponse, chunk: string): void {
  while (!response.destroyed && response.write(chunk));
  if (!response.destroyed) response.once('drain', () => pour(response, chunk));
}

function completion({ content, finish = 'stop', refusal }: Extract<ServerStep, { kind: 'content' }>) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'test-model',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: text, refusal: refusal ?? null } }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  };
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
