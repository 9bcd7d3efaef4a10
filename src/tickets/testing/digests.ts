import type { DigestFigures } from '../digest.ts';

/** A day of the sample company, for tests and for the picture in docs. */
const NOW = Date.UTC(2026, 10, 23, 8);
const DAY = 86_400_000;

export const BUSY_DAY: DigestFigures = {
  ...{ inbox: 'support', from: NOW - DAY, to: NOW, zone: 'Europe/Berlin' },
  mails: {
    ...{
      answeredByUs: 140,
      answeredByStaff: 15,
      drafted: 6,
      escalated: 29,
      noted: 4,
      shadowed: 0,
      machines: 52,
      unreadable: 1,
      undecided: 2,
    },
  },
  waiting: [
    { what: 'With a team', count: 12, since: NOW - 3 * DAY },
    { what: 'Drafts to read', count: 6, since: NOW - 5 * 3_600_000 },
    { what: 'Not decided yet', count: 2, since: NOW - 4 * 60_000 },
  ],
  wrong: [
    { category: 'a-category-with-a-very-long-name', count: 2 },
    { category: 'billing', count: 1 },
  ],
  gaps: [
    { mails: 3, title: 'Do you have a *gift* card that my sister could use with the yearly plan?' },
    { mails: 2, title: 'https://hazelnote.example/a/very/long/address/without/any/space/in/it/at/all' },
  ],
  costs: [{ currency: 'EUR', amount: 1.424, calls: 361 }],
  autonomy: [{ category: 'refund', level: 'draft', reason: 'Of its newest answers 2 called wrong.' }],
  audit: { rows: 8_120, head: '3f9a'.repeat(16) },
};
