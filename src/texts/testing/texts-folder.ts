import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedConfig, loadConfig } from '../../config/load.ts';
import { makeLog } from '../../log.ts';
import { SETTLE_MS } from '../settle.ts';
import type { Accept } from '../texts.ts';
import { acceptAll } from '../texts.ts';
import { openTexts, type TextsInForce } from '../texts-in-force.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENV = {
  SUPPORT_ADDRESS: 'help@shop.example',
  SUPPORT_IMAP_HOST: 'imap.shop.example',
  SUPPORT_IMAP_PASSWORD: 'x',
  SUPPORT_SMTP_HOST: 'smtp.shop.example',
  SUPPORT_SMTP_PASSWORD: 'x',
};

/** A folder with the shipped configuration and prompts, and two articles; followed by hand, on a clock of its own. */
export interface TextsFolder {
  readonly dir: string;
  readonly texts: TextsInForce;
  /** ms; what the articles' dates are compared with. */
  now: number;
  readonly put: (file: string, text: string) => Promise<void>;
  readonly read: () => Promise<LoadedConfig>;
  /** Looks until what has changed has settled and been read, and has been put into force or refused. */
  readonly settle: () => Promise<void>;
  /** Every line logged so far at `info` and above, `level message`. */
  readonly said: () => readonly string[];
  /** Ids and first lines of what serves. */
  readonly articles: () => Readonly<Record<string, string>>;
  /** Resolves as soon as this holds, asked whenever other texts come into force. */
  readonly until: (holds: () => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const ARTICLE = (title: string, text: string, fields = '') => `---\ntitle: ${title}\n${fields}---\n\n${text}\n`;

export async function openTextsFolder(
  prepare: (put: TextsFolder['put'], dir: string) => Promise<void> = () => Promise.resolve(),
  accept: Accept = acceptAll,
): Promise<TextsFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'firstline-texts-'));
  const stop = new AbortController();
  const lines: string[] = [];
  const log = makeLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });
  const put: TextsFolder['put'] = async (file, text) => {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  };
  for (const part of ['config', 'prompts']) await cp(join(ROOT, part), join(dir, part), { recursive: true });
  await put('knowledge-base/hours.md', ARTICLE('Opening hours', 'We open at nine.'));
  await put('knowledge-base/returns.md', ARTICLE('Returns', 'Send it back.'));
  await prepare(put, dir);
  const read = () => loadConfig(join(dir, 'config/firstline.yaml'), ENV);
  const waiting = new Set<() => void>();
  let at = performance.now();
  let judging: Promise<unknown> = Promise.resolve();
  const folder = { now: Date.UTC(2026, 2, 31, 12, 0) };
  const opening = openTexts(await read(), {
    accept: (candidate, signal) => {
      const verdict = accept(candidate, signal);
      judging = verdict.catch(() => undefined);
      return verdict;
    },
    now: () => folder.now,
    log,
    signal: stop.signal,
    changed: () => {
      for (const look of waiting) look();
    },
  });
  const clear = () => rm(dir, { recursive: true, force: true });
  const texts = await opening.catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  return Object.assign(folder, {
    dir,
    texts,
    put,
    read,
    settle: async () => {
      for (let unchanged = 0; unchanged < 2; ) {
        at += SETTLE_MS;
        unchanged = (await texts.look(at)) === 'unchanged' ? unchanged + 1 : 0;
        await judging;
      }
      // A verdict takes effect right after it was given.
      await new Promise((resolve) => setImmediate(resolve));
    },
    said: () =>
      lines.map((line) => {
        const { level, msg } = JSON.parse(line) as { level: string; msg: string };
        return `${level} ${msg.replaceAll(dir, '<dir>')}`;
      }),
    articles: () =>
      Object.fromEntries(
        texts
          .current()
          .get('support')
          ?.knowledge.articles.map((a) => [a.id, a.body.split('\n')[0] ?? '']) ?? [],
      ),
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (holds()) resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      stop.abort();
      await clear();
    },
  });
}
