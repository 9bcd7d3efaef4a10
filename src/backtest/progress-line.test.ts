import { expect, test } from 'vitest';
import { makeProgressLine, remaining } from './progress-line.ts';

function line(isTerminal: boolean) {
  let time = 0;
  let text = '';
  const made = makeProgressLine({ isTerminal, columns: 80, write: (more) => (text += more), now: () => time });
  return { made, text: () => text, pass: (ms: number) => (time += ms) };
}

test('nobody watches: a plain line at once, every five seconds, and at the end', () => {
  const { made, text, pass } = line(false);
  for (let done = 0; done <= 100; done += 1) {
    made.show('trying', done, 100);
    pass(100);
  }
  made.end();
  expect(text()).toBe('trying 0 of 100\ntrying 50 of 100, about 5 s left\ntrying 100 of 100\n');
});

test('on a terminal a bar is drawn over itself, and sentences stand above it', () => {
  const { made, text, pass } = line(true);
  made.show('trying', 0, 4);
  pass(2_000);
  made.show('trying', 2, 4);
  made.say('The model is busy.');
  made.end();
  expect(text()).toBe(
    '[........................] trying 0 of 4\r\u001b[K[############............] trying 2 of 4, about 2 s left\r\u001b[KThe model is busy.\n',
  );
});

test.each([
  [{ passed: 60_000, done: 10, of: 100 }, 'about 9 min'],
  [{ passed: 3_600_000, done: 10, of: 100 }, 'about 9 h 0 min'],
  [{ passed: 10_000, done: 50, of: 100 }, 'about 10 s'],
  [{ passed: 10_000, done: 0, of: 100 }, null],
  [{ passed: 10, done: 50, of: 100 }, null],
  [{ passed: 10_000, done: 100, of: 100 }, null],
])('%o', ({ passed, done, of }, expected) => {
  expect(remaining({ began: 0, at: passed, first: 0, done, of })).toBe(expected);
});

test('what was done by an earlier run says nothing of the pace of this one', () => {
  expect(remaining({ began: 0, at: 10_000, first: 90, done: 95, of: 100 })).toBe('about 10 s');
});
