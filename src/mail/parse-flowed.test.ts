import { expect, test } from 'vitest';
import { unflow } from './parse-flowed.ts';

test.each([
  ['joins soft breaks', 'one \ntwo \nthree\nfour', false, 'one two three\nfour'],
  ['drops the added space with DelSp', 'すこ \nしだけ\nend', true, 'すこしだけ\nend'],
  ['keeps quoted paragraphs apart from ours', '> quoted \n> text\nours \nhere', false, '> quoted text\nours here'],
  ['ends a paragraph where the depth changes', '>> deep \n> less\nnone', false, '>> deep \n> less\nnone'],
  ['takes the stuffing off', ' From here\n  two\n >no quote', false, 'From here\n two\n>no quote'],
  ['leaves the signature separator alone', 'words \n-- \nAna \nShop', false, 'words \n-- \nAna Shop'],
  ['keeps empty lines', 'a\n\nb', false, 'a\n\nb'],
  ['ends with an open paragraph', 'a \n', false, 'a '],
])('%s', (_, text, delSp, expected) => {
  expect(unflow(text, delSp)).toBe(expected);
});
