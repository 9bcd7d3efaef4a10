import { fromThunderbird, received } from './clients.ts';
import { CONTEXT, DEMO_INBOX, type DemoMail } from './demo-mail.ts';
import { multipart, part, rawMail, rfcDate } from './raw.ts';

const DAY = 86_400_000;

/** Mail of machines: never answered, with any model. */
export function machines(now: number): DemoMail[] {
  return [newsletter(now - 10_000), ...bounce(now - 8_000), outOfOffice(now - 6_000), notification(now - 4_000)];
}

function newsletter(date: number): DemoMail {
  const from = 'hello@supportweekly.example';
  const boundary = '_----------=_MCPart_1208317745';
  return {
    key: 'newsletter',
    title: 'A newsletter',
    from,
    envelopeFrom: 'bounce-mc.us14_48213977.9120455-support=hazelnote.example@mail88.listpost.example',
    mailbox: 'INBOX',
    date,
    source: rawMail(
      [
        received({ date }, 'mail88.listpost.example'),
        ['Subject', 'How do you answer "How do I reset my password?" 5 ideas'],
        ['From', `Support Weekly <${from}>`],
        ['Reply-To', `Support Weekly <${from}>`],
        ['To', DEMO_INBOX.address],
        ['Date', rfcDate(date)],
        ['Message-ID', '<7f21c0d9be4a1e63.20250304080012.9120455@mail88.listpost.example>'],
        ['X-Mailer', 'ListPost Mailer - **CID7f21c0d9be**'],
        ['List-ID', 'Support Weekly <7f21c0d9be.list-id.listpost.example>'],
        [
          'List-Unsubscribe',
          '<https://supportweekly.example/unsubscribe?u=7f21c0d9be>, <mailto:unsubscribe@listpost.example?subject=unsubscribe>',
        ],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ['MIME-Version', '1.0'],
        ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
      ],
      multipart(boundary, [
        part(
          [['Content-Type', 'text/plain; charset="utf-8"']],
          'Five ideas for the question you get every day.\n\nRead online: https://supportweekly.example/issues/212\n\nUnsubscribe: https://supportweekly.example/unsubscribe?u=7f21c0d9be',
        ),
        part(
          [['Content-Type', 'text/html; charset="utf-8"']],
          '<html><body><h1>Five ideas</h1><p>for the question you get every day. <a href="https://supportweekly.example/issues/212">Read online</a></p></body></html>',
        ),
      ]),
    ),
    expect: { disposition: 'suppressed', rule: 'mailing-list', labels: [], anyModel: 'exact' },
  };
}

/** RFC 3464, with `Auto-Submitted: auto-replied` as Google sends it: it is a bounce first, and an auto-reply only by its header. */
function bounce(date: number): DemoMail[] {
  const customer = { name: 'Oliver Crane', address: 'oliver@crane-surveying.example' };
  const sent = { at: date - 2 * DAY, id: 'd25b8f40-6e17-4a93-b0c8-1f9e7d3a5c62@hazelnote.example', subject: 'Re: Missing attachments' };
  const boundary = '000000000000d5a1f3063f8b27c4';
  const from = 'mailer-daemon@bigmailer.example';
  const original = `Message-ID: <${sent.id}>\nDate: ${rfcDate(sent.at)}\nSubject: ${sent.subject}\nTo: ${customer.name} <${customer.address}>\nFrom: Marta at Hazelnote <${DEMO_INBOX.address}>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8; format=flowed`;
  return [
    {
      key: 'bounce-original',
      title: 'Context: the answer that could not be delivered',
      from: DEMO_INBOX.address,
      envelopeFrom: DEMO_INBOX.address,
      mailbox: 'Sent',
      date: sent.at,
      source: fromThunderbird({
        from: { name: 'Marta at Hazelnote', address: DEMO_INBOX.address },
        to: customer,
        subject: sent.subject,
        text: 'Hello Oliver,\n\nthe two pictures are back in your note. They had been moved to the trash of the shared notebook.\n\nBest wishes\nMarta',
        date: sent.at,
        id: sent.id,
      }),
      expect: CONTEXT,
    },
    {
      key: 'bounce',
      title: 'A bounce with Auto-Submitted: auto-replied',
      from,
      envelopeFrom: '',
      mailbox: 'INBOX',
      date,
      source: rawMail(
        [
          received({ date }, 'mail-sor-f69.bigmailer.example'),
          ['Content-Type', `multipart/report; boundary="${boundary}"; report-type=delivery-status`],
          ['To', DEMO_INBOX.address],
          ['Auto-Submitted', 'auto-replied'],
          ['X-Failed-Recipients', customer.address],
          ['From', `Mail Delivery Subsystem <${from}>`],
          ['Subject', 'Delivery Status Notification (Failure)'],
          ['In-Reply-To', `<${sent.id}>`],
          ['References', `<${sent.id}>`],
          ['Message-ID', '<67c6d1f4.050a0220.15a3d2.6e01.GMR@bigmailer.example>'],
          ['Date', rfcDate(date, -480)],
        ],
        multipart(boundary, [
          part(
            [['Content-Type', 'text/plain; charset="UTF-8"']],
            `** Message not delivered **\n\nThere was a problem delivering your message to ${customer.address}. See the technical details below.\n\nThe response from the remote server was:\n550 5.1.1 <${customer.address}>: Recipient address rejected: User unknown`,
          ),
          part(
            [['Content-Type', 'message/delivery-status']],
            [
              'Reporting-MTA: dns; bigmailer.example',
              `Arrival-Date: ${rfcDate(sent.at, -480)}`,
              `X-Original-Message-ID: <${sent.id}>`,
              '',
              `Final-Recipient: rfc822; ${customer.address}`,
              'Action: failed',
              'Status: 5.1.1',
              'Remote-MTA: dns; mx1.crane-surveying.example. (203.0.113.9, the server for the domain crane-surveying.example.)',
              `Diagnostic-Code: smtp; 550 5.1.1 <${customer.address}>: Recipient address rejected: User unknown`,
              `Last-Attempt-Date: ${rfcDate(date, -480)}`,
            ].join('\n'),
          ),
          part([['Content-Type', 'message/rfc822']], `${original}\n\nHello Oliver,\n\nthe two pictures are back in your note.`),
        ]),
      ),
      expect: { disposition: 'suppressed', rule: 'bounce', labels: [], anyModel: 'exact' },
    },
  ];
}

