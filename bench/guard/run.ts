import { loadKnowledge } from '../../src/knowledge/load.ts';
import { type Judged, judge, PARTS, STUDIED } from './corpus.ts';

/** Prints how many wrong answers over knowledge-base/ the guard stops and how many right ones, by part; then every one it judged wrongly (those of the parts that nobody may look into, only with `--only` and their name). */
const { passages } = await loadKnowledge(new URL('../../knowledge-base', import.meta.url).pathname, Date.now());
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const stopped = (of: readonly Judged[]) => of.filter((j) => j.findings.length > 0);

for (const part of PARTS) {
  const judged = await judge(part, passages);
  const right = judged.filter((j) => j.kind === null);
  const wrong = judged.filter((j) => j.kind !== null);
  console.log(
    `${part}: ${stopped(wrong).length} of ${wrong.length} wrong answers stopped, ${stopped(right).length} of ${right.length} right ones`,
  );
  if (only === undefined ? !STUDIED.some((one) => one === part) : !part.startsWith(only)) continue;
  const broke = Map.groupBy(
    stopped(right).flatMap((j) => [...new Set(j.findings.map((f) => `${j.language} ${f.split(':')[0]}`))]),
    (x) => x,
  );
  console.log(`  rules that stopped right ones: ${[...broke].map(([rule, of]) => `${rule} ${of.length}`).join(', ')}`);
  for (const { language, kind, change } of wrong.filter((j) => j.findings.length === 0))
    console.log(`  missed   ${language} ${kind}: ${change}`);
  for (const { language, answer, findings } of stopped(right))
    console.log(`  stopped  ${language} ${answer.slice(0, 60).replaceAll('\n', ' ')}…\n           ${findings.join('\n           ')}`);
}
