import type { IndexedMail } from '../mail-index.ts';

let made = 0;

/** A mail of the past for tests: from a customer to support, unless said otherwise. */
export function indexed(fields: Partial<IndexedMail> & { readonly at: number }): IndexedMail {
  made += 1;
  return {
    key: `key-${made}`,
    mailbox: fields.role === 'sent' ? 'Sent' : 'INBOX',
    role: 'inbox',
    uid: made,
    size: 1_000,
    messageId: `<${made}@example.com>`,
    references: [],
    from: fields.role === 'sent' ? 'support@shop.example' : 'ada@customer.example',
    replyTo: [],
    to: [fields.role === 'sent' ? 'ada@customer.example' : 'support@shop.example'],
    subject: 'Broken kettle lid',
    serverThread: null,
    ours: false,
    ...fields,
  };
}
