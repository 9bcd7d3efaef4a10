import { fromGmail, fromThunderbird } from '../src/demo/mails/clients.ts';
import { DEMO_INBOX } from '../src/demo/mails/demo-mail.ts';
import { rawMail, rfcDate } from '../src/demo/mails/raw.ts';

export const SUPPORT = DEMO_INBOX.address;

/** Questions that the sample knowledge base answers and whose categories may be answered without a person. */
const QUESTIONS: readonly (readonly [subject: string, text: string])[] = [
  ['Forgot my password', 'I forgot the password of my Hazelnote account. How can I reset it? Can you send me a reset link?'],
  ['Where is my invoice?', 'where can I find the invoice for my last payment? I need to download it as a PDF.'],
  [
    'Exporting my notes',
    'how can I export all my notes? I would like to download everything as Markdown files in one ZIP, attachments included.',
  ],
  ['Keyboard shortcuts', 'where can I see the list of keyboard shortcuts?'],
  ['Price of the Team plan', 'what does the Team plan cost per member?'],
  ['Changing my card', 'how do I change the credit card that you charge?'],
  ['Invite a member', 'how can I invite a new member to our workspace?'],
  ['Language', 'how do I change the language of the app?'],
];

export interface BenchMail {
  /** With angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly source: Buffer;
}

/** The n-th first mail of a customer: another person each time, from two mail clients in turn. */
export function question(n: number, at: number): BenchMail {
  const [subject, text] = QUESTIONS.at(n % QUESTIONS.length) ?? ['', ''];
  const from = { name: `Customer ${n}`, address: `customer${n}@example.net` };
  const id = `bench-${at}-${n}@example.net`;
  const letter = { from, subject, text: `Hello,\n\n${text}\n\nThanks\nCustomer ${n}`, date: at, id };
  return { messageId: `<${id}>`, from: from.address, source: n % 2 === 0 ? fromGmail(letter) : fromThunderbird(letter) };
}

/** The n-th of the mails that were there before: short, from one of 5,000 people. */
export function oldMail(n: number, at: number): Buffer {
  const from = `person${n % 5_000}@example.org`;
  return rawMail(
    [
      ['From', `Person ${n % 5_000} <${from}>`],
      ['To', SUPPORT],
      ['Date', rfcDate(at)],
      ['Message-ID', `<old-${n}@example.org>`],
      ['Subject', `An old question ${n}`],
    ],
    'How do I reset my password?\n',
  );
}
