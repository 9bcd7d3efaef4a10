import type { Vector } from './vectors.ts';

/** A text with the number of its label. */
export interface Sample {
  readonly vector: Vector;
  readonly label: number;
}

/** One row a slot with a weight for each label, row after row: a text reads few rows, and all labels of each. */
export interface Weights {
  readonly labels: number;
  readonly rows: Float32Array;
  readonly bias: Float32Array;
}

const LEARNING_RATE = 2;
/** Smaller errors are left as they are. */
const NO_ERROR = 1e-3;
/** Share of certainty that every other label keeps in training: without it each text of a foreign topic is sure of something. */
const SMOOTHING = 0.1;

/** Memory of one training that the next one may use again: what V8 has let go of it gives back late. */
export interface Workspace {
  readonly rows: (length: number) => Float32Array;
  readonly within: (length: number) => Uint16Array;
  readonly sums: (length: number) => Float32Array;
  readonly margins: (length: number) => Float32Array;
  readonly words: (length: number) => Uint16Array;
}

/** All its arrays come filled with zeros; those of an earlier call are not to be used any more. */
export function makeWorkspace(): Workspace {
  const again = <T extends Float32Array | Uint16Array>(make: (length: number) => T) => {
    let kept = make(0);
    return (length: number): T => {
      if (kept.length < length) kept = make(length);
      return kept.subarray(0, length).fill(0) as T;
    };
  };
  return {
    rows: again((length) => new Float32Array(length)),
    within: again((length) => new Uint16Array(length)),
    sums: again((length) => new Float32Array(length)),
    margins: again((length) => new Float32Array(length)),
    words: again((length) => new Uint16Array(length)),
  };
}

/** A linear softmax, trained by stochastic gradient descent in a fixed order: the same samples always give the same weights. */
export function trainLinear(samples: readonly Sample[], labels: number, size: number, epochs: number, workspace: Workspace): Weights {
  const weights: Weights = { labels, rows: workspace.rows(size * labels), bias: new Float32Array(labels) };
  const room: Room = { errors: new Float32Array(labels), active: new Int32Array(labels) };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = LEARNING_RATE / (1 + epoch / 8);
    for (let step = 0; step < samples.length; step += 1) {
      const sample = samples[shuffled(step, epoch, samples.length)];
      if (sample !== undefined) update(weights, sample, rate, room);
    }
  }
  return weights;
}

/** Writes the probability of each label into `out` and returns it: training asks this a hundred thousand times. */
export function predict({ labels, rows, bias }: Weights, { slots, values }: Vector, out: Float32Array): Float32Array {
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

/** One step down the gradient, for the labels that are wrong by enough; `room` is to work in. */
function update(weights: Weights, { vector, label: target }: Sample, rate: number, { errors, active }: Room): void {
  const { labels, rows, bias } = weights;
  const others = labels > 1 ? SMOOTHING / (labels - 1) : 0;
  predict(weights, vector, errors);
  let wrong = 0;
  for (let label = 0; label < labels; label += 1) {
    const error = (label === target ? 1 - SMOOTHING : others) - (errors[label] ?? 0);
    if (Math.abs(error) < NO_ERROR) continue;
    errors[label] = error * rate;
    bias[label] = (bias[label] ?? 0) + 0.1 * error * rate;
    active[wrong] = label;
    wrong += 1;
  }
  const { slots, values } = vector;
  for (let i = 0; i < slots.length; i += 1) {
    const row = (slots[i] ?? 0) * labels;
    const value = values[i] ?? 0;
    for (let n = 0; n < wrong; n += 1) {
      const label = active[n] ?? 0;
      rows[row + label] = (rows[row + label] ?? 0) + (errors[label] ?? 0) * value;
    }
  }
}

interface Room {
  readonly errors: Float32Array;
  readonly active: Int32Array;
}

/** Walks all positions once an epoch in an order that looks mixed, without randomness. */
export function shuffled(step: number, epoch: number, length: number): number {
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
