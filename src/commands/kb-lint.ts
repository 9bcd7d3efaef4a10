import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { ConfigError } from '../errors.ts';
import { type Lint, lintArticles } from '../knowledge/lint.ts';
import { articleNames, readArticle } from '../knowledge/load.ts';
import { linkTargets } from '../triage/link-targets.ts';
import { quantities, withoutLinks } from '../triage/quantities.ts';
import { answeringInbox } from './kb-inbox.ts';
import { printable } from './printable.ts';

const SYMBOL = { error: 'error  ', warning: 'warning', info: 'info   ' };

/** `firstline kb lint`: what is wrong with the articles, for people and for CI: exit code 1 when there is an error. */
export function kbLintCommand(environment: Environment): Command {
  return new Command('lint')
    .description('check the articles: front matter, duplicates, dates, links, figures that contradict each other; exit 1 on errors')
    .option('--inbox <id>', 'whose knowledge base; default: the only inbox with an agent')
    .option('--json', 'for programs')
    .action(async (options: { inbox?: string; json?: true }, command: Command) => {
      const { inbox } = await answeringInbox(environment, command, options.inbox);
      const { lints, articles } = await lintFolder(inbox.config.knowledge);
      console.log(
        options.json === true ? JSON.stringify({ inbox: inbox.id, articles, lints }, null, 2) : printable(report(lints, articles)),
      );
      if (lints.some(({ level }) => level === 'error')) process.exitCode = 1;
    });
}

async function lintFolder(dir: string): Promise<{ readonly lints: readonly Lint[]; readonly articles: number }> {
  const names = await articleNames(dir);
  if (names.length === 0) throw new ConfigError([{ file: dir, path: '', message: 'no article: add a Markdown file with a title' }]);
  const read = await Promise.all(names.map(async (name) => ({ name, ...(await readArticle(dir, name)) })));
  const broken = read.flatMap(({ name, problems }) =>
    problems.map(
      ({ path, message }): Lint => ({
        rule: 'file',
        level: 'error',
        article: name.replace(/\.md$/, ''),
        message: path === '' ? message : `${path}: ${message}`,
      }),
    ),
  );
  const articles = read.flatMap(({ article }) => (article === null ? [] : [article]));
  const found = lintArticles({
    articles,
    today: new Date().toISOString().slice(0, 10),
    figuresOf: (text) => quantities(withoutLinks(text)),
    linksOf: linkTargets,
  });
  return { lints: [...broken, ...found], articles: names.length };
}

function report(lints: readonly Lint[], articles: number): string {
  const rules = Math.max(0, ...lints.map(({ rule }) => rule.length));
  const lines = lints.map(({ level, rule, article, message }) => `${SYMBOL[level]}  ${rule.padEnd(rules)}  ${article}: ${message}`);
  const count = (level: Lint['level'], word: string) => {
    const n = lints.filter((lint) => lint.level === level).length;
    return `${n} ${word}${n === 1 ? '' : 's'}`;
  };
  return [
    ...lines,
    `${articles} ${articles === 1 ? 'article' : 'articles'}: ${count('error', 'error')}, ${count('warning', 'warning')}, ${count('info', 'hint')}`,
  ].join('\n');
}
