import { stripVTControlCharacters, styleText } from 'node:util';
import { printable } from './printable.ts';

/** Text for a terminal of 80 columns. Colour is only ever an extra: every page reads the same without it. */

export const COLUMNS = 80;

export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

/** Colours where a person looks on: never in a pipe, and not where NO_COLOR (no-color.org) is set. */
export function makeInk(coloured: boolean): Ink {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  return { bold: style('bold'), dim: style('dim'), good: style('green'), bad: style('red'), warn: style('yellow') };
}

/** Columns a text takes: letters of East Asian scripts and emoji take two (UAX #11), combining marks none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (/\p{M}|\u200d|\ufe0f/u.test(character)) continue;
    columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (width(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Breaks a text at spaces (between any two letters where a script has none) into lines of at most so many columns. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (width(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (width(line) > columns) {
      const head = cut(line, columns + 1).slice(0, -1);
      // A link is of use only whole.
      if (head === '' || /^\S*https?:/.test(line)) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** `name      text`, the text wrapped beside the name. What strangers wrote is made fit for a terminal before it is coloured. */
export function field(name: string, text: string, { bold }: Ink, style: (line: string) => string = plain): string[] {
  const [first = '', ...rest] = printable(text)
    .split('\n')
    .flatMap((line) => wrap(line, COLUMNS - INDENT - 2));
  return [`  ${padEnd(bold(name), INDENT)}${style(first)}`, ...rest.map((line) => `${' '.repeat(INDENT + 2)}${style(line)}`.trimEnd())];
}

/** Columns of a name. */
const INDENT = 12;

function plain(line: string): string {
  return line;
}

/** Several texts under one name. */
export function fieldList(name: string, texts: readonly string[], ink: Ink): string[] {
  return texts.flatMap((text, index) => field(index === 0 ? name : '', text, ink));
}

export function heading(title: string, { bold, dim }: Ink): string {
  return `${bold(title)} ${dim('─'.repeat(Math.max(3, COLUMNS - width(title) - 1)))}`;
}
