import { decodeBytes } from './parse-charset.ts';
import { unflow } from './parse-flowed.ts';
import { htmlText } from './parse-html.ts';
import { decodeTransfer } from './parse-transfer.ts';
import type { Part } from './parse-tree.ts';

/** Which parts are the mail and which are attached to it. Pictures are always attached: they have no words. */
export interface Body {
  /** The mail for readers of plain text, in order. */
  readonly text: readonly Part[];
  /** The same for readers of HTML. */
  readonly html: readonly Part[];
  readonly attachments: readonly Part[];
}

interface Lists {
  readonly text: Part[] | null;
  readonly html: Part[] | null;
  readonly attachments: Part[];
}

/** Beyond this a mail is an attack or a file; the rest is not read. Characters. */
const MAX_TEXT = 1_000_000;
/** A charset stands near the top of an HTML part. */
const META_BYTES = 2_000;

export function readBody(root: Part): Body {
  const body = { text: [], html: [], attachments: [] };
  sort([root], 'mixed', false, body);
  return body;
}

/** The algorithm of RFC 8621 §4.1.4, which every JMAP server follows. */
function sort(parts: readonly Part[], within: string, inAlternative: boolean, given: Lists): void {
  const { text, html, attachments } = given;
  const [textBefore, htmlBefore] = [text?.length, html?.length];
  let lists = given;
  for (const [at, part] of parts.entries()) {
    if (part.children.length > 0) {
      const kind = part.type.slice('multipart/'.length);
      sort(part.children, kind, inAlternative || kind === 'alternative', lists);
    } else if (!isInline(part, at, within)) attachments.push(part);
    else if (within === 'alternative') (part.type === 'text/plain' ? lists.text : lists.html)?.push(part);
    else {
      // Beside a rendering in the other form, this one is no part of it.
      if (inAlternative) lists = part.type === 'text/plain' ? { ...lists, html: null } : { ...lists, text: null };
      lists.text?.push(part);
      lists.html?.push(part);
    }
  }
  if (within !== 'alternative' || text === null || html === null) return;
  // Only one of the two was offered: it serves both.
  if (textBefore === text.length) text.push(...html.slice(htmlBefore));
  else if (htmlBefore === html.length) html.push(...text.slice(textBefore));
}

function isInline(part: Part, at: number, within: string): boolean {
  const readable = part.type === 'text/plain' || part.type === 'text/html';
  return part.disposition !== 'attachment' && readable && (at === 0 || (within !== 'related' && part.name === ''));
}

/** The words of the mail: plain parts as they are, HTML parts as readable text. */
export function bodyText({ text, html }: Body, hint: string | undefined): string {
  const plain = joined(text, (part) => (part.type === 'text/html' ? htmlText(partText(part, hint)) : partText(part, hint)));
  // Some senders put an empty text part beside the HTML.
  return plain.trim() === '' && html.some((part) => part.type === 'text/html')
    ? joined(html, (part) => htmlText(partText(part, hint)))
    : plain;
}

/** The mail as HTML, plain parts between HTML parts included; null when it has none. */
export function bodyHtml({ html }: Body, hint: string | undefined): string | null {
  if (!html.some((part) => part.type === 'text/html')) return null;
  return joined(html, (part) => (part.type === 'text/html' ? partText(part, hint) : `<p>${escaped(partText(part, hint))}</p>`));
}

/** A text part decoded: transfer encoding, charset, flowed lines (RFC 3676). */
export function partText(part: Part, hint: string | undefined): string {
  const bytes = decodeTransfer(part.body, part.encoding).subarray(0, MAX_TEXT * 4);
  const text = decodeBytes(bytes, charsetOf(part, bytes), hint).slice(0, MAX_TEXT);
  const flowed = part.type === 'text/plain' && part.parameters.get('format')?.toLowerCase() === 'flowed';
  return flowed ? unflow(text, part.parameters.get('delsp')?.toLowerCase() === 'yes') : text;
}

/** HTML that was saved and sent says its charset itself. */
function charsetOf(part: Part, bytes: Buffer): string {
  const named = part.parameters.get('charset');
  if (named !== undefined || part.type !== 'text/html') return named ?? '';
  return /<meta\b[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:+-]{1,40})/i.exec(bytes.toString('latin1', 0, META_BYTES))?.[1] ?? '';
}

function joined(parts: readonly Part[], read: (part: Part) => string): string {
  let left = MAX_TEXT;
  const texts: string[] = [];
  for (const part of parts) {
    if (left <= 0) break;
    const text = read(part).slice(0, left);
    left -= text.length;
    texts.push(text);
  }
  return texts.join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/\r?\n/g, '<br>\n');
}
