import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/knowledge/build.ts';
import { readArticles, readQuestions } from './corpora/articles.ts';

/** How fast the knowledge base is: `node --expose-gc bench/search-speed.ts --data <folder>`. */
const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });
const folder = join(resolve(values.data), 'kb/help');
const articles = await readArticles(join(folder, 'articles'));
const questions = await readQuestions(join(folder, 'questions.jsonl'));
const many = Array.from({ length: 11 }, (_, n) => articles.map((a) => ({ ...a, id: `copy-${n}/${a.id}` })))
  .flat()
  .slice(0, 30_000);

for (const { name, of, builds } of [
  { name: `${articles.length} articles`, of: articles, builds: 3 },
  { name: `${many.length} articles`, of: many, builds: 1 },
]) {
  const built = Array.from({ length: builds }, () => timed(() => buildKnowledge(of)));
  const { value: knowledge } = built.at(-1) ?? timed(() => buildKnowledge(of));
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  // Subject and text, as triage asks; once to warm up.
  const ask = (text: string) => knowledge.search([`Question\n${text}`, text], { locale: 'en', audience: 'public', limit: 6 });
  for (const { text } of questions) ask(text);
  const times = questions.map(({ text }) => timed(() => ask(text)).ms).sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(share * times.length)] ?? 0).toFixed(1)} ms`;
  const seconds = (Math.min(...built.map(({ ms }) => ms)) / 1_000).toFixed(1);
  const megabytes = ((heapUsed + arrayBuffers) / 1e6).toFixed(0);
  process.stdout.write(
    `${name}, ${knowledge.passages.length} passages: indexed in ${seconds} s, a query p50 ${at(0.5)}, p95 ${at(0.95)}, heap with the articles ${megabytes} MB\n`,
  );
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
