import { join } from 'node:path';
import { buildKnowledge } from '../../src/knowledge/build.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { QUOTE_LIMITS, quotePassages } from '../../src/model/builtin/quote.ts';
import type { DraftInput } from '../../src/model/model.ts';
import { type Asked, answeredFrom, makeAsk } from './answering.ts';
import { type Question, readArticles, readQuestions } from './articles.ts';
import type { Figure } from './measure.ts';

/** Further down than anybody looks. */
const ALL = 500;
const LEADS = [0, 0.1, 0.15, QUOTE_LIMITS.lead, 0.25, 0.3, 0.4];
const THRESHOLDS = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9];

/**
 * Real questions to a large help centre: is the right article found, and what is answered without a person while it is there and after it was removed?
 * The index is built anew without each article, as no search after the fact has its word frequencies.
 */
export async function kbHelp(data: string): Promise<readonly Figure[]> {
  const articles = await readArticles(join(data, 'kb/help/articles'));
  const questions = await readQuestions(join(data, 'kb/help/questions.jsonl'));
  const full = buildKnowledge(articles);
  const ranks = questions.map((question) => ({ question, rank: rankOf(question, full) }));

  const ask = await makeAsk();
  const askAll = await makeAsk(0);
  const there: Case[] = [];
  const gone: Case[] = [];
  for (const [id, about] of Map.groupBy(questions, (q) => q.article)) {
    const without = buildKnowledge(articles.filter((a) => a.id !== id));
    for (const question of about) {
      there.push({ question, asked: await ask(question.text, full), draft: (await askAll(question.text, full)).draft });
      gone.push({ question, asked: await ask(question.text, without), draft: (await askAll(question.text, without)).draft });
    }
  }
  return [
    found('right article first', ranks, 1, 34),
    found('right article among the first five', ranks, 5, 44),
    answered(there),
    wrong('answered from another article', there),
    wrong('answered with the right article removed', gone),
    ...LEADS.map((lead) => quoted(lead, there, gone)),
    ...THRESHOLDS.map((threshold) => offered(threshold, there, gone)),
  ];
}

interface Case {
  readonly question: Question;
  readonly asked: Asked;
  /** What there is to draft from when every passage counts. */
  readonly draft: DraftInput | null;
}

/** 0 for the best article; Infinity when it is not found. */
function rankOf({ text, article }: Question, { search }: Knowledge): number {
  const all = search([`Question\n${text}`, text], { locale: 'en', audience: 'public', limit: ALL });
  const rank = [...new Set(all.map(({ passage }) => passage.articleId))].indexOf(article);
  return rank === -1 ? Number.POSITIVE_INFINITY : rank;
}

function found(what: string, ranks: readonly { question: Question; rank: number }[], first: number, aim: number): Figure {
  const missed = ranks.filter(({ rank }) => rank >= first);
  const right = ranks.length - missed.length;
  return {
    what,
    value: `${right} of ${ranks.length}`,
    aim: `at least ${aim}`,
    ok: right >= aim,
    differences: missed.map(
      ({ question, rank }) => `${question.text} → ${question.article}${Number.isFinite(rank) ? `, at ${rank + 1}` : ', not found'}`,
    ),
  };
}

function answered(there: readonly Case[]): Figure {
  const right = there.filter(({ asked, question }) => answeredFrom(asked).join() === question.article);
  const left = there.filter((one) => !right.includes(one));
  return {
    what: 'answered without a person from the right article',
    value: `${right.length} of ${there.length}`,
    aim: '',
    ok: true,
    differences: left.map(({ question, asked }) => `${question.text}: ${asked.outcome.reason}`),
  };
}

function wrong(what: string, cases: readonly Case[]): Figure {
  const differences = cases.flatMap(({ question, asked }) => {
    const other = answeredFrom(asked).filter((id) => id !== question.article);
    return other.length === 0 ? [] : [`${question.text} → ${other.join(', ')}`];
  });
  return { what, value: `${differences.length} of ${cases.length}`, aim: '0', ok: differences.length === 0, differences };
}

/** A point of the curve that the shipped lead was chosen on: quoted while the right article is there, against quoted when it is not. */
function quoted(lead: number, there: readonly Case[], gone: readonly Case[]): Figure {
  const count = (cases: readonly Case[]) =>
    cases.filter(({ draft }) => draft !== null && !quotePassages(draft, { ...QUOTE_LIMITS, lead }).cannotAnswer).length;
  return {
    what: `quoted from a lead of ${lead.toFixed(2)}`,
    value: `${count(there)} there, ${count(gone)} gone`,
    aim: '',
    ok: true,
    differences: [],
  };
}

/** What a language model would be given at a threshold: passages of the right article while it is there, against anything at all when it is not. */
function offered(threshold: number, there: readonly Case[], gone: readonly Case[]): Figure {
  const strong = ({ draft }: Case) => draft?.passages.filter(({ score }) => score >= threshold) ?? [];
  const right = there.filter((one) => strong(one).some(({ id }) => id.startsWith(`${one.question.article}#`))).length;
  const other = gone.filter((one) => strong(one).length > 0).length;
  return {
    what: `offered at confidence.passage ${threshold.toFixed(2)}`,
    value: `${right} there, ${other} gone`,
    aim: '',
    ok: true,
    differences: [],
  };
}
