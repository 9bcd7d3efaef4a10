import { dirname, join } from 'node:path';
import { type FileState, isArticle, markdownFiles } from '../knowledge/article-files.ts';
import { articlesVersion } from '../knowledge/build.ts';
import type { Article } from '../knowledge/knowledge.ts';
import { type ReadArticle, readArticle, soundArticles, validArticles } from '../knowledge/load.ts';
import { isSameFile, type Source } from './source.ts';

/**
 * A folder of articles, with those that are not valid yet or any more. Only files that have changed are read again: of 3,000 articles nearly all of the
 * time goes into reading their front matter.
 */
export function knowledgeSource(dir: string, now: () => number): Source<readonly Article[]> {
  let known = new Map<string, { readonly state: FileState; readonly read: ReadArticle }>();
  return {
    path: dir,
    look: () => markdownFiles(dir),
    folders: (marks) => [...new Set([dir, ...[...marks.keys()].map((name) => dirname(join(dir, name)))])],
    read: async (marks) => {
      const names = [...marks].filter(([name]) => isArticle(name));
      const read = await Promise.all(
        names.map(async ([name, state]) => {
          const before = known.get(name);
          // A file that could not be read may be readable now, without any change to it.
          const isKnown = before?.read.article != null && isSameFile(before.state, state);
          return [name, { state, read: isKnown ? before.read : await readArticle(dir, name) }] as const;
        }),
      );
      known = new Map(read);
      const articles = soundArticles(
        dir,
        read.map(([, { read: one }]) => one),
      );
      validArticles(dir, articles, now());
      return { version: articlesVersion(articles), value: articles };
    },
  };
}
