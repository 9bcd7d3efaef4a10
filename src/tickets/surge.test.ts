import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TriageConfig } from '../config/triage-schema.ts';
import { makeTerms } from '../knowledge/terms.ts';
import { detectSurge, isUnusual, likeness, type SurgeRules, type Voice } from './surge.ts';

const RULES: SurgeRules = { senders: 8, domains: 3, within: 30 * 60_000, likeness: 0.6, times: 5 };
const terms = makeTerms('en');
const always = () => 1;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let count = 0;
function voice(text: string, more: Partial<Voice> = {}): Voice {
  count += 1;
  const person = `p${count}`;
  return {
    thread: `t${count}`,
    sender: `${person}@d${count % 4}.example`,
    domain: `d${count % 4}.example`,
    at: 0,
    terms: [...new Set(terms(text))],
    ...more,
  };
}

const OUTAGE = [
  'Notes do not sync since this morning',
  'Sync is broken on all my devices, error 503',
  'The app is not syncing, error 503. Is there an outage?',
  'I cannot sync my notes, it says server error 503',
  'Is your service down? Sync fails with error 503',
  'Error 503 when syncing',
  'My notebooks stopped syncing, I get a 503 error on the phone',
  'Nothing syncs any more on my laptop: error 503',
  'sync error 503 on Android and on the web',
  'Getting 503 while syncing, please help',
];

const OTHERS = [
  'How do I export my notes?',
  'Where is my invoice?',
  'Please change my e-mail address',
  'Do you have a discount for students?',
];

/** What the newest of so many says. */
function found(voices: readonly Voice[], rules: SurgeRules = RULES) {
  const [newest] = voices.slice(-1);
  return newest === undefined ? null : detectSurge(newest, voices, always, rules);
}

describe('a surge', () => {
  test('many who write about one thing, in their own words, are one; what others ask meanwhile is no part of it', () => {
    const surge = found([...OTHERS.map((t) => voice(t)), ...OUTAGE.map((t) => voice(t))]);
    expect(surge?.voices.length).toBeGreaterThanOrEqual(8);
    expect(surge?.voices.every((v) => v.terms.some((term) => term.startsWith('sync') || term === '503'))).toBe(true);
    const topic = surge?.topic ?? new Map();
    expect(likeness(terms('it will not sync, only error 503'), topic, always)).toBeGreaterThan(RULES.likeness);
    for (const other of OTHERS) expect(likeness(terms(other), topic, always)).toBeLessThan(0.3);
  });

  const same = 'Sync fails with error 503';
  test.each<[string, readonly Voice[]]>([
    ['seven senders', Array.from({ length: 7 }, () => voice(same))],
    [
      'one sender who writes twenty mails',
      Array.from({ length: 20 }, () => voice(same, { sender: 'ada@d1.example', domain: 'd1.example' })),
    ],
    ['twenty people of one company', Array.from({ length: 20 }, () => voice(same, { domain: 'd1.example' }))],
    ['twenty people of two companies', Array.from({ length: 20 }, (_, i) => voice(same, { domain: `d${i % 2}.example` }))],
    ['eight people over two hours', Array.from({ length: 8 }, (_, i) => voice(same, { at: i * 15 * 60_000 }))],
    ['eight mails of one conversation', Array.from({ length: 8 }, () => voice(same, { thread: 'one' }))],
    [
      'ten people with ten questions',
      [...OTHERS, 'A refund?', 'My password is lost', 'Dark mode?', 'Tags are gone', 'Which plans are there?', 'Can I print?'].map((t) =>
        voice(t),
      ),
    ],
    ['ten mails without a word that tells', Array.from({ length: 10 }, () => voice('Hello, can you help me please'))],
  ])('is not %s', (_title, voices) => {
    expect(found(voices)).toBeNull();
  });

  test('the newest has to be about it', () => {
    expect(found([...OUTAGE.map((t) => voice(t)), voice('Where is my invoice?')])).toBeNull();
  });
});

test.each<[number, readonly number[], boolean]>([
  [8, [], true],
  [8, [0, 0, 0], true],
  [8, [1, 1, 1], true],
  [8, [2, 2, 2], false],
  [10, [2, 2, 2], false],
  [11, [2, 2, 2], true],
  // One wild day says nothing of the others.
  [8, [0, 0, 0, 0, 90], true],
  [8, [0, 0, 3, 3], true],
  [7, [0, 0, 3, 3], false],
])('%d mails, where %j are usual, are unusual: %s', (voices, usual, unusual) => {
  expect(isUnusual(voices, usual, RULES)).toBe(unusual);
});

describe('simulated traffic', () => {
  const text = readFileSync(new URL('../../config/triage.yaml', import.meta.url), 'utf8');
  const categories = Object.entries(TriageConfig.parse(parse(text)).categories).filter(([, c]) => c.examples.length >= 8);
  const all = categories.flatMap(([, c]) => c.examples);
  const frequency = new Map<string, number>();
  for (const example of all) for (const term of new Set(terms(example))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const telling = (term: string) =>
    Math.sqrt(Math.max(0.05, Math.log((all.length + 2) / ((frequency.get(term) ?? 0) + 1)) / Math.log(all.length + 2)));

  test('half an hour of anybody’s questions is no surge', () => {
    const random = makeRandom(7);
    let falseAlarms = 0;
    for (let run = 0; run < 200; run += 1) {
      const voices = Array.from({ length: 30 }, () => voice(all[Math.floor(random() * all.length)] ?? ''));
      if (detectSurge(voices.at(-1) as Voice, voices, telling, RULES) !== null) falseAlarms += 1;
    }
    expect(falseAlarms).toBeLessThanOrEqual(2);
  });

  test('an outage among them is found by its twelfth mail at the latest', () => {
    const random = makeRandom(11);
    for (let run = 0; run < 50; run += 1) {
      const voices = Array.from({ length: 20 }, () => voice(all[Math.floor(random() * all.length)] ?? ''));
      let at = 0;
      for (let n = 0; n < 12 && at === 0; n += 1) {
        const newest = voice(OUTAGE[Math.floor(random() * OUTAGE.length)] ?? '');
        voices.push(newest);
        if (detectSurge(newest, voices, telling, RULES) !== null) at = n + 1;
      }
      // One of the others may have asked about the same.
      expect(at).toBeGreaterThanOrEqual(6);
    }
  });
});
