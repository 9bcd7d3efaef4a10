import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Redaction, redact } from '../privacy/mask.ts';
import type { Completion, Model, ModelRequest } from './model.ts';

/** What a model was asked and what it answered, for whoever writes prompts. A file of its own, never the log: it holds what customers wrote. */
export interface PromptLog {
  readonly file: string;
  /** One JSON object a line. Never throws: that something cannot be written down must not cost an answer. */
  readonly write: (entry: Readonly<Record<string, unknown>>) => void;
}

const NAME = 'prompts.jsonl';
const OLDER = 'prompts.1.jsonl';
/** Some thousand calls; with the older file at most twice that is kept. Bytes. */
const FULL = 10_000_000;
/** For its owner only. */
const MODE = 0o600;

export function openPromptLog(folder: string, log: Log): PromptLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, NAME);
  let failed = false;
  const write: PromptLog['write'] = (entry) => {
    try {
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size >= FULL) renameSync(file, join(folder, OLDER));
      appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: MODE });
      // The mode of an append counts only for a file that it makes.
      if (size > 0 && !failed) chmodSync(file, MODE);
      failed = false;
    } catch (error) {
      if (!failed) log.warn({ err: errorMessage(error), file }, 'prompts cannot be written down: make room, or the file writable');
      failed = true;
    }
  };
  return { file, write };
}

interface PromptLogOptions {
  readonly inbox: string;
  /** Of the inbox; what is written down has its secrets hidden even where the model sees them. */
  readonly level: Redaction;
  readonly now: () => number;
}

/** The same model, with every call written down. */
export function withPromptLog(model: Model, promptLog: PromptLog, { inbox, level, now }: PromptLogOptions): Model {
  const hide = (text: string) => redact(text, level === 'pii' ? 'pii' : 'secrets');
  const complete = async <T>(asked: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    const request = { ...asked, messages: asked.messages };
    const started = now();
    const completion = await model.complete(request, signal);
    const { task, schemaName, messages } = request;
    promptLog.write({
      at: new Date(started).toISOString(),
      ms: now() - started,
      ...{ inbox, model: model.name, task, schema: schemaName },
      messages: messages.map(({ role, content }) => ({ role, content: hide(content) })),
      completion: hidden(completion, hide),
    });
    return completion;
  };
  return { ...model, complete };
}

/** Every text in it. */
function hidden(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => hidden(item, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hidden(inner, hide)]));
}
