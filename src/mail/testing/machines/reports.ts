import type { FixtureMail } from '../fixture-mail.ts';

/** Receipts, complaints, aggregate reports, moderation, challenges, recalls. */
export function otherReports(): FixtureMail[] {
  const cases: readonly (readonly [headers: Readonly<Record<string, string>>, body: string])[] = [
    [
      { Subject: 'Read: Re: Question' },
      'Your message\n\n   To: Ana\n   Subject: Re: Question\n   Sent: Monday, 6 May 2024 10:00\n\n was read on Monday, 6 May 2024 11:00.',
    ],
    [
      { Subject: 'Not read: Re: Question' },
      'Your message\n\n   To: Ana\n   Subject: Re: Question\n\n was deleted without being read on Monday, 6 May 2024.',
    ],
    [
      { Subject: 'Gelesen: Re: Frage' },
      'Ihre Nachricht\n\n   An: Ana\n   Betreff: Re: Frage\n   Gesendet: Montag, 6. Mai 2024 10:00\n\n wurde am Montag, 6. Mai 2024 11:00 gelesen.',
    ],
    [
      { Subject: 'Lu : Re: Question' },
      'Votre message\n\n   À : Ana\n   Objet : Re: Question\n   Envoyé : lundi 6 mai 2024\n\n a été lu le lundi 6 mai 2024.',
    ],
    [{ Subject: 'Leído: Re: Pregunta' }, 'El mensaje\n\n   Para: Ana\n   Asunto: Re: Pregunta\n   Enviado: lunes\n\n fue leído el lunes.'],
    [{ Subject: 'Letto: Re: Domanda' }, 'Il messaggio\n\n   A: Ana\n   Oggetto: Re: Domanda\n   Inviato: lunedì\n\n è stato letto lunedì.'],
    [
      { Subject: 'Return Receipt (displayed) - Re: Question' },
      "This is a Return Receipt for the mail that you sent to ana@shop.example.\n\nNote: This Return Receipt only acknowledges that the message was displayed on the recipient's computer.",
    ],
    [{ Subject: 'Recall: offer' }, 'Tom would like to recall the message, "offer".'],
    [{ Subject: 'Rückruf: Angebot' }, 'Tom möchte die Nachricht "Angebot" zurückrufen.'],
    [{ Subject: 'Report Domain: example.com Submitter: mail.example Report-ID: 2024.05.06' }, ''],
    [
      { From: 'fbl@provider.example', Subject: 'Abuse report' },
      'This is an email abuse report for an email message received from IP 192.0.2.1 on Mon, 6 May 2024.',
    ],
    [
      { From: 'reports@provider.example', Subject: 'FW: Question' },
      'This is a spam report for an email message received from 192.0.2.1.\n\nFeedback-Type: abuse\nUser-Agent: Reporter/1\nVersion: 1',
    ],
    [
      { Subject: 'Your message to Users awaits moderator approval' },
      "Your mail to 'Users' with the subject\n\n    Re: Question\n\nIs being held until the list moderator can review it for approval.",
    ],
    [
      { Subject: 'Please confirm your message' },
      'Your message to ana@shop.example has been quarantined. Please click the link below to confirm that you are a human sender:\n\nhttps://confirm.example/1',
    ],
    [{ Subject: 'Unsubscribe', 'X-Apple-Unsubscribe': 'true' }, 'Apple Mail sent this email to unsubscribe from the message "News".'],
    [
      { 'Content-Type': 'multipart/report; report-type=tlsrpt; boundary=b', Subject: 'TLS report' },
      '--b\r\nContent-Type: text/plain\r\n\r\nreport\r\n--b--',
    ],
  ];
  return cases.map(([headers, body]) => ({ name: `report ${headers.Subject}`, headers, body }));
}
