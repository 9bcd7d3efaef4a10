import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TriageConfig } from '../../src/config/triage-schema.ts';
import { type Classifier, type LabelledExample, trainClassifier } from '../../src/model/builtin/classifier.ts';
import type { Figure } from './measure.ts';

const ACCURACY_AIM = 0.91;
const TRAINING_AIM_S = 15;
const MAIL_AIM_MS = 1;
/** Intents left out of training, drawn anew for each seed. */
const LEFT_OUT = 15;
const SEEDS = [1, 2, 3, 4, 5];
/** Of the known questions so many may be rejected … */
const KNOWN_REJECTED = 0.1;
/** … while so many of the left-out intents' are. */
const REJECTED_AIM = 0.85;
/** As shipped: what a category set must reach to count. */
const SHIPPED = TriageConfig.shape.confidence.parse({}).classify;

/** Sorting customer questions to a bank by its 77 intents, and rejecting those of intents that were not trained. */
export async function intents(data: string): Promise<readonly Figure[]> {
  const train = await examplesOf(join(data, 'intents/banking77/train.csv'));
  const test = await examplesOf(join(data, 'intents/banking77/test.csv'));

  const started = performance.now();
  const classifier = trainClassifier(train);
  const trained = performance.now();
  const wrong = test.filter(({ text, label }) => classifier.classify(text)[0]?.label !== label);
  const perMail = (performance.now() - trained) / test.length;
  const accuracy = 1 - wrong.length / test.length;

  const draws = SEEDS.map((seed) => rejection(train, test, seed));
  return [
    {
      what: 'questions sorted right, 77 intents',
      value: percent(accuracy),
      aim: 'at least 91 %',
      ok: accuracy >= ACCURACY_AIM,
      differences: wrong.map(({ text, label }) => `${label}, sorted as ${classifier.classify(text)[0]?.label ?? 'nothing'}: ${text}`),
    },
    limit('training with 10,003 examples', (trained - started) / 1_000, 's', TRAINING_AIM_S),
    limit('sorting one mail', perMail, 'ms', MAIL_AIM_MS),
    rejected(
      'left-out questions rejected where 10 % of known are',
      draws.map(({ atTenth }) => atTenth),
      REJECTED_AIM,
    ),
    rejected(
      `left-out questions rejected at the shipped ${SHIPPED}`,
      draws.map(({ outside }) => outside),
      null,
    ),
    rejected(
      `known questions rejected at the shipped ${SHIPPED}`,
      draws.map(({ inside }) => inside),
      null,
    ),
  ];
}

interface Rejection {
  readonly atTenth: number;
  readonly outside: number;
  readonly inside: number;
}

function rejection(train: readonly LabelledExample[], test: readonly LabelledExample[], seed: number): Rejection {
  const left = new Set(draw([...new Set(train.map(({ label }) => label))].sort(), LEFT_OUT, seed));
  const classifier = trainClassifier(train.filter(({ label }) => !left.has(label)));
  const known = test.filter(({ label }) => !left.has(label)).map(confidenceOf(classifier));
  const unknown = test.filter(({ label }) => left.has(label)).map(confidenceOf(classifier));
  const threshold = known.toSorted((a, b) => a - b)[Math.floor(KNOWN_REJECTED * known.length)] ?? 0;
  return { atTenth: below(unknown, threshold), outside: below(unknown, SHIPPED), inside: below(known, SHIPPED) };
}

function confidenceOf(classifier: Classifier): (example: LabelledExample) => number {
  return ({ text }) => classifier.classify(text)[0]?.confidence ?? 0;
}

function below(confidences: readonly number[], threshold: number): number {
  return confidences.filter((confidence) => confidence < threshold).length / confidences.length;
}

/** The same for the same seed on every machine (mulberry32). */
function draw(from: readonly string[], count: number, seed: number): string[] {
  const rest = [...from];
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const [chosen = ''] = rest.splice(((mixed ^ (mixed >>> 14)) >>> 0) % rest.length, 1);
    return chosen;
  });
}

function rejected(what: string, shares: readonly number[], aim: number | null): Figure {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    what,
    value: `${percent(mean)} (${percent(Math.min(...shares))} to ${percent(Math.max(...shares))})`,
    aim: aim === null ? '-' : `at least ${100 * aim} %`,
    ok: aim === null || mean >= aim,
    differences: [],
  };
}

function limit(what: string, value: number, unit: string, aim: number): Figure {
  return { what, value: `${value.toFixed(2)} ${unit}`, aim: `under ${aim} ${unit}`, ok: value < aim, differences: [] };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** RFC 4180, with a header: text, intent. */
async function examplesOf(file: string): Promise<readonly LabelledExample[]> {
  const source = await readFile(file, 'utf8');
  const rows = [...source.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*)),([^",\r\n]+)\r?\n/g)];
  return rows.slice(1).map(([, quoted, plain = '', label = '']) => ({ text: quoted?.replaceAll('""', '"') ?? plain, label }));
}
