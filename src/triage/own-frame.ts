import { isGreeting, isSignOff } from '../model/builtin/sentences.ts';
import type { DraftPart } from './draft-body.ts';

/** A sign-off and the names below it. */
const SIGN_OFF_LINES = 4;

/**
 * Without the greeting and the sign-off that a model wrote although it was told not to: both come from the prompt files, and with the name that the mail gives, while a model greets whomever
 * it finds in the text. Only what cites nothing and is nothing else.
 */
export function withoutOwnFrame(parts: readonly DraftPart[]): readonly DraftPart[] {
  const [first, ...rest] = parts;
  if (first === undefined) return parts;
  const begun = first.cites.length === 0 ? [{ ...first, text: withoutGreeting(first.text) }, ...rest] : parts;
  const at = begun.findIndex(
    (part, i) => signsOff(part) && begun.slice(i).every(({ cites }) => cites.length === 0) && lines(begun.slice(i)) <= SIGN_OFF_LINES,
  );
  return at === -1 ? begun : begun.slice(0, at);
}

function withoutGreeting(text: string): string {
  const [line = '', ...others] = text.trimStart().split('\n');
  return isGreeting(line) ? others.join('\n') : text;
}

function signsOff({ text }: DraftPart): boolean {
  return isSignOff((text.trim().split('\n')[0] ?? '').trim());
}

function lines(parts: readonly DraftPart[]): number {
  return parts.flatMap(({ text }) => text.trim().split('\n')).length;
}
