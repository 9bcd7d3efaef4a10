import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { deliveryReport, type Report } from './delivery-report.ts';
import { answersTo, effectsIn, fateOf, settled } from './desk-view.ts';
import { post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

async function report(desk: Desk, customer: string, what: Report): Promise<{ messageId: string }> {
  const { source, messageId } = deliveryReport(desk.address, customer, what);
  await office.world.deliver(source, { from: '', to: [desk.address] });
  return { messageId };
}

test('a bounce of our answer is shown to a person in the ticket it was sent for; a delay is not', async () => {
  const desk = await office.openDesk();
  desk.start();
  const question = await post(office, desk);
  const other = await post(office, desk);
  await settled(desk, 2);
  const [answer] = await answersTo(office, desk, question.from);
  const effect = /^x-firstline-effect: *(\S+)/im.exec(answer?.source ?? '')?.[1] ?? '';
  const id = answer?.message.messageId ?? '';
  expect(effect).not.toBe('');

  const delayed = await report(desk, question.from, { action: 'delayed', returned: `Message-ID: ${id}` });
  await settled(desk, 3);
  expect(fateOf(desk, delayed)).toMatchObject({ disposition: 'suppressed', detail: 'bounce' });
  expect(fateOf(desk, question).ticket).toBe('answered');

  // A provider gave our mail another Message-ID on the way.
  const returned = `Message-ID: <rewritten@relay.example>\r\nX-Firstline-Effect: ${effect}`;
  const failed = await report(desk, question.from, { action: 'failed', returned });
  await settled(desk, 4);
  expect(fateOf(desk, failed)).toMatchObject({ disposition: 'escalated', thread: fateOf(desk, question).thread, ticket: 'escalated' });
  expect(fateOf(desk, other).ticket).toBe('answered');

  // The hand-off does not arrive either: a report about a report ends it.
  const forward = effectsIn(desk).find((e) => e.kind === 'forward');
  const again = await report(desk, 'team@example.com', { action: 'failed', returned: `Message-ID: ${forward?.messageId}` });
  await settled(desk, 5);
  expect(fateOf(desk, again)).toMatchObject({ disposition: 'suppressed', detail: 'bounce' });
  expect(effectsIn(desk).filter((e) => e.kind === 'forward')).toHaveLength(1);
});

test("a bounce of somebody else's mail is no business of ours", async () => {
  const desk = await office.openDesk();
  desk.start();
  const stray = await report(desk, 'ana@customer.example', {
    action: 'failed',
    returned: 'Message-ID: <stray@elsewhere.example>\r\nX-Firstline-Effect: guessed',
  });
  await settled(desk, 1);
  expect(fateOf(desk, stray)).toMatchObject({ disposition: 'suppressed', detail: 'bounce', ticket: null });
});
