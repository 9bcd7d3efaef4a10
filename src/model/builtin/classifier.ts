import { learnEvidence, logOdds } from './evidence.ts';
import { makeWorkspace, predict, type Sample, shuffled, trainLinear, type Workspace } from './linear.ts';
import { fitLogistic, logistic, type Observation } from './logistic.ts';
import { learnMargins } from './margins.ts';
import { type Bag, bagOf, learnVocabulary, wordsOf } from './vectors.ts';

export interface LabelledExample {
  readonly label: string;
  readonly text: string;
}

export interface Guess {
  readonly label: string;
  /** 0 to 1: for the first, the chance that it is right; for the others in proportion. */
  readonly confidence: number;
}

export interface Classifier {
  /** All labels, most likely first; empty when it was trained on nothing. */
  readonly classify: (text: string) => readonly Guess[];
}

/** Passes over the examples; more change little on some hundred short texts. */
const EPOCHS = 12;
/** A budget of updates bounds the training time on large sets: those need fewer passes. */
const MAX_UPDATES = 62_000;

/**
 * Sorts texts by examples: a linear softmax over hashed TF-IDF features names the label, and a regression over the evidence for that label (evidence.ts)
 * says how likely it is right. The same examples always give the same classifier.
 */
export function trainClassifier(examples: readonly LabelledExample[]): Classifier {
  const labels = [...new Set(examples.map((e) => e.label))];
  if (labels.length === 0) return { classify: () => [] };
  const numbered = examples.map(({ text, label }) => ({ bag: bagOf(text), label: labels.indexOf(label) }));
  const weights = learnConfidence(numbered, labels.length);
  const sorter = trainSorter(numbered, labels.length, MAX_UPDATES, makeWorkspace());

  return {
    classify: (text) => {
      const { probabilities, best, values, familiar } = sorter.judge(bagOf(text));
      const sure = logistic(weights, values) * Math.min(1, familiar / FAMILIAR_ENOUGH);
      const share = sure / (probabilities[best] || 1);
      return labels.map((label, i) => ({ label, confidence: (probabilities[i] ?? 0) * share })).sort((a, b) => b.confidence - a.confidence);
    },
  };
}

/** With less of a text known than this, it is farther from all examples than any of them is from the others: what was learned of these says nothing of it. */
const FAMILIAR_ENOUGH = 0.3;

interface Numbered {
  readonly bag: Bag;
  readonly label: number;
}

interface Judgement {
  readonly probabilities: Float32Array;
  readonly best: number;
  readonly values: readonly number[];
  /** As of `Vector`. */
  readonly familiar: number;
}

interface Sorter {
  readonly judge: (bag: Bag) => Judgement;
}

/** A word or a pair that a single example has tells nothing that the runs of characters do not. */
const IN_TEXTS = 2;

function trainSorter(examples: readonly Numbered[], labels: number, updates: number, workspace: Workspace): Sorter {
  const { size, vectorise } = learnVocabulary(examples.map((e) => e.bag));
  const samples = examples.map(({ bag, label }): Sample => ({ vector: vectorise(bag), label }));
  const epochs = Math.max(3, Math.min(EPOCHS, Math.floor(updates / Math.max(1, examples.length))));
  const weights = trainLinear(samples, labels, size, epochs, workspace);
  const evidence = learnEvidence(samples, labels, size, workspace);
  const vocabulary = learnVocabulary(
    examples.map((e) => wordsOf(e.bag)),
    IN_TEXTS,
  );
  const inWords = examples.map(({ bag, label }): Sample => ({ vector: vocabulary.vectorise(wordsOf(bag)), label }));
  const margins = learnMargins(inWords, labels, vocabulary.size, epochs, workspace);
  const room = new Float32Array(labels);
  const judge: Sorter['judge'] = (bag) => {
    const vector = vectorise(bag);
    const probabilities = predict(weights, vector, room);
    let best = 0;
    for (let label = 1; label < labels; label += 1) if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
    let second = 0;
    for (let label = 0; label < labels; label += 1) if (label !== best) second = Math.max(second, probabilities[label] ?? 0);
    const found = [
      ...evidence.of(vector, best, probabilities[best] ?? 0),
      logOdds(second),
      ...margins.of(vocabulary.vectorise(wordsOf(bag)), best),
    ];
    return { probabilities, best, values: found, familiar: vector.familiar };
  };
  return { judge };
}

/** Each part of the labels is once unknown, and of the others a part of the examples. */
const PARTS = 4;
/** Updates for one part: its weights only have to be like those of the whole. */
const PART_UPDATES = 24_000;
/** Of a hundred mails this many are taken to be about something that no category is for; a fifth is much, so that doubt goes to people. */
const OUTSIDE = 20;
/** One in so many of what is outside is looked at: there are far more of them than of the others. */
const OUTSIDE_STEP = 3;
/** Weights of the constant and of each evidence that hold until the examples say otherwise: what the linear model says is taken at its word. */
const PRIOR = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const PRIOR_STRENGTH = 1;

/**
 * How evidence becomes confidence, learned from the examples alone: trained without a quarter of the labels and without a quarter of the other examples, how
 * often is the label right that is given to what was left out? A left-out label's examples are what no category is for: there every label is wrong.
 */
function learnConfidence(examples: readonly Numbered[], labels: number): readonly number[] {
  const inside: Observation[] = [];
  const outside: Observation[] = [];
  const workspace = makeWorkspace();
  const part = examples.map((_, i) => shuffled(i, 0, examples.length) % PARTS);
  for (let left = 0; left < PARTS; left += 1) {
    const isOutside = (label: number): boolean => label % PARTS === left && labels > PARTS;
    const kept = examples.filter(({ label }, i) => !isOutside(label) && part[i] !== left);
    if (kept.length === 0) continue;
    const sorter = trainSorter(kept, labels, PART_UPDATES, workspace);
    for (const [i, { bag, label }] of examples.entries()) {
      if (isOutside(label) ? i % OUTSIDE_STEP !== 0 : part[i] !== left) continue;
      const { best, values: found } = sorter.judge(bag);
      const observation = { values: found, came: best === label, weight: 1 };
      (isOutside(label) ? outside : inside).push(observation);
    }
  }
  const weight = (OUTSIDE / (100 - OUTSIDE)) * (inside.length / Math.max(1, outside.length));
  return fitLogistic([...inside, ...outside.map((o) => ({ ...o, weight }))], PRIOR, PRIOR_STRENGTH);
}
