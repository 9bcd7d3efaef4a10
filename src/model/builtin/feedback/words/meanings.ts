/** What a word can mean in an answer to an answer. */
export const MEANINGS = [
  ...([
    'no',
    'still',
    'again',
    'same',
    'but',
    'works',
    'solved',
    'fails',
    'trouble',
    'thanks',
    'praise',
    'tried',
    'wants',
    'asks',
  ] as const),
  ...(['future', 'if', 'got', 'close', 'now', 'past', 'today', 'more', 'self', 'sends', 'waits', 'money', 'more_none', 'yes'] as const),
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Words of a language, folded (lower case, no accents), separated by spaces; `*` stands for any ending. The same word may mean several things. */
export type WordsOf = Readonly<Partial<Record<Meaning, string>>>;
