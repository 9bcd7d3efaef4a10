import type { ModelMessage } from '../model/model.ts';

/** The prompt files of one inbox, loaded and checked. */
export interface Prompts {
  /** Hash over all prompt files: the version the audit records. */
  readonly hash: string;
  /** Renders `prompts/<name>.md` into a system and a user message; values are data, never template source. */
  readonly render: (name: 'classify' | 'draft', values: Readonly<Record<string, unknown>>) => readonly ModelMessage[];
  /** Greeting and sign-off for a language, the customer's name filled in when known. */
  readonly frame: (language: string, customerName: string | null) => { readonly greeting: string; readonly signOff: string };
}
