import type { Question } from './questions.ts';
import { matter } from './sentences.ts';

const SUMMARY_CHARACTERS = 200;

/**
 * What staff read first, in the customer's own words, for this model does not write: what the mail asks, as many of its questions as there is room for.
 * A question that leans on the sentences before it ("What can I do?") says less than the first of them.
 */
export function summaryOf(subject: string, sentences: readonly string[], questions: readonly Question[]): string {
  const [first = subject] = sentences;
  const asked = questions.map(({ text }) => text).filter((text) => matter(text).length === 1);
  const [leading, ...others] = questions.length > 0 && asked[0] === questions[0]?.text ? asked : [first];
  let summary = oneLine(leading ?? first);
  for (const other of others.map(oneLine)) if (summary.length + 1 + other.length <= SUMMARY_CHARACTERS) summary += ` ${other}`;
  return summary.length > SUMMARY_CHARACTERS ? `${summary.slice(0, SUMMARY_CHARACTERS - 1)}…` : summary;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
