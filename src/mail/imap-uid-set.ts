/**
 * RFC 2683 §3.2.1.5 asks clients to keep a command line under 1,000 octets where they can and servers to take 8,000: this leaves
 * room for the rest of the command.
 */
const MAX_SET_LENGTH = 4_000;

/** `[5, 1, 2, 3, 9]` → `['1:3,5,9']`: UIDs as sequence sets (RFC 3501 §9), split so that no set makes a command line too long. */
export function uidSets(uids: readonly number[], maxLength: number = MAX_SET_LENGTH): string[] {
  const sets: string[] = [];
  let current = '';
  for (const range of ranges(uids)) {
    if (current !== '' && current.length + 1 + range.length > maxLength) {
      sets.push(current);
      current = '';
    }
    current += current === '' ? range : `,${range}`;
  }
  if (current !== '') sets.push(current);
  return sets;
}

function ranges(uids: readonly number[]): string[] {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const found: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    found.push(end === i ? `${sorted[i]}` : `${sorted[i]}:${sorted[end]}`);
    i = end + 1;
  }
  return found;
}
