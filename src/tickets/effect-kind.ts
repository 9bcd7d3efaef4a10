/**
 * What the outbox can hold: mails to people outside and inside, and changes to the mailbox. `relay` is a team member's answer that we pass on to the
 * customer, `approved` a draft that a person has released; `notice` tells staff something and wants no ticket's place; `follow-up` asks a silent customer
 * whether it is resolved, `closing` says that their ticket is closed.
 */
export const EFFECT_KINDS = ['reply', 'relay', 'approved', 'forward', 'notice', 'follow-up', 'closing', 'draft', 'file', 'labels'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Mails that go to staff: a conversation of their own, which no customer is part of. */
export const INTERNAL_KINDS: ReadonlySet<string> = new Set<EffectKind>(['forward', 'notice']);
/** Mails that leave over SMTP. */
export const SENT_KINDS = [
  'reply',
  'relay',
  'approved',
  'forward',
  'notice',
  'follow-up',
  'closing',
] as const satisfies readonly EffectKind[];

/** Mails that no customer waits for: they never take the sending rate from those that somebody waits for. */
export const UNASKED_KINDS: ReadonlySet<string> = new Set<EffectKind>(['follow-up', 'closing']);

/** Lower leaves first when the sending rate is short. */
export const RANK: Readonly<Record<EffectKind, number>> = {
  reply: 0,
  relay: 0,
  approved: 0,
  forward: 1,
  notice: 2,
  'follow-up': 3,
  closing: 3,
  draft: 3,
  file: 4,
  labels: 4,
};
/** Of an answer to many at once: whoever writes meanwhile is not to wait for all of them. */
export const RANK_OF_MANY = 5;
