import { sheetHtml } from './sheet-html.ts';
import { sheetText } from './sheet-text.ts';

/**
 * A mail of ours to staff, as blocks: both of its parts are made of them and say the same. Every value is text; whatever markup stands in it is shown as it is written.
 * Only `answer` is Markdown, rendered without active content.
 */
export type Block =
  /** The first line: what is ours begins here. */
  | { readonly kind: 'mark'; readonly text: string }
  /** What it is about and how much it hurries, then the one sentence to read. */
  | { readonly kind: 'headline'; readonly badge: string; readonly tone: Tone; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly Row[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'answer'; readonly markdown: string }
  /** What somebody wrote, by whom and when; its line breaks count. */
  | { readonly kind: 'said'; readonly by: string; readonly text: string };

/** Several values stand below each other: a name in another script would turn the order of its neighbours round. */
export type Row = readonly [name: string, ...values: string[]];

export type Tone = 'alarm' | 'warning' | 'plain';

/** Pure. */
export function renderSheet(blocks: readonly Block[]): { readonly text: string; readonly html: string } {
  const clean = blocks.map(cleaned);
  return { text: sheetText(clean), html: sheetHtml(clean) };
}

/** No control characters, no half characters, and nothing that turns the order of what stands beside it round (UAX #9). */
function cleaned(block: Block): Block {
  switch (block.kind) {
    case 'facts':
      return { ...block, rows: block.rows.map(([name, ...values]): Row => [name, ...values.map(line)]) };
    case 'list':
      return { ...block, items: block.items.map(line) };
    case 'answer':
      return block;
    case 'said':
      return { ...block, by: line(block.by), text: lines(block.text) };
    default:
      return { ...block, text: line(block.text) };
  }
}

function line(text: string): string {
  return lines(text).replace(/\s+/g, ' ').trim();
}

function lines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
}
