import { type HeaderField, rawMail, rfcDate } from '../../../src/demo/mails/raw.ts';
import type { Desk, Office } from '../../helpers/support-desk.ts';

/** What a customer writes. */
export interface LetterFields {
  /** Default: a customer nobody has heard of. */
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly subject?: string;
  readonly text?: string;
  /** null: the mail has none. */
  readonly messageId?: string | null;
  /** Ids of the thread, oldest first; the last one is what it answers. */
  readonly thread?: readonly string[];
  /** ms since the epoch. */
  readonly date?: number;
  readonly headers?: readonly HeaderField[];
}

export interface Letter {
  /** Bare address. */
  readonly from: string;
  /** With angle brackets; empty when the mail has none. */
  readonly messageId: string;
  readonly source: Buffer;
}

/** Answered automatically from the sample articles. */
export const QUESTION =
  'Hi,\n\nI forgot the password of my Hazelnote account. How can I reset it? Can you send me a reset link?\n\nThanks,\nAda';
/** Answered automatically, too, and by another article: nobody is told the same twice. */
export const ANOTHER_QUESTION = 'Hi,\n\nwhere can I find my invoices?\n\nAda';
/** An article covers it, but its category is set to draft. */
export const REFUND =
  'Hello,\n\ncan I get a refund for the yearly plan? I forgot to cancel before the renewal, and the payment was taken last week.\n\nBest regards\nAda';
/** Goes to compliance by rule, urgent. */
export const DELETION = 'Hello,\n\nplease delete my account and all my personal data.\n\nThank you\nAda';

export function freshCustomer(): string {
  return `ada-${crypto.randomUUID().slice(0, 8)}@customer.example`;
}

export function letter(to: string, fields: LetterFields = {}): Letter {
  const from = fields.from ?? freshCustomer();
  const messageId = fields.messageId === undefined ? `<${crypto.randomUUID()}@customer.example>` : (fields.messageId ?? '');
  const thread = fields.thread ?? [];
  const head: HeaderField[] = [
    ['From', `Ada Example <${from}>`],
    ['To', fields.to ?? to],
    ...(fields.cc === undefined ? [] : ([['Cc', fields.cc]] as const)),
    ['Subject', fields.subject ?? 'Forgot my password'],
    ['Date', rfcDate(fields.date ?? Date.now())],
    ...(messageId === '' ? [] : ([['Message-ID', messageId]] as const)),
    ...(thread.length === 0
      ? []
      : ([
          ['In-Reply-To', thread.at(-1) ?? ''],
          ['References', thread.join(' ')],
        ] as const)),
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ...(fields.headers ?? []),
  ];
  return { from, messageId, source: rawMail(head, fields.text ?? QUESTION) };
}

/** The mail is in the desk's INBOX when this resolves. */
export async function post(office: Office, desk: Pick<Desk, 'address'>, fields: LetterFields = {}): Promise<Letter> {
  const mail = letter(desk.address, fields);
  await office.world.deliver(mail.source, { from: mail.from, to: [desk.address] });
  return mail;
}
