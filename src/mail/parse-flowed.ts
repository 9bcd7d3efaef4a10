/**
 * `format=flowed` text (RFC 3676 §4) with its paragraphs on one line each. Quote depth is kept as one `>` a level; a paragraph never runs over a
 * change of depth, and the signature separator ends one.
 * @param delSp the space before a soft break was added by the sender and belongs to no text (RFC 3676 §4.1)
 */
export function unflow(text: string, delSp: boolean): string {
  const lines: string[] = [];
  let open: { depth: number; text: string } | null = null;
  const close = (): void => {
    if (open !== null) lines.push(quoted(open.depth, open.text));
    open = null;
  };
  for (const raw of text.split(/\r?\n/)) {
    const depth = quoteDepth(raw);
    const stuffed = raw.slice(depth);
    const line = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
    const before = open as { depth: number; text: string } | null;
    if (before !== null && before.depth !== depth) close();
    if (line === '-- ') {
      close();
      lines.push(quoted(depth, line));
      continue;
    }
    const flows = line.endsWith(' ');
    const words = flows && delSp ? line.slice(0, -1) : line;
    const current = open as { depth: number; text: string } | null;
    open = { depth, text: (current?.text ?? '') + words };
    if (!flows) close();
  }
  close();
  return lines.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return depth;
}

function quoted(depth: number, text: string): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`;
}
