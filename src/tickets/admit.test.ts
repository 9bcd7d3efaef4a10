import { describe, expect, test } from 'vitest';
import { type Arrival, admit, answerableSince, debounceUntil } from './admit.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const WATERMARK = { goLive: NOW - 3 * DAY, maxAge: DAY, now: NOW };
const PERSON: Arrival = { screened: { kind: 'person' }, internalDate: NOW, date: NOW, received: NOW };

describe('what an arriving mail is', () => {
  test.each<[string, Partial<Arrival>, ReturnType<typeof admit>]>([
    ['new mail of a person is work', {}, { kind: 'work', escalate: null }],
    ['exactly at the watermark counts as new', { internalDate: WATERMARK.goLive }, { kind: 'work', escalate: 'too old' }],
    ['a moment before it does not', { internalDate: WATERMARK.goLive - 1 }, { kind: 'historic' }],
    ['old by its Date header alone is never answered, but a person looks', { date: NOW - 9 * DAY }, { kind: 'work', escalate: 'too old' }],
    ['old by its Date header and without a Received: somebody imported it', { date: NOW - 9 * DAY, received: null }, { kind: 'historic' }],
    ['old by its newest Received: it lay somewhere', { received: NOW - 9 * DAY }, { kind: 'historic' }],
    ['just within maxAge', { date: NOW - DAY }, { kind: 'work', escalate: null }],
    ['older than maxAge is a person’s', { date: NOW - DAY - 1 }, { kind: 'work', escalate: 'too old' }],
    ['a Date in the future is now', { date: NOW + 365 * DAY }, { kind: 'work', escalate: null }],
    [
      'all dates in the future are now',
      { internalDate: NOW + DAY, date: NOW + DAY, received: NOW + DAY },
      { kind: 'work', escalate: null },
    ],
    ['no Date and no Received: its arrival counts', { date: null, received: null }, { kind: 'work', escalate: null }],
    [
      'a machine',
      { screened: { kind: 'suppress', rule: 'list', detail: 'List-Id' } },
      { kind: 'suppressed', rule: 'list', detail: 'List-Id' },
    ],
    ['staff', { screened: { kind: 'staff', detail: 'x' } }, { kind: 'noted', why: 'staff' }],
    ['ourselves', { screened: { kind: 'own', detail: 'x' } }, { kind: 'noted', why: 'own' }],
    [
      'an imported mail of a machine is only old',
      { screened: { kind: 'suppress', rule: 'list', detail: '' }, date: 0, received: null },
      { kind: 'historic' },
    ],
  ])('%s', (_name, more, admission) => {
    expect(admit({ ...PERSON, ...more }, WATERMARK)).toEqual(admission);
  });
});

describe('how old a mail is', () => {
  const MINUTE = 60_000;
  const age = (internalDate: number, date: number | null, received: number | null) =>
    NOW -
    answerableSince(
      { internalDate: NOW - internalDate, date: date === null ? null : NOW - date, received: received === null ? null : NOW - received },
      NOW,
    );
  test.each<[string, number, number]>([
    ['its oldest date counts', age(0, DAY, 2 * DAY), 2 * DAY],
    ['whichever that is', age(3 * DAY, DAY, 2 * DAY), 3 * DAY],
    ['without others its arrival', age(DAY, null, null), DAY],
    ['a clock that is ten minutes slow does not count', age(MINUTE, 11 * MINUTE, MINUTE), MINUTE],
    ['one that is slower does', age(MINUTE, 12 * MINUTE, MINUTE), 12 * MINUTE],
    ['no date is later than now', age(-DAY, -2 * DAY, -3 * DAY), 0],
  ])('%s', (_name, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('when a thread is due', () => {
  const due = (oldest: number, newest: number, now = newest) => debounceUntil(oldest, newest, 20, 120, now);
  test.each<[string, number, number]>([
    ['a single mail: soon after it', due(0, 0), 20],
    ['a second one puts it off', due(0, 15), 35],
    ['but not for ever', due(0, 110), 120],
    ['nor into the past', due(0, 200, 200), 200],
    ['seen late: at once', due(0, 0, 500), 500],
    ['a clock ahead of ours cannot hold it up', due(100_000, 100_000, 0), 120],
  ])('%s', (_name, at, expected) => {
    expect(at).toBe(expected);
  });
});
