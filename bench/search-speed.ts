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
  let { value: knowledge, ...took } = timed(() => buildKnowledge(of));
  const built = [took];
  while (built.length < builds) {
    ({ value: knowledge, ...took } = timed(() => buildKnowledge(of)));
    built.push(took);
  }
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  // Subject and text, as triage asks; once to warm up.
  const ask = (text: string) => knowledge.search([`Question\n${text}`, text], { locale: 'en', audience: 'public', limit: 6 });
  for (const { text } of questions) ask(text);
  const times = questions.map(({ text }) => timed(() => ask(text)));
  const at = (share: number, key: 'ms' | 'cpuMs') =>
    `${(times.map((t) => t[key]).sort((x, y) => x - y)[Math.floor(share * times.length)] ?? 0).toFixed(1)} ms`;
  const best = (key: 'ms' | 'cpuMs') => `${(Math.min(...built.map((b) => b[key])) / 1_000).toFixed(1)} s`;
  const megabytes = ((heapUsed + arrayBuffers) / 1e6).toFixed(0);
  process.stdout.write(
    [
      `${name}, ${knowledge.passages.length} passages, heap with the articles ${megabytes} MB`,
      `  indexed in ${best('ms')}, ${best('cpuMs')} of computing time`,
      `  a query p50 ${at(0.5, 'ms')}, p95 ${at(0.95, 'ms')}; in computing time ${at(0.5, 'cpuMs')} and ${at(0.95, 'cpuMs')}`,
      '',
    ].join('\n'),
  );
}

/** By the clock, and in computing time, which others on the machine cannot lengthen. */
function timed<T>(work: () => T): { readonly value: T; readonly ms: number; readonly cpuMs: number } {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: performance.now() - start, cpuMs: (user + system) / 1_000 };
}
