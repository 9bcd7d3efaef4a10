import { expect, test } from 'vitest';
import { groupThreads } from './thread-groups.ts';

const mail = (own: string, ...refs: string[]) => ({ ids: [...refs, own], fresh: `t-${own}` });

test.each<[string, ReturnType<typeof mail>[], [string, string][], string[], string[][]]>([
  ['mails that share nothing are alone', [mail('a'), mail('b')], [], ['t-a', 't-b'], []],
  ['an answer belongs to what it answers', [mail('a'), mail('b', 'a')], [], ['t-a', 't-a'], []],
  ['also when the answer comes first', [mail('b', 'a'), mail('a')], [], ['t-b', 't-b'], []],
  ['two answers to a mail that is missing belong together', [mail('b', 'x'), mail('c', 'x')], [], ['t-b', 't-b'], []],
  ['a chain that is closed last is one', [mail('c', 'b'), mail('a'), mail('b', 'a')], [], ['t-c', 't-c', 't-c'], []],
  ['what refers to a known one joins it', [mail('b', 'a')], [['a', 'old']], ['old'], []],
  ['a mail without any id is alone', [{ ids: [], fresh: 'x' }], [['a', 'old']], ['x'], []],
  [
    'the mail that two known ones have in common joins them',
    [mail('m', 'r'), mail('z')],
    [
      ['m', 'left'],
      ['r', 'right'],
    ],
    ['left', 't-z'],
    [['left', 'right']],
  ],
  ['a loop of references is one', [mail('a', 'b'), mail('b', 'a')], [], ['t-a', 't-a'], []],
])('%s', (_name, mails, known, threads, joined) => {
  expect(groupThreads(mails, new Map(known))).toEqual({ threads, joined });
});

test('a thousand links of one chain take no time', () => {
  const mails = Array.from({ length: 20_000 }, (_, n) => mail(`${n}`, `${n + 1}`));
  expect(new Set(groupThreads(mails, new Map()).threads).size).toBe(1);
});
