import { describe, expect, test } from 'vitest';
import type { FileState } from '../knowledge/article-files.ts';
import { changesBetween, isSame, isSameFile } from './source.ts';

const FILE = { mtimeMs: 10, ctimeMs: 10, size: 5, ino: 7 };

describe('a file is another', () => {
  test.each<[string, FileState, FileState, boolean]>([
    ['not if nothing is different', FILE, { ...FILE }, true],
    ['with another size', FILE, { ...FILE, size: 6 }, false],
    ['with another date', FILE, { ...FILE, mtimeMs: 11 }, false],
    ['with size and date kept (touch -r): ctime tells', FILE, { ...FILE, ctimeMs: 11 }, false],
    ['behind a link that was turned around: the inode tells', FILE, { ...FILE, ino: 8 }, false],
    ['once the link leads to nothing', FILE, null, false],
    ['not while it leads to nothing', null, null, true],
  ])('%s', (_, a, b, same) => {
    expect(isSameFile(a, b)).toBe(same);
    expect(isSame(new Map([['a', a]]), new Map([['a', b]]))).toBe(same);
  });
});

test('changes are named in order', () => {
  const before = new Map([
    ['b', FILE],
    ['gone', FILE],
    ['a', FILE],
  ] as const);
  const after = new Map([
    ['z', FILE],
    ['b', { ...FILE, size: 1 }],
    ['a', { ...FILE, size: 1 }],
    ['new', FILE],
  ] as const);
  expect(changesBetween(before, after)).toEqual({ added: ['new', 'z'], changed: ['a', 'b'], removed: ['gone'] });
});
