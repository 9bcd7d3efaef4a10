/**
 * Errors are named by what the daemon does next. Expected ends are values
 * (`Outcome`, `Completion`), never throws. Messages say what to do.
 */

/** One thing wrong in a configuration file: where, what, and what to write instead. */
export interface ConfigProblem {
  readonly file: string;
  /** Dotted path inside the file, e.g. `inboxes.support.imap.port`; empty for the file itself. */
  readonly path: string;
  readonly message: string;
  /** Where in the file, both from 1, as far as it is known. */
  readonly line?: number;
  readonly column?: number;
}

/** The operator must change something before the program can start (exit code 78, `EX_CONFIG`). */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    super(problems.map(problemLine).join('\n'), options);
    this.problems = problems;
  }
}

/** `file, line 3, column 8, path: message`, as far as each is known. */
export function problemLine({ file, path, message, line, column }: ConfigProblem): string {
  const place = line === undefined ? '' : `line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return `${[file, place, path].filter((s) => s !== '').join(', ')}: ${message}`;
}

/** Worth trying again later with jittered back-off: a server is away, slow, or said 4xx. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  /** Milliseconds to wait at least, when the other side said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options?: ErrorOptions & { retryAfterMs?: number }) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** Trying again cannot help: stop and hand off to staff. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/**
 * The account itself is refused: its password, its certificate, its quota. At the start the operator is told and the program
 * ends; later it says nothing about the mail at hand, which waits until the account works again.
 */
export class AccountError extends PermanentError {
  override readonly name = 'AccountError';
}

/** A bug in Firstline: fail the job, alert, leave the mail untouched. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** One printable line for any thrown value, without a stack. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The other side may or may not have acted: never repeat blindly, look first. */
export class InDoubtError extends Error {
  override readonly name = 'InDoubtError';
}
