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
  /** What may be looked up for this sender; absent where nothing may. */
  readonly lookups?: readonly OfferedLookup[];
}

export interface OfferedLookup {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly description: string; readonly pattern: string }[];
  /** When the built-in model may propose it; null: never. */
  readonly trigger: { readonly categories: readonly string[]; readonly phrases: readonly string[] } | null;
}

export interface DraftInput {
  readonly task: 'draft';
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  readonly passages: readonly DraftPassage[];
  /** What was looked up for this mail, in sentences that may be sent as they are. */
  readonly lookedUp?: readonly Pick<DraftPassage, 'id' | 'text' | 'locale'>[];
}

export interface DraftPassage {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** As search gave it, 0 to 1. */
  readonly score: number;
  /** Over the best passage of any other article in its language, whether that one is among these or not. */
  readonly lead: number;
  readonly locale: string;
  /** Title and aliases of its article: the questions that it is known to answer. */
  readonly headlines: readonly string[];
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a token costs, in units of the currency for a million. */
export interface Prices {
  readonly input: number;
  readonly output: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Every way a model call can end. `complete` never throws. A call that failed may have cost tokens, too: `usage` is what the server said, or an estimate where it
 * could not say; none where nothing was sent.
 */
export type Completion<T> =
  | { readonly status: 'ok'; readonly value: T; readonly usage: Usage; readonly model: string }
  | { readonly status: 'refusal'; readonly message: string; readonly usage: Usage; readonly model: string }
  /** `answer`: what the model wrote instead. */
  | { readonly status: 'invalid'; readonly message: string; readonly usage: Usage; readonly model: string; readonly answer?: string }
  | { readonly status: 'truncated'; readonly usage: Usage; readonly model: string }
  | { readonly status: 'rate_limited'; readonly retryAfterMs: number | null; readonly usage?: Usage }
  /** `code` may be logged: a status or the system's name for it, such as `503` or `ECONNREFUSED`; `message` may repeat what was sent. */
  | {
      readonly status: 'error';
      readonly message: string;
      readonly retryable: boolean;
      readonly code?: string;
      readonly retryAfterMs?: number;
      readonly usage?: Usage;
    }
  /** Nobody was asked: the budget of the inbox for the day, or that of the ticket, has no room for it. */
  | { readonly status: 'over_budget'; readonly scope: 'day' | 'ticket'; readonly message: string; readonly retryAfterMs: number }
  | { readonly status: 'aborted'; readonly usage?: Usage };

export type Complete = <T>(request: ModelRequest<T>, signal: AbortSignal) => Promise<Completion<T>>;

export interface Model {
  /** What the audit records, e.g. `openai:gpt-5-mini` or `builtin`. */
  readonly name: string;
  readonly complete: Complete;
  /** What a call costs, and how many tokens an answer may have at most; absent for a model whose calls cost nothing and are not counted. */
  readonly metered?: { readonly prices: Prices | null; readonly maxOutputTokens: number };
}
