import { STUDIED } from '../../src/model/builtin/feedback/phrasings.ts';
import { APART, count, type Read, readApart, readWithout } from './corpus.ts';

/** Prints how many answers of customers are read rightly: of each studied set by a reader made without it, with what it got wrong; of the sets kept apart only counts. */
for (const set of STUDIED) {
  const reads = readWithout(set);
  print(`${set}, left out`, reads);
  for (const { language, text, says, readAs } of reads.filter((r) => r.says !== r.readAs))
    console.log(`  ${language} ${says}, read as ${readAs}: ${text}`);
}
for (const set of APART) print(set, readApart(set));

function print(name: string, reads: readonly Read[]): void {
  const { all, right, brokenAsSolved } = count(reads);
  console.log(
    `${name}: ${right} of ${all} right (${((100 * right) / all).toFixed(1)} %), "still broken" read as solved: ${brokenAsSolved}`,
  );
  const languages = [...Map.groupBy(reads, (r) => r.language)].map(([language, of]) => `${language} ${count(of).right}/${of.length}`);
  console.log(`  ${languages.join('  ')}`);
}
