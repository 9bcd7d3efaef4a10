import { APIError, OpenAI } from 'openai';
import { z } from 'zod';
import type { ModelConfig } from '../config/schema.ts';
import { boundedFetch, EndlessAnswerError } from './bounded-fetch.ts';
import { estimatePrompt } from './estimate.ts';
import type { Completion, Model, ModelMessage, ModelRequest, Usage } from './model.ts';
import { describeError } from './openai-error.ts';
import { makePace, type Pace } from './pace.ts';
import type { Ended } from './pace-state.ts';
import { readAnswer } from './read-answer.ts';

/** How much structure the server enforces, best first. A server that refuses one is asked for the next, and that is remembered. */
const STRUCTURES = ['json_schema', 'json_object', 'text'] as const;
type Structure = (typeof STRUCTURES)[number];

/** What this server turned out to understand; kept as long as the model object. */
interface Dialect {
  structure: Structure;
  /** OpenAI's reasoning models refuse `max_tokens`; many other servers know nothing else. */
  limit: 'max_completion_tokens' | 'max_tokens';
}

/**
 * A model behind OpenAI's chat-completions protocol, at OpenAI or any compatible `baseUrl`. Nothing is retried but what the protocol needs: one repair of
 * an answer that does not fit the schema, and one step down when the server refuses structured output or the name of a limit. Never throws.
 */
export function makeOpenAiModel(config: ModelConfig, now: () => number = Date.now, random: () => number = Math.random): Model {
  const { concurrency, requestsPerMinute = null, tokensPerMinute = null } = config;
  const pace = makePace({ concurrency, requestsPerMinute, tokensPerMinute, now, random });
  const client = new OpenAI({
    baseURL: config.baseUrl ?? 'https://api.openai.com/v1',
    // Local servers ask for no key, but the client insists on one. Nulls keep the client from reading the environment.
    apiKey: config.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    fetch: boundedFetch(),
    timeout: config.timeout,
    logLevel: 'off',
  });
  const dialect: Dialect = { structure: 'json_schema', limit: config.baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens' };

  const complete = async <T>(request: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    const connection = { client, config, dialect, pace, now };
    const first = await ask(connection, request, request.messages, signal);
    if (first.status !== 'invalid' || first.answer === '') return first;
    const again: ModelMessage = { role: 'user', content: repairRequest(first.answer, first.message) };
    const second = await ask(connection, request, [...request.messages, again], signal);
    // Its first answer was paid for, however the second call ended.
    return second.status === 'over_budget' ? second : { ...second, usage: sum(first.usage, second.usage ?? NOTHING) };
  };
  return { name: `openai:${config.name}`, complete, metered: { prices: config.prices ?? null, maxOutputTokens: config.maxOutputTokens } };
}

/** An invalid answer carries what the model wrote, for the repair. */
type Answered<T> =
  | Exclude<Completion<T>, { status: 'invalid' }>
  | (Extract<Completion<T>, { status: 'invalid' }> & { readonly answer: string });

interface Connection {
  readonly client: OpenAI;
  readonly config: ModelConfig;
  readonly dialect: Dialect;
  readonly pace: Pace;
  readonly now: () => number;
}

async function ask<T>(
  connection: Connection,
  request: ModelRequest<T>,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): Promise<Answered<T>> {
  const { client, config, dialect, pace, now } = connection;
  const tried: Dialect = { ...dialect };
  for (;;) {
    const body = requestBody(config, tried, request, messages);
    const prompt = estimatePrompt(body.messages);
    const entry = await pace.enter(prompt + (body.max_tokens ?? body.max_completion_tokens ?? 0), signal).catch(() => null);
    if (entry === null) return { status: 'aborted' };
    if (!entry.ok) return refused(entry);
    // The client's own time-out ends with the response headers; this one also covers a body that never comes.
    const deadline = AbortSignal.timeout(config.timeout);
    let answer: Answered<T>;
    try {
      answer = readAnswer(
        await client.chat.completions.create(body, { signal: AbortSignal.any([signal, deadline]) }),
        request.schema,
        config.name,
        prompt,
      );
      Object.assign(dialect, tried);
    } catch (error) {
      const lost = { inputTokens: prompt, outputTokens: 0 };
      if (signal.aborted) answer = { status: 'aborted', usage: lost };
      else if (isEndless(error)) answer = { status: 'truncated', usage: lost, model: config.name };
      else if (deadline.aborted)
        answer = { status: 'error', message: `no answer within ${config.timeout} ms`, retryable: true, code: 'timeout', usage: lost };
      else if (stepDown(tried, error)) {
        entry.leave({ kind: 'answered' }, 0);
        continue;
      } else answer = describeError(error, config.name, now(), lost);
    }
    const usage = answer.status === 'over_budget' ? undefined : answer.usage;
    const retryAfterMs = entry.leave(endOf(answer), usage === undefined ? 0 : usage.inputTokens + usage.outputTokens);
    return answer.status === 'error' && answer.retryable && retryAfterMs !== null ? { ...answer, retryAfterMs } : answer;
  }
}

/** Wherever in the chain of causes the client has put it. */
function isEndless(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof EndlessAnswerError) return true;
  return false;
}

