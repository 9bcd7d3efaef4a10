import { rfcDate } from '../../../src/demo/mails/raw.ts';

export interface Report {
  readonly action: 'failed' | 'delayed' | 'relayed';
  /** Header fields of the mail that came back. */
  readonly returned: string;
}

/** A report as Postfix sends it, without In-Reply-To; Google and Microsoft call theirs auto-replied. */
export function deliveryReport(to: string, customer: string, { action, returned }: Report): { messageId: string; source: Buffer } {
  const messageId = `<${crypto.randomUUID()}@mx.customer.example>`;
  const source = [
    'From: Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
    `To: ${to}`,
    'Subject: Delivery Status Notification',
    `Date: ${rfcDate(Date.now())}`,
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is the mail system at host mx.customer.example.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    `Final-Recipient: rfc822; ${customer}`,
    `Action: ${action}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    returned,
    '--b--',
    '',
  ].join('\r\n');
  return { messageId, source: Buffer.from(source) };
}
