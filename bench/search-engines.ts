import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs, promisify } from 'node:util';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import MiniSearch from 'minisearch';
import { buildKnowledge } from '../src/knowledge/build.ts';
import type { Article, Passage } from '../src/knowledge/knowledge.ts';
import { splitArticle } from '../src/knowledge/passages.ts';
import { makeTerms } from '../src/knowledge/terms.ts';
import { readArticles, readQuestions } from './corpora/articles.ts';

/**
 * The search engines that were to choose from, on the same passages, cut into the same stemmed terms: `node bench/search-engines.ts --data <folder>`.
 * Each runs in a process of its own. The article of a question is as good as its best passage.
 */
const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' }, engine: { type: 'string' } } });
const data = resolve(values.data);
const terms = makeTerms('en');
/** Passages that are looked at for their article. */
const LIMIT = 300;
/** What a title counts for: the best of 1, 2 and 3 for each engine. Orama completes every word as a prefix, and has no way not to. */
const TITLE = { MiniSearch: 1, Orama: 3, 'SQLite FTS5': 3 };

type Query = (question: string) => readonly string[] | Promise<readonly string[]>;
/** Gives article ids, best first, with repetitions. */
type Engine = (passages: readonly Passage[], articles: readonly Article[]) => Query | Promise<Query>;

const ENGINES: Readonly<Record<string, Engine>> = {
  Firstline: (_, articles) => {
    const { search } = buildKnowledge(articles);
    return (question) => search([question], { locale: 'en', audience: 'all', limit: LIMIT }).map((f) => f.passage.articleId);
  },
  MiniSearch: (passages) => {
    const index = new MiniSearch<Passage>({
      fields: ['title', 'text'],
      storeFields: ['articleId'],
      tokenize: terms,
      processTerm: (term) => term,
      searchOptions: { boost: { title: TITLE.MiniSearch } },
    });
    index.addAll(passages);
    return (question) => index.search(question).map((found) => String(found.articleId));
  },
  Orama: async (passages) => {
    const index = create({
      schema: { title: 'string', text: 'string', articleId: 'enum' } as const,
      components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: terms } },
    });
    await insertMultiple(
      index,
      passages.map(({ title, text, articleId }) => ({ title, text, articleId })),
    );
    return async (question) => {
      const asked = { term: question, properties: ['title', 'text'] as ('title' | 'text')[], boost: { title: TITLE.Orama }, threshold: 1 };
      return (await searchOrama(index, { ...asked, limit: LIMIT })).hits.map((hit) => String(hit.document.articleId));
    };
  },
  'SQLite FTS5': (passages) => {
    const db = new DatabaseSync(':memory:');
    db.exec("CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 0')");
    const insert = db.prepare('INSERT INTO passages (rowid, title, text) VALUES (?, ?, ?)');
    db.exec('BEGIN');
    for (const [i, { title, text }] of passages.entries()) insert.run(i, terms(title).join(' '), terms(text).join(' '));
    db.exec('COMMIT');
    const select = db.prepare(
      `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, ${TITLE['SQLite FTS5']}, 1) LIMIT ${LIMIT}`,
    );
    return (question) => {
      const any = [...new Set(terms(question))].map((term) => `"${term}"`).join(' OR ');
      return select.all(any).map(({ rowid }) => passages[Number(rowid)]?.articleId ?? '');
    };
  },
};

interface Measured {
  readonly first: number;
  readonly five: number;
  readonly indexMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly megabytes: number;
}

if (values.engine === undefined) await compare();
else process.stdout.write(JSON.stringify(await measure(values.engine)));

async function compare(): Promise<void> {
  process.stdout.write('| engine | first of 50 | among five | indexing | query p50 | p95 | memory |\n|---|---|---|---|---|---|---|\n');
  for (const engine of Object.keys(ENGINES)) {
    const args = ['--expose-gc', join(import.meta.dirname, 'search-engines.ts'), '--data', data, '--engine', engine];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const m = JSON.parse(stdout) as Measured;
    const cells = [
      engine,
      m.first,
      m.five,
      `${(m.indexMs / 1_000).toFixed(1)} s`,
      ms(m.p50Ms),
      ms(m.p95Ms),
      `${m.megabytes.toFixed(0)} MB`,
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

async function measure(name: string): Promise<Measured> {
  const engine = ENGINES[name];
  if (engine === undefined) throw new Error(`there is no engine ${name}`);
  const articles = await readArticles(join(data, 'kb/help/articles'));
  const questions = await readQuestions(join(data, 'kb/help/questions.jsonl'));
  const passages = articles.flatMap(splitArticle);
  const before = memory();
  const start = performance.now();
  const query = await engine(passages, articles);
  const indexMs = performance.now() - start;
  const megabytes = (memory() - before) / 1e6;
  const times: number[] = [];
  const ranks: number[] = [];
  // Twice, so that what is compiled on first use does not count.
  for (const { text, article } of [...questions, ...questions]) {
    const asked = performance.now();
    const found = await query(text);
    times.push(performance.now() - asked);
    ranks.push([...new Set(found)].indexOf(article));
  }
  const sorted = times.slice(questions.length).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  const own = ranks.slice(questions.length);
  return {
    first: own.filter((r) => r === 0).length,
    five: own.filter((r) => r >= 0 && r < 5).length,
    indexMs,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    megabytes,
  };
}

/** After a collection; SQLite's memory counts in the resident set alone. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
