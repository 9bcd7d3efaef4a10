import { countFeatures } from './features.ts';

/** The features of a text by their hashes, counted; small, because training keeps those of all texts for a moment. */
export interface Bag {
  readonly buckets: Int32Array;
  /** 1 + ln of how often. */
  readonly weights: Float32Array;
}

export function bagOf(text: string): Bag {
  const counts = countFeatures(text);
  return { buckets: Int32Array.from(counts.keys()), weights: Float32Array.from(counts.values(), (count) => 1 + Math.log(count)) };
}

/** A sparse text: slots (numbers of the features seen in training) and their values, unit length. */
export interface Vector {
  readonly slots: Int32Array;
  readonly values: Float32Array;
  /** Different features, seen in training or not. */
  readonly features: number;
  /** Share of the squared weight that stands on features seen in training. */
  readonly familiar: number;
}

/** What training knows of the features of its texts. */
export interface Vocabulary {
  readonly size: number;
  /** Of any text, known or new. Pure. */
  readonly vectorise: (bag: Bag) => Vector;
}

interface Feature {
  readonly slot: number;
  /** In how many texts it stands; later its inverse document frequency. */
  weight: number;
}

/** A feature never seen weighs as much as a rather rare one. */
const UNSEEN = 3;

/** The features of these texts, numbered as they come, weighed by how rare they are. */
export function learnVocabulary(bags: readonly Bag[]): Vocabulary {
  const features = new Map<number, Feature>();
  for (const { buckets } of bags) {
    for (const bucket of buckets) {
      const feature = features.get(bucket);
      if (feature === undefined) features.set(bucket, { slot: features.size, weight: 1 });
      else feature.weight += 1;
    }
  }
  for (const feature of features.values()) feature.weight = Math.log((1 + bags.length) / (1 + feature.weight)) + 0.3;
  return { size: features.size, vectorise: (bag) => vectorise(bag, features) };
}

/** Unit length; features never seen in training only count against familiarity. */
function vectorise({ buckets, weights }: Bag, features: ReadonlyMap<number, Feature>): Vector {
  const slots = new Int32Array(buckets.length);
  const values = new Float32Array(buckets.length);
  let used = 0;
  let known = 0;
  let unknown = 0;
  for (let i = 0; i < buckets.length; i += 1) {
    const weight = weights[i] ?? 0;
    const feature = features.get(buckets[i] ?? 0);
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
  return { slots: slots.slice(0, used), values: values.slice(0, used), features: buckets.length, familiar: known / (known + unknown || 1) };
}
