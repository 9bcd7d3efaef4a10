import type { FixtureMail } from '../fixture-mail.ts';

/** Bounces and machine mail passed on with a question, by every kind of client. */
export function forwards(): FixtureMail[] {
  const bounce =
    "This is the mail system at host mx.shop.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<billing@example.com>: host mail.example.com said: 550 5.1.1 User unknown";
  const away = 'I am out of the office until Monday and have limited access to email. In urgent cases please contact my colleague.';
  const cases: readonly (readonly [string, string])[] = [
    [
      'Fwd: Undelivered Mail Returned to Sender',
      `What does this mean?\n\n---------- Forwarded message ---------\nFrom: Mail Delivery System <MAILER-DAEMON@mx.shop.example>\nSubject: Undelivered Mail Returned to Sender\n\n${bounce}`,
    ],
    [
      'WG: Unzustellbar: Rechnung',
      `Warum kommt das zurück?\n\n-----Ursprüngliche Nachricht-----\nVon: postmaster@corp.example\nBetreff: Unzustellbar: Rechnung\n\n${bounce}`,
    ],
    ['TR: Non remis : facture', `Bonjour, pourquoi ce retour ?\n\nDe : postmaster@corp.example\nObjet : Non remis : facture\n\n${bounce}`],
    [
      'RV: No se puede entregar: factura',
      `Hola, ¿por qué?\n\nDe: postmaster@corp.example\nAsunto: No se puede entregar: factura\n\n${bounce}`,
    ],
    [
      'Undelivered Mail Returned to Sender',
      `Hi, I tried to write to billing and this came back. Which address is right?\n\n> ${bounce.replaceAll('\n', '\n> ')}`,
    ],
    ['Delivery Status Notification (Failure)', `Hello,\nmy mail to you came back, see below. Can you fix this?\n\n${bounce}`],
    ['Undeliverable: Invoice', `Dear all,\n\nI get this since Monday. Please unblock us.\n\n${bounce}`],
    ['Mail delivery failed: returning message to sender', `Hallo, das kam zurück. Könnt ihr das prüfen?\n\n${bounce}`],
    [
      'Fwd: Automatic reply: Invoice',
      `Is your colleague really away for a month?\n\n---------- Forwarded message ---------\nFrom: Tom <tom@example.com>\nSubject: Automatic reply: Invoice\n\n${away}`,
    ],
    [
      'FW: Out of Office',
      `Who answers me meanwhile?\n\n-----Original Message-----\nFrom: Tom\nSent: Monday\nTo: Ana\nSubject: Out of Office\n\n${away}`,
    ],
    [
      'Fwd: [Request received] Broken',
      'Nothing happened since.\n\n---------- Forwarded message ---------\nFrom: Support <support@example.com>\nSubject: [Request received] Broken\n\nYour request (123) has been received and is being reviewed by our support staff.',
    ],
    [
      'Fwd: Your statement',
      'Is this really from you?\n\nBegin forwarded message:\n\nFrom: Bank <no-reply@bank.example>\nSubject: Your statement\n\nThis is an automated message, please do not reply.',
    ],
  ];
  return cases.map(([Subject, body]) => ({ name: `forwards ${Subject}`, headers: { Subject }, body }));
}
