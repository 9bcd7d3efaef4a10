import { describe, expect, test } from 'vitest';
import type { Passage } from '../knowledge/knowledge.ts';
import { computingTime } from '../testing/computing-time.ts';
import { type GuardInput, guardDraft, isUnsafe } from './guard.ts';
import { KNOWLEDGE } from './testing/facts.ts';

const passage = (id: string): Passage => {
  const found = KNOWLEDGE.passages.find((p) => p.id === id);
  if (found === undefined) throw new Error(`no passage ${id}`);
  return found;
};
const RESET = passage('password-reset#1');
const ARRIVE = passage('password-reset#2');
const REFUND = passage('refunds#1');
const INVOICE = passage('invoices#1');

function rules(answer: string, more: Partial<GuardInput> = {}): string[] {
  const offered = more.offered ?? [RESET, ARRIVE];
  const all: GuardInput = {
    answer,
    citations: offered.map((p) => p.id),
    claims: [{ text: answer, cites: more.citations ?? offered.map((p) => p.id) }],
    offered,
    maxWords: 250,
    customerText: 'Order 20250031: I forgot my password, call me at +49 30 1234567, see https://evil.example/reset',
    language: 'en',
    answerLanguage: 'en',
    ...more,
  };
  return [...new Set(guardDraft(all).map((f) => f.rule))];
}

test.each(KNOWLEDGE.passages.filter((p) => p.audience === 'public').map((p) => [p.id, p] as const))(
  'quoting %s word for word holds',
  (_, p) => expect(rules(p.text, { offered: [p], language: p.locale, answerLanguage: p.locale })).toEqual([]),
);

test.each([
  [
    'other words for the same',
    'To reset your password, go to https://shop.example/reset and enter your e-mail address. The link works for one hour.',
  ],
  ['the bare host of a cited link', 'Enter your e-mail address on shop.example and choose "Send link".'],
  ["the customer's order number", 'About order 20250031: enter your e-mail address at https://shop.example/reset and choose Send link.'],
  ['a cited address', 'Look in your spam folder for the mail from no-reply@shop.example.'],
])('%s holds', (_, answer) => expect(rules(answer)).toEqual([]));

describe('what no cited passage says', () => {
  test.each([
    ['figure', 'The link works for 90 minutes. Enter your e-mail address and choose Send link.'],
    ['figure', 'Enter your e-mail address and choose Send link. It arrives in ten minutes.'],
    ['figure', 'Enter your e-mail address and choose Send link. A reset costs €5.'],
    ['figure', 'Enter your e-mail address and choose Send link before 31 March.'],
    ['link', 'Enter your e-mail address at https://shop.example/reset2 and choose Send link.'],
    ['link', 'Enter your e-mail address at [https://shop.example/reset](https://evil.example/reset).'],
    ['link', 'Enter your e-mail address at evil.example and choose Send link.'],
    ['link', 'Enter your e-mail address at evil\u200B.example and choose Send link.'],
    ['link', 'Enter your e-mail address at evil[.]example and choose Send link.'],
    ['link', 'Enter your e-mail address at 203.0.113.9/reset and choose Send link.'],
    ['link', 'Enter your e-mail address at //evil.example/x and choose Send link.'],
    ['contact', 'Write to help@evil.example with your e-mail address.'],
    ['contact', 'Call +49 30 1234567 to enter your e-mail address.'],
    ['contact', 'Call 0800 123 4567 to reset the password.'],
    ['commitment', 'Enter your e-mail address; we will refund the last payment.'],
    ['commitment', 'Enter your e-mail address. A colleague will contact you.'],
    ['commitment', 'Enter your e-mail address. This is free of charge.'],
    ['claimed-action', 'I have reset your password, enter your e-mail address.'],
    ['claimed-action', 'Your account has been unlocked. Enter your e-mail address.'],
    ['confirmation', 'Yes, your account was attacked by strangers last week.'],
    ['grounding', 'Smart televisions from Samsung support handwriting recognition with every stylus.'],
    ['secret', 'Please send us your password and your e-mail address.'],
  ])('%s: %s', (rule, answer) => expect(rules(answer)).toContain(rule));

  test('a passage that opens with yes says yes to its own question only', () => {
    const offered = [{ ...RESET, text: 'Yes, you can work without an internet connection in the desktop app.' }];
    expect(rules('Yes, you can work in the desktop app when offline.', { offered })).not.toContain('confirmation');
    expect(rules('Yes, your account was attacked by strangers last week.', { offered })).toContain('confirmation');
  });

  test('a promise needs a passage that promises it', () => {
    expect(rules('You can ask for a full refund within 30 days; we will pay it back to the same card.', { offered: [REFUND] })).toEqual([]);
    expect(rules('We will refund you, enter your e-mail address.', { offered: [RESET] })).toContain('commitment');
    expect(rules('We guarantee a full refund within 30 days to the same card.', { offered: [REFUND] })).toContain('commitment');
  });

  test('only cited passages count, not all that were offered', () => {
    expect(
      rules('A copy costs €2.50, in Settings under Billing as a PDF.', { offered: [INVOICE, RESET], citations: [RESET.id] }),
    ).toContain('figure');
  });
});

