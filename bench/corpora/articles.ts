import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Article } from '../../src/knowledge/knowledge.ts';

const Question = z.object({ question: z.string(), article: z.string() });

/** A question that a customer asked, and the id of the article that answers it. */
export interface Question {
  readonly text: string;
  readonly article: string;
}

/** Every Markdown file below `folder` as a public English article: the first heading is its title, as whoever moved a help centre here would write it. */
export async function readArticles(folder: string): Promise<Article[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(names.map(async (name) => asArticle(name.slice(0, -'.md'.length), await readFile(join(folder, name), 'utf8'))));
}

export async function readQuestions(file: string): Promise<Question[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const { question, article } = Question.parse(JSON.parse(line));
    return { text: question, article: article.replace(/\.md$/, '') };
  });
}

function asArticle(id: string, text: string): Article {
  const [, heading] = /^#[ \t]+(.+)$/m.exec(text) ?? [];
  return {
    id,
    title: heading === undefined ? id : plain(heading),
    tags: [],
    locale: 'en',
    audience: 'public',
    validFrom: null,
    validUntil: null,
    aliases: [],
    sample: false,
    body: text.replace(/<a name="[^"]*"><\/a>/g, '').trim(),
  };
}

/** Without the anchor and the escapes that the corpus writes into headings. */
function plain(heading: string): string {
  return heading
    .replace(/<a name="[^"]*"><\/a>/g, '')
    .replace(/\\(?=[^\w\s])/g, '')
    .trim();
}
