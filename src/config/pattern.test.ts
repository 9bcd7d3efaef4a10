import { describe, expect, test } from 'vitest';
import { computingTime } from '../testing/computing-time.ts';
import { makePattern } from './pattern.ts';

describe('a pattern', () => {
  test.each([
    ['HZ-\\d{6}', 'HZ-123456', true],
    ['HZ-\\d{6}', 'xHZ-123456', false],
    ['HZ-\\d{6}', 'HZ-1234567', false],
    ['HZ-\\d{6}', 'HZ-123456\n', false],
    ['HZ-\\d{6}', 'HZ-12345６', false],
    ['a|ab', 'ab', true],
    ['', 'a', false],
  ])('%s fits %j: %s', (source, value, fits) => expect(makePattern(source).fits(value)).toBe(fits));

  test.each(['(', '(?=a)b', '(a)\\1', '(?<!a)b', '((a{100}){100}){100}', 'a**', 'a)(b'])('%s is none', (source) =>
    expect(() => makePattern(source)).toThrow(),
  );

  // What takes the usual engine longer than the age of the universe.
  test.each(['(a+)+', '(a|a)*', '(.*)*b', '(a?){50}a{50}'])('%s is answered at once, whatever it is asked', (source) => {
    const spent = computingTime();
    const pattern = makePattern(source);
    pattern.fits(`${'a'.repeat(100)}!`);
    pattern.findIn('a'.repeat(12_000));
    expect(spent()).toBeLessThan(5_000);
  });

  test.each([
    ['HZ-123456', ['HZ-123456']],
    ['My order (HZ-123456), and HZ-222222.', ['HZ-123456', 'HZ-222222']],
    ['HZ-123456 HZ-222222', ['HZ-123456', 'HZ-222222']],
    ['xHZ-123456, HZ-1234567', []],
    ['', []],
  ])('is found where no letter or digit touches it: %j', (text, found) => expect(makePattern('HZ-\\d{6}').findIn(text)).toEqual(found));
});