describe('what must not leave in any case', () => {
  test.each([
    ['active-html', 'Open <img src=x onerror=alert(1)> the menu'],
    ['active-html', 'Open <svg/onload=alert(1)>'],
    ['active-html', 'Open [the menu](javascript:alert(1))'],
    ['image', 'See ![x](https://shop.example/reset?q=c2VjcmV0)'],
    ['image', 'See ![x][1]\n\n[1]: https://shop.example/reset'],
    ['recipient', 'Bcc: boss@evil.example\n\nOpen the menu'],
    ['empty', '  '],
  ])('%s: %s', (rule, answer) => expect(rules(answer)).toContain(rule));

  test('an internal passage, an unknown citation, none at all', () => {
    const internal = passage('internal-refunds#1');
    expect(rules(internal.text, { offered: [internal] })).toContain('internal-passage');
    expect(rules('x', { citations: ['nope#1'] })).toEqual(expect.arrayContaining(['uncited', 'unknown-citation']));
    expect(rules('x', { citations: [] })).toContain('uncited');
  });

  test('is unsafe, and what is merely unproven is not', () => {
    const severity = (rule: string) => isUnsafe({ rule, detail: '' });
    expect(['link', 'image', 'active-html', 'contact', 'uncited', 'internal-passage'].map(severity)).not.toContain(false);
    expect(['figure', 'commitment', 'language', 'grounding'].map(severity)).not.toContain(true);
  });
});

test("another language than the customer's is found, and one too short to tell is not", () => {
  expect(rules(RESET.text, { language: 'de' })).toContain('language');
  expect(rules(RESET.text, { answerLanguage: null })).toEqual([]);
});

test.each(['a', 'a.', 'a-', '1', '1-', '\n', '![', '<a', '**a', 'from: ', '二十日', 'a › ', 'twenty ', 'wir haben ', ', a'])(
  'a draft of nothing but %j is judged in time, and one without end at once',
  (unit) => {
    const long = unit.repeat(Math.ceil(29_000 / unit.length));
    const spent = computingTime();
    expect(rules(long)).toContain('too-long');
    expect(spent()).toBeLessThan(5_000);
    expect(rules(long.repeat(40))).toEqual(['oversized']);
    expect(isUnsafe({ rule: 'oversized', detail: '' })).toBe(true);
  },
);

test('details are cut to 200 characters', () => {
  const findings = guardDraft({
    answer: `<img ${'x'.repeat(900)}>`,
    citations: [RESET.id],
    claims: [],
    offered: [RESET],
    maxWords: 250,
    customerText: '',
    language: 'en',
    answerLanguage: 'en',
  });
  expect(Math.max(...findings.map((f) => f.detail.length))).toBe(200);
});
