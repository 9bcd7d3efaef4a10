import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** A server of OpenAI's chat-completions protocol that answers at once: sorts every mail the same way and quotes the first passage. */
export interface ModelServer {
  /** As `baseUrl`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const Request = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.object({ json_schema: z.object({ name: z.string() }) }).optional(),
});

export async function startModelServer(): Promise<ModelServer> {
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(completion(answer(Request.parse(JSON.parse(body))))));
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  // A client keeps its connections longer than the 5 s that Node would.
  server.keepAliveTimeout = 600_000;
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('the model server has no TCP port');
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${address.port}/v1`, stop };
}

const SORTED = {
  category: 'how-to',
  confidence: 0.99,
  priority: 'normal',
  sentiment: 'neutral',
  complexity: 'simple',
  questions: 1,
  wantsPerson: false,
  feedback: null,
  summary: 'A question on how to use the product',
  queries: [],
};

function answer({ messages, response_format: format }: z.infer<typeof Request>): object {
  if (format?.json_schema.name !== 'answer') return SORTED;
  const prompt = messages.map((m) => m.content).join('\n');
  // As prompts/draft.md lays them out: `[id] title`, the text, and then the next passage or the end of the list.
  const [, id = '', passage = ''] = /^\[([^\]\n]+)\] .*\n([\s\S]*?)(?=\n\n\[|\n\nThe mail below)/m.exec(prompt) ?? [];
  return { cannotAnswer: false, body: [{ as: 'paragraph', text: passage.trim(), cites: [id] }] };
}

function completion(value: object) {
  return {
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 0,
    model: 'bench',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: JSON.stringify(value), refusal: null } }],
    usage: { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 },
  };
}
