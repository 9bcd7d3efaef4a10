import type { LOOKUP_FAILURES } from '../config/lookup-schema.ts';

/** What the rest of Firstline knows of look-ups: a question to a server of ours, and how it ended. */

export interface LookupRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Secrets among them: never logged, never recorded. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string | null;
  /** For everything, from the first question to the name server to the last byte. ms. */
  readonly timeoutMs: number;
}

/** Why a server's answer cannot be used, or did not come. */
export const FAILURES: Readonly<Record<Failure, string>> = {
  'bad-address': 'its address is one that look-ups may not reach',
  unreachable: 'the server could not be reached',
  timeout: 'the server did not answer in time',
  redirect: 'the server sent us elsewhere, and nobody follows',
  'not-found': 'the server knows nothing of it',
  refused: 'the server refused',
  'too-large': 'the answer was too large',
  'not-json': 'the answer was not JSON',
};
export type Failure = (typeof LOOKUP_FAILURES)[number];

export type LookupAnswer =
  | { readonly kind: 'answer'; readonly json: unknown; readonly bytes: number }
  /** `detail`: a status or the system's word for it; nothing that the server wrote. */
  | { readonly kind: 'failed'; readonly why: Failure; readonly detail: string; readonly bytes: number };

/** Which question it is, for the audit; the values without what is private of them. */
export interface Asked {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Asks once, and follows nobody. Never throws but with the signal's reason when that is aborted. */
export type AskServer = (request: LookupRequest, asked: Asked, signal: AbortSignal) => Promise<LookupAnswer>;
