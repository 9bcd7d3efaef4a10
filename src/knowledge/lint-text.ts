import { inForce } from './build.ts';
import type { Article } from './knowledge.ts';
import type { Lint, LintFacts } from './lint.ts';
import { splitArticle } from './passages.ts';
import { fold } from './terms.ts';

/** Time enough to write the next version and have it approved. */
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;
/** A passage is quoted whole; sections are cut at blank lines from this on, so only a single paragraph can be longer. */
const LONGEST = 1_800;
/** "See above." is no answer. */
const SHORTEST = 25;

export function validity({ articles, today }: LintFacts): Lint[] {
  const soon = new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
  return articles.flatMap(({ id, validFrom, validUntil }): Lint[] => {
    const lint = (message: string): Lint[] => [{ rule: 'validity', level: 'warning', article: id, message }];
    if (validUntil !== null && validUntil < today) return lint(`has expired on ${validUntil}: renew it, or remove the file`);
    if (validUntil !== null && validUntil <= soon) return lint(`expires on ${validUntil}: have the next version ready`);
    if (validFrom !== null && validFrom > today)
      return [{ rule: 'validity', level: 'info', article: id, message: `is not in force before ${validFrom}` }];
    return [];
  });
}

export function lengths({ articles }: LintFacts): Lint[] {
  return articles.filter(isPublic).flatMap((article) =>
    splitArticle(article).flatMap(({ id, title, text }): Lint[] => {
      const lint = (message: string): Lint[] => [{ rule: 'length', level: 'warning', article: article.id, message }];
      const length = text.trim().length;
      if (length > LONGEST) return lint(`${id} (${title}) is a paragraph of ${length} characters: break it up, it is quoted whole`);
      // Scripts that write a word in a character or two say as much in fewer.
      const shortest = /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}/u.test(text) ? SHORTEST / 3 : SHORTEST;
      if (length < shortest) return lint(`${id} (${title}) says only "${text.trim()}": as a quotation that answers nothing`);
      return [];
    }),
  );
}

/** Two articles with one headline: neither leads over the other, so neither is quoted. */
export function duplicates({ articles, today }: LintFacts): Lint[] {
  const current = articles.filter((a) => isPublic(a) && inForce(a, Date.parse(today)));
  const named = current.flatMap((article) =>
    [...new Set([article.title, ...article.aliases].map(plain))].map((name) => ({ article, name, key: `${article.locale} ${name}` })),
  );
  return [...Map.groupBy(named, ({ key }) => key).values()].flatMap(([first, ...others]) =>
    others.map(
      ({ article, name }): Lint => ({
        rule: 'duplicate',
        level: 'error',
        article: article.id,
        message: `has the title or alias "${name}" of ${first?.article.id}: only one of them can be the answer`,
      }),
    ),
  );
}

/** One line for all: they come together. */
export function samples({ articles, today }: LintFacts): Lint[] {
  const [first, ...others] = articles.filter((a) => a.sample && inForce(a, Date.parse(today)));
  if (first === undefined) return [];
  const which = others.length === 0 ? 'is shipped example content' : `and ${others.length} more are shipped example content`;
  return [
    { rule: 'sample', level: 'warning', article: first.id, message: `${which} (sample: true): nothing is sent while one is in force` },
  ];
}

function isPublic(article: Article): boolean {
  return article.audience === 'public';
}

/** Without case, accents, spacing and closing punctuation. */
function plain(headline: string): string {
  return fold(headline)
    .replace(/[\s?!.¿¡]+/g, ' ')
    .trim();
}
