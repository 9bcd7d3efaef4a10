import { fold } from '../../../knowledge/terms.ts';
import { bucketOf } from '../features.ts';
import type { Bag } from '../vectors.ts';
import { meaningsOf } from './meanings.ts';

/** Meanings say the same in every language, and so more than the words of one. */
const MEANING_WEIGHT = 3;

/** What is looked at in an answer: its words, runs of characters across them, and what the words mean, alone and beside each other. */
export function feedbackFeatures(text: string): Bag {
  const counts = new Map<string, number>();
  const add = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const words = wordsOf(text);
  for (const feature of [...inWords(words), ...runsIn(words), ...atTheEnds(text)]) add(feature);
  const lexical = counts.size;
  for (const feature of inMeanings(text)) add(feature);
  const weights = [...counts.values()].map((count, at) => (1 + Math.log(count)) * (at < lexical ? 1 : MEANING_WEIGHT));
  return { buckets: Int32Array.from(counts.keys(), bucketOf), weights: Float32Array.from(weights), words: counts.size };
}

const TOKENS =
  /\p{sc=Han}+|\p{sc=Katakana}[\p{sc=Katakana}ー]*|\p{sc=Hiragana}+|\p{sc=Hangul}+|[\p{L}\p{N}']+|[?？！!]|\p{Extended_Pictographic}/gu;

/** Addresses and figures say little beyond that there are some. */
function wordsOf(text: string): readonly string[] {
  const plain = fold(text)
    .replace(/https?:\/\/\S+|\S+@\S+/g, ' ')
    .replace(/\d+/g, '0');
  return plain.match(TOKENS) ?? [];
}

function inWords(words: readonly string[]): string[] {
  return words.flatMap((word, i) => (i === 0 ? [`word ${word}`] : [`word ${word}`, `pair ${words[i - 1]} ${word}`]));
}

const SHORTEST_RUN = 2;
const LONGEST_RUN = 5;

function runsIn(words: readonly string[]): string[] {
  const characters = [...` ${words.join(' ')} `];
  const runs: string[] = [];
  for (let size = SHORTEST_RUN; size <= LONGEST_RUN; size += 1)
    for (let at = 0; at + size <= characters.length; at += 1) runs.push(`run ${characters.slice(at, at + size).join('')}`);
  return runs;
}

/** What is said first and what is said last have a weight of their own: "it worked, but now it is broken again". */
function atTheEnds(text: string): string[] {
  const sentences = fold(text).match(/[^.!?。！？\n]+[.!?。！？]*/gu) ?? [];
  const [first, last] = [wordsOf(sentences[0] ?? ''), wordsOf(sentences.at(-1) ?? '')];
  return [
    ...first.map((word) => `first ${word}`),
    ...last.map((word) => `last ${word}`),
    `opens ${first[0]}`,
    `opens ${first[0]} ${first[1]}`,
    `sentences ${Math.min(6, sentences.length)}`,
    `length ${Math.round(Math.log2(wordsOf(text).length + 1) * 2)}`,
  ];
}

function inMeanings(text: string): Set<string> {
  const signs = meaningsOf(text);
  const said = signs.filter((sign) => sign !== '|');
  const sentences = signs
    .join(' ')
    .split('|')
    .map((sentence) => [...new Set(sentence.trim().split(' '))])
    .filter(([sign]) => sign !== '');
  const together = sentences.flatMap((sentence) => {
    const sorted = sentence.toSorted();
    return sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => `with ${a} ${b}`));
  });
  return new Set([
    ...(said.length === 0 ? ['says nothing known'] : said.map((sign) => `says ${sign}`)),
    ...said.slice(1).map((sign, i) => `says ${said[i]} ${sign}`),
    ...said.slice(2).map((sign, i) => `says ${said[i]} ${said[i + 1]} ${sign}`),
    ...(sentences[0] ?? []).map((sign) => `first says ${sign}`),
    ...(sentences.at(-1) ?? []).map((sign) => `last says ${sign}`),
    ...together,
  ]);
}
