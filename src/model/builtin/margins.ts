import { type Sample, shuffled, type Workspace } from './linear.ts';
import type { Vector } from './vectors.ts';

/** What whole words and their pairs say of a text, beside the linear model over runs of characters. */
export interface WordEvidence {
  /** Three values: the margin of the label, the second best margin, and how much rarer the words are in its examples than in all. */
  readonly of: (vector: Vector, label: number) => readonly number[];
}

/**
 * One classifier a label against all others, by squared hinge: unlike a softmax it need not give a text to any, so that a text which no label claims, or
 * which two claim, is told from one that is merely nearer to one of them.
 */
export function learnMargins(samples: readonly Sample[], labels: number, size: number, epochs: number, workspace: Workspace): WordEvidence {
  const rows = workspace.margins(size * labels);
  const bias = new Float32Array(labels);
  const room = new Float32Array(labels);
  const score = ({ slots, values }: Vector): Float32Array => {
    room.set(bias);
    for (let i = 0; i < slots.length; i += 1) {
      const row = (slots[i] ?? 0) * labels;
      const value = values[i] ?? 0;
      for (let label = 0; label < labels; label += 1) room[label] = (room[label] ?? 0) + (rows[row + label] ?? 0) * value;
    }
    return room;
  };
  const active = new Int32Array(labels);
  const update = ({ vector, label: target }: Sample, rate: number): void => {
    const errors = score(vector);
    let wrong = 0;
    for (let label = 0; label < labels; label += 1) {
      const side = label === target ? 1 : -1;
      const short = 1 - side * (errors[label] ?? 0);
      if (short <= 0) continue;
      errors[label] = side * short * rate;
      bias[label] = (bias[label] ?? 0) + 0.1 * side * short * rate;
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
  };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = LEARNING_RATE / (1 + epoch / 4);
    for (let step = 0; step < samples.length; step += 1) {
      const sample = samples[shuffled(step, epoch, samples.length)];
      if (sample !== undefined) update(sample, rate);
    }
  }

  const rarer = countRarer(samples, labels, size, workspace);
  return {
    of: (vector, label) => {
      const margins = score(vector);
      let [best, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const margin of margins) {
        if (margin > best) [best, second] = [margin, best];
        else second = Math.max(second, margin);
      }
      return [margins[label] ?? 0, Number.isFinite(second) ? second : -1, rarer(vector, label)];
    },
  };
}

const LEARNING_RATE = 0.5;
/** Examples that a word's overall frequency counts for, and the part of them in a label. */
const SMOOTH = 3;
const SMOOTH_OWN = 0.3;
/** What a word takes to be seen once. */
const TEN = 10;

/** For each word that a label has less often than all together: by how much (natural logarithm), over the features of the text. */
function countRarer(
  samples: readonly Sample[],
  labels: number,
  size: number,
  workspace: Workspace,
): (vector: Vector, label: number) => number {
  const within = workspace.words(size * labels);
  const overall = new Uint32Array(size);
  // Not the samples themselves, which would be kept as long as the classifier.
  const texts = samples.length;
  const counts = new Uint32Array(labels);
  for (const { vector, label } of samples) {
    counts[label] = (counts[label] ?? 0) + 1;
    for (const slot of vector.slots) {
      within[slot * labels + label] = (within[slot * labels + label] ?? 0) + 1;
      overall[slot] = (overall[slot] ?? 0) + 1;
    }
  }
  return ({ slots, features }, label) => {
    let sum = 0;
    for (const slot of slots) {
      const own = ((within[slot * labels + label] ?? 0) + SMOOTH_OWN) / ((counts[label] ?? 0) + SMOOTH_OWN * TEN);
      const all = ((overall[slot] ?? 0) + SMOOTH) / (texts + SMOOTH * TEN);
      sum += Math.min(0, Math.log(own / all));
    }
    return sum / (features || 1);
  };
}
