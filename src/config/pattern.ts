import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/** A pattern of the configuration, ready to be asked. Linear in the length of what it looks at, whatever the pattern and whoever wrote the text. */
export interface Pattern {
  /** The whole value, from its first character to its last. */
  readonly fits: (value: string) => boolean;
  /** Every value in a text that no letter or digit touches on either side, in order. */
  readonly findIn: (text: string) => readonly string[];
}

/** RE2's syntax: no look-around and no back-references, for they are what makes patterns slow. */
export const PATTERN_HELP =
  'write a regular expression in the syntax of RE2 (no look-ahead, no back-references), such as [A-Z]{2}-[0-9]{6}';

const load = createRequire(import.meta.url);

/** Throws where the pattern is none. */
export function makePattern(source: string): Pattern {
  // Only where there are look-ups: no other command waits for it.
  const { RE2JS: engine } = load('re2js') as { readonly RE2JS: typeof RE2JS };
  const whole = engine.compile(source);
  const within = engine.compile(`(?:^|[^\\p{L}\\p{N}])(${source})(?:$|[^\\p{L}\\p{N}])`);
  return {
    fits: (value) => whole.matches(value),
    findIn: (text) => {
      const found: string[] = [];
      const matcher = within.matcher(text);
      let at = 0;
      while (at <= text.length && matcher.find(at)) {
        const value = matcher.group(1) ?? '';
        if (value !== '') found.push(value);
        // The character behind one value may be the one before the next.
        at = Math.max(matcher.end(1), matcher.start() + 1);
      }
      return found;
    },
  };
}
