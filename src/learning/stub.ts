import { stringify } from 'yaml';
import { markdownToText } from '../mail/markdown.ts';
import { matter } from '../model/builtin/sentences.ts';
import { type MakeUp, SENDER } from './made-up.ts';

/** A decision that a person called wrong. */
export interface Wrong {
  readonly category: string | null;
  readonly language: string | null;
  readonly subject: string;
  /** Newest words of the customer. */
  readonly text: string;
  /** Oldest first, before the customer's words. */
  readonly earlier: readonly { readonly from: 'customer' | 'us' | 'staff'; readonly text: string }[];
  readonly verified: boolean;
  /** Markdown of the answer that was wrong; null where the mail was only given to the wrong people. */
  readonly answer: string | null;
  /** What the person said of it. */
  readonly why: string | null;
}

/** Sentences of a wrong answer that must not be said again; more would only repeat the rest. */
const SENTENCES = 3;
/** Shorter sentences may be right elsewhere: "Yes." */
const WORDS = 4;
const EARLIER = 4;

/**
 * A golden ticket of it for people to finish: it shows what was asked, with nobody's name in it, and that a person must answer until the articles do better. Greeting, thanks
 * and signature are left out, because names stand there.
 */
export function stubOf(wrong: Wrong, makeUp: MakeUp): string {
  const { category, language, subject, text, earlier, verified, answer, why } = wrong;
  const said = (words: string) => matter(words).map(makeUp).join('\n');
  const comments = [
    ...(why === null ? [] : [`Called wrong by a person: ${makeUp(why)}`]),
    `${category === null ? 'It fitted no category then.' : `It was taken for ${category} then.`} Names, addresses and numbers are made up; read every word before you accept it.`,
    ...(answer === null ? ['It was given to a person then: write what should have become of it.'] : []),
  ];
  const fields = {
    title: `Called wrong: ${makeUp(subject).trim() || 'a mail without a subject'}`.slice(0, 120),
    from: SENDER,
    subject: makeUp(subject),
    ...(language === null ? {} : { locale: language }),
    ...(verified ? { sender: 'verified' } : {}),
    ...(earlier.length === 0
      ? {}
      : { thread: earlier.slice(-EARLIER).flatMap(({ from, text: t }) => (said(t) === '' ? [] : [{ from, text: said(t) }])) }),
    expect: { disposition: 'escalated', ...(answer === null ? {} : { mustNotSay: wrongSentences(answer, makeUp) }) },
  };
  const lines = comments.flatMap((comment) => comment.split('\n').map((line) => `# ${line}`));
  return `---\n${lines.join('\n')}\n${stringify(fields, { lineWidth: 0 })}---\n\n${said(text) || '(nothing was left of the words)'}\n`;
}

/** The longest ones say most. One that names somebody is no good: nobody else is told that. */
function wrongSentences(answer: string, makeUp: MakeUp): readonly string[] {
  const sentences = matter(markdownToText(answer)).flatMap((s) => s.split('\n').map((line) => line.trim()));
  const telling = sentences.filter((s) => s.split(/\s+/).length >= WORDS && makeUp(s) === s);
  const longest = new Set(telling.toSorted((a, b) => b.length - a.length).slice(0, SENTENCES));
  return telling.filter((s) => longest.has(s));
}

/** File name of a stub, the same for the same correction. */
export function stubName(category: string | null, id: string): string {
  return `${category ?? 'no-category'}-${id}.ticket.md`;
}
