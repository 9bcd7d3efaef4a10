import type { ConfigProblem } from '../errors.ts';

/**
 * What is wrong with a text that was read as UTF-8 and is none; null if nothing is. Old editors save in the code page of their country: decoded, each of its letters
 * is a replacement character, which would go into answers.
 */
export function notUtf8(file: string, text: string): ConfigProblem | null {
  const at = text.indexOf('\uFFFD');
  if (at === -1) return null;
  const before = text.slice(0, at).split('\n');
  return {
    ...{ file, path: '', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    message: 'is not UTF-8 from here on: save the file as UTF-8',
  };
}
