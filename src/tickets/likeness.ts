/** Words compared of each text: a longer one is compared by its beginning. */
const WORDS = 2_000;

/**
 * How much of a text is in another, in thousandths: twice the words that both have in the same order, by the words of both (Dice's measure over their longest common
 * subsequence). 1,000 says that no word differs; marks, breaks and capitals count for nothing, as mail clients change them. Pure.
 */
export function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length + right.length === 0) return 1_000;
  return Math.floor((2_000 * common(left, right)) / (left.length + right.length));
}

/** True where not a word differs. */
export function isUnchanged(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).slice(0, WORDS);
}

/** Length of the longest common subsequence, with two rows of the table. */
function common(a: readonly string[], b: readonly string[]): number {
  let above: number[] = new Array(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (let j = 1; j <= b.length; j += 1) row[j] = word === b[j - 1] ? (above[j - 1] ?? 0) + 1 : Math.max(above[j] ?? 0, row[j - 1] ?? 0);
    above = row;
  }
  return above[b.length] ?? 0;
}
