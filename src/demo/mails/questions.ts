import { fromAppleMail, fromGmail, fromOutlook, fromThunderbird, received } from './clients.ts';
import type { DemoMail } from './demo-mail.ts';
import { rawMail, rfcDate } from './raw.ts';

/** First mails of customers, in English, that the knowledge base covers: answered without a person. */
export function questions(now: number): DemoMail[] {
  return [
    passwordReset(now - 58_000),
    invoice(now - 55_000),
    exportNotes(now - 52_000),
    teamPrice(now - 49_000),
    cardOfAFirm(now - 46_000),
    withoutMessageId(now - 43_000),
  ];
}

function passwordReset(date: number): DemoMail {
  const from = { name: 'Hannah Osei', address: 'hannah.osei@brightfern.example' };
  return {
    key: 'password-reset',
    title: 'A forgotten password (Gmail)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromGmail({
      from,
      subject: 'Forgot my password',
      text: 'Hi,\n\nI forgot the password of my Hazelnote account. How can I reset it? Can you send me a reset link?\n\nThanks,\nHannah',
      date,
      zone: 60,
      id: 'CAK8vQ2mZ1xYfJtE+o7Hq3LdUeNwPzR5sBgT0aVcXi9kM4yW6jA@mail.gmail.com',
    }),
    expect: {
      disposition: 'answered',
      labels: ['answered', 'password-reset'],
      answerTo: from.address,
      language: 'en',
      anyModel: 'handled',
    },
  };
}

function invoice(date: number): DemoMail {
  const from = { name: 'Tom Whitaker', address: 'tom@whitaker-joinery.example' };
  return {
    key: 'invoice',
    title: 'Where is my invoice? (Thunderbird)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromThunderbird({
      from,
      subject: 'Where is my invoice?',
      text: 'Hello,\n\nwhere can I find the invoice for my last payment? I need to download it as a PDF.\n\nRegards\nTom Whitaker\n\n-- \nWhitaker Joinery, 14 Mill Lane\nOpen Tuesday to Saturday',
      date,
      zone: 60,
      id: '0d6f2a57-3f0b-4c58-9a1e-6d3f0c1be2a4@whitaker-joinery.example',
    }),
    expect: { disposition: 'answered', labels: ['answered', 'billing'], answerTo: from.address, language: 'en', anyModel: 'handled' },
  };
}

function exportNotes(date: number): DemoMail {
  const from = { name: 'Amélie Fournier', address: 'amelie@fournier-studio.example' };
  return {
    key: 'export',
    title: 'How to export notes (Apple Mail)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromAppleMail({
      from,
      subject: 'Exporting my notes',
      text: 'Hello there,\n\nhow can I export all my notes? I’d like to download everything as Markdown files in one ZIP, attachments included.\n\nBest,\nAmélie',
      date,
      zone: 120,
      id: '7C0B7A58-2E5D-4F4B-A8F5-0B9E6B0D4A11@fournier-studio.example',
    }),
    expect: { disposition: 'answered', labels: ['answered', 'how-to'], answerTo: from.address, language: 'en', anyModel: 'handled' },
  };
}

function teamPrice(date: number): DemoMail {
  const from = { name: 'Okonkwo, Grace', address: 'grace.okonkwo@harbourside-clinic.example' };
  return {
    key: 'html-only',
    title: 'A question on prices, HTML only (Outlook)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromOutlook({
      from,
      subject: 'Price of the Team plan',
      text: 'Good morning,\n\nWhat does the Team plan cost per member, and what is the difference between the Plus plan and the Team plan?\n\nKind regards\nGrace',
      date,
      id: 'DB9PR05MB8893A1F2C4D6E7B85F3A9C0E1D2@DB9PR05MB8893.eurprd05.prod.outlook.com',
    }),
    expect: { disposition: 'answered', labels: ['answered', 'plans'], answerTo: from.address, language: 'en', anyModel: 'handled' },
  };
}

/** info@ is how small firms write: a person asks, and no rule about role addresses may keep the answer from them. */
function cardOfAFirm(date: number): DemoMail {
  const from = { name: 'Lea Rosenblum', address: 'info@rosenblum-bakery.example' };
  return {
    key: 'info-address',
    title: 'A person writing from info@ of a small firm',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromThunderbird({
      from,
      subject: 'new credit card',
      text: 'Hello,\n\nhow do I change the credit card for our payments? The bank gave us a new card.\n\nMany thanks\nLea Rosenblum\nRosenblum Bakery',
      date,
      zone: 120,
      id: '5b1f9f0e-93a2-4e0f-b7f1-2f0a4c8d6e37@rosenblum-bakery.example',
    }),
    expect: { disposition: 'answered', labels: ['answered', 'billing'], answerTo: from.address, language: 'en', anyModel: 'handled' },
  };
}

/** Old scripts and some appliances leave Message-ID out (RFC 5322 section 3.6.4 only says SHOULD). The mail must not get lost. */
function withoutMessageId(date: number): DemoMail {
  const from = { name: 'Sven Aalto', address: 'sven@aalto-forestry.example' };
  return {
    key: 'no-message-id',
    title: 'A mail without a Message-ID',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: rawMail(
      [
        received({ date }, 'relay.aalto-forestry.example'),
        ['From', `${from.name} <${from.address}>`],
        ['To', 'support@hazelnote.example'],
        ['Subject', 'Offline use'],
        ['Date', rfcDate(date, 180)],
        ['X-Mailer', 'FieldMail 2.4'],
        ['Content-Type', 'text/plain'],
      ],
      'Hello\n\nCan I use Hazelnote offline? In the forest there is no internet connection, and I want to read and write my notes on the mobile app.\n\nSven\n',
    ),
    expect: { disposition: 'answered', labels: ['answered', 'how-to'], answerTo: from.address, language: 'en', anyModel: 'handled' },
  };
}
