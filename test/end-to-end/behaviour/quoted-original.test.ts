import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../../src/demo/mails/raw.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, settled } from './desk-view.ts';
import { post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

const VERIFIED: HeaderField[] = [['Authentication-Results', 'mx.hazelnote.example; dmarc=pass header.from=customer.example']];
const WORDS = 'I forgot the password';

test('what the customer wrote stands below the answer where that is wanted and the sender is known', async () => {
  const desk = await office.openDesk({ SUPPORT_QUOTE_ORIGINAL: 'true', SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  desk.start();
  const known = await post(office, desk, { headers: VERIFIED });
  const unknown = await post(office, desk);
  await settled(desk, 2);
  const [toKnown] = await answersTo(office, desk, known.from);
  expect(toKnown?.message.text).toMatch(new RegExp(`UTC, Ada Example <${known.from}>:\\n> Hi,\\n>\\n> ${WORDS}`));
  expect(toKnown?.message.html).toMatch(new RegExp(`<blockquote type="cite"[^>]*>\\s*Hi,<br>\\s*<br>\\s*${WORDS}`));
  const [toUnknown] = await answersTo(office, desk, unknown.from);
  expect(toUnknown?.message.text).not.toContain(WORDS);
  expect(toUnknown?.message.html).not.toContain(WORDS);
});

test('nothing is quoted by default', async () => {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: 'mx.hazelnote.example' });
  desk.start();
  const known = await post(office, desk, { headers: VERIFIED });
  await settled(desk, 1);
  const [answer] = await answersTo(office, desk, known.from);
  expect(answer?.message.text).not.toContain(WORDS);
});
