import { describe, expect, test } from 'vitest';
import { htmlText } from './parse-html.ts';
import { newestText } from './reply-text.ts';
import { attributedReplies, headedReplies } from './testing/reply-html.ts';

const SUPPORT = 'Support Team &lt;<a href="mailto:support@example.com">support@example.com</a>&gt;';
const ATTRIBUTIONS = [
  `On Mon, May 6, 2024 at 10:00 AM ${SUPPORT} wrote:`,
  `Am Mo., 6. Mai 2024 um 10:00 Uhr schrieb ${SUPPORT}:`,
  `2024年5月6日(月) 10:00 ${SUPPORT}:`,
];
const HEADERS = [
  ['From', 'Sent', 'To', 'Subject'],
  ['Von', 'Gesendet', 'An', 'Betreff'],
  ['De', 'Envoyé', 'À', 'Objet'],
  ['差出人', '送信日時', '宛先', '件名'],
].map(
  ([from, sent, to, subject]) =>
    `<b>${from}:</b> ${SUPPORT}<br><b>${sent}:</b> Monday, May 6, 2024 10:00 AM<br><b>${to}:</b> Ana<br><b>${subject}:</b> Order`,
);

/** Paragraphs of Outlook read as paragraphs; where the lines break is not what is asked here. */
function newWords(html: string): string {
  return newestText({ text: htmlText(html), html, subject: 'Re: Order' }).text.replace(/\n+/g, '\n');
}

describe.each(ATTRIBUTIONS)('%s', (attribution) => {
  test.each(Object.entries(attributedReplies(attribution)))('%s', (_, html) => {
    expect(newWords(html)).toBe('New words, first line.\nSecond line of mine.');
  });
});

describe.each(HEADERS)('%s', (header) => {
  test.each(Object.entries(headedReplies(header)))('%s', (_, html) => {
    expect(newWords(html)).toBe('New words, first line.\nSecond line of mine.');
  });
});

test("a quotation of the sender's own stays", () => {
  const html = '<div>Your page says:</div><blockquote>Refunds in 3 days.</blockquote><div>It took ten.</div>';
  expect(newWords(html)).toBe('Your page says:\n> Refunds in 3 days.\nIt took ten.');
});
