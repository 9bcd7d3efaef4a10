import { escapeHtml } from './escape-html.ts';
import type { Address } from './message.ts';
import { oneLine } from './parse-headers.ts';
import { directionOf } from './text-direction.ts';

/** The mail that is answered, to be shown below the answer. */
export interface OriginalQuote {
  readonly from: Address;
  /** ms since the epoch. */
  readonly at: number;
  /** What its sender wrote, as plain text: nothing in it is formatting or a link of ours. */
  readonly text: string;
}

/** Enough to know what was asked; the sender has the rest. */
const MAX_QUOTED = 10_000;

export function quotedText(original: OriginalQuote): string {
  const lines = body(original).map((line) => (line === '' ? '>' : `> ${line}`));
  return `${attribution(original)}\n${lines.join('\n')}\n`;
}

/** `type="cite"` is what clients fold away. */
export function quotedHtml(original: OriginalQuote): string {
  const lines = body(original).map(escapeHtml).join('<br>\n');
  return `<p>${escapeHtml(attribution(original))}</p>\n<blockquote type="cite" dir="${directionOf(original.text)}">\n${lines}\n</blockquote>\n`;
}

/** A date, an address and a colon: an attribution in every language, so that the next mail is read without it. */
function attribution({ from, at }: OriginalQuote): string {
  const who = from.name === '' ? `<${from.address}>` : `${oneLine(from.name)} <${from.address}>`;
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${who}:`;
}

function body({ text }: OriginalQuote): string[] {
  const whole = text.replaceAll('\0', '').toWellFormed().replace(/\r\n?/g, '\n').trim();
  return (whole.length > MAX_QUOTED ? `${whole.slice(0, MAX_QUOTED)}\n[…]` : whole).split('\n').map((line) => line.trimEnd());
}
