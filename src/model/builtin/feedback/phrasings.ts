import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What an answer to an answer says: `solved`, nothing is left to do; `unsolved`, the same trouble is still there or is back; `other`, a new question, more
 * facts, anything else.
 */
export const FEEDBACK = ['solved', 'unsolved', 'other'] as const;
export type Feedback = (typeof FEEDBACK)[number];

export interface Phrasing {
  /** ISO 639-1. */
  readonly language: string;
  readonly text: string;
  readonly says: Feedback;
}

const File = z.record(z.string(), z.record(z.enum(FEEDBACK), z.array(z.string())));

/** Language, then what it says, then phrasings. Throws where the file is not of that shape. */
export function readPhrasings(file: URL): readonly Phrasing[] {
  return Object.entries(File.parse(parse(readFileSync(file, 'utf8')))).flatMap(([language, classes]) =>
    FEEDBACK.flatMap((says) => (classes[says] ?? []).map((text) => ({ language, text, says }))),
  );
}

/** What the reader of answers is made from; sets apart, so that it can be tried without one of them. */
export const STUDIED = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

export function studied(set: (typeof STUDIED)[number]): readonly Phrasing[] {
  return readPhrasings(new URL(`phrasings/${set}.yaml`, import.meta.url));
}
