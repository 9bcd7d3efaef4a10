/** The port to one SMTP submission account (RFC 6409), with the one moment that matters made visible. */

export interface Delivery {
  /** Envelope sender, bare address. */
  readonly from: string;
  /** Envelope recipients, bare addresses. */
  readonly to: readonly string[];
  readonly source: Buffer;
}

export interface Submission {
  /**
   * Hands one mail to the server. `onData` is awaited after the server's 354 and before the first body byte leaves.
   * Resolves with the server's final answer line, e.g. `250 2.0.0 Ok: queued as 4F1`.
   *
   * Throws `TransientError` or `PermanentError` when it is certain that the server did not take the mail, and
   * `InDoubtError` when the connection ended after `onData` without a final answer.
   */
  readonly deliver: (delivery: Delivery, onData: () => Promise<void>, signal: AbortSignal) => Promise<{ readonly response: string }>;
  /** Connects and authenticates, then lets go: is the account usable? Throws as `deliver` does. */
  readonly verify: (signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}
