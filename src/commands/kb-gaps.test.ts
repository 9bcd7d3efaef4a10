import { expect, test } from 'vitest';
import type { Unanswered } from '../ledger/unanswered.ts';
import { gapsOf, gapsTable } from './kb-gaps.ts';

const AT = Date.UTC(2026, 4, 1, 12);
const mail = (ticket: number, subject: string, text: string | null, more: Partial<Unanswered> = {}): Unanswered => ({
  ticket,
  message: `msg_${ticket}`,
  at: AT + ticket,
  gap: 'no-article',
  language: 'en',
  subject,
  text,
  ...more,
});
const OPTIONS = { since: AT - 86_400_000, locale: 'en', limit: 20 };

test('similar questions are one line with their count, why, and example mails', () => {
  const gaps = gapsOf(
    'support',
    [
      mail(1, 'Apple Watch', 'Hi,\n\ndo you have an app for the Apple Watch?\n\nRegards\nAnn'),
      mail(2, 'Gift card', 'Can I buy a gift card?'),
      mail(3, 'Watch', 'Is there a version for the Apple Watch?', { gap: 'not-answered' }),
      mail(4, 'Uhr', 'Gibt es eine App für die Apple Watch?', { language: 'de' }),
      mail(5, '', null),
    ],
    OPTIONS,
  );
  expect(gaps).toMatchObject({ inbox: 'support', mails: 5, erased: 1, notShown: { groups: 0, mails: 0 } });
  expect(gaps.groups.map(({ mails, language, why }) => [mails, language, why])).toEqual([
    [2, 'en', { 'no-article': 1, 'not-answered': 1 }],
    [1, 'en', { 'no-article': 1 }],
    [1, 'de', { 'no-article': 1 }],
  ]);
  expect(gaps.groups[0]?.examples[0]).toEqual({
    ticket: 1,
    message: 'msg_1',
    at: '2026-05-01T12:00:00.001Z',
    subject: 'Apple Watch',
    words: 'do you have an app for the Apple Watch?',
  });
  const table = gapsTable(gaps);
  expect(table).toContain('support: 5 mails since 2026-04-30 that nothing answered');
  expect(table).toMatch(/^2 × {2}(do you have an app for the Apple Watch\?|Is there a version for the Apple Watch\?) {2}\(en\)$/m);
  expect(table).toContain('no article covers them: 1; the articles found do not answer them: 1');
  expect(table).toContain('2026-05-01  #2  Gift card: Can I buy a gift card?');
  expect(table).toContain('1 more, whose words have been erased');
});

test('the suggested title is a question, else the subject, else the first words', () => {
  const title = (subject: string, text: string) => gapsOf('support', [mail(1, subject, text)], OPTIONS).groups[0]?.title;
  expect(title('Hello', 'We moved. Where do I change the address?')).toBe('Where do I change the address?');
  expect(title('Invoices in Danish', 'We need them.')).toBe('Invoices in Danish');
  expect(title('', 'Invoices in Danish.')).toBe('Invoices in Danish.');
  expect(title('', '🙂')).toBe('(no words)');
});

test('what is beyond the limit is counted', () => {
  const gaps = gapsOf('support', [mail(1, 'Apples', 'Apples?'), mail(2, 'Pears', 'Pears?'), mail(3, 'Plums', 'Plums?')], {
    ...OPTIONS,
    limit: 1,
  });
  expect(gaps).toMatchObject({ notShown: { groups: 2, mails: 2 } });
  expect(gapsTable(gaps)).toContain('2 more groups with 2 mails: --limit shows them');
});

test('nothing unanswered is said in a sentence', () => {
  expect(gapsTable(gapsOf('support', [], OPTIONS))).toBe(
    'support: nothing was left unanswered for want of an article or a category since 2026-04-30.',
  );
});
