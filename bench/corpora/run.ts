import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorMessage } from '../../src/errors.ts';
import type { Measure, Taken } from './measure.ts';
import { MEASURES } from './measures.ts';
import { takenTable } from './table.ts';

const USAGE = `npm run bench:corpora -- [options]
  --data <folder>  where the corpora lie (../shared/data)
  --only <list>    some of ${MEASURES.map(({ name }) => name).join(',')}
  --details        every case that is not as the corpus expects as well
  --json           the same as JSON
`;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    only: { type: 'string' },
    details: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await bench(chosen(values.only));

async function bench(measures: readonly Measure[]): Promise<void> {
  const data = resolve(values.data);
  const taken: Taken[] = [];
  for (const measure of measures) {
    process.stderr.write(`== ${measure.name}\n`);
    taken.push(await take(measure, data));
  }
  const shown = values.details ? taken : taken.map(withoutDetails);
  process.stdout.write(`${values.json ? JSON.stringify(shown, null, 2) : takenTable(shown)}\n`);
  // A missed aim is a figure and an absent corpus is said; what could not be measured is a fault.
  if (taken.some((t) => 'failed' in t)) process.exitCode = 1;
}

function chosen(only: string | undefined): readonly Measure[] {
  if (only === undefined) return MEASURES;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no measure ${unknown.join(', ')}. Choose from ${MEASURES.map(({ name }) => name).join(', ')}.\n`);
    process.exit(64);
  }
  return MEASURES.filter(({ name }) => names.includes(name));
}

async function take({ name, needs, take }: Measure, data: string): Promise<Taken> {
  const absent = await missing(needs.map((path) => join(data, path)));
  if (absent !== undefined) return { name, skipped: `${absent} is not there` };
  try {
    return { name, figures: await take(data) };
  } catch (error) {
    return { name, failed: errorMessage(error) };
  }
}

async function missing(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) return path;
  }
  return undefined;
}

function withoutDetails(taken: Taken): Taken {
  return 'figures' in taken ? { ...taken, figures: taken.figures.map((figure) => ({ ...figure, differences: [] })) } : taken;
}
