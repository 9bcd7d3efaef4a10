import { fold } from '../../knowledge/terms.ts';
import { ANGER, PERSON, URGENCY } from './signal-words.ts';

/** What a mail says between the lines, found by word lists alone (en, es, de, fr, pt, it, nl, ja). Words that are missing here are simply not seen. */
export interface Signals {
  readonly angry: boolean;
  readonly wantsPerson: boolean;
  readonly urgent: boolean;
}

/** More than an abbreviation or a product name. */
const SHOUTED_LETTERS = 20;

export function readSignals(subject: string, text: string): Signals {
  const words = fold(`${subject}\n${text}`).replace(/\s+/g, ' ');
  return {
    angry: ANGER.test(words) || isShouting(text) || /!{3,}|\?!|!\?/.test(text),
    wantsPerson: PERSON.test(words),
    urgent: URGENCY.test(words),
  };
}

/** Scripts without capitals cannot shout. */
function isShouting(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals >= SHOUTED_LETTERS && capitals > 3 * small;
}
