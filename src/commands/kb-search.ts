import { Command, Option } from 'commander';
import type { Environment } from '../config/environment.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Found, Knowledge, SearchOptions } from '../knowledge/knowledge.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { matchedWords } from '../knowledge/matched-words.ts';
import type { SearchStanding } from '../knowledge/meaning.ts';
import { makeLog } from '../log.ts';
import { type EmbeddingBill, makeBill, wholeCost } from '../model/embedding-bill.ts';
import { openSearch } from '../open-search.ts';
import { makeMask } from '../privacy/mask.ts';
import { detectLanguage } from '../triage/language.ts';
import { type AnsweringInbox, answeringInbox } from './kb-inbox.ts';
import { printable } from './printable.ts';
import { positive } from './usage.ts';

interface Options {
  readonly inbox?: string;
  readonly locale?: string;
  readonly audience: 'public' | 'internal' | 'all';
  readonly limit: number;
  readonly words?: true;
  readonly json?: true;
}

/** One row of the result, and an entry of `--json`. */
interface Row {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** At or above `confidence.passage`: may be ground for an answer. */
  readonly ground: boolean;
  readonly title: string;
  readonly locale: string;
  readonly audience: string;
  readonly matched: readonly string[];
  readonly elsewhere: readonly string[];
  readonly missing: readonly string[];
  readonly text: string;
}

/** `firstline kb search <question>`: the passages that a mail with these words would find, and by which words. */
export function kbSearchCommand(environment: Environment): Command {
  return new Command('search')
    .description('which passages a mail with these words would find, and why')
    .argument('<question>', 'in the customer’s words')
    .option('--inbox <id>', 'whose knowledge base; default: the only inbox with an agent')
    .option('--locale <code>', 'language of the question; default: as detected, else that of the inbox')
    .addOption(new Option('--audience <audience>', 'whose articles').choices(['public', 'internal', 'all']).default('public'))
    .option('--limit <n>', 'passages at most', positive, 6)
    .option('--words', 'by words alone, also where embeddings are configured: asks no server')
    .option('--json', 'for programs')
    .action(async (question: string, options: Options, command: Command) => {
      const { config, inbox } = await answeringInbox(environment, command, options.inbox);
      const knowledge = await loadKnowledge(inbox.config.knowledge, Date.now());
      const locale = options.locale ?? (await detectLanguage(question)) ?? inbox.config.locale;
      const threshold = inbox.triage.confidence.passage;
      const { audience, limit } = options;
      const { found, by, bill } = await find({ config, inbox, knowledge }, question, { locale, audience, limit }, options.words === true);
      const rows = found.map((one) => toRow(one, question, knowledge, threshold));
      const cost = wholeCost({ inputTokens: 0, outputTokens: 0 }, null, bill);
      const result = { inbox: inbox.id, question, locale, audience, threshold, search: by, embeddings: bill, cost, passages: rows };
      console.log(options.json === true ? JSON.stringify(result, null, 2) : printable(resultTable(result)));
    });
}

interface Searched {
  readonly found: readonly Found[];
  /** null where no embeddings are configured, or asked for. */
  readonly by: SearchStanding | null;
  readonly bill: EmbeddingBill;
}

/** As a mail with these words is searched for, with the vectors that the daemon has fetched. */
async function find(
  { config, inbox, knowledge }: { readonly config: LoadedConfig; readonly inbox: AnsweringInbox; readonly knowledge: Knowledge },
  question: string,
  options: SearchOptions,
  words: boolean,
): Promise<Searched> {
  const { toll, bill } = makeBill();
  if (words) return { found: knowledge.search([question], options), by: null, bill: bill() };
  // The result says what went wrong with a server.
  const log = makeLog({ level: 'error', pretty: process.stderr.isTTY });
  const search = await openSearch(config, inbox.id, { toll: null, log, now: Date.now });
  const { hide } = makeMask(inbox.config.redact);
  const found = await search.retrieve(knowledge, [hide(question)], options, new AbortController().signal, toll);
  return { found, by: options.audience === 'public' ? search.standing(knowledge) : null, bill: bill() };
}

function toRow({ passage, score }: Found, question: string, { articles }: Knowledge, threshold: number): Row {
  const article = articles.find((a) => a.id === passage.articleId);
  const words = article === undefined ? { here: [], elsewhere: [], missing: [] } : matchedWords(question, passage, article);
  return {
    id: passage.id,
    score: Math.round(score * 1_000) / 1_000,
    ground: score >= threshold,
    title: passage.title,
    locale: passage.locale,
    audience: passage.audience,
    matched: words.here,
    elsewhere: words.elsewhere,
    missing: words.missing,
    text: passage.text,
  };
}

interface Result {
  readonly locale: string;
  readonly threshold: number;
  readonly search: SearchStanding | null;
  readonly embeddings: EmbeddingBill;
  readonly cost: ReturnType<typeof wholeCost>;
  readonly passages: readonly Row[];
}

/** Two lines a passage: score, id and title path; the words it was found by, and those it lacks. */
export function resultTable({ locale, threshold, passages, ...how }: Result): string {
  if (passages.length === 0) return [`Nothing found (${locale}): no article has one of these words.`, ...searched(how)].join('\n');
  const ids = Math.max(...passages.map((p) => p.id.length));
  const rows = passages.flatMap((p) => [
    `${p.score.toFixed(3)} ${p.ground ? '*' : ' '} ${p.id.padEnd(ids)}  ${p.title}${p.audience === 'internal' ? '  (internal)' : ''}${p.locale === locale ? '' : `  (${p.locale})`}`,
    `${' '.repeat(8 + ids)}  ${why(p)}`,
  ]);
  const ground = passages.filter((p) => p.ground).length;
  const legend = `* may be ground for an answer: ${ground} of ${passages.length}, from ${threshold} (confidence.passage); asked in ${locale}`;
  return [...rows, legend, ...searched(how)].join('\n');
}

/** Nothing where there is but one way. */
function searched({ search, embeddings, cost }: Pick<Result, 'search' | 'embeddings' | 'cost'>): string[] {
  if (search === null) return [];
  const { by, model, passages, missing, problem } = search;
  const spent = `${embeddings.tokens} tokens of embeddings${cost === null ? '' : `, ${cost.amount.toFixed(6)} ${cost.currency}`}`;
  if (by === 'words and meaning') return [`searched by words and, with ${model}, by meaning: ${spent}`];
  const why = problem === null ? `${missing} of ${passages} public passages have no vector yet; the daemon fetches them` : problem;
  return [`searched by words alone, not by meaning (${model}): ${why}`];
}

function why({ score, matched, elsewhere, missing }: Row): string {
  const parts = [
    score > 0 ? '' : 'found by meaning, which makes no ground',
    matched.length === 0 ? '' : `has: ${matched.join(' ')}`,
    elsewhere.length === 0 ? '' : `elsewhere in the article: ${elsewhere.join(' ')}`,
    missing.length === 0 ? '' : `lacks: ${missing.join(' ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
