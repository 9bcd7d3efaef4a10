/** What a private value is; names its token, `[card-1]`. */
export const KINDS = ['card', 'iban', 'id', 'password', 'key', 'email', 'phone', 'name', 'literal'] as const;
export type Kind = (typeof KINDS)[number];

/** A private value in a text: from `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Finds values of one family. Pure, and linear in the length of the text; `text` is as `plain` gives it. */
export type Find = (text: string) => readonly Span[];
