import { fold, makeTerms } from '../../knowledge/terms.ts';
import { ASKS_AT_END, ASKS_IN_WORDS, ASKS_NOTHING, NO_TOPIC, SAYS_AGAIN, SECOND_QUESTION } from './question-words.ts';
import { isSignOff, matter } from './sentences.ts';

/** One thing that a mail asks, in the customer's own words. */
export interface Question {
  /** The sentence that asks. When it names no topic ("What can I do?") the sentences that it leans on stand before it. */
  readonly text: string;
  /** The same with all that was said since the question before: what it may be understood by. */
  readonly inContext: string;
}

/**
 * The different things that a text asks, in order. A question said twice, or in two sentences, is one; "and" before another interrogative makes two of a
 * sentence. Quotes and what stands below a signature's mark ask nothing. Pure; at most some dozens, for a mail of 32 kB.
 */
export function questionsOf(text: string, language: string): readonly Question[] {
  const topicOf = makeTopic(language);
  const questions: (Question & { readonly topic: ReadonlySet<string> })[] = [];
  let said: string[] = [];
  for (const sentence of matter(ownLines(text)).flatMap(splitQuestions)) {
    if (!isAsking(sentence)) {
      said.push(sentence);
      continue;
    }
    const before = said;
    said = [];
    const own = topicOf(sentence);
    const leans = own.size === 0;
    const topic = leans ? topicOf(before.join(' ')) : own;
    if (topic.size === 0 || SAYS_AGAIN.test(fold(sentence)) || questions.some((q) => isSame(q.topic, topic))) continue;
    const inContext = [...before, sentence].join(' ');
    questions.push({ text: leans ? inContext : sentence, inContext, topic });
  }
  return questions.map(({ text: asked, inContext }) => ({ text: asked, inContext }));
}

/** Share of the shorter one's words that make two questions one. */
const SAME = 2 / 3;
/** RFC 3676, section 4.3; many clients leave out the space. Dashes and underscores of some length serve the same end. */
const SIGNATURE = /^(?:--|[-_–—=*]{3,})\s*$/;

const POSTSCRIPT = /^p\.? ?s\.?[ :.]/i;

/** Without quoted lines, and without what stands below a sign-off or a signature's mark; a postscript counts. */
function ownLines(text: string): string {
  const lines = text
    .replace(/\r/g, '')
    .split('\n')
    .filter((line) => !line.startsWith('>'));
  const end = lines.findIndex((line, i) => i > 0 && (SIGNATURE.test(line) || isSignOff(line.trim())));
  if (end === -1) return lines.join('\n');
  const below = lines.slice(end + 1);
  const postscript = below.findIndex((line) => POSTSCRIPT.test(line));
  return [...lines.slice(0, end), ...(postscript === -1 ? [] : below.slice(postscript))].join('\n');
}

function isAsking(sentence: string): boolean {
  const folded = fold(sentence);
  return (ASKS_AT_END.test(folded) || ASKS_IN_WORDS.test(folded)) && !ASKS_NOTHING.test(folded);
}

/** A sentence with two interrogatives is two questions. Folding may change lengths, so a part that cannot be found again stays whole. */
function splitQuestions(sentence: string): string[] {
  if (!ASKS_AT_END.test(sentence)) return [sentence];
  const folded = fold(sentence);
  const match = SECOND_QUESTION.exec(folded);
  if (match === null || folded.length !== sentence.length) return [sentence];
  const [head, tail] = [sentence.slice(0, match.index), sentence.slice(match.index + match[0].length)];
  // Half a sentence of statement ("My card expired and how do I …") belongs to its question.
  return [ASKS_AT_END.test(head) ? head : `${head}?`, ...splitQuestions(tail)];
}

/** The words of a text that say what it is about. */
export function makeTopic(language: string): (text: string) => ReadonlySet<string> {
  const terms = makeTerms(language);
  const idle = new Set(terms(NO_TOPIC.get(language) ?? NO_TOPIC.get('en') ?? ''));
  return (text) => new Set(terms(text).filter((term) => !idle.has(term)));
}

/** A number says which one is meant, not what is asked of it: where is order 17, and how do I return order 17? */
function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [one, other] = [a, b].map((terms) => [...terms].filter((term) => !/\p{N}/u.test(term))) as [string[], string[]];
  if (one.length === 0 || other.length === 0) return [...a].some((term) => b.has(term));
  return one.filter((term) => other.includes(term)).length / Math.min(one.length, other.length) >= SAME;
}
