import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const OURS = 'Hello,\n\nopen the sign-in page and choose Forgot password: a link comes within 5 minutes.\n\nYour team';

test.each([
  ['the same', 'Hi Ada,\n\nplease go to the sign-in page and choose Forgot password. You get a link within 5 minutes.\n\nMarta', true],
  [
    'another figure',
    'Hi Ada,\n\nplease go to the sign-in page and choose Forgot password. You get a link within 60 minutes.\n\nMarta',
    false,
  ],
  ['something else', 'Hi Ada,\n\nyour invoice lies under Billing.\n\nMarta', false],
])('in shadow, a person who answers %s is evidence', async (_what, theirs, isSame) => {
  const outcome = { kind: 'reply', mode: 'shadow', text: OURS, citations: [], heldBack: [] } as const;
  const base = { category: 'password-reset', priority: 'normal', language: 'en', labels: [], reason: 'An article covers it.' } as const;
  const parts = desk.withParts({ triage: () => Promise.resolve({ outcome: { ...base, ...outcome }, trace: TRACE }) });
  const mail = await desk.receive();
  await desk.work(parts);
  const us = parts.config.address;
  const hand = letter(us, { from: us, to: mail.from, subject: 'Re: Forgot my password', thread: [mail.messageId], text: theirs });
  await parts.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
  await parts.refresh(0);
  const [review] = await parts.db.selectFrom('reviews').select(['kind', 'category', 'autonomy', 'likeness']).execute();
  expect(review).toMatchObject({ kind: 'answered', category: 'password-reset', autonomy: 'shadow' });
  expect((review?.likeness ?? 0) >= 350).toBe(isSame);
});
