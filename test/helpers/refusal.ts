import { expect } from 'vitest';
import type { Program } from './daemon-process.ts';

/** `EX_CONFIG` of sysexits.h: the operator must change something first. */
const EXIT_CONFIG = 78;

/** The program ends because of the configuration, in sentences that match all of `words`, and without a stack trace. */
export async function expectRefusal(program: Program, ...words: readonly RegExp[]): Promise<void> {
  const ended = await program.ended;
  const output = program.output();
  for (const word of words) expect(output).toMatch(word);
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect({ ...ended, output }).toMatchObject({ code: EXIT_CONFIG });
}
