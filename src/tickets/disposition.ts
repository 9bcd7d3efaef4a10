/** What became of an inbound message. Every one has exactly one current disposition, or waits with a deadline. */
export const DISPOSITIONS = [
  'answered',
  'drafted',
  'shadowed',
  'escalated',
  'suppressed',
  'superseded',
  'duplicate',
  'noted',
  'quarantined',
  'gone',
  'historic',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Not dispositions but waits: each has a deadline, after which the message is escalated. */
export type Wait = 'debouncing' | 'waiting' | 'held' | 'sending';

/** Waits of mail that nothing has been decided about; `sending` is decided and on its way. */
export const OPEN_WAITS = ['debouncing', 'waiting', 'held'] as const;

export function isOpenWait(wait: string | null): boolean {
  return OPEN_WAITS.some((w) => w === wait);
}
