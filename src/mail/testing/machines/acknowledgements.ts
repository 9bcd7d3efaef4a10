import type { FixtureMail } from '../fixture-mail.ts';

/** Ticket systems and shops that say they have got our mail. */
export function acknowledgements(): FixtureMail[] {
  const cases: readonly (readonly [string, string])[] = [
    [
      '[Request received] Re: Question',
      'Your request (12345) has been received and is being reviewed by our support staff.\n\nTo add additional comments, reply to this email.',
    ],
    [
      'Ticket Received - Re: Question',
      'Dear Support,\n\nWe would like to acknowledge that we have received your request and a ticket has been created. A support representative will be reviewing your request and will send you a personal response (usually within 24 hours).',
    ],
    [
      'Re: Question [#12345]',
      'Thank you for contacting Shop. We have received your message and will get back to you within 2 business days. Your ticket number is 12345.',
    ],
    [
      'We received your email',
      'This is an automated response to let you know that we got your email. A member of our team will be in touch soon.',
    ],
    ['Re: Question', 'This is an automatically generated message. Please do not reply to this email.'],
    [
      'Ihre Anfrage ist eingegangen',
      'Guten Tag,\n\nvielen Dank für Ihre Anfrage. Wir haben Ihre Nachricht erhalten und werden sie schnellstmöglich bearbeiten. Ihre Ticketnummer lautet 12345.\n\nDies ist eine automatisch generierte E-Mail.',
    ],
    ['Re: Frage', 'Diese E-Mail wurde automatisch erstellt. Bitte antworten Sie nicht auf diese Nachricht.'],
    [
      'Accusé de réception',
      'Bonjour,\n\nNous avons bien reçu votre message et vous répondrons dans les meilleurs délais.\n\nCeci est un message automatique, merci de ne pas y répondre.',
    ],
    [
      'Hemos recibido su mensaje',
      'Gracias por contactar con nosotros. Hemos recibido su mensaje y le responderemos en un plazo de 48 horas.\n\nEste es un mensaje automático, por favor no responda.',
    ],
    ['Recebemos a sua mensagem', 'Esta é uma mensagem automática. Por favor, não responda a este e-mail.'],
    ['Abbiamo ricevuto la sua richiesta', 'Questo è un messaggio automatico, si prega di non rispondere a questa e-mail.'],
    ['Ontvangstbevestiging', 'Dit is een automatisch gegenereerd bericht. U kunt niet op deze e-mail reageren.'],
    ['Vi har tagit emot ditt ärende', 'Detta är ett automatiskt meddelande. Svara inte på detta mejl.'],
    ['Vi har modtaget din henvendelse', 'Dette er en automatisk besked. Du kan ikke besvare denne mail.'],
    ['Potwierdzenie otrzymania', 'Ta wiadomość została wygenerowana automatycznie. Prosimy na nią nie odpowiadać.'],
    ['Potvrzení přijetí', 'Toto je automaticky generovaná zpráva, neodpovídejte na ni.'],
    ['Otomatik bilgilendirme', 'Bu e-posta otomatik olarak gönderilmiştir, lütfen yanıtlamayınız.'],
    ['Ваше обращение принято', 'Это письмо создано автоматически, пожалуйста, не отвечайте на него.'],
    [
      'お問い合わせを受け付けました',
      'お問い合わせありがとうございます。\n本メールは自動送信です。このメールに返信されても対応できません。',
    ],
    ['我们已收到您的邮件', '您好，这是一封自动回复邮件，请勿直接回复。'],
    ['문의가 접수되었습니다', '본 메일은 발신 전용입니다. 자동으로 발송된 메일이므로 회신하지 마세요.'],
  ];
  return cases.map(([Subject, body]) => ({ name: `acknowledges: ${Subject}`, headers: { Subject }, body }));
}
