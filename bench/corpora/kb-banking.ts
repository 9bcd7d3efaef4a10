import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildKnowledge } from '../../src/knowledge/build.ts';
import type { Article } from '../../src/knowledge/knowledge.ts';
import { answeredFrom, makeAsk } from './answering.ts';
import { readArticles } from './articles.ts';
import type { Figure } from './measure.ts';

/** Every one of the customers' questions would take minutes and tell no more. */
const EVERY = 10;

/**
 * A bank's help centre in which the articles for its staff are titled "Internal": as internal articles they are never quoted, asked in their own words and in
 * those of customers.
 */
export async function kbBanking(data: string): Promise<readonly Figure[]> {
  const articles = (await readArticles(join(data, 'kb/banking'))).map(
    (a): Article => (/^internal\b/i.test(a.title) ? { ...a, audience: 'internal' } : a),
  );
  const internal = articles.filter((a) => a.audience === 'internal');
  const hidden = new Set(internal.map((a) => a.id));
  const knowledge = buildKnowledge(articles);
  const ask = await makeAsk(0);
  const own = internal.flatMap((a) => [a.title.replace(/^internal\W*/i, ''), a.body.replace(/[#*]/g, '').slice(0, 300)]);
  const questions = (await readFile(join(data, 'intents/banking77/test.csv'), 'utf8')).trim().split(/\r?\n/).slice(1);
  const customers = questions.filter((_, i) => i % EVERY === 0).map((line) => line.replace(/,[^,]*$/, '').replace(/^"|"$/g, ''));
  const count = async (what: string, texts: readonly string[]): Promise<Figure> => {
    const differences: string[] = [];
    for (const text of texts) {
      const asked = await ask(text, knowledge);
      const seen = [...answeredFrom(asked), ...(asked.draft?.passages ?? []).map(({ id }) => id.slice(0, id.lastIndexOf('#')))];
      if (seen.some((id) => hidden.has(id))) differences.push(`${text.slice(0, 80)} → ${seen.filter((id) => hidden.has(id)).join(', ')}`);
    }
    return { what, value: `${differences.length} of ${texts.length}`, aim: '0', ok: differences.length === 0, differences };
  };
  return [
    { what: 'internal articles', value: `${internal.length} of ${articles.length}`, aim: '', ok: internal.length > 0, differences: [] },
    await count('quoted or shown to the model, asked in their own words', own),
    await count("the same, customers' questions", customers),
  ];
}
