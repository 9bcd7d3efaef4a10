import { describe, expect, test } from 'vitest';
import { parseWorkDuration, workDuration } from './work-duration.ts';

const HOUR = 3_600_000;

describe('a time that people are given', () => {
  test.each<[string, object]>([
    ['48h', { kind: 'time', ms: 48 * HOUR }],
    ['90m', { kind: 'time', ms: 90 * 60_000 }],
    ['1.5d', { kind: 'time', ms: 36 * HOUR }],
    ['200ms', { kind: 'time', ms: 200 }],
    [' 3 business days ', { kind: 'business-days', days: 3 }],
    ['1 business day', { kind: 'business-days', days: 1 }],
    ['8 business hours', { kind: 'business-hours', ms: 8 * HOUR }],
  ])('%s', (text, read) => expect(parseWorkDuration(text)).toEqual(read));

  const HOW = 'write a duration such as 48h, 90m, 8 business hours or 3 business days';
  const NOTHING = 'is no time at all: write how long to wait';
  test.each<[string, string]>([
    ['', HOW],
    ['48', HOW],
    ['-48h', HOW],
    ['two days', HOW],
    ['48 hours', HOW],
    ['1.5 business days', HOW],
    ['3 business weeks', HOW],
    ['NaNh', HOW],
    ['0h', NOTHING],
    ['0 business days', NOTHING],
    ['600w', 'is longer than ten years'],
    [`${'9'.repeat(400)}w`, 'is longer than ten years'],
    ['251 business days', 'is longer than a year of work'],
    ['9999 business hours', 'is longer than a year of work'],
  ])('%s is refused with what to do', (text, sentence) => {
    expect(parseWorkDuration(text)).toBe(sentence);
    expect(workDuration.safeParse(text).error?.issues.map((i) => i.message)).toEqual([sentence]);
  });
});
