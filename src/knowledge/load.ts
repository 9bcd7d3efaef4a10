import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, type ConfigProblem, errorMessage } from '../errors.ts';
import { isArticle, markdownFiles } from './article-files.ts';
import { buildKnowledge, inForce } from './build.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Article, Knowledge } from './knowledge.ts';
import { notUtf8 } from './utf8.ts';

const date = z.iso.date({ error: 'write a date such as 2026-01-31' }).nullable().default(null);

/** The fields above an article. */
export const ArticleFields = z
  .strictObject(
    {
      title: z.string({ error: 'give the article a title, as a customer would search for it' }).min(1, 'give the article a title'),
      tags: z.array(z.string().min(1)).default([]),
      locale: z
        .string()
        .regex(/^[a-z]{2,3}$/, 'write an ISO 639 code such as en, es or de')
        .default('en'),
      audience: z
        .enum(['public', 'internal'], { error: 'write public (may be quoted to customers) or internal (never)' })
        .default('public'),
      validFrom: date,
      validUntil: date,
      aliases: z.array(z.string().min(1)).default([]).describe('The question as customers ask it, in other words than the title'),
      sample: z.boolean().default(false).describe('Shipped example: nothing is sent while one is in force'),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `unknown field ${issue.keys.join(', ')}: use title, tags, locale, audience, validFrom, validUntil, aliases, sample`
          : undefined,
    },
  )
  .refine((a) => a.validFrom === null || a.validUntil === null || a.validFrom <= a.validUntil, {
    path: ['validUntil'],
    error: 'must not be before validFrom',
  });

/**
 * Reads every `*.md` under `dir` (README.md, hidden files and golden tickets, `*.ticket.md`, aside) and builds the knowledge of the articles in force at `now` (ms since the epoch).
 * Throws `ConfigError` with all problems at once: a missing or empty folder, bad front matter, an article without text.
 */
export async function loadKnowledge(dir: string, now: number): Promise<Knowledge> {
  const names = await articleNames(dir);
  const read = await Promise.all(names.map(async (name) => readArticle(dir, name)));
  return buildKnowledge(validArticles(dir, soundArticles(dir, read), now));
}

/** The files of the folder that are articles; throws `ConfigError` where the folder cannot be read. */
export async function articleNames(dir: string): Promise<readonly string[]> {
  try {
    return [...(await markdownFiles(dir)).keys()].filter(isArticle);
  } catch (cause) {
    throw new ConfigError([{ file: dir, path: '', message: `cannot read the knowledge folder: ${errorMessage(cause)}` }], { cause });
  }
}

/** All of them, in the order of their ids; throws `ConfigError` if there is something wrong with one, or if there is none. */
export function soundArticles(dir: string, read: readonly ReadArticle[]): readonly Article[] {
  const problems = read.flatMap((r) => r.problems).toSorted((a, b) => compare(a.file, b.file));
  if (problems.length > 0) throw new ConfigError(problems);
  if (read.length === 0) throw new ConfigError([{ file: dir, path: '', message: 'no article: add a Markdown file with a title' }]);
  return read.flatMap((r) => (r.article === null ? [] : [r.article])).toSorted((a, b) => compare(a.id, b.id));
}

/** Those that are in force at `now`; throws `ConfigError` if that is none. */
export function validArticles(dir: string, articles: readonly Article[], now: number): readonly Article[] {
  const valid = articles.filter((a) => inForce(a, now));
  if (valid.length > 0) return valid;
  throw new ConfigError([{ file: dir, path: '', message: 'no article is in force today: check validFrom and validUntil' }]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface ReadArticle {
  /** null where there is a problem. */
  readonly article: Article | null;
  readonly problems: readonly ConfigProblem[];
}

/** One file of the folder, by its name there. Never throws. */
export async function readArticle(dir: string, name: string): Promise<ReadArticle> {
  const file = join(dir, name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { article: null, problems: [{ file, path: '', message: `cannot be read: ${errorMessage(error)}` }] };
  }
  const garbled = notUtf8(file, text);
  if (garbled !== null) return { article: null, problems: [garbled] };
  const front = readFrontMatter(file, text, ArticleFields);
  if (!front.ok) return { article: null, problems: front.problems };
  if (front.body.trim() === '')
    return {
      article: null,
      problems: [
        { file, path: '', line: front.bodyLine, message: 'the article has no text below its front matter: write it, or remove the file' },
      ],
    };
  return { article: { id: name.slice(0, -'.md'.length), ...front.value, body: front.body.trim() }, problems: [] };
}
