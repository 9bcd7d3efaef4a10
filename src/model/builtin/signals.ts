import { fold } from '../../knowledge/terms.ts';
import { ANGER, PERSON, SOLVED, THANKS, URGENCY } from './signal-words.ts';

/** What a mail says between the lines, found by word lists alone (en, es, de, fr, pt, it, nl, ja). Words that are missing here are simply not seen. */
export interface Signals {
  readonly angry: boolean;
  readonly wantsPerson: boolean;
  readonly urgent: boolean;
  /** Thanks or "it works now", asks for nothing. */
  readonly resolved: boolean;
}

/** A closing remark is short; a longer mail that contains thanks wants something as well. */
const CLOSING_WORDS = 30;
const CLOSING_CHARACTERS = 200;

/** More than an abbreviation or a product name. */
const SHOUTED_LETTERS = 20;

export function readSignals(subject: string, text: string): Signals {
  const words = fold(`${subject}\n${text}`).replace(/\s+/g, ' ');
  const body = fold(text).replace(/\s+/g, ' ').trim();
  return {
    angry: ANGER.test(words) || isShouting(text) || /!{3,}|\?!|!\?/.test(text),
    wantsPerson: PERSON.test(words),
    urgent: URGENCY.test(words),
    resolved: isClosing(body),
  };
}

/** Scripts without capitals cannot shout. */
function isShouting(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals >= SHOUTED_LETTERS && capitals > 3 * small;
}

function isClosing(body: string): boolean {
  const short = body.split(' ').length <= CLOSING_WORDS && body.length <= CLOSING_CHARACTERS;
  return (
    short &&
    !/[?？]/.test(body) &&
    !STILL_OPEN.test(body) &&
    ((SOLVED.test(body) && !WISHES.test(body)) || (THANKS.test(body) && !ASKS.test(body)))
  );
}

/** "Thanks, but it still does not work." */
const STILL_OPEN =
  /\b(but|however|still|not|n't|yet|unfortunately|except|although|pero|aun|todavia|no (me|ha|funciona)|aber|leider|noch|nicht|trotzdem|mais|toujours|encore|ne|mas|ainda|nao|ma|ancora|non|maar|nog|niet|helaas)\b|まだ|しかし|ですが|けど|ません|ない/;
/** "It is solved. Please also …": solved, and something else to do. */
const WISHES =
  /\b(please|can you|could you|would you|need|want|would like|por favor|necesito|quiero|bitte|konnen sie|brauche|mochte|pouvez|besoin|preciso|poderia|potete|kunt u|graag)\b|ください|お願い/;
/** "Thanks in advance" comes with a wish. */
const ASKS =
  /\b(in advance|please|can you|could you|would you|how|what|where|when|why|need|want|would like|help|por favor|antemano|adelantado|necesito|quiero|como|donde|bitte|im voraus|konnen sie|brauche|mochte|wie|wo|d'avance|pouvez|comment|besoin|antecipad\w+|poderia|preciso|anticipo|potete|come|alvast|kunt u|graag)\b|ください|お願い|教えて/;
