import { fromAppleMail, fromGmail, fromThunderbird } from './clients.ts';
import { CONTEXT, DEMO_INBOX, type DemoMail } from './demo-mail.ts';

const DAY = 86_400_000;
const MARTA = 'Marta at Hazelnote';

/** Mail with a history: what a person answered days ago lies in Sent, what the customer wrote in Archive. */
export function threads(now: number): DemoMail[] {
  return [...olderThread(now - 16_000), ...thanks(now - 14_000), ...stranger(now - 12_000), ...burst(now)];
}

function olderThread(date: number): DemoMail[] {
  const from = { name: 'Peter Novak', address: 'peter.novak@novak-translations.example' };
  const first = { at: date - 4 * DAY, id: '64a0c7be-1d92-4be0-a5f3-7c2b9d8e0f11@novak-translations.example' };
  const ours = { at: date - 4 * DAY + 5_400_000, id: '0f3d5b76-c2a8-49d1-9e04-6b8a7f1c3d25@hazelnote.example' };
  const question = 'Hello,\n\nmy old notes are in one ENEX file of 3 GB and the import stops half way. What can I do?\n\nPeter Novak';
  const answer =
    'Hello Peter,\n\na single file may have up to 2 GB, so please export your notebooks one by one and import the files separately.\n\nBest wishes\nMarta';
  return [
    {
      key: 'older-thread-question',
      title: 'Context: the first question of an older thread',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'Archive',
      date: first.at,
      source: fromThunderbird({ from, subject: 'Import stops', text: question, date: first.at, zone: 120, id: first.id }),
      expect: CONTEXT,
    },
    {
      key: 'older-thread-answer',
      title: 'Context: what a person answered',
      from: DEMO_INBOX.address,
      envelopeFrom: DEMO_INBOX.address,
      mailbox: 'Sent',
      date: ours.at,
      source: fromThunderbird({
        from: { name: MARTA, address: DEMO_INBOX.address },
        to: from,
        subject: 'Re: Import stops',
        text: answer,
        quote: { by: from, at: first.at, text: question },
        date: ours.at,
        zone: 120,
        id: ours.id,
        thread: [first.id],
      }),
      expect: CONTEXT,
    },
    {
      key: 'older-thread',
      title: 'A new question inside an older thread',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'INBOX',
      date,
      source: fromThunderbird({
        from,
        subject: 'Re: Import stops',
        text: 'The import has worked now. A new question: how do I create a template for my meeting notes?\n\nPeter Novak',
        quote: { by: { name: MARTA, address: DEMO_INBOX.address }, at: ours.at, text: answer },
        date,
        zone: 120,
        id: 'c8b71f02-5e3d-4a6c-8d90-2f4e6a1b7c38@novak-translations.example',
        thread: [first.id, ours.id],
      }),
      expect: { disposition: 'answered', labels: ['answered', 'how-to'], answerTo: from.address, language: 'en', anyModel: 'handled' },
    },
  ];
}

