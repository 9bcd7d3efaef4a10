import { expect, test } from 'vitest';
import { type LaterMail, movedOn } from './moved-on.ts';

const IN: LaterMail = {
  ...{ id: 'new', direction: 'in', author: null, disposition: 'drafted', disposition_detail: null, wait: null },
  recorded_at: 200,
};

test.each<[string, Partial<LaterMail>, string | null]>([
  ['the customer wrote again', {}, 'customer'],
  ['the customer wrote again, and nobody has decided about it', { disposition: null, wait: 'debouncing' }, 'customer'],
  ['a mail that waits, whenever it was seen', { disposition: null, wait: 'held', recorded_at: 50 }, 'customer'],
  ['said thanks', { disposition: 'noted', disposition_detail: 'thanks' }, 'customer'],
  ['an older mail', { recorded_at: 100 }, null],
  ['the mail that it answers', { id: 'asked' }, null],
  ['an out-of-office', { disposition: 'suppressed', disposition_detail: 'auto-reply' }, null],
  ['the same mail once more', { disposition: 'duplicate' }, null],
  ['a colleague in copy', { disposition: 'noted', disposition_detail: 'staff' }, null],
  ['a person answered', { direction: 'out', author: 'staff', disposition: null }, 'staff'],
  ['a person answered before', { direction: 'out', author: 'staff', disposition: null, recorded_at: 100 }, null],
  ['our own answer', { direction: 'out', author: 'agent', disposition: null }, null],
])('%s', (_name, mail, by) => {
  const asked = { ...IN, id: 'asked', recorded_at: 150 };
  expect(movedOn([asked, { ...IN, ...mail }], ['asked'], 100)?.by ?? null).toBe(by);
});
