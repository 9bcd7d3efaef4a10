/**
 * What the outbox can hold: mails to people outside and inside, and changes to the mailbox. `relay` is a team member's answer that we pass on to the
 * customer, `approved` a draft that a person has released; `notice` tells staff something and wants no ticket's place.
 */
export const EFFECT_KINDS = ['reply', 'relay', 'approved', 'forward', 'notice', 'draft', 'file', 'labels'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Mails that go to staff: a conversation of their own, which no customer is part of. */
export const INTERNAL_KINDS: ReadonlySet<string> = new Set<EffectKind>(['forward', 'notice']);
/** Mails that leave over SMTP. */
export const SENT_KINDS = ['reply', 'relay', 'approved', 'forward', 'notice'] as const satisfies readonly EffectKind[];

/** Lower leaves first when the sending rate is short. */
export const RANK: Readonly<Record<EffectKind, number>> = {
  reply: 0,
  relay: 0,
  approved: 0,
  forward: 1,
  notice: 2,
  draft: 3,
  file: 4,
  labels: 4,
};
/** Of an answer to many at once: whoever writes meanwhile is not to wait for all of them. */
export const RANK_OF_MANY = 5;
