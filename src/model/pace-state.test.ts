import { describe, expect, test } from 'vitest';
import { AT_EASE, afterEnd, askLeave, type PaceLimits, type PaceState, settleTokens } from './pace-state.ts';

const NO_LIMITS: PaceLimits = { requestsPerMinute: null, tokensPerMinute: null };
const NOW = 1_000_000;
const middle = { now: NOW, random: 0.5 };

function ask(state: PaceState, { now = NOW, tokens = 100, inFlight = 0, limits = NO_LIMITS } = {}) {
  return askLeave(state, limits, { tokens, inFlight, now });
}

describe('a server that says wait', () => {
  const busy = (retryAfterMs: number | null) => afterEnd(AT_EASE, { kind: 'busy', retryAfterMs }, middle);

  test('gets no request before that is over, and one right after', () => {
    const { state, retryAfterMs } = busy(7_000);
    expect(retryAfterMs).toBe(7_000);
    expect(ask(state, { now: NOW + 6_999 }).leave).toEqual({ ok: false, why: 'rate', retryAfterMs: 1 });
    expect(ask(state, { now: NOW + 7_000 }).leave).toEqual({ ok: true });
  });

  test('without saying how long is left alone for five seconds', () => {
    const { state, retryAfterMs } = busy(null);
    expect(retryAfterMs).toBeNull();
    expect(ask(state, { now: NOW + 4_999 }).leave).toMatchObject({ ok: false });
    expect(ask(state, { now: NOW + 5_000 }).leave).toEqual({ ok: true });
  });

  test('for a year is asked again after a day', () => {
    expect(busy(365 * 86_400_000).retryAfterMs).toBe(86_400_000);
  });

  test('is not taken at a shorter word than one it gave before', () => {
    const shorter = afterEnd(busy(60_000).state, { kind: 'busy', retryAfterMs: 1_000 }, middle).state;
    expect(ask(shorter, { now: NOW + 59_999 }).leave).toMatchObject({ ok: false });
  });

  test('is not met by everybody at the same moment when it is over', () => {
    const first = ask(busy(7_000).state);
    const second = ask(first.state);
    expect([first.leave, second.leave]).toMatchObject([{ retryAfterMs: 7_000 }, { retryAfterMs: 7_100 }]);
  });
});

describe('a server that is away', () => {
  const failed = (times: number) =>
    Array.from({ length: times }).reduce<PaceState>((state) => afterEnd(state, { kind: 'away' }, middle).state, AT_EASE);

  test.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [4, 40_000],
    [5, 60_000],
    [50, 60_000],
  ])('for the %ith time is tried again after %i ms', (times, ms) => {
    expect(afterEnd(failed(times - 1), { kind: 'away' }, middle).retryAfterMs).toBe(ms);
  });

  test('is asked by nobody after the third failure until the pause is over, and then by one alone', () => {
    expect(ask(failed(2)).leave).toEqual({ ok: true });
    expect(ask(failed(3)).leave).toMatchObject({ ok: false, why: 'down', retryAfterMs: 20_000 });
    expect(ask(failed(3), { now: NOW + 20_000 }).leave).toEqual({ ok: true });
    expect(ask(failed(3), { now: NOW + 20_000, inFlight: 1 }).leave).toMatchObject({ ok: false, why: 'down' });
  });

  test('is there again with the first answer', () => {
    const back = afterEnd(failed(9), { kind: 'answered' }, middle).state;
    expect(ask(back, { now: NOW + 60_000, inFlight: 3 }).leave).toEqual({ ok: true });
  });

  test('is not called back by a request that we gave up', () => {
    expect(afterEnd(failed(3), { kind: 'cancelled' }, middle).state).toEqual(failed(3));
  });
});

describe('limits of our own', () => {
  test('so many requests in any minute, and the others at different times', () => {
    const limits = { requestsPerMinute: 2, tokensPerMinute: null };
    let state = ask(AT_EASE, { limits }).state;
    state = ask(state, { limits, now: NOW + 10_000 }).state;
    const third = ask(state, { limits, now: NOW + 20_000 });
    const fourth = ask(third.state, { limits, now: NOW + 20_000 });
    expect([third.leave, fourth.leave]).toMatchObject([{ why: 'rate', retryAfterMs: 40_000 }, { retryAfterMs: 70_000 }]);
    expect(ask(state, { limits, now: NOW + 60_000 }).leave).toEqual({ ok: true });
  });

  test('so many tokens, by the estimate and then by what was used', () => {
    const limits = { requestsPerMinute: null, tokensPerMinute: 1_000 };
    const one = ask(AT_EASE, { limits, tokens: 900 }).state;
    expect(ask(one, { limits, tokens: 200 }).leave).toMatchObject({ ok: false, retryAfterMs: 60_000 });
    expect(ask(settleTokens(one, NOW, 900, 300), { limits, tokens: 200 }).leave).toEqual({ ok: true });
  });

  test('a request larger than the limit goes alone', () => {
    const limits = { requestsPerMinute: null, tokensPerMinute: 1_000 };
    const one = ask(AT_EASE, { limits, tokens: 5_000 });
    expect(one.leave).toEqual({ ok: true });
    expect(ask(one.state, { limits, tokens: 1 }).leave).toMatchObject({ ok: false });
  });
});
