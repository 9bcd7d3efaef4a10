import type { Found } from '../knowledge/knowledge.ts';
import { questionsOf } from '../model/builtin/questions.ts';
import type { Classification } from './classify.ts';

/** One of several things that a mail asks. */
export interface Asked {
  /** In the customer's words, or as the model would search for it. */
  readonly text: string;
  /** The public passages that are ground for an answer to it, best first. */
  readonly grounds: readonly Found[];
}

export interface AskedBy {
  readonly text: string;
  readonly language: string;
  /** Of the model; null when it gave no usable answer. */
  readonly classification: Pick<Classification, 'questions' | 'queries'> | null;
  /** Score from which a passage is ground. */
  readonly threshold: number;
  /** Whether there are articles in that language. */
  readonly hasArticles: boolean;
}

/** Public passages, as for the mail as a whole, best first. */
export type SearchFor = (queries: readonly string[], limit: number) => Promise<readonly Found[]>;

/**
 * The things a mail asks, each with its own ground; empty when it asks one thing or none, which the mail as a whole is searched for. Code tells questions
 * apart in the customer's words, and finds their ground where there are articles in that language. Where there are none, or where the model counts more
 * than code does, each of the model's searches stands for a question. What the model counts and neither can name has no ground.
 */
export async function askedOf(
  { text, language, classification, threshold, hasArticles }: AskedBy,
  search: SearchFor,
): Promise<readonly Asked[]> {
  const own = questionsOf(text, language);
  const counted = Math.max(own.length, classification?.questions ?? 0);
  if (counted < 2) return [];

  const ground = async (asked: string, ...more: readonly string[]): Promise<Asked> => {
    const found = await search([asked, ...more], MANY);
    return { text: asked, grounds: found.filter(({ score }) => score >= threshold) };
  };
  const spoken = await Promise.all((hasArticles ? own.slice(0, MOST) : []).map((question) => ground(question.text, question.inContext)));
  if (spoken.length >= counted) return spoken;

  const searches = [...new Set(classification?.queries ?? [])].filter((query) => query.trim() !== '').slice(0, MOST);
  const searched = await Promise.all(searches.map((query) => ground(query)));
  const unnamed = counted - Math.max(spoken.length, searched.length);
  return [
    ...spoken,
    ...searched.filter(({ text: query }) => !spoken.some((question) => question.text === query)),
    ...(unnamed > 0 ? [{ text: `${unnamed} more, not told apart`, grounds: [] }] : []),
  ];
}

/** A mail with more questions is no first-line mail: the rest are only counted. */
const MOST = 8;
/** Passages looked at for one question: an article's own come first, and one is enough. */
const MANY = 20;
/** Characters of a question in a reason. */
const SHOWN = 120;

/** What is asked and rests on none of these passages, as a sentence for people; null when each question has its ground among them. */
export function alsoAsks(asked: readonly Asked[], passages: readonly string[]): string | null {
  const open = openOf(asked, passages);
  if (open.length === 0) return null;
  const texts = open.map(({ text }) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text).replace(/\s+/g, ' '));
  return `Not all of it is covered; it also asks: ${texts.join(' / ')}`;
}

/** The things asked that rest on none of these passages. */
export function openOf(asked: readonly Asked[], passages: readonly string[]): readonly Asked[] {
  return asked.filter(({ grounds }) => !grounds.some(({ passage }) => passages.includes(passage.id)));
}
