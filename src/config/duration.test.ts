import { describe, expect, it } from 'vitest';
import { duration, parseDuration } from './duration.ts';

describe('parseDuration', () => {
  it.each([
    ['250ms', 250],
    ['20s', 20_000],
    ['1.5m', 90_000],
    ['48h', 172_800_000],
    ['7d', 604_800_000],
    [' 2w ', 1_209_600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '20', 's', '-1s', '1y', '1h 30m', '48 hours'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('duration', () => {
  it('says what to write instead of a bare number', () => {
    expect(duration.safeParse('20').error?.issues[0]?.message).toBe('write a duration such as 20s, 5m, 48h or 7d');
  });
});
