import { expect, test } from 'vitest';
import { tellingSubject } from './thread-subject.ts';

test.each([
  'Hi',
  'Re: Hi',
  'Hello there',
  'Question',
  'AW: Frage',
  'Support',
  'Re: Support request',
  'Help needed please',
  '(no subject)',
  'Kein Betreff',
  'RV: (sin asunto)',
  'TR: sans objet',
  '',
  'Re:',
  'Question about my account',
  'Invoice',
  'Test 12',
  '!!!',
  '[list] Re: Help',
])('%j could be anybody’s', (subject) => {
  expect(tellingSubject(subject)).toBeNull();
});

test.each([
  ['Re: Forgot my password', 'forgot my password'],
  ['AW: WG: Rechnung für März fehlt', 'rechnung fur marz fehlt'],
  ['SV: Order 4711', 'order 4711'],
  ['回复：订单付款失败', '订单付款失败'],
  ['Re: [shop] Broken   SCREEN', 'broken screen'],
])('%j is about %j', (subject, about) => {
  expect(tellingSubject(subject)).toBe(about);
});
