import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { ConfigError, type ConfigProblem, errorMessage } from '../errors.ts';
import { buildKnowledge, inForce } from './build.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Article, Knowledge } from './knowledge.ts';

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
 * Reads every `*.md` under `dir` (README.md and hidden files aside) and builds the knowledge of the articles in force at `now` (ms since the epoch).
 * Throws `ConfigError` with all problems at once: a missing or empty folder, bad front matter, an article without text.
 */
export async function loadKnowledge(dir: string, now: number): Promise<Knowledge> {
  const names = await markdownFiles(dir);
  const read = await Promise.all(names.map(async (name) => readArticle(dir, name)));
  const problems = read.flatMap((r) => r.problems);
  if (problems.length > 0) throw new ConfigError(problems);

  const articles = read.flatMap((r) => (r.article === null ? [] : [r.article]));
  const current = articles.filter((a) => inForce(a, now));
  if (current.length === 0) {
    const message =
      articles.length === 0
        ? 'no article: add a Markdown file with a title'
        : 'no article is in force today: check validFrom and validUntil';
    throw new ConfigError([{ file: dir, path: '', message }]);
  }
  return buildKnowledge(current);
}

async function markdownFiles(dir: string): Promise<string[]> {
  try {
    const all = await readdir(dir, { recursive: true });
    return all
      .map((name) => name.split(sep).join('/'))
      .filter(isArticle)
      .sort();
  } catch (cause) {
    throw new ConfigError([{ file: dir, path: '', message: `cannot read the knowledge folder: ${errorMessage(cause)}` }], { cause });
  }
}

/** Hidden parts are editors' and Kubernetes' own (`..data/`), which would show each article twice. */
function isArticle(name: string): boolean {
  const parts = name.split('/');
  return name.endsWith('.md') && parts.every((p) => !p.startsWith('.')) && parts.at(-1)?.toLowerCase() !== 'readme.md';
}

async function readArticle(dir: string, name: string): Promise<{ article: Article | null; problems: readonly ConfigProblem[] }> {
  const file = join(dir, name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { article: null, problems: [{ file, path: '', message: `cannot be read: ${errorMessage(error)}` }] };
  }
  const front = readFrontMatter(file, text, ArticleFields);
  if (!front.ok) return { article: null, problems: front.problems };
  if (front.body.trim() === '')
    return { article: null, problems: [{ file, path: '', message: 'the article has no text below its front matter' }] };
  return { article: { id: name.slice(0, -'.md'.length), ...front.value, body: front.body.trim() }, problems: [] };
}
