import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, effectsIn, fateOf, settled } from './desk-view.ts';
import { post } from './letters.ts';

/** Each case of what customers make of an answer: test/integration/jobs/feedback.test.ts. Here, that the daemon does so by itself. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

test('one customer says thanks, another that it did not help: neither gets another mail, and a person hears of the second', async () => {
  const desk = await office.openDesk();
  desk.start();
  const [glad, sorry] = [await post(office, desk), await post(office, desk)];
  await settled(desk, 2);
  const thanks = await post(office, desk, { from: glad.from, thread: [glad.messageId], text: 'Thanks, it works now!' });
  const broken = await post(office, desk, { from: sorry.from, thread: [sorry.messageId], text: 'No, it is still broken. The same error.' });
  await settled(desk, 4);
  expect(fateOf(desk, thanks)).toMatchObject({ disposition: 'noted', detail: 'thanks', ticket: 'closed' });
  expect(fateOf(desk, broken)).toMatchObject({ disposition: 'escalated', ticket: 'escalated' });
  for (const { from } of [glad, sorry]) expect(await answersTo(office, desk, from)).toHaveLength(1);
  expect(effectsIn(desk).filter((effect) => effect.kind === 'forward')).toHaveLength(1);
});
