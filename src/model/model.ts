import type { ZodType } from 'zod';

/** A question to a model. `messages` is what a language model reads; `input` the same facts as data, for the built-in one. */
export interface ModelRequest<T> {
  readonly task: ModelInput['task'];
  readonly messages: readonly ModelMessage[];
  readonly input: ModelInput;
  readonly schema: ZodType<T>;
  /** `[a-z_]+`, names the schema on the wire. */
  readonly schemaName: string;
  readonly maxOutputTokens: number;
}

export interface ModelMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

export type ModelInput = ClassifyInput | DraftInput;

export interface ClassifyInput {
  readonly task: 'classify';
  readonly subject: string;
  /** The newest words only. */
  readonly text: string;
  /** Detected by code from the newest words; ISO 639-1. */
  readonly language: string;
  readonly categories: readonly { readonly id: string; readonly description: string; readonly examples: readonly string[] }[];
}

export interface DraftInput {
  readonly task: 'draft';
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  readonly customerName: string | null;
  readonly passages: readonly DraftPassage[];
  /** Greeting and sign-off in the customer's language, from the prompt file. */
  readonly greeting: string;
  readonly signOff: string;
}

export interface DraftPassage {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** As search gave it, 0 to 1. */
  readonly score: number;
  readonly locale: string;
  /** Title and aliases of its article: the questions that it is known to answer. */
  readonly headlines: readonly string[];
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Every way a model call can end. `complete` never throws. */
export type Completion<T> =
  | { readonly status: 'ok'; readonly value: T; readonly usage: Usage; readonly model: string }
  | { readonly status: 'refusal'; readonly message: string; readonly usage: Usage; readonly model: string }
  | { readonly status: 'invalid'; readonly message: string; readonly usage: Usage; readonly model: string }
  | { readonly status: 'truncated'; readonly usage: Usage; readonly model: string }
  | { readonly status: 'rate_limited'; readonly retryAfterMs: number | null }
  | { readonly status: 'error'; readonly message: string; readonly retryable: boolean }
  | { readonly status: 'aborted' };

export type Complete = <T>(request: ModelRequest<T>, signal: AbortSignal) => Promise<Completion<T>>;

export interface Model {
  /** What the audit records, e.g. `openai:gpt-5-mini` or `builtin`. */
  readonly name: string;
  readonly complete: Complete;
}
