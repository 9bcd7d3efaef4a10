import type { FixtureMail } from '../fixture-mail.ts';

const ASK = 'Hello,\n\nI cannot sign in since yesterday. Please help.\n\nAna';

export function others(): FixtureMail[] {
  const bodies: readonly (readonly [string, string])[] = [
    ['nothing but a question mark', '?'],
    ['one word', 'Help'],
    ['thanks', 'Thank you!'],
    [
      'a pasted log',
      'Error 550 when sending mail from your app:\n\nRCPT TO:<x@y.example>\n550 5.1.1 unknown user\n\nPlease fix the default sender.',
    ],
    [
      'a pasted header block',
      'Your mails land in spam. Header:\n\nReturn-Path: <>\nAuto-Submitted: auto-replied\nPrecedence: bulk\nList-Unsubscribe: <x>',
    ],
    [
      'a disclaimer of the firm',
      `${ASK}\n\nThis e-mail is confidential. If you are not the intended recipient, please notify the sender and delete it. This is an automatically added disclaimer.`,
    ],
    ['a footer about absence', `${ASK}\n\n-- \nAna\nOut of office on Fridays. I will reply on Monday.`],
    ['only an attachment', 'see attached'],
    ['numbers only', '4711 0815'],
    ['a mail in capitals', 'MY ACCOUNT IS LOCKED. UNLOCK IT.'],
  ];
  return bodies.map(([name, body]) => ({ name, headers: {}, body }));
}
