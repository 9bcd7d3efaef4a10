import type { LanguageReading } from './language.ts';
import { UNKNOWN } from './language-codes.ts';

/** Who decided on a language: code by the customer's newest words, the model as second opinion, what they wrote before, or the inbox. */
export type LanguageBy = 'words' | 'model' | 'thread' | 'inbox';

export interface Heard {
  /** ISO 639-1; null when nothing tells, and the inbox's own is answered in. */
  readonly language: string | null;
  readonly by: LanguageBy;
}

export interface Opinions {
  /** Of the newest words. */
  readonly words: LanguageReading;
  /** Of the model: ISO 639-1 or `unknown`; null before it was asked. */
  readonly model: string | null;
  /** Of the newest of the earlier mails that tells; null when none does. */
  readonly thread: string | null;
  /** Languages in which the inbox has a greeting, an article or a team. */
  readonly inbox: readonly string[];
}

/**
 * The language of a mail. Where code is sure, it decides. Where it is not, the model decides among the languages that code thinks near; where code cannot tell at all, among those too that
 * the inbox speaks. So a model that lies, or obeys a mail that wants it to, gets at most a language that the words could be in, or one that we have something to say in. Anything
 * else it says is a disagreement, which the conversation decides, and then the inbox. Pure.
 */
export function agreeOnLanguage({ words, model, thread, inbox }: Opinions): Heard {
  if (words.sure) return { language: words.language, by: 'words' };
  const asked = model !== null && model !== UNKNOWN;
  if (words.language !== null && (!asked || model === words.language)) return { language: words.language, by: 'words' };
  const plausible = words.language === null && words.near.length > 0 ? [...words.near, ...inbox] : words.near;
  if (asked && plausible.includes(model)) return { language: model, by: 'model' };
  return thread === null ? { language: null, by: 'inbox' } : { language: thread, by: 'thread' };
}
