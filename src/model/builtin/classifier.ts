import { type Counts, countFeatures } from './features.ts';

export interface LabelledExample {
  readonly label: string;
  readonly text: string;
}

export interface Guess {
  readonly label: string;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Classifier {
  /** All labels, most likely first; empty when it was trained on nothing. */
  readonly classify: (text: string) => readonly Guess[];
}

/** Passes over the examples; more change little on some hundred short texts. */
const EPOCHS = 30;
/** A budget of updates bounds the training time on large sets: those need fewer passes. */
const MAX_UPDATES = 120_000;
const LEARNING_RATE = 2;

/** A sparse text: slots (numbers of the features seen in training) and their values, unit length. */
interface Vector {
  readonly slots: Int32Array;
  readonly values: Float64Array;
  /** Share of the squared weight that stands on features seen in training. */
  readonly familiar: number;
}

/** One row a slot with a weight for each label, row after row: a text reads few rows, and all labels of each. */
interface Weights {
  readonly labels: number;
  readonly rows: Float64Array;
  readonly bias: Float64Array;
}

/**
 * A linear softmax over hashed TF-IDF features, trained by stochastic gradient descent in a fixed order: the same examples always give the same model.
 *
 * Confidence is the probability of the label, lowered by how little of the text was seen in training: a text about something else shares few features with
 * any example, and must not be sure of anything.
 */
export function trainClassifier(examples: readonly LabelledExample[]): Classifier {
  const labels = [...new Set(examples.map((e) => e.label))];
  if (labels.length === 0) return { classify: () => [] };
  const features = learnFeatures(examples);
  const vectors = examples.map((e) => vectorise(countFeatures(e.text), features));
  const targets = examples.map((e) => labels.indexOf(e.label));
  const weights: Weights = {
    labels: labels.length,
    rows: new Float64Array(features.size * labels.length),
    bias: new Float64Array(labels.length),
  };

  const errors = new Float64Array(labels.length);
  const epochs = Math.max(4, Math.min(EPOCHS, Math.floor(MAX_UPDATES / examples.length)));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = LEARNING_RATE / (1 + epoch / 8);
    for (let step = 0; step < vectors.length; step += 1) {
      const at = shuffled(step, epoch, vectors.length);
      const vector = vectors[at];
      if (vector !== undefined) update(weights, vector, targets[at] ?? 0, rate, errors);
    }
  }

  return {
    classify: (text) => {
      const vector = vectorise(countFeatures(text), features);
      const probabilities = predict(weights, vector, new Float64Array(labels.length));
      const sure = Math.min(1, vector.familiar / FAMILIAR_ENOUGH);
      return labels.map((label, i) => ({ label, confidence: (probabilities[i] ?? 0) * sure })).sort((a, b) => b.confidence - a.confidence);
    },
  };
}

/** From this share of familiar features on, a text is taken for one like the examples. */
const FAMILIAR_ENOUGH = 0.3;

interface Feature {
  readonly slot: number;
  /** In how many examples it stands; later its inverse document frequency. */
  weight: number;
}

/** The features of all examples, numbered as they come. */
function learnFeatures(examples: readonly LabelledExample[]): ReadonlyMap<number, Feature> {
  const features = new Map<number, Feature>();
  for (const { text } of examples) {
    for (const bucket of countFeatures(text).keys()) {
      const feature = features.get(bucket);
      if (feature === undefined) features.set(bucket, { slot: features.size, weight: 1 });
      else feature.weight += 1;
    }
  }
  for (const feature of features.values()) feature.weight = Math.log((1 + examples.length) / (1 + feature.weight)) + 0.3;
  return features;
}

/** A feature never seen weighs as much as a rather rare one. */
const UNSEEN = 3;

/** Unit length; features never seen in training only count against familiarity. */
function vectorise(counts: Counts, features: ReadonlyMap<number, Feature>): Vector {
  const slots = new Int32Array(counts.size);
  const values = new Float64Array(counts.size);
  let used = 0;
  let known = 0;
  let unknown = 0;
  for (const [bucket, count] of counts) {
    const weight = 1 + Math.log(count);
    const feature = features.get(bucket);
    if (feature === undefined) {
      unknown += (weight * UNSEEN) ** 2;
      continue;
    }
    slots[used] = feature.slot;
    values[used] = weight * feature.weight;
    used += 1;
    known += (weight * feature.weight) ** 2;
  }
  const length = Math.sqrt(known) || 1;
  for (let i = 0; i < used; i += 1) values[i] = (values[i] ?? 0) / length;
  return { slots: slots.subarray(0, used), values: values.subarray(0, used), familiar: known / (known + unknown || 1) };
}

/** Writes the probability of each label into `out` and returns it: training asks this a hundred thousand times. */
function predict({ labels, rows, bias }: Weights, { slots, values }: Vector, out: Float64Array): Float64Array {
  out.set(bias);
  for (let i = 0; i < slots.length; i += 1) {
    const row = (slots[i] ?? 0) * labels;
    const value = values[i] ?? 0;
    for (let label = 0; label < labels; label += 1) out[label] = (out[label] ?? 0) + (rows[row + label] ?? 0) * value;
  }
  let top = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < labels; label += 1) top = Math.max(top, out[label] ?? 0);
  let sum = 0;
  for (let label = 0; label < labels; label += 1) {
    const power = Math.exp((out[label] ?? 0) - top);
    out[label] = power;
    sum += power;
  }
  for (let label = 0; label < labels; label += 1) out[label] = (out[label] ?? 0) / sum;
  return out;
}

/** Smaller errors are left as they are. */
const NO_ERROR = 1e-3;

/** One step down the gradient; `errors` is room to work in. */
function update(weights: Weights, vector: Vector, target: number, rate: number, errors: Float64Array): void {
  const { labels, rows, bias } = weights;
  predict(weights, vector, errors);
  for (let label = 0; label < labels; label += 1) {
    const error = (label === target ? 1 : 0) - (errors[label] ?? 0);
    errors[label] = Math.abs(error) < NO_ERROR ? 0 : error;
    if (errors[label] !== 0) bias[label] = (bias[label] ?? 0) + rate * 0.1 * error;
  }
  const { slots, values } = vector;
  for (let i = 0; i < slots.length; i += 1) {
    const row = (slots[i] ?? 0) * labels;
    const value = values[i] ?? 0;
    for (let label = 0; label < labels; label += 1) rows[row + label] = (rows[row + label] ?? 0) + rate * (errors[label] ?? 0) * value;
  }
}

/** Walks all positions once an epoch in an order that looks mixed, without randomness. */
function shuffled(step: number, epoch: number, length: number): number {
  const stride = coprime(Math.floor(length * 0.618) + epoch, length);
  return (step * stride + epoch) % length;
}

function coprime(start: number, length: number): number {
  let candidate = Math.max(1, start % Math.max(1, length));
  while (gcd(candidate, length) !== 1) candidate += 1;
  return candidate;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
