import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EarlierRun, type Report } from './report.ts';

/** Where the last whole run of an inbox with a model is kept: another model is no regression of this one. */
export function lastRunFile(data: string, { inbox, model }: Pick<Report, 'inbox' | 'model'>): string {
  return join(data, 'eval', `${inbox}-${model.replace(/[^A-Za-z0-9.-]+/g, '-')}.json`);
}

/** An earlier run; null where there is none. Throws an error with a sentence where the file is no such thing. */
export async function readRun(file: string): Promise<EarlierRun | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = EarlierRun.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not what "firstline eval --json" prints: remove it, or name another file`);
}

/** Whole or not at all: a run that is interrupted leaves the one before. */
export async function keepRun(file: string, report: Report): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
