/** RFC 3676 §4.2: lines of at most 78 characters. */
const WIDTH = 76;

/**
 * A paragraph as `format=flowed` text: broken at spaces, each soft break behind a space, so that a client of any width fills its own lines, and whoever reads it by
 * program has it on one. A longer word stays whole, and so does a script without spaces: clients break those by themselves.
 * @param quote `> ` before each line of what somebody else wrote; else empty
 */
export function flowed(text: string, quote: '' | '> ' = ''): string {
  const lines: string[] = [];
  let line = '';
  // Spaces that are part of a line's shape stay at its beginning; others are one.
  const indent = /^ */.exec(text.replaceAll('\t', '    '))?.[0] ?? '';
  for (const word of text.trim().split(/[ \t]+/)) {
    if (line !== '' && quote.length + indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(`${line} `);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, at) => quote + stuffed((at === 0 ? indent : '') + one, quote)).join('\n');
}

/** RFC 3676 §4.4: a space goes before what would be taken for a quotation or for a mailbox's separator, and before a space; a quoted line has one behind its mark. */
function stuffed(line: string, quote: string): string {
  return quote === '' && /^(?: |>|From )/.test(line) ? ` ${line}` : line;
}
