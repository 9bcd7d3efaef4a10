import type { GuardRule } from './guard.ts';

/** A first-line answer is as long as the configuration has it, and a page at most. */
export const tooLong: GuardRule = ({ answer, language, maxWords }) => {
  if (answer.length > MAX_CHARACTERS) return [`${answer.length} characters`];
  const words = countWords(answer, language);
  return words > maxWords ? [`${words} words, of ${maxWords} allowed`] : [];
};

/** Whatever the words: what counts as one differs. */
const MAX_CHARACTERS = 6_000;

/** Languages that set no spaces between words: these are told apart by ICU's dictionaries. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(['ja', 'zh', 'th', 'lo', 'km', 'my']);

/** Words as people count them: a link is one, a list's mark none. */
export function countWords(text: string, language: string): number {
  if (!WITHOUT_SPACES.has(language))
    return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word) && !/^\d{1,2}[.)]$/.test(word)).length;
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}
