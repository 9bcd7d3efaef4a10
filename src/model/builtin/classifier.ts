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

interface Vector {
  readonly buckets: Int32Array;
  readonly values: Float64Array;
  /** Share of the squared weight that stands on features seen in training. */
  readonly familiar: number;
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
  const counted = examples.map((e) => countFeatures(e.text));
  const rarity = inverseFrequencies(counted);
  const slots = new Map([...rarity.keys()].map((bucket, i) => [bucket, i]));
  const vectors = counted.map((counts) => vectorise(counts, rarity, slots));
  const weights = labels.map(() => new Float64Array(slots.size));
  const bias = new Float64Array(labels.length);
  const targets = examples.map((e) => labels.indexOf(e.label));

  const epochs = Math.max(4, Math.min(EPOCHS, Math.floor(MAX_UPDATES / examples.length)));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = LEARNING_RATE / (1 + epoch / 8);
    for (let step = 0; step < vectors.length; step += 1) {
      const at = shuffled(step, epoch, vectors.length);
      const vector = vectors[at];
      if (vector !== undefined) update(weights, bias, vector, targets[at] ?? 0, rate);
    }
  }

  return {
    classify: (text) => {
      const vector = vectorise(countFeatures(text), rarity, slots);
      const probabilities = softmax(scores(weights, bias, vector));
      const sure = Math.min(1, vector.familiar / FAMILIAR_ENOUGH);
      return labels.map((label, i) => ({ label, confidence: (probabilities[i] ?? 0) * sure })).sort((a, b) => b.confidence - a.confidence);
    },
  };
}

/** From this share of familiar features on, a text is taken for one like the examples. */
const FAMILIAR_ENOUGH = 0.3;

function inverseFrequencies(counted: readonly Counts[]): Map<number, number> {
  const documents = new Map<number, number>();
  for (const counts of counted) for (const bucket of counts.keys()) documents.set(bucket, (documents.get(bucket) ?? 0) + 1);
  return new Map([...documents].map(([bucket, n]) => [bucket, Math.log((1 + counted.length) / (1 + n)) + 0.3]));
}

/** A feature never seen weighs as much as a rather rare one. */
const UNSEEN = 3;

/** Unit length; features never seen in training only count against familiarity. */
function vectorise(counts: Counts, rarity: ReadonlyMap<number, number>, slots: ReadonlyMap<number, number>): Vector {
  const buckets: number[] = [];
  const values: number[] = [];
  let known = 0;
  let unknown = 0;
  for (const [bucket, count] of counts) {
    const weight = 1 + Math.log(count);
    const idf = rarity.get(bucket);
    const slot = slots.get(bucket);
    if (idf === undefined || slot === undefined) {
      unknown += (weight * UNSEEN) ** 2;
      continue;
    }
    buckets.push(slot);
    values.push(weight * idf);
    known += (weight * idf) ** 2;
  }
  const length = Math.sqrt(known) || 1;
  return {
    buckets: Int32Array.from(buckets),
    values: Float64Array.from(values, (v) => v / length),
    familiar: known / (known + unknown || 1),
  };
}

function scores(weights: readonly Float64Array[], bias: Float64Array, { buckets, values }: Vector): Float64Array {
  return Float64Array.from(weights, (row, label) => {
    let sum = bias[label] ?? 0;
    for (let i = 0; i < buckets.length; i += 1) sum += (row[buckets[i] ?? 0] ?? 0) * (values[i] ?? 0);
    return sum;
  });
}

function update(weights: readonly Float64Array[], bias: Float64Array, vector: Vector, target: number, rate: number): void {
  const probabilities = softmax(scores(weights, bias, vector));
  const { buckets, values } = vector;
  weights.forEach((row, label) => {
    const error = (label === target ? 1 : 0) - (probabilities[label] ?? 0);
    if (Math.abs(error) < 1e-3) return;
    bias[label] = (bias[label] ?? 0) + rate * 0.1 * error;
    for (let i = 0; i < buckets.length; i += 1) {
      const slot = buckets[i] ?? 0;
      row[slot] = (row[slot] ?? 0) + rate * error * (values[i] ?? 0);
    }
  });
}

function softmax(raw: Float64Array): Float64Array {
  const top = raw.reduce((max, s) => Math.max(max, s), Number.NEGATIVE_INFINITY);
  const powers = raw.map((s) => Math.exp(s - top));
  const sum = powers.reduce((total, p) => total + p, 0);
  return powers.map((p) => p / sum);
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
