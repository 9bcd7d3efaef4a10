import { countFeatures } from './features.ts';

/** The features of a text by their hashes, counted; small, because training keeps those of all texts for a moment. */
export interface Bag {
  readonly buckets: Int32Array;
  /** 1 + ln of how often. */
  readonly weights: Float32Array;
  /** So many of them, the first ones, are words and word pairs. */
  readonly words: number;
}

export function bagOf(text: string): Bag {
  const { counts, words } = countFeatures(text);
  return {
    words,
    buckets: Int32Array.from(counts.keys()),
    weights: Float32Array.from(counts.values(), (count) => 1 + Math.log(count)),
  };
}

/** The same text without runs of characters; shares its memory. */
export function wordsOf({ buckets, weights, words }: Bag): Bag {
  return { buckets: buckets.subarray(0, words), weights: weights.subarray(0, words), words };
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
  /** Its inverse document frequency. */
  readonly weight: number;
}

/** A feature never seen weighs as much as a rather rare one. */
const UNSEEN = 3;

/**
 * The features of these texts, numbered as they come, weighed by how rare they are.
 * @param atLeast texts that a feature must stand in
 */
export function learnVocabulary(bags: readonly Bag[], atLeast = 1): Vocabulary {
  const texts = new Map<number, number>();
  for (const { buckets } of bags) for (const bucket of buckets) texts.set(bucket, (texts.get(bucket) ?? 0) + 1);
  const features = new Map<number, Feature>();
  for (const [bucket, count] of texts) {
    if (count >= atLeast) features.set(bucket, { slot: features.size, weight: Math.log((1 + bags.length) / (1 + count)) + 0.3 });
  }
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
