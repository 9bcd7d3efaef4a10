import type { Token } from 'markdown-it';

/** Block tokens as plain text, blocks apart by a blank line, lists and quotes marked as people write them in mail. */
export function plainText(tokens: readonly Token[]): string {
  const text = blocks(tokens).join('\n').trimEnd();
  return text === '' ? '' : `${text}\n`;
}

function blocks(tokens: readonly Token[]): string[] {
  const lines: string[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = token.nesting === 1 ? closing(tokens, at) : at;
    const block = blockLines(token, tokens.slice(at + 1, end));
    if (lines.length > 0 && !isTight(token, tokens[at - 1])) lines.push('');
    lines.push(...block);
    at = end + 1;
  }
  return lines;
}

function blockLines(token: Token, inner: readonly Token[]): string[] {
  switch (token.type) {
    case 'bullet_list_open':
      return listLines(inner, () => '- ');
    case 'ordered_list_open': {
      const start = Number(token.attrGet('start') ?? 1);
      return listLines(inner, (index) => `${start + index}. `);
    }
    case 'blockquote_open':
      return blocks(inner).map((line) => (line === '' ? '>' : `> ${line}`));
    case 'tr_open':
      return [inner.flatMap((cell) => (cell.type === 'inline' ? [inlineText(cell.children ?? [])] : [])).join(' | ')];
    case 'fence':
    case 'code_block':
      return token.content
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`.trimEnd());
    case 'hr':
      return ['* * *'];
    case 'inline':
      return inlineText(token.children ?? []).split('\n');
    default:
      return blocks(inner);
  }
}

function listLines(items: readonly Token[], marker: (index: number) => string): string[] {
  const loose = items.some((token) => token.type === 'paragraph_open' && !token.hidden && token.level === (items[0]?.level ?? 0) + 1);
  const lines: string[] = [];
  let index = 0;
  for (let at = 0; at < items.length; at += 1) {
    const end = closing(items, at);
    const mark = marker(index);
    if (loose && index > 0) lines.push('');
    const content = blocks(items.slice(at + 1, end));
    lines.push(
      ...(content.length === 0
        ? [mark.trimEnd()]
        : content.map((line, n) => (n === 0 ? mark + line : line === '' ? '' : ' '.repeat(mark.length) + line))),
    );
    index += 1;
    at = end;
  }
  return lines;
}

/** No blank line inside a tight list, nor between the rows of a table. */
function isTight(token: Token, before: Token | undefined): boolean {
  if (token.type === 'tr_open' || token.type === 'tbody_open') return true;
  return token.hidden || before?.hidden === true;
}

function closing(tokens: readonly Token[], open: number): number {
  const level = tokens[open]?.level;
  const end = tokens.findIndex((token, index) => index > open && token.nesting === -1 && token.level === level);
  return end === -1 ? tokens.length : end;
}

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  const links: { href: string; from: number }[] = [];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
    else if (token.type === 'link_open') links.push({ href: String(token.attrGet('href') ?? ''), from: text.length });
    else if (token.type === 'link_close') {
      const link = links.pop();
      if (link !== undefined) text += target(text.slice(link.from), link.href);
    } else text += token.content;
  }
  return text;
}

/** ` (url)`, unless the words of the link are the address already. */
function target(words: string, href: string): string {
  const bare = href.replace(/^mailto:/i, '');
  return words === href || words === bare || decoded(words) === decoded(href) ? '' : ` (${bare})`;
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}
