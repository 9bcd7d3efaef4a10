import type { Passage } from '../knowledge/knowledge.ts';
import { type Clause, isAdded, readSentence, type Sentence, sentencesOf } from './clauses.ts';
import type { GuardInput } from './guard.ts';
import { isRead } from './lexicon.ts';
import { isQuoted } from './passage-facts.ts';

/** A clause of a draft or of a passage, in its sentence. */
export interface Source {
  readonly clause: Clause;
  readonly sentence: Sentence;
}

const read = new WeakMap<Passage, readonly Source[]>();

export function sourcesOf(passage: Passage): readonly Source[] {
  const known = read.get(passage);
  if (known !== undefined) return known;
  const sentences = sentencesOf(`${passage.title}\n${passage.text}`).map((text) => readSentence(text, passage.locale, 'us'));
  const sources = sentences.flatMap((sentence) => sentence.clauses.map((clause) => ({ clause, sentence })));
  read.set(passage, sources);
  return sources;
}

/** Without headings: "The mail does not arrive" is no statement about the mail. */
export function assertions(passage: Passage): Source[] {
  return sourcesOf(passage).filter(({ sentence }) => !passage.title.includes(sentence.text));
}

/** Characters of a draft that are compared clause by clause: a longer one waits for a person anyway. */
const COMPARED = 6_000;

/** Of the draft at hand: every rule asks. */
const latest = new WeakMap<GuardInput, readonly Sentence[]>();

export function unquoted(input: GuardInput, cited: readonly Passage[]): readonly Sentence[] {
  const known = latest.get(input);
  if (known !== undefined) return known;
  const sentences = sentencesOf(input.answer.slice(0, COMPARED))
    .filter((text) => !isQuoted(text, cited))
    .map((text) => readSentence(text, input.language, 'model'));
  latest.set(input, sentences);
  return sentences;
}

export function statements(input: GuardInput, cited: readonly Passage[]): Source[] {
  if (!isRead(input.language) || cited.length === 0 || input.answer.length > COMPARED) return [];
  const said = unquoted(input, cited).filter(({ text }) => !/[?？]\s*$/.test(text));
  return said.flatMap((sentence) => sentence.clauses.map((clause) => ({ clause, sentence })));
}

interface Closest {
  readonly sources: readonly Source[];
  readonly score: number;
}

/** The clause and those about it: sentences without end are not compared as a whole. */
function beside(clause: Clause, { clauses }: Sentence): readonly Clause[] {
  const at = clauses.indexOf(clause);
  return clauses.slice(Math.max(0, at - 4), at + 5);
}

/** The clauses that have most in common with this one: first of all figures and names, then what is spoken of; the sentences around them count less. */
export function closest(clause: Clause, sentence: Sentence, among: readonly Source[]): Closest {
  let best: Source[] = [];
  let highest = 0;
  for (const source of among) {
    const around = Math.max(
      0,
      ...beside(clause, sentence).map((c) => Math.max(...beside(source.clause, source.sentence).map((d) => alike(c, d)))),
    );
    const score = 6 * alike(clause, source.clause) + around;
    if (score > highest) best = [];
    highest = Math.max(highest, score);
    if (score === highest && score > 0) best.push(source);
  }
  return { sources: best, score: highest };
}

/** Of a draft's clauses with the passages': every rule compares the same ones. */
const compared = new WeakMap<Clause, Map<Clause, number>>();

export function alike(a: Clause, b: Clause): number {
  const known = compared.get(a) ?? new Map<Clause, number>();
  if (known.size === 0) compared.set(a, known);
  const remembered = known.get(b);
  if (remembered !== undefined) return remembered;
  const found = likeness(a, b);
  known.set(b, found);
  return found;
}

function likeness(a: Clause, b: Clause): number {
  return (
    3 * common(a.figures, b.figures) +
    2 * common(a.names, b.names) +
    common(a.sides, b.sides) +
    common(a.terms, b.terms) +
    (a.byUs && b.byUs ? 1 : 0)
  );
}

type Keyed = Pick<ReadonlySet<string> | ReadonlyMap<string, unknown>, 'has' | 'keys'>;

/** Of sets, or of the keys of maps. */
export function common(a: Keyed, b: Keyed): number {
  let count = 0;
  for (const item of a.keys()) if (b.has(item)) count++;
  return count;
}

const PEOPLE = new Set(['owner', 'admin', 'member', 'guest', 'bank', 'store', 'staff', 'provider', 'system', 'everybody']);

export function people(clause: Clause): Set<string> {
  return new Set([...[...clause.facts].filter((axis) => PEOPLE.has(axis)), ...(clause.byUs ? ['staff'] : [])]);
}

/** Of the clause and of what it goes on from ("and admins …"), or, where "it" stands for them, of its sentence. */
export function peopleOf({ clause, sentence }: Source): Set<string> {
  const before = sentence.clauses[sentence.clauses.indexOf(clause) - 1];
  const own = new Set([...people(clause), ...(before !== undefined && isAdded(clause.text) ? people(before) : [])]);
  return own.size > 0 ? own : new Set(sentence.clauses.flatMap((c) => [...people(c)]));
}

export function strangers(a: Clause, b: Clause): boolean {
  const [p, q] = [people(a), people(b)];
  return p.size > 0 && q.size > 0 && common(p, q) === 0;
}