function refused(entry: { readonly why: 'rate' | 'down'; readonly retryAfterMs: number }): Answered<never> {
  const { retryAfterMs } = entry;
  if (entry.why === 'rate') return { status: 'rate_limited', retryAfterMs };
  return { status: 'error', message: 'it has not answered for a while and is given time', retryable: true, code: 'away', retryAfterMs };
}

/** What everybody who asks this server should know of how a request ended. */
function endOf(answer: Answered<unknown>): Ended {
  if (answer.status === 'aborted') return { kind: 'cancelled' };
  if (answer.status === 'rate_limited') return { kind: 'busy', retryAfterMs: answer.retryAfterMs };
  if (answer.status !== 'error' || !answer.retryable || answer.code === 'protocol') return { kind: 'answered' };
  return answer.retryAfterMs === undefined ? { kind: 'away' } : { kind: 'busy', retryAfterMs: answer.retryAfterMs };
}

interface Body {
  readonly model: string;
  readonly messages: { role: 'system' | 'user'; content: string }[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: ReturnType<typeof responseFormat>['response_format'];
}

function requestBody<T>(config: ModelConfig, dialect: Dialect, request: ModelRequest<T>, messages: readonly ModelMessage[]): Body {
  const bare = jsonSchema(request.schema);
  const told = dialect.structure === 'json_schema' ? messages : withSchema(messages, bare);
  return {
    model: config.name,
    messages: told.map(({ role, content }) => ({ role, content })),
    [dialect.limit]: Math.min(config.maxOutputTokens, request.maxOutputTokens),
    ...responseFormat(dialect.structure, request.schemaName, bare),
  };
}

const written = new WeakMap<z.ZodType, Record<string, unknown>>();

/** There are two schemas, and every mail is asked about with both. */
function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const known = written.get(schema);
  if (known !== undefined) return known;
  const { $schema: _, ...bare } = z.toJSONSchema(schema, {
    ...{ target: 'draft-7', unrepresentable: 'any' },
    // What stands in for a missing value is ours to know: servers are asked for all, and strict ones refuse the keyword.
    override: ({ jsonSchema: part }) => delete part.default,
  });
  written.set(schema, bare);
  return bare;
}

function responseFormat(structure: Structure, name: string, schema: Record<string, unknown>) {
  switch (structure) {
    case 'json_schema':
      return { response_format: { type: 'json_schema' as const, json_schema: { name, strict: true, schema } } };
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'text':
      return {};
    default:
      return structure satisfies never;
  }
}

function withSchema(messages: readonly ModelMessage[], schema: Record<string, unknown>): ModelMessage[] {
  const content = `Answer with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
  const [system, ...rest] = messages;
  return system?.role === 'system'
    ? [{ role: 'system', content: `${system.content}\n\n${content}` }, ...rest]
    : [{ role: 'system', content }, ...messages];
}

/** Changes `dialect` to something the server may understand better; false when the error is about something else, or nothing is left to try. */
function stepDown(dialect: Dialect, error: unknown): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422 && error.status !== 501)) return false;
  const text = `${error.code ?? ''} ${error.param ?? ''} ${error.message}`;
  if (/context_length|content_filter|content_policy|model_not_found|billing/.test(text)) return false;
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/.test(text)) return turn(dialect, { limit: 'max_completion_tokens' });
  if (dialect.limit === 'max_completion_tokens' && /max_completion_tokens/.test(text)) return turn(dialect, { limit: 'max_tokens' });
  const next = STRUCTURES[STRUCTURES.indexOf(dialect.structure) + 1];
  return next !== undefined && turn(dialect, { structure: next });
}

function turn(dialect: Dialect, change: Partial<Dialect>): true {
  Object.assign(dialect, change);
  return true;
}

function repairRequest(answer: string, problem: string): string {
  return `Your last answer could not be used: ${problem}\nIt was:\n${answer.slice(0, REPAIR_CHARACTERS)}\nAnswer again, with one JSON object that fits the schema and nothing else.`;
}

const REPAIR_CHARACTERS = 4_000;

function sum(a: Usage, b: Usage): Usage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };
