import { baseSubject } from '../mail/thread.ts';

/** A mail as far as being somebody's second copy of another goes. */
export interface MaybeCopy {
  readonly from_address: string;
  readonly reply_address: string | null;
  readonly subject: string;
  /** Newest words. */
  readonly text: string | null;
  readonly attachments_json: string;
  readonly verdict_json: string;
}

/** Of this many words, so many have to be the same; shorter texts have to be the same throughout. */
const LONG = 20;
const ALIKE = 0.9;

/**
 * True when two mails say the same: sent twice, or with a comma mended. Only of one sender whom our own server vouches for, as anybody can write in
 * another's name; and whatever has figures, attachments or a subject of its own is a mail of its own.
 */
export function isCopy(a: MaybeCopy, b: MaybeCopy): boolean {
  return (
    a.from_address === b.from_address &&
    a.reply_address === b.reply_address &&
    isVouchedFor(a) &&
    isVouchedFor(b) &&
    a.attachments_json === b.attachments_json &&
    plain(baseSubject(a.subject)) === plain(baseSubject(b.subject)) &&
    saysTheSame(wordsOf(a), wordsOf(b))
  );
}

/** True when not even a word differs: then one of them is enough to read. */
export function isSameText(a: Pick<MaybeCopy, 'text'>, b: Pick<MaybeCopy, 'text'>): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

function saysTheSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  if (a.join(' ') === b.join(' ')) return true;
  const figures = (words: readonly string[]) => words.filter((word) => /\p{N}/u.test(word)).sort();
  if (Math.min(a.length, b.length) < LONG || figures(a).join(' ') !== figures(b).join(' ')) return false;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(word, count - 1);
  }
  return (2 * shared) / (a.length + b.length) >= ALIKE;
}

/** Our own server says that the sender is who the mail says. */
export function isVouchedFor({ verdict_json }: Pick<MaybeCopy, 'verdict_json'>): boolean {
  return (JSON.parse(verdict_json) as { verdict: string }).verdict === 'verified';
}

function wordsOf({ text }: Pick<MaybeCopy, 'text'>): readonly string[] {
  const words = plain(text ?? '');
  return words === '' ? [] : words.split(' ');
}

/** Letters and figures alone: case, punctuation and line ends are no difference. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
