import { z } from 'zod';
import { estimateTokens } from './estimate.ts';
import type { Completion } from './model.ts';

const Part = z.object({ text: z.string().nullish() });

/** The part of a chat completion that we read. Servers differ in everything else. */
const ChatCompletion = z.object({
  model: z.string().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          // Some servers answer in parts, as one may ask in parts.
          content: z.union([z.string(), z.array(Part).transform((parts) => parts.map((part) => part.text ?? '').join(''))]).nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(z.unknown()).nullish(),
          function_call: z.unknown().optional(),
        }),
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
  if (answer === '') return { status: 'invalid', message: called(choice.message) ? CALLED : 'the answer is empty', usage, model, answer };
  const value = parseJson(answer);
  if (value === undefined) return { status: 'invalid', message: 'the answer is not JSON', usage, model, answer };
  const fits = schema.safeParse(value);
  if (fits.success) return { status: 'ok', value: fits.data, usage, model };
  const problems = fits.error.issues.map((i) => [i.path.join('.'), i.message].filter((s) => s !== '').join(': '));
  return { status: 'invalid', message: problems.join('; '), usage, model, answer };
}

const CALLED = 'it calls a tool, and none was declared';

/** We declare no tools: a call is never carried out, and no answer either. */
function called({
  tool_calls,
  function_call,
}: {
  readonly tool_calls?: readonly unknown[] | null | undefined;
  readonly function_call?: unknown;
}): boolean {
  return (tool_calls ?? []).length > 0 || (function_call ?? null) !== null;
}

/** Local models think aloud and like code fences. */
function unwrap(content: string): string {
  const spoken = thoughtless(content).trim();
  return /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(spoken)?.[1]?.trim() ?? spoken;
}

/** Without a regular expression: many openings without an end would take the square of their number. */
function thoughtless(content: string): string {
  let spoken = '';
  let at = 0;
  for (;;) {
    const start = content.indexOf('<think>', at);
    const end = start === -1 ? -1 : content.indexOf('</think>', start);
    if (end === -1) return spoken + content.slice(at);
    spoken += content.slice(at, start);
    at = end + '</think>'.length;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
