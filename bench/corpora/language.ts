import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLanguage } from '../../src/triage/language.ts';
import { LANGUAGE_CODES } from '../../src/triage/language-codes.ts';
import { agreeOnLanguage } from '../../src/triage/second-opinion.ts';
import type { Figure } from './measure.ts';

/** The sample has as many sentences of each language first, then pairs of words. */
const SENTENCES = 150;
const AIM = 0.99;
/** Pairs of words have no aim: two words that several languages have are rightly left open. */
const NO_AIM = '-';

/**
 * The language that code sees in sentences, and in pairs of words, of 18 languages; and what becomes of it with a model that reads each rightly, and with one that says another language every
 * time, of whichever does most harm.
 */
export async function language(data: string): Promise<readonly Figure[]> {
  const lines = (await readFile(join(data, 'language/lingua-sample.tsv'), 'utf8')).trim().split('\n');
  const seen = new Map<string, number>();
  const sentences: Judged[] = [];
  const pairs: Judged[] = [];
  for (const line of lines) {
    const [expected = '', text = ''] = line.split('\t');
    const nth = (seen.get(expected) ?? 0) + 1;
    seen.set(expected, nth);
    const words = await readLanguage(text);
    const said = (model: string) => agreeOnLanguage({ words, model, thread: null, inbox: [] }).language;
    const lies = LANGUAGE_CODES.filter((code) => code !== expected).map(said);
    (nth <= SENTENCES ? sentences : pairs).push({
      ...{ expected, text, found: words.language, helped: said(expected) },
      misled: lies.find((heard) => heard !== null && heard !== expected) ?? null,
    });
  }
  const wrong = pairs.filter(({ expected, found }) => found !== null && found !== expected);
  return [
    figure('sentences in 18 languages known', sentences, right(sentences) / sentences.length >= AIM, 'at least 99 %'),
    figure('pairs of words known', pairs, true, NO_AIM),
    share('sentences known, with a model that reads them', sentences, ({ helped, expected }) => helped === expected),
    share('pairs of words known, with a model that reads them', pairs, ({ helped, expected }) => helped === expected),
    share('sentences that a lying model can have taken for another language', sentences, ({ misled }) => misled !== null),
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
  /** With a model that is right, and with one that is wrong. */
  readonly helped: string | null;
  readonly misled: string | null;
}

function share(what: string, judged: readonly Judged[], counts: (one: Judged) => boolean): Figure {
  return { what, value: `${((100 * judged.filter(counts).length) / judged.length).toFixed(1)} %`, aim: NO_AIM, ok: true, differences: [] };
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
