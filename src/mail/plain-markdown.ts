/** Plain text of people spelt as Markdown, so that it is shown as they wrote it: no mark in it is formatting of ours. Pure. */

/** Lines that begin with `>` are shown as quotes, addresses of the web as links; every other line as it is. */
export function plainMarkdown(words: string): string {
  const lines = linesOf(words);
  return lines
    .flatMap((line, at) => {
      const isQuote = line.startsWith('>');
      // A line right below a quote would belong to it (CommonMark §5.1, laziness).
      const apart = at > 0 && isQuote !== lines[at - 1]?.startsWith('>') ? [''] : [];
      return [...apart, isQuote ? `> ${literal(line.replace(/^(?:>\s?)+/, ''))}`.trimEnd() : literal(line)];
    })
    .join('\n');
}

/** The same words as a block quote, in which every line has its mark. */
export function quotedWords(words: string): string {
  return linesOf(words)
    .map((line) => `> ${literal(line)}`.trimEnd())
    .join('\n');
}

function linesOf(words: string): string[] {
  return words
    .replace(/\r\n?/g, '\n')
    .trim()
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
}

const URL = /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'*_]/gi;

function literal(line: string): string {
  let text = '';
  let from = 0;
  for (const found of line.matchAll(URL)) {
    text += `${escaped(line.slice(from, found.index))}[${escaped(found[0])}](<${found[0]}>)`;
    from = found.index + found[0].length;
  }
  return text + escaped(line.slice(from));
}

/** Any ASCII punctuation may be escaped with a backslash (CommonMark §2.4), so all of it is. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
