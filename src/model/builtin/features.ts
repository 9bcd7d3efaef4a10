import { fold } from '../../knowledge/terms.ts';

/** Buckets of the hashing trick: with some thousand different features, collisions do not matter, and a power of two makes the remainder cheap. */
const BUCKETS = 1 << 18;

/** A sparse vector: bucket → count. */
export type Counts = Map<number, number>;

/**
 * Words, word pairs and character runs of 3 to 5 inside words, hashed and counted. Character runs carry inflection, typing mistakes, compounds, and
 * languages that write no spaces.
 */
export function countFeatures(text: string): Counts {
  const counts: Counts = new Map();
  let previous = '';
  for (const token of tokens(text)) {
    add(counts, `w ${token}`);
    if (previous !== '') add(counts, `p ${previous} ${token}`);
    previous = token;
    const padded = [...`<${token}>`];
    for (let size = 3; size <= 5; size += 1) {
      for (let start = 0; start + size <= padded.length; start += 1) add(counts, `c ${padded.slice(start, start + size).join('')}`);
    }
  }
  return counts;
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

function add(counts: Counts, feature: string): void {
  const bucket = hash(feature);
  counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
}

/** FNV-1a, 32 bit, folded to the number of buckets. */
function hash(text: string): number {
  let h = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01_00_01_93);
  }
  return ((h >>> 0) ^ (h >>> 18)) & (BUCKETS - 1);
}
