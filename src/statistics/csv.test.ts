import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test.each([
  [['a', 1, null, 0.5], 'a,1,,0.5'],
  [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
  [['=1+1', '+1', '-1', '@x', '\tx'], "'=1+1,'+1,'-1,'@x,'\tx"],
  [['=HYPERLINK("x","y")'], `"'=HYPERLINK(""x"",""y"")"`],
  [['a=b', -1], 'a=b,-1'],
])('%j', (row, line) => {
  expect(csv([row])).toBe(`${line}\r\n`);
});
