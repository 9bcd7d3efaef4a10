import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';
import { InvariantError } from '../errors.ts';

/** What we ask of eld. */
export interface Detector {
  readonly detect: (text: string) => { readonly getScores: () => Record<string, number> };
}

interface Table {
  readonly type: string;
  /** Number → ISO 639-1. */
  readonly languages: Readonly<Record<string, string>>;
  /** n-gram → number of the language → weight. */
  readonly ngrams: Readonly<Record<string, Weights | undefined>>;
}
type Weights = Readonly<Record<number, number>>;

/** The module that each of eld's entries builds its detector with; eld's types leave it out. */
interface EldModule {
  readonly createEld: () => { readonly instance: Detector; readonly loadData: (table: Table) => unknown };
}

/**
 * eld's own detector over its own `small` table, in a tenth of the memory. `eld/small` makes an object of each of its 80,000 n-grams; here they are one
 * map into one array of bytes, and the detector is handed the object of an n-gram when it asks for it. The scores are the same to the last digit.
 */
export async function loadDetector(): Promise<Detector> {
  const manifest = findPackageJSON('eld', import.meta.url);
  if (manifest === undefined) throw new InvariantError('the package eld is not installed');
  const eld = pathToFileURL(manifest);
  const { createEld } = (await import(new URL('src/languageDetector.js', eld).href)) as EldModule;
  const { instance, loadData } = createEld();
  loadData(readTable(await readFile(new URL('src/ngrams/small.js', eld), 'utf8')));
  return instance;
}

const HEAD = /type:'(\w+)',languages:\{([^}]*)\}[^{]*ngrams:\{/;
const LANGUAGE = /(\d+):'(\w+)'/g;
/** Names that need no quotes have none. */
const ENTRY = /(?:'((?:[^'\\]|\\.)+)'|([\w$\p{L}]+)):\{([\d:,]+)\}(?:,|\}\};?\s*$)/uy;

/** Reads the table from its source: running that would make all the objects first. */
function readTable(source: string): Table {
  const head = HEAD.exec(source);
  if (head === null) throw new InvariantError('the table of eld starts in another way than it used to');
  const [start, type = '', languages = ''] = head;
  const places = new Map<string, number>();
  const weights = new Uint8Array(source.length);
  let used = 0;
  ENTRY.lastIndex = head.index + start.length;
  let read = ENTRY.lastIndex;
  for (let entry = ENTRY.exec(source); entry !== null; entry = ENTRY.exec(source)) {
    const [, quoted, name = '', pairs = ''] = entry;
    const numbers = pairs.split(/[:,]/);
    places.set(quoted?.replaceAll('\\', '') ?? name, used);
    weights[used] = numbers.length;
    for (const [i, number] of numbers.entries()) weights[used + 1 + i] = Number(number);
    used += 1 + numbers.length;
    read = ENTRY.lastIndex;
  }
  if (read !== source.length) throw new InvariantError(`the table of eld cannot be read from character ${read} on`);
  return {
    type,
    languages: Object.fromEntries([...languages.matchAll(LANGUAGE)].map(([, number = '', code = '']) => [number, code])),
    ngrams: lookUp(places, weights.slice(0, used)),
  };
}

/** An object only to look at: at a place stands how many bytes follow, in pairs of language and weight. */
function lookUp(places: ReadonlyMap<string, number>, weights: Uint8Array): Table['ngrams'] {
  return new Proxy<Table['ngrams']>(
    {},
    {
      get: (_, ngram) => {
        const place = places.get(String(ngram));
        if (place === undefined) return undefined;
        const found: Record<number, number> = {};
        const end = place + (weights[place] ?? 0);
        for (let at = place + 1; at < end; at += 2) found[weights[at] ?? 0] = weights[at + 1] ?? 0;
        return found;
      },
    },
  );
}
