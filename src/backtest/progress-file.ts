import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { lockFile, prepareDataFolder } from '../ledger/lock.ts';
import { Entry, forFigures } from './entry.ts';

/** What the results depend on; a run that goes on with other texts would mix two answers to one question. */
const Basis = z.object({ model: z.string(), prompts: z.string(), knowledge: z.string(), policy: z.string() });
export type Basis = Readonly<z.infer<typeof Basis>>;

const Head = z.object({
  kind: z.literal('run'),
  version: z.literal(1),
  /** As the operator wrote it, and what it came to: ms. */
  since: z.string(),
  from: z.number(),
  basis: Basis,
});
export type Head = Readonly<Omit<z.infer<typeof Head>, 'kind' | 'version'>>;

export interface Progress {
  /** When the run began to look back from, which stays the same however often it is taken up again. */
  readonly from: number;
  /** Without words that nobody will be shown; see `forFigures`. */
  readonly done: ReadonlyMap<string, Entry>;
  readonly append: (entry: Entry) => Promise<void>;
  /** All is done: the next run begins anew. */
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const RUNNING = 'another backtest of this inbox is running: let it end, or stop it first';

export type Wish = 'resume' | 'fresh' | null;

export function progressFile(folder: string, inbox: string): string {
  return join(folder, `backtest-${inbox}.jsonl`);
}

/** Removes what a run has kept of people's mail. True if there was something. */
export async function forgetProgress(folder: string, inbox: string): Promise<boolean> {
  const file = progressFile(folder, inbox);
  if (!existsSync(file)) return false;
  const lock = lockFile(lockOf(file), file, RUNNING);
  await rm(file);
  await rm(lockOf(file), { force: true });
  lock.release();
  return true;
}

/**
 * Goes on with the run that was ended in the middle, or begins one. One JSON object a line, each written before the next mail is begun, so that a kill
 * loses what was under way and nothing else; for its owner alone (0600), as it holds what people wrote. Throws `ConfigError` where a run cannot go on as it began,
 * or another process is at it.
 */
export async function openProgress(folder: string, inbox: string, head: Head, wish: Wish): Promise<Progress> {
  await prepareDataFolder(folder);
  const file = progressFile(folder, inbox);
  const lock = lockFile(lockOf(file), file, RUNNING);
  try {
    const known = wish === 'fresh' ? null : await readRun(file);
    const taken = known === null || !goesOn(known, head, wish, file) ? null : known;
    if (taken === null && wish === 'resume')
      throw refusal(file, '--resume', 'there is no run to go on with: leave --resume out to begin one');
    const handle = taken === null ? await begin(file, head) : await takeUp(file, taken);
    const write = (line: object) => handle.appendFile(`${JSON.stringify(line)}\n`);
    return {
      from: taken?.head.from ?? head.from,
      done: taken?.done ?? new Map(),
      append: (entry) => write(entry),
      finish: () => write({ kind: 'end' }),
      close: async () => {
        await handle.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Run {
  readonly head: Head;
  readonly done: ReadonlyMap<string, Entry>;
  readonly finished: boolean;
  /** The lines that can be read; a torn last one is left out. */
  readonly lines: readonly string[];
}

/** Whether this run is to be gone on with; throws where that would not be what was asked for. */
function goesOn(run: Run, head: Head, wish: Wish, file: string): boolean {
  if (run.finished && wish === null) return false;
  const changed = (['model', 'prompts', 'knowledge', 'policy'] as const).filter((key) => run.head.basis[key] !== head.basis[key]);
  const other = [...(run.head.since === head.since ? [] : [`--since ${run.head.since}`]), ...changed.map((key) => `another ${NAMES[key]}`)];
  if (other.length === 0 || wish === 'resume') return true;
  const message = `a run that was not finished (${run.done.size} mails) was begun with ${other.join(', ')}: go on with it by --resume, or begin anew by --fresh`;
  throw refusal(file, '', message);
}

const NAMES: Readonly<Record<keyof Basis, string>> = {
  model: 'model',
  prompts: 'version of the prompts',
  knowledge: 'version of the knowledge base',
  policy: 'triage.yaml',
};

async function readRun(file: string): Promise<Run | null> {
  const text = await readFile(file, 'utf8').catch(noneIfMissing);
  if (text === null) return null;
  // Behind the last line end stands what a kill cut off.
  const lines = text.split('\n').slice(0, -1);
  const values = lines.map(json);
  const head = Head.safeParse(values[0]);
  if (!head.success) return null;
  const done = new Map<string, Entry>();
  for (const value of values.slice(1)) {
    const entry = Entry.safeParse(value);
    if (entry.success) done.set(entry.data.key, forFigures(entry.data));
  }
  const finished = z.object({ kind: z.literal('end') }).safeParse(values.at(-1)).success;
  return { head: head.data, done, finished, lines };
}

async function begin(file: string, head: Head): Promise<FileHandle> {
  return write(file, [JSON.stringify({ kind: 'run', version: 1, ...head })]);
}

function takeUp(file: string, run: Run): Promise<FileHandle> {
  return write(file, run.finished ? run.lines.slice(0, -1) : run.lines);
}

/** Written anew beside the old one and put in its place, so that no moment has half a file. */
async function write(file: string, lines: readonly string[]): Promise<FileHandle> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  const handle = await open(fresh, 'ax', 0o600);
  try {
    await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
    await rename(fresh, file);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not a line of ours: the mail it stood for is tried again.
    return null;
  }
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function noneIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function refusal(file: string, path: string, message: string): ConfigError {
  return new ConfigError([{ file, path, message }]);
}
