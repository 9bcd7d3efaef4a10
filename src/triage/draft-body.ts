import { z } from 'zod';
import { withoutOwnFrame } from './own-frame.ts';

/** How a part of an answer stands in it. */
const LAYOUTS = ['paragraph', 'sentence', 'step', 'bullet'] as const;

/** A part of an answer as a model writes it: what it says, and what that rests on. */
export const DraftPart = z.object({
  /** A paragraph of its own, a sentence that goes on in the part before it, a numbered step, or an item with a bullet. */
  as: z.enum(LAYOUTS),
  /** Markdown. */
  text: z.string(),
  /** Ids of the passages that say so; empty for small talk. */
  cites: z.array(z.string()),
});
export type DraftPart = Readonly<z.infer<typeof DraftPart>>;

/** A part without its layout. */
export interface Claim {
  /** Markdown. */
  readonly text: string;
  readonly cites: readonly string[];
}

/** The body of an answer. Text and citations are made of the same parts, so that neither can say what the other does not know of. */
export interface DraftBody {
  /** Markdown, without greeting and sign-off. */
  readonly answer: string;
  /** Ids of all passages cited, in the order in which they are first. */
  readonly citations: readonly string[];
  /** In the order of the answer. */
  readonly claims: readonly Claim[];
}

/** Puts an answer together from its parts, in their order, without a greeting or sign-off of the model's own. Pure. */
export function bodyOf(parts: readonly DraftPart[]): DraftBody {
  const said = withoutOwnFrame(parts)
    .filter(({ text }) => text.trim() !== '')
    .map((part) => ({ ...part, cites: [...new Set(part.cites.map(bareId))] }));
  return {
    answer: layOut(said),
    citations: [...new Set(said.flatMap(({ cites }) => cites))],
    claims: said.map(({ text, cites }) => ({ text: text.trim(), cites })),
  };
}

/** The beginning of a part as one line, at most that many characters. */
export function firstWords(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > characters ? `${line.slice(0, characters - 1).toWellFormed()}…` : line;
}

/** The prompt shows ids in brackets, and some models copy these. */
function bareId(id: string): string {
  return id.trim().replace(/^\[(.*)\]$/, '$1');
}

interface Block {
  readonly list: 'step' | 'bullet' | null;
  readonly text: string;
  /** Of a step. */
  readonly number: number;
}

function layOut(parts: readonly DraftPart[]): string {
  const blocks: Block[] = [];
  for (const { as, text } of parts) {
    const before = blocks.at(-1);
    if (as === 'sentence' && before !== undefined) blocks.splice(-1, 1, { ...before, text: goOn(before.text, text) });
    else if (as === 'step') blocks.push(step(text, before));
    else if (as === 'bullet') blocks.push({ list: 'bullet', text: `- ${indented(unmarked(text), 2)}`, number: 0 });
    else blocks.push({ list: null, text: text.trim(), number: 0 });
  }
  return blocks.map((block, i) => between(block, blocks[i - 1]) + block.text).join('');
}

/** Items of one list stand line by line, all else with a blank line between. */
function between({ list }: Block, before: Block | undefined): string {
  if (before === undefined) return '';
  return list !== null && list === before.list ? '\n' : '\n\n';
}

/** Counted on from the step before it; a number that the model wrote itself goes on where a note stands between two steps. */
function step(text: string, before: Block | undefined): Block {
  const own = /^\s*(\d{1,2})[.)]\s/.exec(text)?.[1];
  const number = before?.list === 'step' ? before.number + 1 : Number(own ?? 1);
  return { list: 'step', text: `${number}. ${indented(unmarked(text), 3)}`, number };
}

/** A list's mark is ours to set. */
function unmarked(text: string): string {
  return text.trim().replace(/^(?:[-*+•]|\d{1,2}[.)])\s+/, '');
}

/** Lines of an item belong to it (CommonMark §5.2). */
function indented(text: string, by: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
}

/** Scripts without spaces go on without one. */
function goOn(before: string, text: string): string {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}。、！？」）]$/u.test(before)
    ? before + text.trim()
    : `${before} ${text.trim()}`;
}
