import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detectLanguage } from '../../src/triage/language.ts';
import type { Figure } from './measure.ts';

/** The sample has as many sentences of each language first, then pairs of words. */
const SENTENCES = 150;
const AIM = 0.99;
/** Pairs of words have no aim: two words that several languages have are rightly left open. */
const NO_AIM = '-';

/** The language that code sees in sentences, and in pairs of words, of 18 languages. */
export async function language(data: string): Promise<readonly Figure[]> {
  const lines = (await readFile(join(data, 'language/lingua-sample.tsv'), 'utf8')).trim().split('\n');
  const seen = new Map<string, number>();
  const sentences: Judged[] = [];
  const pairs: Judged[] = [];
  for (const line of lines) {
    const [expected = '', text = ''] = line.split('\t');
    const nth = (seen.get(expected) ?? 0) + 1;
    seen.set(expected, nth);
    (nth <= SENTENCES ? sentences : pairs).push({ expected, text, found: await detectLanguage(text) });
  }
  const wrong = pairs.filter(({ expected, found }) => found !== null && found !== expected);
  return [
    figure('sentences in 18 languages known', sentences, right(sentences) / sentences.length >= AIM, 'at least 99 %'),
    figure('pairs of words known', pairs, true, NO_AIM),
    {
      what: 'pairs of words taken for another language',
      value: `${((100 * wrong.length) / pairs.length).toFixed(1)} %`,
      aim: NO_AIM,
      ok: true,
      differences: [],
    },
  ];
}

interface Judged {
  readonly expected: string;
  readonly text: string;
  readonly found: string | null;
}

function right(judged: readonly Judged[]): number {
  return judged.filter(({ expected, found }) => expected === found).length;
}

function figure(what: string, judged: readonly Judged[], ok: boolean, aim: string): Figure {
  return {
    what,
    value: `${((100 * right(judged)) / judged.length).toFixed(1)} %`,
    aim,
    ok,
    differences: judged
      .filter(({ expected, found }) => expected !== found)
      .map(({ expected, found, text }) => `${expected}, taken for ${found ?? 'too short to tell'}: ${text}`),
  };
}
