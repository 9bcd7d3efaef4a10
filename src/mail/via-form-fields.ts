import type { Builder, Element, Formatter } from 'html-to-text';
import { htmlText } from './parse-html.ts';
import { type OwnLabels, type Role, roleOf } from './via-form-labels.ts';

/** One field of a form as it was mailed. `role` is null for a field that only this form has. */
export interface Field {
  readonly role: Role | null;
  readonly label: string;
  readonly value: string;
}

/** Cells and rows get marks, so that the text still tells what stood beside what. */
const MARKS = { cell: ['\u0001', '\u0002'], row: ['\u0003', '\u0004'] } as const;

/** Rows of tables and of definition lists: label and value beside each other, or one above the other. */
export function fieldsOfHtml(html: string, own: OwnLabels): readonly Field[] {
  const text = htmlText(html.replace(/[\u0001-\u0004]/g, ''), { formatters: FORMATTERS, selectors: SELECTORS });
  const rows = [...text.matchAll(/\u0003([^\u0003\u0004]*)\u0004/g)].map(([, row = '']) =>
    [...row.matchAll(/\u0001([^\u0001\u0002]*)\u0002/g)].map(([, cell = '']) => cell.trim()).filter((cell) => cell !== ''),
  );
  const fields: Field[] = [];
  let above: string | null = null;
  for (const [first, ...rest] of rows) {
    if (first === undefined) continue;
    if (rest.length > 0) {
      fields.push({ label: first, role: roleOf(first, own, rest[0]), value: rest.join('\n') });
      above = null;
    } else if (above !== null) {
      fields.push({ label: above, role: roleOf(above, own, first), value: first });
      above = null;
    } else if (roleOf(first, own) !== null || (fields.length > 0 && first.length <= LABEL)) above = first;
  }
  return fields;
}

/** Longer is no label. */
const LABEL = 80;

function marked([open, close]: readonly [string, string]): Formatter {
  return (element, walk, builder) => {
    builder.addLiteral(open);
    walk(element.children ?? [], builder);
    builder.addLiteral(close);
  };
}

type Walk = (children: readonly Element[], builder: Builder) => void;

/** A term opens the row that its description closes. */
function term(element: Element, walk: Walk, builder: Builder): void {
  builder.addLiteral(MARKS.row[0]);
  marked(MARKS.cell)(element, walk, builder, {});
}

function description(element: Element, walk: Walk, builder: Builder): void {
  marked(MARKS.cell)(element, walk, builder, {});
  builder.addLiteral(MARKS.row[1]);
}

const FORMATTERS = { formCell: marked(MARKS.cell), formRow: marked(MARKS.row), formTerm: term, formDescription: description };
const SELECTORS = [
  ...['td', 'th'].map((selector) => ({ selector, format: 'formCell' })),
  { selector: 'tr', format: 'formRow' },
  { selector: 'dt', format: 'formTerm' },
  { selector: 'dd', format: 'formDescription' },
];

/** `{"email": "…"}` anywhere in the text, flattened; empty when there is none. */
export function fieldsOfJson(text: string, own: OwnLabels): readonly Field[] {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end < start) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(start, end + 1));
  } catch {
    // Braces of a person's text, or of no JSON: it is read line by line.
    return [];
  }
  const fields: Field[] = [];
  const collect = (label: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(Array.isArray(value) ? label : key, inner);
    else if (value !== null && value !== '') fields.push({ label, role: roleOf(spaced(label), own, String(value)), value: String(value) });
  };
  collect('', parsed);
  return fields;
}

/** `firstName` → first Name. */
function spaced(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2');
}
