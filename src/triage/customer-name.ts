/** Longer than this is no name but a message to the reader. */
const MAX_CHARACTERS = 40;
const NOT_A_PERSON =
  /^(info|support|sales|office|admin|kontakt|contact|hello|mail|e-?mail|team|no-?reply|webmaster|customer|kunde|cliente|client)$/i;

/**
 * A display name as it may stand in a greeting; null when it does not read like a person's name. The name is the sender's own words, so anything that
 * could carry a message (digits, links, punctuation, more than four words) is refused.
 */
export function readableName(displayName: string | null): { readonly whole: string; readonly first: string } | null {
  const turned = /^([^,]+),\s*([^,]+)$/.exec(displayName?.trim() ?? '');
  const whole = (turned === null ? (displayName ?? '') : `${turned[2]} ${turned[1]}`).replace(/\s+/g, ' ').trim();
  const words = whole.split(' ');
  if (whole === '' || whole.length > MAX_CHARACTERS || words.length > 4) return null;
  if (!/^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u.test(whole) || /\.\p{L}{2,}/u.test(whole) || words.some((w) => NOT_A_PERSON.test(w)))
    return null;
  return { whole, first: words[0] ?? whole };
}
