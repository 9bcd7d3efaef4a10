import { keywordToLabel, labelToKeyword, wireKeyword } from '../mail/keyword.ts';

/**
 * How a ticket's labels show on the messages of its thread: keywords for all, `\Flagged` for urgent (the one mark that
 * every client shows), `\Seen \Answered` for what has been answered. What nobody has answered stays unread.
 */
export function projectionOf(
  labels: ReadonlySet<string>,
  message: { readonly direction: string; readonly disposition: string | null },
): readonly string[] {
  return [
    ...[...labels].map(labelToKeyword).sort(),
    ...(labels.has('urgent') ? ['\\Flagged'] : []),
    ...(message.direction === 'in' && message.disposition === 'answered' ? ['\\Seen', '\\Answered'] : []),
  ];
}

/** What to add and to remove so that `shown` becomes `wanted`. A `\Seen` once set is never taken back: somebody may have read it. */
export function projectionChange(shown: readonly string[], wanted: readonly string[]): { add: string[]; remove: string[] } {
  return {
    add: wanted.filter((flag) => !shown.includes(flag)),
    remove: shown.filter((flag) => !wanted.includes(flag) && !STICKY.has(flag)),
  };
}

const STICKY: ReadonlySet<string> = new Set(['\\Seen', '\\Answered']);

/** A change that somebody made in a mail client. */
export interface HandChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly addedKeywords: readonly string[];
  readonly removedKeywords: readonly string[];
}

/** Keywords that mail clients and servers set for themselves: no label of anybody's. Lower case. */
const FOREIGN: ReadonlySet<string> = new Set([
  'junk',
  'nonjunk',
  'notjunk',
  'forwarded',
  'mdnsent',
  'redirected',
  'receipthandled',
  'recent',
  'old',
]);

/**
 * Observed minus projected, both ways. System flags (`\…`) are no labels; keywords with `$` are registered ones (RFC 5788).
 * Keywords compare without case, as servers keep the first spelling they saw.
 */
export function byHand(observed: readonly string[], projected: readonly string[]): HandChange {
  const seen = labelsAmong(observed);
  const ours = labelsAmong(projected);
  const addedKeywords = [...seen].filter(([k]) => !ours.has(k)).map(([, keyword]) => keyword);
  const removedKeywords = [...ours].filter(([k]) => !seen.has(k)).map(([, keyword]) => keyword);
  return { add: addedKeywords.map(keywordToLabel), remove: removedKeywords.map(keywordToLabel), addedKeywords, removedKeywords };
}

/** Keywords by what a server makes of them. */
function labelsAmong(flags: readonly string[]): Map<string, string> {
  const keywords = flags.map((f) => f.toLowerCase()).filter((f) => !f.startsWith('\\') && !f.startsWith('$') && !FOREIGN.has(f));
  return new Map(keywords.map((k) => [wireKeyword(k), k]));
}
