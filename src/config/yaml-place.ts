import { type Document, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

export interface Place {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Where the value at `path` stands, or the key of that name, or else what it is missing from. */
export function placeIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Place {
  let at: Node | null = document.contents;
  for (const step of path) {
    const next = child(at, step);
    if (next === null) break;
    at = next;
  }
  const { line, col } = lines.linePos(at?.range?.[0] ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function child(node: Node | null, step: PropertyKey): Node | null {
  if (isSeq(node)) return asNode(node.items[Number(step)]);
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  if (pair === undefined) return null;
  // A key without a value is where the value has to be written.
  return isScalar(pair.value) && pair.value.value === null ? asNode(pair.key) : asNode(pair.value);
}

function asNode(value: unknown): Node | null {
  return isNode(value) ? value : null;
}
