import { createHmac } from 'node:crypto';

/**
 * The token of a hand-off stands in its Reply-To (subaddressing, RFC 5233): it says which ticket an answer is about. Who has seen the mail knows it,
 * so it proves nothing about who wrote. Pure.
 */

/** 20 hex digits: the same for any run of the same effect, guessable by nobody without the inbox secret. */
export function replyToken(secret: string, effect: string): string {
  return createHmac('sha256', secret).update(`reply token\n${effect}`).digest('hex').slice(0, 20);
}

/** `support@example.com` → `support+fl-0123456789abcdef0123@example.com`. */
export function tokenAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+fl-${token}${address.slice(at)}`;
}

/** The token in an address of ours, or null: another inbox's, or anybody's own `+` part, is none. */
export function tokenIn(recipient: string, own: ReadonlySet<string>): string | null {
  const [, local, token, domain] = /^(.+)\+fl-([0-9a-f]{20})(@[^@]+)$/i.exec(recipient) ?? [];
  if (local === undefined || token === undefined || domain === undefined) return null;
  return own.has((local + domain).toLowerCase()) ? token.toLowerCase() : null;
}

/** Whether an address with a token stands anywhere in a text. */
export function namesToken(text: string): boolean {
  return /\+fl-[0-9a-f]{20}@/i.test(text);
}
