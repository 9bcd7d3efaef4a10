import type { FixtureMail } from '../fixture-mail.ts';

const RETURNED =
  'Received: from mail.example.com (192.0.2.7)\nMessage-ID: <fl.abc@example.com>\nFrom: support@example.com\nTo: ana@shop.example\nSubject: Re: Question';

/** From an address that says little, so that words and structure have to do. */
export function bounces(): FixtureMail[] {
  const cases: readonly (readonly [from: string, subject: string, body: string])[] = [
    [
      'Mail Delivery System <mailsystem@mx.shop.example>',
      'Undelivered Mail Returned to Sender',
      `This is the mail system at host mx.shop.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<ana@shop.example>: host mx said: 550 5.1.1 unknown\n\n${RETURNED}`,
    ],
    [
      'postmaster@shop.example',
      'failure notice',
      "Hi. This is the qmail-send program at shop.example.\nI wasn't able to deliver your message to the following addresses.\n\n<ana@shop.example>:\nSorry, no mailbox here by that name.",
    ],
    [
      'post_master@mobile.example',
      'Undeliverable Message',
      'Message could not be delivered to mobile.\nError: No valid recipients for this MM',
    ],
    [
      'MMSC NDR Administrator <sysop@mms.example>',
      'Undeliverable Message',
      'Message could not be delivered to mobile.\nError: No valid recipients for this MM',
    ],
    [
      'imss@gate.example',
      'Mail could not be delivered',
      '****** Message from the mail gateway ******\n\nSent <<< RCPT TO:<ana@shop.example>\nReceived >>> 550 5.1.1 unknown user.\n\nUnable to deliver message to <ana@shop.example>.',
    ],
    [
      '"InterScan Notification" <scan@gate.example>',
      'Mail could not be delivered',
      'The message could not be delivered.\nSent >>> RCPT TO:<ana@shop.example>\nReceived <<< 550 5.1.1 no such user',
    ],
    [
      '"Mail gateway" <gw@gate.example>',
      'Message not delivered',
      'Your message could not be delivered to the following recipients:\n\n ana@shop.example\n\nReason: 554 5.7.1 message refused',
    ],
    [
      'James <james@localhost.example>',
      'Re: Question',
      "Hi. This is the James mail server at mx.shop.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\nMessage details:\n  Subject: Re: Question\n  RCPT TO: ana@shop.example",
    ],
    [
      'mta@relay.example',
      'Delivery Status Notification',
      'These recipients of your message have been processed by the mail server:\nana@shop.example; Failed; 5.1.1 (bad destination mailbox address)',
    ],
    [
      'server@shop.example',
      'Returned mail: User unknown',
      `   ----- The following addresses had permanent fatal errors -----\n<ana@shop.example>\n\n   ----- Transcript of session follows -----\n550 <ana@shop.example>... User unknown\n\n   ----- Original message follows -----\n${RETURNED}`,
    ],
    [
      'smtp@shop.example',
      'Undeliverable Mail',
      'unknown user: <ana@shop.example>\n\nOriginal message follows.\n\nReceived: from mail.example.com',
    ],
    [
      'listmail@shop.example',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ana@shop.example',
    ],
    [
      'exim@shop.example',
      'Warning: message 1abcde-000123-AB delayed 24 hours',
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.shop.example.',
    ],
    [
      'Notes Router <router@corp.example>',
      'DELIVERY FAILURE: User ana (ana@shop.example) not listed in Domino Directory',
      'Your message\n\n  Subject: Re: Question\n\nwas not delivered to:\n\n  ana@shop.example\n\nbecause:\n\n  User ana not listed in Domino Directory',
    ],
    [
      'System Administrator <exchange@corp.example>',
      'Undeliverable: Re: Question',
      'Your message did not reach some or all of the intended recipients.\n\n      Subject: Re: Question\n      Sent: 5/6/2024 10:00 AM\n\nThe following recipient(s) could not be reached:\n\n      ana@shop.example on 5/6/2024 10:00 AM',
    ],
    [
      'Microsoft Outlook <outlook365@corp.example>',
      'Undeliverable: Re: Question',
      "Your message to ana@shop.example couldn't be delivered.\n\nana wasn't found at shop.example.",
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Unzustellbar: Re: Frage',
      'Ihre Nachricht an ana@shop.example konnte nicht zugestellt werden.\n\nana wurde unter shop.example nicht gefunden.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Non remis : Re: Question',
      'Votre message adressé à ana@shop.example n’a pas pu être remis.\n\nana est introuvable sur shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'No se puede entregar: Re: Pregunta',
      'No se pudo entregar el mensaje a ana@shop.example.\n\nNo se encontró ana en shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Não é possível entregar: Re: Pergunta',
      'Sua mensagem para ana@shop.example não pôde ser entregue.\n\nana não foi encontrado em shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Non recapitabile: Re: Domanda',
      'Impossibile recapitare il messaggio a ana@shop.example.\n\nana non è stato trovato in shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Onbestelbaar: Re: Vraag',
      'Uw bericht aan ana@shop.example kan niet worden bezorgd.\n\nana is niet gevonden op shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Kan inte levereras: Re: Fråga',
      'Ditt meddelande till ana@shop.example kunde inte levereras.\n\nana hittades inte på shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Ikke leveret: Re: Spørgsmål',
      'Din meddelelse til ana@shop.example kunne ikke leveres.\n\nana blev ikke fundet på shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Nie można dostarczyć: Re: Pytanie',
      'Nie można dostarczyć wiadomości do adresata ana@shop.example.\n\nNie znaleziono adresata ana w domenie shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Nedoručitelné: Re: Dotaz',
      'Vaši zprávu pro ana@shop.example nebylo možné doručit.\n\nana se na shop.example nepodařilo najít.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      'Kézbesíthetetlen: Re: Kérdés',
      'Az Ön ana@shop.example címzettnek szóló üzenete nem kézbesíthető.',
    ],
    ['Microsoft Outlook <o@corp.example>', 'Teslim edilemedi: Re: Soru', 'ana@shop.example adresine gönderdiğiniz ileti teslim edilemedi.'],
    [
      'Microsoft Outlook <o@corp.example>',
      'Не удалось доставить: Re: Вопрос',
      'Ваше сообщение для ana@shop.example не удалось доставить.\n\nПолучатель ana не найден на shop.example.',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      '配信不能: Re: 質問',
      'ana@shop.example へのメッセージを配信できませんでした。\n\nana が shop.example で見つかりませんでした。',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      '未送达: Re: 问题',
      '你发送给 ana@shop.example 的邮件无法送达。\n\n在 shop.example 找不到 ana。',
    ],
    [
      'Microsoft Outlook <o@corp.example>',
      '배달되지 않음: Re: 질문',
      'ana@shop.example(으)로 보낸 메시지를 배달할 수 없습니다.\n\nshop.example에서 ana을(를) 찾을 수 없습니다.',
    ],
    [
      'mail@provider.example',
      'Mail konnte nicht zugestellt werden',
      'Diese Nachricht wurde automatisch von Mail-Software erstellt.\n\nDie folgende Adresse schlug fehl: ana@shop.example\nSMTP error: 550 unknown user',
    ],
    [
      'poste@fournisseur.example',
      'Échec de la remise',
      "Votre message n'a pas pu être remis à ana@shop.example\n550 5.1.1 Adresse inconnue",
    ],
    [
      'Почтовая система <robot-system@mail.example>',
      'Недоставленное сообщение',
      'Это письмо создано автоматически сервером.\nК сожалению, ваше письмо не может быть доставлено:\nana@shop.example - 550 no such user',
    ],
    [
      'postoffice@isp.example',
      'Delivery Notification: Delivery has failed',
      'This report relates to a message you sent with the following header fields:\n\n  Message-id: <fl.abc@example.com>\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: ana@shop.example\n  Reason: Remote SMTP server has rejected address',
    ],
    [
      'mailgate@corp.example',
      'Message delivery has failed',
      'The following message could not be delivered due to the following reason(s):\n\nana@shop.example: 550 mailbox unavailable\n\n------ Original Message ------\nFrom: support@example.com',
    ],
    [
      'dispatch@host.example',
      'Could not send message for past 1 hour',
      'The message has not been sent yet, the system keeps trying.\n\n<ana@shop.example>: 451 4.4.1 timeout',
    ],
    [
      'noc@forward.example',
      'There was an error sending your mail',
      'We had trouble delivering your message. Full details follow:\n\nSubject: Re: Question\nRecipient: <ana@shop.example>\nError: 550 no such user here',
    ],
    [
      'filter@corp.example',
      'Mail System Error - Returned Mail',
      'Each of the following recipients was rejected by a remote mail server.\n\n    Recipient: <ana@shop.example>\n    Reason:    5.1.1 <ana@shop.example>: rejected',
    ],
    [
      'gateway@corp.example',
      'Quota exceeded: your message was not delivered',
      "The recipient's mailbox is full.\n\nYour message to <ana@shop.example> was not delivered: 552 5.2.2 over quota",
    ],
    [
      'av@gate.example',
      'Virus found in a message you sent',
      'The attachment report.zip was removed and your message to ana@shop.example was not delivered.\n554 5.7.1 virus found',
    ],
  ];
  return cases.map(([From, Subject, body]) => ({ name: `bounce ${From}: ${Subject}`, headers: { From, Subject }, body }));
}
