import type { FixtureMail } from '../fixture-mail.ts';

/** What small firms and old gateways write, each in its own way. */
export function odd(): FixtureMail[] {
  const cases: readonly (readonly [headers: Readonly<Record<string, string>>, body: string])[] = [
    [
      { Subject: 'Re: Invoice' },
      'Hi there,\n\nI will be out of the office starting 05/06/2024 and will not return until 05/20/2024.\n\nI will respond to your message when I return.',
    ],
    [
      { Subject: 'Re: Invoice' },
      "I'm OOO this week with limited connectivity. Please reach out to Sam for anything pressing.\n\nBest,\nKim",
    ],
    [
      { Subject: 'Thank you for your message' },
      'Thank you for your email. Our office is closed from 24 December to 2 January. We will answer your email as soon as we are back.\n\nMerry Christmas!',
    ],
    [{ Subject: 'Re: Invoice' }, 'Unser Büro ist vom 24.12. bis 02.01. geschlossen. Ab dem 03.01. sind wir wieder für Sie da.\n\nIhr Team'],
    [
      { Subject: 'Re: Invoice' },
      'Sehr geehrte Damen und Herren,\n\naufgrund von Urlaub bin ich bis einschließlich 20.5. nicht erreichbar. Ihre Mail wird nicht gelesen.\n\nMfG',
    ],
    [
      { Subject: 'Re: facture' },
      'Bonjour,\nNos bureaux sont fermés du 24 décembre au 2 janvier. Nous traiterons votre demande dès notre retour.\nCordialement',
    ],
    [
      { Subject: 'Re: pedido' },
      'Estimado cliente:\n\nNuestras oficinas permanecerán cerradas hasta el 2 de enero. Responderemos a su correo a nuestro regreso.',
    ],
    [{ Subject: 'Re: Invoice' }, 'I have left the company. For further enquiries please contact info@corp.example.'],
    [{ Subject: 'Re: Invoice' }, 'Ana Smith is no longer with Corp Ltd. Your email has been forwarded to our team at info@corp.example.'],
    [{ Subject: 'Re: Invoice' }, 'This mailbox is no longer monitored. Please write to service@corp.example.'],
    [{ Subject: 'Re: Invoice' }, 'This email address is no longer in use.'],
    [{ Subject: 'Re: Invoice' }, 'Diese E-Mail-Adresse ist nicht mehr gültig. Bitte verwenden Sie info@firma.example.'],
    [{ Subject: 'Re: Invoice' }, 'Hello. I am currently attending a conference and will be slow to respond. If urgent, call +1 555 0100.'],
    [
      { Subject: 'Re: Invoice' },
      'Dear sender,\nI am on maternity leave from 1 March until 1 September. During this time please contact Eve, eve@corp.example.\nKind regards',
    ],
    [
      { Subject: 'Accept: meeting' },
      'Thanks! Your message is important to us and will be answered in the order it was received. Average response time is 24 hours.',
    ],
    [
      { Subject: 'Case #99 created' },
      'Your case has been created. Case number: 99. Subject: Re: Invoice. An agent will review it shortly.',
    ],
    [
      { Subject: 'We got your message' },
      "Hi,\n\nThanks for reaching out! This is just a quick note to let you know we've received your message, and will get back to you as soon as we can.",
    ],
    [{ Subject: 'Bestätigung Ihrer Anfrage' }, 'Ihre Nachricht ist bei uns eingegangen und wird unter der Nummer 4711 bearbeitet.'],
    [
      { Subject: 'Confirmation de réception' },
      'Bonjour, nous accusons réception de votre message et y répondrons dans les plus brefs délais.',
    ],
    [{ Subject: 'Acuse de recibo' }, 'Su mensaje ha sido recibido. Le contestaremos lo antes posible.'],
    [{ Subject: 'Conferma di ricezione' }, 'La sua richiesta è stata ricevuta. Le risponderemo il prima possibile.'],
    [{ Subject: 'Bevestiging' }, 'Wij hebben uw e-mail in goede orde ontvangen en zullen zo spoedig mogelijk reageren.'],
    [{ Subject: 'Подтверждение' }, 'Ваше письмо получено. Мы ответим вам в течение двух рабочих дней.'],
    [
      { Subject: 'Delivery Failure', From: 'mta-admin@host.example' },
      "The following message to <ana@shop.example> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'user unknown'",
    ],
    [
      { Subject: 'Mail Delivery Failure', From: '"Symantec" <gw@corp.example>' },
      'A message you sent to ana@shop.example has been rejected by content policy.',
    ],
    [
      { Subject: 'Delayed: Re: Question', From: 'mail@corp.example' },
      'Your message has been delayed and is still awaiting delivery to ana@shop.example.',
    ],
    [
      { Subject: 'Relayed: Re: Question', From: 'exch@corp.example' },
      'Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nana@shop.example',
    ],
    [
      { Subject: 'Successful Mail Delivery Report', From: 'mail@host.example' },
      'This is the mail system at host mx.example.\n\nYour message was successfully delivered to the destination(s) listed below.\n\n<ana@shop.example>: delivery via mx',
    ],
    [
      { Subject: 'Zugestellt: Re: Frage', From: 'exch@corp.example' },
      'Ihre Nachricht wurde den folgenden Empfängern zugestellt: ana@shop.example',
    ],
    [
      { Subject: 'Mail Returned', From: 'gate@corp.example' },
      'Mail from support@example.com was returned because the address ana@shop.example does not exist.',
    ],
    [
      { Subject: '[SPAM blocked] Re: Question', From: 'spamfilter@corp.example' },
      'Your email to ana@shop.example was identified as spam and has been blocked. 554 5.7.1',
    ],
    [{ Subject: 'Undelivered: Re: Question', From: 'robot@sms.example' }, 'SMS gateway: number unknown'],
    [
      { Subject: 'Mensagem não entregue', From: 'correio@provedor.example' },
      'A sua mensagem para ana@shop.example não foi entregue: caixa de correio cheia.',
    ],
    [
      { Subject: 'Messaggio non consegnato', From: 'posta@provider.example' },
      'Il tuo messaggio per ana@shop.example non è stato consegnato: casella piena.',
    ],
    [
      { Subject: 'Wiadomość niedostarczona', From: 'poczta@provider.example' },
      'Twoja wiadomość do ana@shop.example nie została dostarczona: skrzynka przepełniona.',
    ],
    [
      { Subject: 'Ihre E-Mail konnte nicht zugestellt werden', From: 'mx@provider.example' },
      'Folgende E-Mail an ana@shop.example konnte nicht zugestellt werden: Postfach voll',
    ],
    [{ Subject: 'Cron <root@host> /usr/bin/backup', From: 'root@host.example' }, 'backup done'],
    [
      { Subject: 'Your verification code', From: 'security@bank.example' },
      'Your code is 123456. This email was sent automatically. Do not reply.',
    ],
    [{ Subject: 'Autoreply' }, 'Thanks for your mail, we will get back to you.'],
    [{ Subject: 'Auto Reply' }, 'thank you'],
    [{ Subject: 'Odpoveď v neprítomnosti' }, 'Som mimo kancelárie do 12. mája, odpoviem po návrate.'],
    [{ Subject: 'Re: Invoice' }, 'Olen poissa toimistolta 12.5. asti. Palaan asiaan sen jälkeen.'],
    [{ Subject: 'Re: Invoice' }, 'Jsem mimo kancelář, vrátím se 13. května. V naléhavých případech volejte 123.'],
    [{ Subject: 'Re: Invoice' }, 'Szabadságon leszek 12-ig, utána válaszolok.'],
    [{ Subject: 'Re: Invoice' }, '휴가로 인해 5월 12일까지 메일 확인이 어렵습니다. 급하신 경우 전화 주세요.'],
    [{ Subject: 'Re: Invoice' }, '我在外出差，无法及时回复邮件，紧急事宜请致电。'],
    [{ Subject: 'Re: Invoice' }, 'أنا في إجازة حتى 12 مايو. سأرد على رسالتك عند عودتي.'],
    [{ Subject: 'Re: Invoice' }, 'אני בחופשה עד 12 במאי ואשיב עם שובי.'],
    [{ Subject: 'Re: Invoice' }, 'Tôi đang nghỉ phép đến ngày 12/5. Tôi sẽ trả lời sau khi quay lại.'],
    [{ Subject: 'Re: Invoice' }, 'Saya sedang cuti sampai 12 Mei. Saya akan membalas email Anda setelah kembali.'],
  ];
  return cases.map(([headers, body]) => ({
    name: `odd ${headers.Subject}: ${body.slice(0, 50).replaceAll('\n', ' ')}`,
    headers: { 'In-Reply-To': headers.From === undefined ? '<fl.abc@example.com>' : '', ...headers },
    body,
  }));
}
