import { destination, type Logger, type LoggerOptions, pino, stdSerializers, stdTimeFunctions } from 'pino';

/**
 * One JSON object a line on standard error: standard output belongs to the results of commands.
 * Fields first, message second: `log.warn({ inbox, uid }, 'mail quarantined')`.
 */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error'> & {
  readonly child: (fields: Readonly<Record<string, unknown>>) => Log;
};

export interface LogOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** For a person at a terminal instead of a log collector. */
  readonly pretty: boolean;
  /** Where lines go, newline included; default: standard error, written before the call returns, so that a crash loses none. */
  readonly write?: (line: string) => void;
}

/** Secrets and what people wrote never enter a log, wherever in a logged object they are found. */
const PRIVATE = new Set([
  'password',
  'pass',
  'apikey',
  'token',
  'accesstoken',
  'refreshtoken',
  'clientsecret',
  'authorization',
  'text',
  'rawtext',
  'body',
  'html',
  'source',
]);
const REDACTED = '[redacted]';
/** Deeper than any object we log; a cycle ends here too. */
const MAX_DEPTH = 6;

export function makeLog({ level, pretty, write }: LogOptions): Log {
  const stream = write === undefined ? destination({ fd: 2, sync: true }) : { write };
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: (fields) => redact(fields, 0) },
    // A client's error may carry the request it failed on.
    serializers: { err: (error: unknown) => (error instanceof Error ? redact({ ...stdSerializers.err(error) }, 0) : error) },
  };
  return wrap(pino(options, pretty ? { write: (line: string) => stream.write(forPeople(line)) } : stream));
}

/** pino hands the fields of a child to no formatter. */
function wrap(logger: Logger): Log {
  const { trace, debug, info, warn, error } = logger;
  return {
    trace: trace.bind(logger),
    debug: debug.bind(logger),
    info: info.bind(logger),
    warn: warn.bind(logger),
    error: error.bind(logger),
    child: (fields) => wrap(logger.child(redact(fields, 0))),
  };
}

function redact(fields: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      PRIVATE.has(key.toLowerCase()) && value != null ? REDACTED : redactValue(value, depth + 1),
    ]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  // pino's own serializer turns errors into type, message and stack.
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth > MAX_DEPTH) return '[deeper]';
  if (ArrayBuffer.isView(value)) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redact(Object.fromEntries(Object.entries(value)), depth);
}

/** `12:00:01 warn  mail quarantined  inbox=support uid=7` */
function forPeople(line: string): string {
  const { time, level, msg = '', err, ...fields } = JSON.parse(line);
  const details = Object.entries(fields).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [String(time).slice(11, 19), String(level).padEnd(5), msg, ...details].join(' ');
  return err === undefined ? `${head}\n` : `${head}\n  ${String(err.stack ?? err.message ?? err).replaceAll('\n', '\n  ')}\n`;
}
