import { fold } from '../../knowledge/terms.ts';

/** Buckets of the hashing trick: with some thousand different features, collisions do not matter, and a power of two makes the remainder cheap. */
const BUCKETS = 1 << 18;

/** A sparse vector: bucket → count. */
export type Counts = Map<number, number>;

export interface Features {
  readonly counts: Counts;
  /** So many of them, the first ones, are words and word pairs; the rest are runs of characters. */
  readonly words: number;
}

/**
 * Words, word pairs and character runs of 3 to 5 inside words, hashed and counted. Character runs carry inflection, typing mistakes, compounds, and
 * languages that write no spaces.
 */
export function countFeatures(text: string): Features {
  const counts: Counts = new Map();
  const found = tokens(text);
  let previous = '';
  for (const token of found) {
    add(counts, hash(WORD, token, 0, token.length));
    if (previous !== '') add(counts, hash(PAIR, `${previous} ${token}`, 0, previous.length + 1 + token.length));
    previous = token;
  }
  const words = counts.size;
  for (const token of found) {
    const padded = `<${token}>`;
    const starts = characters(padded);
    for (let size = 3; size <= 5; size += 1) {
      for (let at = 0; at + size < starts.length; at += 1) add(counts, hash(RUN, padded, starts[at] ?? 0, starts[at + size] ?? 0));
    }
  }
  return { counts, words };
}

/** Where each character starts, and where the last one ends: some take two code units. */
function characters(text: string): readonly number[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return starts;
}

/** Digits say little beyond that there are some; runs of Han, kana and Hangul are cut by script, as no spaces are written. */
function tokens(text: string): readonly string[] {
  return (
    fold(text)
      .replace(/https?:\/\/\S+|\S+@\S+/g, ' ')
      .replace(/\d+/g, '0')
      .match(/\p{sc=Han}+|\p{sc=Katakana}[\p{sc=Katakana}ー]*|\p{sc=Hiragana}+|\p{sc=Hangul}+|[\p{L}\p{N}']+/gu) ?? []
  );
}

function add(counts: Counts, hashed: number): void {
  const bucket = ((hashed >>> 0) ^ (hashed >>> 18)) & (BUCKETS - 1);
  counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
}

/** The number of a feature by its name. */
export function bucketOf(feature: string): number {
  const hashed = hash(OFFSET, feature, 0, feature.length);
  return ((hashed >>> 0) ^ (hashed >>> 18)) & (BUCKETS - 1);
}

/** FNV-1a, 32 bit, of the code units from `start` to `end`; `seed` is the hash of what stands before them. */
function hash(seed: number, text: string, start: number, end: number): number {
  let h = seed;
  for (let i = start; i < end; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01_00_01_93);
  }
  return h;
}

const OFFSET = 0x81_1c_9d_c5;
const seedOf = (kind: string): number => hash(OFFSET, kind, 0, kind.length);
/** Each kind of feature has a name of its own before it, so that a word is not taken for a run of characters. */
const WORD = seedOf('w ');
const PAIR = seedOf('p ');
const RUN = seedOf('c ');
