import { z } from 'zod';
import { estimateTokens } from './estimate.ts';
import type { Completion } from './model.ts';

/** The part of a chat completion that we read. Servers differ in everything else. */
const ChatCompletion = z.object({
  model: z.string().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

type Read<T> =
  | Exclude<Completion<T>, { status: 'invalid' }>
  /** `answer` is what the model wrote, for one repair; empty when there is nothing to repair. */
  | (Extract<Completion<T>, { status: 'invalid' }> & { readonly answer: string });

/** `promptTokens`: an estimate, for servers that do not count. Reads a response body: refusal, cut off, empty, not JSON, not fitting the schema, or a value. Pure; never throws. */
export function readAnswer<T>(body: unknown, schema: z.ZodType<T>, requested: string, promptTokens: number): Read<T> {
  const parsed = ChatCompletion.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) {
    return {
      status: 'error',
      message: 'the server does not speak the chat-completions protocol: check baseUrl',
      retryable: true,
      code: 'protocol',
      usage: { inputTokens: promptTokens, outputTokens: 0 },
    };
  }
  const model = parsed.data.model ?? requested;
  const usage = {
    inputTokens: parsed.data.usage?.prompt_tokens ?? promptTokens,
    outputTokens: parsed.data.usage?.completion_tokens ?? estimateTokens(choice.message.content ?? ''),
  };
  const refusal = choice.message.refusal ?? '';
  if (refusal !== '') return { status: 'refusal', message: refusal, usage, model };
  if (choice.finish_reason === 'content_filter') return { status: 'refusal', message: 'stopped by a content filter', usage, model };
  if (choice.finish_reason === 'length') return { status: 'truncated', usage, model };

  const answer = unwrap(choice.message.content ?? '');
  if (answer === '') return { status: 'invalid', message: 'the answer is empty', usage, model, answer };
  const value = parseJson(answer);
  if (value === undefined) return { status: 'invalid', message: 'the answer is not JSON', usage, model, answer };
  const fits = schema.safeParse(value);
  if (fits.success) return { status: 'ok', value: fits.data, usage, model };
  const problems = fits.error.issues.map((i) => [i.path.join('.'), i.message].filter((s) => s !== '').join(': '));
  return { status: 'invalid', message: problems.join('; '), usage, model, answer };
}

/** Local models think aloud and like code fences. */
function unwrap(content: string): string {
  const spoken = content.replace(/<think>[\s\S]*?<\/think>/g, '').trim();
  return /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(spoken)?.[1]?.trim() ?? spoken;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
