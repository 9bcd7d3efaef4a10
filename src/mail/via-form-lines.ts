import type { Field } from './via-form-fields.ts';
import { type OwnLabels, plainLabel, type Role, roleOf } from './via-form-labels.ts';

/**
 * Fields of a form in plain text: `Label: value`, `Label` above its value, `*Question?*`, `--- Label ---`, `[label] => value`, `| label | value |`.
 * A label counts once: what looks like it later is what the customer wrote. Below the message only a field that was not there yet ends it, and
 * a telephone number or a page address on its own line leaves it open for the lines behind.
 */
export function fieldsOfLines(text: string, own: OwnLabels): readonly Field[] {
  const fields: { role: Role | null; label: string; lines: string[] }[] = [];
  const seen = new Set<Role>();
  let open: (typeof fields)[number] | null = null;
  let message: (typeof fields)[number] | null = null;
  let bareLabels = 0;
  const lines = text.split('\n').map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    const found = labelled(line, own, { startsBlock: at === 0 || lines[at - 1] === '', inMessage: message !== null, bareLabels });
    const isNew = found !== null && (found.role === null || found.role === 'other' || !seen.has(found.role));
    if (found === null || !isNew) {
      if (open !== null) open.lines.push(line);
      // What stands below a label beside the message has one line, too.
      if (line !== '' && message !== null && open?.role === 'other') open = message;
      continue;
    }
    if (found.label === line) bareLabels += 1;
    for (const role of found.role === null ? [] : WHO.includes(found.role) ? WHO : [found.role]) seen.add(role);
    const field = { role: found.role, label: found.label, lines: found.value === '' ? [] : [found.value] };
    fields.push(field);
    if (found.role === 'message') message = field;
    // One line is all that a telephone number has: what follows belongs to the words around it.
    const isWhole = message !== null && field !== message && found.value !== '';
    open = isWhole ? message : field;
  }
  return fields.map(({ role, label, lines: own }) => ({ role, label, value: own.join('\n').trim() }));
}

/** Each of these says who wrote: a second one is a quotation. */
const WHO: readonly Role[] = ['email', 'sender'];

interface Label {
  readonly role: Role | null;
  readonly label: string;
  readonly value: string;
}

/** After this many labels on lines of their own, all labels of the form stand so. */
const BLOCK_FORM = 2;

interface Position {
  /** Labels so far that stood on a line of their own, without a mark. */
  readonly bareLabels: number;
  /** Nothing stands right above the line. */
  readonly startsBlock: boolean;
  readonly inMessage: boolean;
}

/** What may stand in front of a label. */
const LEAD = /^["'*_[|•-]*\s*/u;
/** `label`, a separator, and what is behind it. The label is short, no sentence, and ends in none of the marks behind it: each line is read in one way. */
const PAIR = /^([^:：=>|\t"]{0,59}?[^:：=>|\t"\s'*_\]])["'*_\]\s]*(?:[:：]|=>|[=|\t])\s*(["'*_]*)\s*(.*)$/u;
/** A label and what separates it stand within so many characters of a line. */
const PAIR_LENGTH = 200;
/** What stands around a value in tables and in what looks like code. */
const AROUND = /(?<!["|',\]])["|',\]]+$/u;
/** A line that is nothing but a label: `*What do you need?*`, `--- Name ---`, `### Name`. */
const MARKED = /^(?:\*{1,2}([^*]{1,120})\*{1,2}|-{2,3}\s*([^-].{0,60}?)\s*-{2,3}|#{1,4}\s+(.{1,80}))\s*:?$/u;

/** 【Label】 and ■Label, as Japanese forms write. */
const BRACKETED = /^(?:【\s*([^】]{1,60}?)\s*】|[■●◆◇□▼]\s*([^:：\s]{1,40}))\s*[:：]?\s*(.*)$/u;

/** White space in single characters: no pattern below may try its ways through a long run of it. */
function singleSpaced(line: string): string {
  return line.replace(/[^\S\t]+/g, ' ').replace(/(?: ?\t ?)+/g, '\t');
}

function pairOf(line: string): readonly (string | undefined)[] {
  const bare = line.replace(LEAD, '');
  const [, label, mark, value] = PAIR.exec(bare.slice(0, PAIR_LENGTH)) ?? [];
  return value === undefined ? [] : ['', label, mark, value + bare.slice(PAIR_LENGTH)];
}

function labelled(written: string, own: OwnLabels, { startsBlock, inMessage, bareLabels }: Position): Label | null {
  const line = singleSpaced(written);
  if (line === '' || line.startsWith('>') || /^https?:/i.test(line)) return null;
  const marked = MARKED.exec(line);
  const alone = marked === null ? null : (marked[1] ?? marked[2] ?? marked[3] ?? '');
  if (alone !== null) return inMessage && roleOf(alone, own) === null ? null : { role: roleOf(alone, own), label: alone, value: '' };
  const bracketed = BRACKETED.exec(line);
  const [, label, mark = '', value] = bracketed === null ? pairOf(line) : ['', bracketed[1] ?? bracketed[2], '', bracketed[3]];
  if (label !== undefined && value !== undefined) {
    const isEnclosed = /^["|'[]/.test(line) || /["']/.test(mark);
    const inner = (isEnclosed ? value.replace(AROUND, '') : value).trimEnd();
    const role = roleOf(label, own, inner);
    if (role !== null) return { role, label, value: inner };
    // A field that only this form has; in the middle of a message it is a sentence with a colon.
    return inMessage || !/^[\p{L}\p{N}]/u.test(label) || plainLabel(label).split(' ').length > 6 ? null : { role, label, value: inner };
  }
  const bare = startsBlock && line.length <= 60 ? roleOf(line, own) : null;
  return bare === null || (bare === 'other' && bareLabels < BLOCK_FORM) ? null : { role: bare, label: line, value: '' };
}
