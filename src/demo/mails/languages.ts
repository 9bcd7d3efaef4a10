import { fromGmail, fromThunderbird, received } from './clients.ts';
import type { DemoMail } from './demo-mail.ts';
import { rawMail, rfcDate } from './raw.ts';

/** Mail in other languages: answered in Spanish and German from the articles in these, handed to the Japanese team. */
export function languages(now: number): DemoMail[] {
  return [spanish(now - 40_000), german(now - 37_000), japanese(now - 34_000)];
}

function spanish(date: number): DemoMail {
  const from = { name: 'Lucía Fernández', address: 'lucia.fernandez@editorial-olivo.example' };
  return {
    key: 'spanish',
    title: 'Una contraseña olvidada (Gmail, Spanish)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromGmail({
      from,
      subject: 'He olvidado mi contraseña',
      text: 'Buenos días:\n\nHe olvidado la contraseña de mi cuenta de Hazelnote. ¿Cómo puedo restablecerla? ¿Me envían un enlace por correo?\n\nMuchas gracias y un saludo,\nLucía',
      date,
      zone: 120,
      id: 'CAMn5rT8vB2xQ9LsYd+3kWfE7uHpJ1oGzR4cNtA6iVbX0eKmDqw@mail.gmail.com',
    }),
    expect: {
      disposition: 'answered',
      labels: ['answered', 'lang/es', 'password-reset'],
      answerTo: from.address,
      language: 'es',
      anyModel: 'handled',
    },
  };
}

function german(date: number): DemoMail {
  const from = { name: 'Jürgen Möller', address: 'j.moeller@uhrmacher-moeller.example' };
  return {
    key: 'german',
    title: 'Wo finde ich meine Rechnung? (Thunderbird, German)',
    from: from.address,
    envelopeFrom: from.address,
    mailbox: 'INBOX',
    date,
    source: fromThunderbird({
      from,
      subject: 'Rechnung vom letzten Monat',
      text: 'Guten Tag,\n\nwo finde ich meine Rechnungen? Ich möchte die Rechnung vom letzten Monat als PDF herunterladen.\n\nMit freundlichen Grüßen\nJürgen Möller',
      date,
      zone: 120,
      id: 'f3a8c1d2-77b4-4d0e-8c39-90b1e5a2d6f4@uhrmacher-moeller.example',
    }),
    expect: {
      disposition: 'answered',
      labels: ['answered', 'lang/de', 'billing'],
      answerTo: from.address,
      language: 'de',
      anyModel: 'handled',
    },
  };
}

/** Truly ISO-2022-JP, escape sequences and all, as Japanese clients still send it: asks for vertical writing, which no article covers. */
function japanese(date: number): DemoMail {
  const from = 'm.sato@mikazuki-shuppan.example';
  return {
    key: 'japanese',
    title: 'A Japanese mail in ISO-2022-JP',
    from,
    envelopeFrom: from,
    mailbox: 'INBOX',
    date,
    source: rawMail(
      [
        received({ date }, 'mail01.mikazuki-shuppan.example'),
        ['Date', rfcDate(date, 540)],
        ['From', `=?ISO-2022-JP?B?GyRCOjRGIxsoQiAbJEJIfjppGyhC?= <${from}>`],
        ['To', 'support@hazelnote.example'],
        ['Subject', '=?ISO-2022-JP?B?GyRCNiZNLSVOITwlSCROST08KCRLJEQkJCRGGyhC?='],
        ['Message-Id', '<20250304181522.9A3C.M.SATO@mikazuki-shuppan.example>'],
        ['MIME-Version', '1.0'],
        ['Content-Type', 'text/plain; charset="ISO-2022-JP"'],
        ['Content-Transfer-Encoding', '7bit'],
        ['X-Mailer', 'Becky! ver. 2.81.08 [ja]'],
      ],
      Buffer.from(JAPANESE_BODY, 'base64'),
    ),
    expect: { disposition: 'escalated', labels: ['needs-human', 'lang/ja'], forwardTo: 'japan', language: 'ja', anyModel: 'handled' },
  };
}

const JAPANESE_BODY = [
  'GyRCJU8lPCVrJU4hPCVIGyhCIBskQiU1JV0hPCVIJDRDNEV2PFRNTRsoQg0KDQobJEIkKkAkT0MkSyRKJEMkRiQqJGokXiQ5ISMbKEINChsk',
  'QjswRnw3bj1QSEckTjo0RiMkSD89JDckXiQ5ISMbKEINCg0KGyRCJUEhPCVgJEc2Jk0tJDckRiQkJGslTiE8JUgkcj1EPXEkLSRHST08KCQ3',
  'JD8kJCROJEckOSQsISIbKEINChskQkBfRGokOSRrSn1LISRPJCIkaiReJDkkRyQ3JGckJiQrISMbKEINChskQiU5JV4hPCVIJVUlKSVzJE4l',
  'IiVXJWokRyRiRjEkOCRoJCYkSzgrJCgkayRIPXUkKyRqJF4kOSEjGyhCDQoNChskQiQqSzskNyQkJEgkMyRtNjIkbEZ+JGokXiQ5JCwhIiRo',
  'JG0kNyQvJCo0aiQkJCQkPyQ3JF4kOSEjGyhCDQoNChskQjo0RiMbKEIgGyRCSH46aRsoQg0K',
].join('');
