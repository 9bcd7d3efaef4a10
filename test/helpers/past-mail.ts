import type { World } from '../../src/demo/world/world.ts';

/** A support mailbox with a past: what customers of the sample company asked, and what people answered. Written by hand. */
export interface PastConversation {
  readonly customer: string;
  readonly name: string;
  readonly subject: string;
  /** Days before now. */
  readonly days: number;
  readonly asks: string;
  /** What a person answered from the support mailbox; null for nothing. */
  readonly answer: string | null;
  /** A colleague whom the person forwarded it to instead. */
  readonly passedOnTo?: string;
  /** Further header lines of the customer's mail. */
  readonly header?: readonly string[];
  /** Where the customer's mail lies now; default INBOX. */
  readonly mailbox?: string;
}

export const PAST: readonly PastConversation[] = [
  {
    customer: 'mara@brightfern.example',
    name: 'Mara Osei',
    subject: 'Forgot my password',
    days: 3,
    asks: 'Hi,\n\nI forgot my password. How do I reset my password?\n\nThanks\nMara',
    answer:
      'Hello Mara,\n\nno problem: open https://app.hazelnote.example/reset, enter the address of your account and choose Send link. The link works for an hour.\n\nBest regards\nTom',
  },
  {
    customer: 'jonas@nordlicht.example',
    name: 'Jonas Weber',
    subject: 'Passwort vergessen',
    days: 5,
    asks: 'Guten Tag,\n\nich habe mein Passwort vergessen. Wie kann ich es zurücksetzen?\n\nGruß\nJonas Weber',
    answer:
      'Guten Tag Herr Weber,\n\nbitte öffnen Sie https://app.hazelnote.example/reset und geben die Adresse Ihres Kontos ein. Der Link aus der E-Mail gilt 24 Stunden.\n\nViele Grüße\nTom',
  },
  {
    customer: 'lucia@olivo.example',
    name: 'Lucía Fernández',
    subject: 'He olvidado mi contraseña',
    days: 9,
    asks: 'Buenos días:\n\nHe olvidado mi contraseña. ¿Cómo puedo restablecerla?\n\nSaludos\nLucía',
    answer:
      'Hola, Lucía:\n\nPuede restablecerla en https://app.hazelnote.example/reset con la dirección de su cuenta. El enlace funciona durante 60 minutos.\n\nSaludos\nTom',
    mailbox: 'Archive',
  },
  {
    customer: 'ben@atelier-kite.example',
    name: 'Ben Carter',
    subject: 'How do I export my notes?',
    days: 12,
    asks: 'Hello,\n\nhow do I export all my notes from Hazelnote?\n\nBen',
    answer: 'Hi Ben,\n\nI am afraid we cannot export everything at once. It is not possible to export more than one note.\n\nTom',
  },
  {
    customer: 'ines@maquis.example',
    name: 'Inès Roux',
    subject: 'Where do I find my invoice?',
    days: 15,
    asks: 'Hello,\n\nwhere do I find my invoice for last month?\n\nInès',
    answer:
      'Hello Inès,\n\nall invoices are under Settings > Billing > Invoices, to download as PDF: https://app.hazelnote.example/billing/invoices\n\nTom',
    mailbox: 'Archive',
  },
  {
    customer: 'omar@tidepool.example',
    name: 'Omar Haddad',
    subject: 'Please delete all my data',
    days: 20,
    asks: 'Hello,\n\nplease delete my account and all my personal data.\n\nOmar',
    answer: null,
    passedOnTo: 'compliance@hazelnote.example',
  },
  {
    customer: 'kim@quietriver.example',
    name: 'Kim Larsen',
    subject: 'I forgot my password',
    days: 25,
    asks: 'I forgot my password. Can you send me a reset link?\n\nKim',
    answer: null,
    passedOnTo: 'support-team@hazelnote.example',
  },
  {
    customer: 'news@vendor.example',
    name: 'Vendor News',
    subject: 'Our autumn offers',
    days: 30,
    asks: 'Dear customer,\n\nhere are our offers of this week. Unsubscribe below.',
    answer: 'Please take us off this list.\n\nTom',
    header: ['List-Id: <news.vendor.example>', 'List-Unsubscribe: <https://vendor.example/u>', 'Precedence: bulk'],
  },
  {
    customer: 'silent@lostcause.example',
    name: 'Sil Ent',
    subject: 'Offline?',
    days: 40,
    asks: 'Does Hazelnote work offline?',
    answer: null,
  },
  {
    customer: 'old@yesteryear.example',
    name: 'Old Customer',
    subject: 'I forgot my password',
    days: 200,
    asks: 'I forgot my password. How do I reset it?',
    answer: 'Open https://app.hazelnote.example/reset please.\n\nTom',
  },
];

const DAY = 24 * 3_600_000;

/** Puts conversations into a mailbox as the past left them: with their dates, read, and marked as answered. */
export async function fillPast(world: World, address: string, past: readonly PastConversation[], now: number): Promise<void> {
  const { mailbox } = world.connect(address);
  for (const [at, one] of past.entries()) {
    const asked = now - one.days * DAY;
    const id = `<${at}-${crypto.randomUUID()}@customer.example>`;
    const question = letter({
      from: [one.name, one.customer],
      to: address,
      subject: one.subject,
      at: asked,
      id,
      more: one.header ?? [],
      text: one.asks,
    });
    await mailbox.create(one.mailbox ?? 'INBOX').catch(() => undefined);
    await mailbox.append(one.mailbox ?? 'INBOX', question, one.answer === null ? [] : ['\\Seen', '\\Answered'], asked);
    const to = one.passedOnTo ?? one.customer;
    if (one.answer === null && one.passedOnTo === undefined) continue;
    const answered = asked + 3 * 3_600_000;
    const reply = letter({
      from: ['Hazelnote Support', address],
      to,
      subject: `${one.answer === null ? 'Fwd' : 'Re'}: ${one.subject}`,
      at: answered,
      id: `<a${at}-${crypto.randomUUID()}@hazelnote.example>`,
      more: [`In-Reply-To: ${id}`, `References: ${id}`],
      text: `${one.answer ?? 'Can you take this one?'}\n\nOn Monday, ${one.name} <${one.customer}> wrote:\n${one.asks.replace(/^/gm, '> ')}`,
    });
    await mailbox.append('Sent', reply, ['\\Seen'], answered);
  }
}

interface Letter {
  readonly from: readonly [string, string];
  readonly to: string;
  readonly subject: string;
  readonly at: number;
  readonly id: string;
  readonly more: readonly string[];
  readonly text: string;
}

function letter({ from: [name, address], to, subject, at, id, more, text }: Letter): Buffer {
  const word = (value: string) => (/^[\x20-\x7e]*$/.test(value) ? value : `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`);
  const head = [
    `From: ${word(name)} <${address}>`,
    `To: ${to}`,
    `Subject: ${word(subject)}`,
    `Date: ${new Date(at).toUTCString()}`,
    `Message-ID: ${id}`,
    ...more,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text.replace(/\n/g, '\r\n')}\r\n`);
}
