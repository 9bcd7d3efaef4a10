import { posix } from 'node:path';
import type { Article } from './knowledge.ts';
import type { Lint, LintFacts } from './lint.ts';

/** Hide where they lead; a customer who was told to mistrust links is right about these. */
const SHORTENERS = new Set('bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly lnkd.in t.ly shorturl.at'.split(' '));
const INLINE = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)/g;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Links that lead nowhere, or look as if somebody else had written them. */
export function links({ articles, linksOf }: LintFacts): Lint[] {
  const ids = new Map(articles.map((a) => [a.id, a]));
  const hosts = articles.map((article) => [article, [...new Set(linksOf(article.body).map(hostOf))]] as const);
  const uses = new Map<string, number>();
  for (const [, all] of hosts) for (const host of all) uses.set(host, (uses.get(host) ?? 0) + 1);
  return [
    ...articles.flatMap((article) =>
      relativeTargets(article).flatMap((target): Lint[] => {
        const problem = internal(article, target, ids);
        return problem === null ? [] : [{ rule: 'link', article: article.id, ...problem }];
      }),
    ),
    ...hosts.flatMap(([article, all]) =>
      all.flatMap((host): Lint[] => {
        const why = suspicious(host, uses);
        return why === null ? [] : [{ rule: 'host', level: 'warning', article: article.id, message: `links to ${host}: ${why}` }];
      }),
    ),
    ...articles.flatMap((article): Lint[] =>
      /\bhttps?:\/\/[^\s/?#<>)]*@/i.test(article.body)
        ? [
            {
              rule: 'host',
              level: 'warning',
              article: article.id,
              message: 'has a link with an @ before its host: what stands in front of it is not where it leads',
            },
          ]
        : [],
    ),
  ];
}

function relativeTargets({ body }: Article): string[] {
  const text = body.replace(/^( {0,3})(```|~~~)[\s\S]*?^ {0,3}\2/gm, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(INLINE)].map(([, target = '']) => target).filter((target) => !SCHEME.test(target) && !target.startsWith('//'));
}

/** A link within the knowledge base. It means nothing in a mail even where its target exists. */
function internal(article: Article, target: string, ids: ReadonlyMap<string, Article>): Pick<Lint, 'level' | 'message'> | null {
  const [path = ''] = decoded(target).split(/[?#]/);
  if (path === '' || path.startsWith('/'))
    return { level: 'warning', message: `the link ${target} means nothing in a mail: write the whole address` };
  const id = posix.normalize(posix.join(posix.dirname(article.id), path)).replace(/\.md$/, '');
  const linked = ids.get(id);
  if (linked === undefined) return { level: 'error', message: `the link ${target} leads to no article: correct or remove it` };
  if (linked.audience === 'internal' && article.audience === 'public')
    return { level: 'error', message: `the link ${target} leads customers to an internal article` };
  return { level: 'warning', message: `the link ${target} means nothing in a mail: write the whole address` };
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    // A stray percent sign: the target as it is written.
    return target;
  }
}

function suspicious(host: string, uses: ReadonlyMap<string, number>): string | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return 'a number instead of a name';
  if (SHORTENERS.has(host)) return 'it hides where it leads; write the address itself';
  if (host.split('.').some((label) => label.startsWith('xn--')) || mixesScripts(host)) return 'it may look like another name than it is';
  const own = uses.get(host) ?? 0;
  const like = [...uses].find(([other, count]) => count > 2 * own && other !== host && oneSlip(other, host));
  return like === undefined ? null : `${like[0]} is what ${like[1]} other articles say; is it misspelt?`;
}

function mixesScripts(host: string): boolean {
  return /\p{sc=Latin}/u.test(host) && /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}]/u.test(host);
}

/** One letter more, less, other, or two exchanged. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const exchanged = restA.length === restB.length && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return exchanged || restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB;
}

function hostOf(target: string): string {
  return (target.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '').replace(/:\d+$/, '');
}