function outOfOffice(date: number): DemoMail {
  const from = 'bianca.rossi@rossi-tessuti.example';
  return {
    key: 'out-of-office',
    title: 'An out-of-office reply (Outlook)',
    from,
    envelopeFrom: '',
    mailbox: 'INBOX',
    date,
    source: rawMail(
      [
        received({ date }, 'EUR04-VI1-obe.outbound.officecloud.example'),
        ['From', `Bianca Rossi <${from}>`],
        ['To', `${DEMO_INBOX.name} <${DEMO_INBOX.address}>`],
        ['Subject', 'Automatic reply: Your question about templates'],
        ['Thread-Topic', 'Your question about templates'],
        ['Date', rfcDate(date)],
        ['Message-ID', '<6b9d2f1e0c7a4d83b5f1@VI1PR04MB6021.eurprd04.prod.outlook.com>'],
        ['X-Auto-Response-Suppress', 'All'],
        ['Auto-Submitted', 'auto-generated'],
        ['X-MS-Exchange-Generated-Message-Source', 'Mailbox Rules Agent'],
        ['X-MS-Exchange-Inbox-Rules-Loop', from],
        ['Content-Language', 'en-US'],
        ['Content-Type', 'text/plain; charset="us-ascii"'],
        ['MIME-Version', '1.0'],
      ],
      'Thank you for your message. I am out of the office until Monday and will have limited access to e-mail.\n\nIn urgent cases, how about calling the showroom?\n\nBianca Rossi\n',
    ),
    expect: { disposition: 'suppressed', rule: 'null-return-path', labels: [], anyModel: 'exact' },
  };
}

function notification(date: number): DemoMail {
  const from = 'no-reply@domainhaven.example';
  return {
    key: 'notification',
    title: 'A notification of a machine',
    from,
    envelopeFrom: 'bounces+5521@domainhaven.example',
    mailbox: 'INBOX',
    date,
    source: rawMail(
      [
        received({ date }, 'out3.domainhaven.example'),
        ['From', `DomainHaven Billing <${from}>`],
        ['To', DEMO_INBOX.address],
        ['Subject', 'Your invoice 88213 is ready'],
        ['Date', rfcDate(date)],
        ['Message-ID', '<job-88213-1@out3.domainhaven.example>'],
        ['Auto-Submitted', 'auto-generated'],
        ['MIME-Version', '1.0'],
        ['Content-Type', 'text/plain; charset=utf-8'],
      ],
      'Your invoice for the renewal of hazelnote.example is ready. You can download it in your account.\n\nThis mailbox is not read.\n',
    ),
    expect: { disposition: 'suppressed', rule: 'auto-submitted', labels: [], anyModel: 'exact' },
  };
}
