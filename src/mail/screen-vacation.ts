import { header, type Message } from './message.ts';
import { asks, sentences, wantsSomething } from './own-words.ts';
import { ABSENCE, AUTOMATIC, NAMED_ABSENCE, SAYS } from './screen-vacation-phrases.ts';

const OPEN = '[\\[(（【〔「<«*]{1,3}';
const CLOSE = '[\\])）】〕」>»*]{1,3}';
/** `Automatic reply: Order`, `[Auto-Reply] Order`, `Order (auto response)`, `Order - Automatic reply`, `Automatische Antwort auf …`. */
const AUTOMATIC_FORM = new RegExp(
  [
    `^(?:${AUTOMATIC})\\s*(?:[:：]|\\s[-–—]\\s|\\bre:)`,
    `^${OPEN}\\s*(?:${AUTOMATIC}|out of (?:the )?office|ooo)\\s*${CLOSE}`,
    `${OPEN}\\s*(?:${AUTOMATIC})\\s*${CLOSE}$`,
    `\\S\\s+[-–—|]\\s+(?:${AUTOMATIC})$`,
  ].join('|'),
  'iu',
);
/** The same words without a colon: as good when the mail answers one of ours. */
const AUTOMATIC_START = new RegExp(`^(?:${AUTOMATIC})(?:\\s|$|!|\\.)`, 'iu');
/** A subject people choose, in front of the one that is answered. */
const ABSENCE_FORM = new RegExp(
  `^(?:auto\\s*[:：]\\s*)?(?:${ABSENCE})(?:[\\s:：-]+(?:${AUTOMATIC}))?\\s*(?:[:：]\\s*\\S|[-–—]\\s|re:)`,
  'iu',
);
const ABSENCE_WHOLE = new RegExp(`^(?:auto\\s*[:：]\\s*)?(?:${ABSENCE}|${AUTOMATIC})\\b.{0,80}$`, 'iu');
const NAMED_AUTO = /^auto\s*[:：]/iu;
const AUTO_ABSENCE = new RegExp(`^auto\\s*[:：]\\s*(?:${ABSENCE})(?![\\p{L}])`, 'iu');

/** Below this share of the sentences the mail is about something else too. */
const MOSTLY = 0.6;
/** Shorter bits are names, greetings and dates. */
const SENTENCE = 18;

/**
 * Why the subject is that of an auto-reply, or null. People write about these things too ("Re: out of office policy", "Automatic reply: how do
 * I switch it off?"), so the words must open or close the subject as systems set them, and nothing be asked or wanted. Where the words are the
 * sender's own choice ("Out of office: …"), a second sign is needed: it answers a mail of ours, the text speaks of absence and of little else,
 * or Exchange says so in a header.
 */
export function vacationSubject(message: Message, words: string): string | null {
  const subject = message.subject.slice(0, 300).normalize('NFC').replace(/\s+/g, ' ').trim();
  const found = `Subject: ${subject}`;
  const isReply = message.inReplyTo.length > 0 || message.references.length > 0;
  if (asks(subject)) return null;
  const said = absenceIn(words);
  const speaksOfAbsence = said.kinds.has('away') || said.kinds.has('gone');
  const wants = (asks(words) || wantsSomething(words)) && !speaksOfAbsence;
  if (AUTOMATIC_FORM.test(subject) && !wants) return found;
  const named = NAMED_ABSENCE.test(subject) && (NAMED_AUTO.test(subject) || isReply);
  if ((named || (isReply && (ABSENCE_FORM.test(subject) || AUTO_ABSENCE.test(subject) || AUTOMATIC_START.test(subject)))) && !wants)
    return found;
  if (!ABSENCE_WHOLE.test(subject) && !ABSENCE_FORM.test(subject) && !NAMED_ABSENCE.test(subject)) return null;
  const exchange = /\b(?:oof|all)\b/i.test(header(message, 'x-auto-response-suppress') ?? '');
  const away = speaksOfAbsence && said.share >= MOSTLY && !asks(words) && !wantsSomething(words);
  return exchange || away ? found : null;
}

/** Why the text is an absence message and nothing else, whatever the subject; or null. */
export function vacationText(words: string): string | null {
  const { kinds, share, first } = absenceIn(words);
  const absent = (kinds.has('away') || kinds.has('gone')) && kinds.size >= 2;
  const later = kinds.has('later') && (kinds.has('unread') || kinds.has('instead'));
  // Without a word of absence, nothing else may be said.
  if (!(absent && share >= MOSTLY) && !(later && share === 1)) return null;
  return asks(words) || wantsSomething(words) ? null : `Text: ${first}`;
}

type Kind = keyof typeof SAYS;
const KINDS = Object.keys(SAYS) as readonly Kind[];

/** Which things an absence message says are said here, and in what share of the sentences. */
function absenceIn(words: string): { kinds: ReadonlySet<Kind>; share: number; first: string } {
  const kinds = new Set<Kind>();
  const said: string[] = [];
  let others = 0;
  for (const sentence of sentences(words)) {
    const found = KINDS.filter((kind) => SAYS[kind].test(sentence));
    for (const kind of found) kinds.add(kind);
    if (found.length > 0) said.push(sentence);
    else if (weight(sentence) >= SENTENCE) others += 1;
  }
  return { kinds, share: said.length / Math.max(1, said.length + others), first: said[0] ?? '' };
}

/** Han, Kana and Hangul say in one character what takes others three; addresses and numbers say nothing. */
function weight(whole: string): number {
  const sentence = whole.replace(/\S+@\S+|https?:\S+|www\.\S+|[\d+()/ .-]{6,}/g, '');
  return sentence.length + 2 * (sentence.match(/[\u3040-\u9fff\uac00-\ud7af]/g)?.length ?? 0);
}
