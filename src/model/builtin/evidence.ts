import type { Sample, Workspace } from './linear.ts';
import type { Vector } from './vectors.ts';

/** What the examples of one label say of a text, beside the weights of the linear model. */
export interface Evidence {
  /** Seven values. `probability` is the linear model's. Not to be called from within itself: it works in a room of its own. */
  readonly of: (vector: Vector, label: number, probability: number) => readonly number[];
}

/** Examples that a feature's overall frequency counts for, in the frequency within a label. */
const PRIOR = 5;

/**
 * Tells a text of a label from one that is merely nearer to it than to other labels: how certain the label is; how like the text is to the nearest of its
 * examples, and to all of them together; how much of it they cover; how much more often its features stand there than anywhere; how much of it is known
 * at all; how long it is.
 */
export function learnEvidence(samples: readonly Sample[], labels: number, size: number, workspace: Workspace): Evidence {
  const within = workspace.within(size * labels);
  const sums = workspace.sums(size * labels);
  const overall = new Uint32Array(size);
  const examples: Vector[][] = Array.from({ length: labels }, () => []);
  for (const { vector, label } of samples) {
    examples[label]?.push(vector);
    for (let i = 0; i < vector.slots.length; i += 1) {
      const slot = vector.slots[i] ?? 0;
      const cell = slot * labels + label;
      within[cell] = (within[cell] ?? 0) + 1;
      sums[cell] = (sums[cell] ?? 0) + (vector.values[i] ?? 0);
      overall[slot] = (overall[slot] ?? 0) + 1;
    }
  }
  const lengths = new Float64Array(labels);
  for (let cell = 0; cell < sums.length; cell += 1) lengths[cell % labels] = (lengths[cell % labels] ?? 0) + (sums[cell] ?? 0) ** 2;

  /** The text spread over all slots; cleared after use. */
  const spread = new Float32Array(size);

  const nearest = ({ slots, values }: Vector, label: number): number => {
    for (let i = 0; i < slots.length; i += 1) spread[slots[i] ?? 0] = values[i] ?? 0;
    let best = 0;
    for (const example of examples[label] ?? []) {
      let product = 0;
      for (let i = 0; i < example.slots.length; i += 1) product += (spread[example.slots[i] ?? 0] ?? 0) * (example.values[i] ?? 0);
      best = Math.max(best, product);
    }
    for (let i = 0; i < slots.length; i += 1) spread[slots[i] ?? 0] = 0;
    return best;
  };

  const of: Evidence['of'] = (vector, label, probability) => {
    const { slots, values, features, familiar } = vector;
    const count = examples[label]?.length ?? 0;
    let covered = 0;
    let typical = 0;
    let likeAll = 0;
    for (let i = 0; i < slots.length; i += 1) {
      const slot = slots[i] ?? 0;
      const value = values[i] ?? 0;
      const own = within[slot * labels + label] ?? 0;
      const everywhere = ((overall[slot] ?? 0) + 0.5) / (samples.length + 1);
      if (own > 0) covered += value * value;
      likeAll += value * (sums[slot * labels + label] ?? 0);
      typical += Math.log((own + PRIOR * everywhere) / (count + PRIOR) / everywhere);
    }
    typical += (features - slots.length) * Math.log(PRIOR / (count + PRIOR));
    return [
      logOdds(probability),
      nearest(vector, label),
      likeAll / (Math.sqrt(lengths[label] ?? 0) || 1),
      covered,
      typical / (features || 1),
      familiar,
      Math.log(1 + features),
    ];
  };
  return { of };
}

/** Finite for any probability. */
export function logOdds(probability: number): number {
  const likelihood = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(likelihood / (1 - likelihood));
}
