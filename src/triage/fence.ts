import { visible } from '../privacy/plain.ts';

/** A mail longer than this is cut before a model reads it: nothing a first line can answer needs more, and tokens cost money. */
const MAX_CHARACTERS = 12_000;

/**
 * Wraps text that somebody outside wrote, so that a model can tell where it starts and ends. The text cannot close the fence itself; characters that
 * people do not see (zero-width, direction overrides, Unicode tags) are removed, because only a machine would read them.
 */
export function fence(what: string, text: string): string {
  const inside = visible(text)
    .replace(/<<<(?=\s*untrusted)/gi, '‹‹‹')
    .replace(/(untrusted\s*)>>>/gi, '$1›››');
  const cut = inside.length > MAX_CHARACTERS ? `${inside.slice(0, MAX_CHARACTERS)}\n[cut]` : inside;
  return `<<<UNTRUSTED ${what}\n${cut}\nUNTRUSTED>>>`;
}
