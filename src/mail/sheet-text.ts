import { flowed } from './flowed-text.ts';
import { markdownToText } from './markdown.ts';
import type { Block } from './sheet.ts';

/** The plain text part, `format=flowed` (RFC 3676): blocks apart by a blank line. */
export function sheetText(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'mark':
      return block.text;
    case 'headline':
      return `${block.badge}\n\n${flowed(block.text)}`;
    case 'facts':
      return block.rows.map(([name, ...values]) => flowed(`${name}: ${values.join('; ')}`)).join('\n');
    case 'heading':
      return `== ${block.text} ==`;
    case 'paragraph':
      return flowed(block.text);
    case 'list':
      return block.items.map((item) => flowed(`- ${item}`)).join('\n');
    case 'answer':
      return each(markdownToText(block.markdown).trimEnd(), (line) => flowed(line));
    case 'said':
      return `${flowed(`${block.by}:`)}\n${each(block.text, (line) => flowed(line, '> ').trimEnd())}`;
    default:
      return block satisfies never;
  }
}

function each(text: string, shape: (line: string) => string): string {
  return text.split('\n').map(shape).join('\n');
}