function thanks(date: number): DemoMail[] {
  const from = { name: 'Ingrid Solheim', address: 'ingrid@solheim-bokhandel.example' };
  const first = { at: date - 3 * DAY, id: '3C9E1B74-8F20-4D6A-B5E7-0A1D2C3F4B56@solheim-bokhandel.example' };
  const ours = { at: date - 2 * DAY, id: 'a7e4d913-2b60-4c8f-9f1d-58c0b6e3a274@hazelnote.example' };
  const question = 'Hi,\n\nreminders no longer ring on my phone since I changed it. Any idea?\n\nIngrid';
  const answer =
    'Hi Ingrid,\n\nplease allow notifications for Hazelnote in the settings of the new phone, and check that no focus mode is on.\n\nBest wishes\nMarta';
  return [
    {
      key: 'thanks-question',
      title: 'Context: a question on reminders',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'Archive',
      date: first.at,
      source: fromAppleMail({ from, subject: 'Reminders are silent', text: question, date: first.at, zone: 120, id: first.id }),
      expect: CONTEXT,
    },
    {
      key: 'thanks-answer',
      title: 'Context: the answer that solved it',
      from: DEMO_INBOX.address,
      envelopeFrom: DEMO_INBOX.address,
      mailbox: 'Sent',
      date: ours.at,
      source: fromThunderbird({
        from: { name: MARTA, address: DEMO_INBOX.address },
        to: from,
        subject: 'Re: Reminders are silent',
        text: answer,
        quote: { by: from, at: first.at, text: question },
        date: ours.at,
        zone: 120,
        id: ours.id,
        thread: [first.id],
      }),
      expect: CONTEXT,
    },
    {
      key: 'thanks',
      title: 'A plain thank-you: solved',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'INBOX',
      date,
      source: fromAppleMail({
        from,
        subject: 'Re: Reminders are silent',
        text: 'Thank you, that solved it!\n\nIngrid',
        quote: { by: { name: MARTA, address: DEMO_INBOX.address }, at: ours.at, text: answer },
        date,
        zone: 120,
        id: '5A2F7D80-1C4E-4B93-A6D1-9E8B0F3C7D42@solheim-bokhandel.example',
        thread: [first.id, ours.id],
      }),
      expect: { disposition: 'noted', labels: ['resolved'], language: 'en', anyModel: 'handled' },
    },
  ];
}

/** Whoever learns the ids of a thread can name them. Only its participants may be answered in it. */
function stranger(date: number): DemoMail[] {
  const from = { name: 'Ingrid Solheim', address: 'ingrid.solheim@freemail-now.example' };
  return [
    {
      key: 'stranger',
      title: 'A stranger who writes into the thread of somebody else',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'INBOX',
      date,
      source: fromGmail({
        from,
        subject: 'Re: Reminders are silent',
        text: 'Hi, this is my other address. How do I change the e-mail address of my account to this one, and what did you write to me before?\n\nIngrid',
        date,
        zone: 120,
        id: 'CAEw9hYt4kC7zVq+1nDsB6xMjLpR3uGoF8eIaT5vWdX2yKbUcQf@mail.gmail.com',
        thread: [
          '3C9E1B74-8F20-4D6A-B5E7-0A1D2C3F4B56@solheim-bokhandel.example',
          'a7e4d913-2b60-4c8f-9f1d-58c0b6e3a274@hazelnote.example',
        ],
      }),
      expect: { disposition: 'escalated', labels: ['needs-human'], anyModel: 'exact' },
    },
  ];
}

/** Two mails within seconds are one question: the newest is answered, once, the one before is superseded. */
function burst(now: number): DemoMail[] {
  const from = { name: 'Samir Haddad', address: 'samir@haddad-ceramics.example' };
  const first = { at: now - 1_000, id: '1F6E8C35-7B0D-42A9-9C14-E3D5A7B90F28@haddad-ceramics.example' };
  const expectation = { answerTo: from.address, language: 'en' } as const;
  return [
    {
      key: 'burst-first',
      title: 'The first of two quick mails',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'INBOX',
      date: first.at,
      source: fromAppleMail({
        from,
        subject: 'Sharing a notebook',
        text: 'Hi,\n\nhow do I share a notebook with a colleague?\n\nSamir',
        date: first.at,
        zone: 60,
        id: first.id,
      }),
      expect: { disposition: 'superseded', labels: [], anyModel: 'exact' },
    },
    {
      key: 'burst-second',
      title: 'The second of two quick mails: answered once for both',
      from: from.address,
      envelopeFrom: from.address,
      mailbox: 'INBOX',
      date: now,
      source: fromAppleMail({
        from,
        subject: 'Re: Sharing a notebook',
        text: 'I forgot to say: the colleague has no account and should only view the notes.\n\nSamir',
        date: now,
        zone: 60,
        id: '8D2B4F61-C9A7-4E03-B5F8-6A1C0D7E3924@haddad-ceramics.example',
        thread: [first.id],
      }),
      expect: { ...expectation, disposition: 'answered', labels: ['answered', 'how-to'], anyModel: 'handled' },
    },
  ];
}
