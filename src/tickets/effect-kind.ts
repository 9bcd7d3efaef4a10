/** What the outbox can hold: mails to people outside and inside, and changes to the mailbox. */
export const EFFECT_KINDS = ['reply', 'forward', 'draft', 'file', 'labels'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Lower leaves first when the sending rate is short. */
export const RANK: Readonly<Record<EffectKind, number>> = { reply: 0, forward: 1, draft: 2, file: 3, labels: 3 };
