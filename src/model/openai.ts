import { APIConnectionError, APIError, APIUserAbortError, OpenAI } from 'openai';
import { z } from 'zod';
import type { ModelConfig } from '../config/schema.ts';
import { errorMessage } from '../errors.ts';
import type { Completion, Model, ModelMessage, ModelRequest, Usage } from './model.ts';
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
export function makeOpenAiModel(config: ModelConfig, now: () => number = Date.now): Model {
  const client = new OpenAI({
    baseURL: config.baseUrl ?? 'https://api.openai.com/v1',
    // Local servers ask for no key, but the client insists on one. Nulls keep the client from reading the environment.
    apiKey: config.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: config.timeout,
    logLevel: 'off',
  });
  const dialect: Dialect = { structure: 'json_schema', limit: config.baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens' };

  const complete = async <T>(request: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    const first = await ask({ client, config, dialect, now }, request, request.messages, signal);
    if (first.status !== 'invalid' || first.answer === '') return first;
    const again: ModelMessage = { role: 'user', content: repairRequest(first.answer, first.message) };
    const second = await ask({ client, config, dialect, now }, request, [...request.messages, again], signal);
    return 'usage' in second ? { ...second, usage: sum(first.usage, second.usage) } : second;
  };
  return { name: `openai:${config.name}`, complete };
}

/** An invalid answer carries what the model wrote, for the repair. */
type Answered<T> =
  | Exclude<Completion<T>, { status: 'invalid' }>
  | (Extract<Completion<T>, { status: 'invalid' }> & { readonly answer: string });

interface Connection {
  readonly client: OpenAI;
  readonly config: ModelConfig;
  readonly dialect: Dialect;
  readonly now: () => number;
}

async function ask<T>(
  { client, config, dialect, now }: Connection,
  request: ModelRequest<T>,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): Promise<Answered<T>> {
  // The client's own time-out ends with the response headers; this one also covers a body that never comes.
  const deadline = AbortSignal.timeout(config.timeout);
  const tried: Dialect = { ...dialect };
  for (;;) {
    try {
      const body = await client.chat.completions.create(requestBody(config, tried, request, messages), {
        signal: AbortSignal.any([signal, deadline]),
      });
      Object.assign(dialect, tried);
      return readAnswer(body, request.schema, config.name);
    } catch (error) {
      if (signal.aborted) return { status: 'aborted' };
      if (deadline.aborted) return { status: 'error', message: `no answer within ${config.timeout} ms`, retryable: true };
      if (!stepDown(tried, error)) return describe(error, config.name, now());
    }
  }
}

function requestBody<T>(config: ModelConfig, dialect: Dialect, request: ModelRequest<T>, messages: readonly ModelMessage[]) {
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
  const { $schema: _, ...bare } = z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any' });
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

function describe(error: unknown, model: string, now: number): Exclude<Completion<never>, { status: 'ok' | 'invalid' }> {
  if (error instanceof APIUserAbortError) return { status: 'aborted' };
  if (error instanceof APIConnectionError) return { status: 'error', message: cause(error), retryable: true };
  if (!(error instanceof APIError) || error.status === undefined) return { status: 'error', message: errorMessage(error), retryable: true };
  if (error.status === 429) return { status: 'rate_limited', retryAfterMs: retryAfter(error.headers, now) };
  if (/content_filter|content_policy/.test(`${error.code ?? ''} ${error.message}`)) {
    return { status: 'refusal', message: error.message, usage: { inputTokens: 0, outputTokens: 0 }, model };
  }
  const temporary = error.status >= 500 || error.status === 408 || error.status === 409 || error.status === 425;
  return { status: 'error', message: error.message, retryable: temporary };
}

/** The client's own message is only "Connection error.". */
function cause(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${errorMessage(error.cause.cause ?? error.cause)}` : error.message;
}

/** Milliseconds, from `retry-after-ms` or `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3); null when there is none. */
function retryAfter(headers: Headers | undefined, now: number): number | null {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise) && precise >= 0) return precise;
  const value = headers?.get('retry-after') ?? null;
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function repairRequest(answer: string, problem: string): string {
  return `Your last answer could not be used: ${problem}\nIt was:\n${answer.slice(0, REPAIR_CHARACTERS)}\nAnswer again, with one JSON object that fits the schema and nothing else.`;
}

const REPAIR_CHARACTERS = 4_000;

function sum(a: Usage, b: Usage): Usage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}
