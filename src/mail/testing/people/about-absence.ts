import type { FixtureMail } from '../fixture-mail.ts';

/** Customers who are away, or write about out-of-office replies, and want something. */
export function aboutAbsence(): FixtureMail[] {
  const cases: readonly (readonly [string, string])[] = [
    ['Out of office', 'Hello, the setting does not save my text.'],
    [
      'Out of office',
      'I am out of the office until Monday. Please deliver my order 4711 to the neighbour at number 12, and send the invoice to my wife.',
    ],
    ['Re: out of office policy', 'Our policy is attached. Does your plan cover it?'],
    ['Automatic reply: how do I switch it off?', 'It answers everybody.'],
    ['Automatic reply', 'The automatic reply does not stop although I switched it off on Monday.'],
    ['Auto-reply: your product', 'Hi, can I change the wording?'],
    ['Automatic replies do not work', 'I set one up and nobody gets it.'],
    ['Vacation rental booking 12', 'We would like to come on 3 May with two children.'],
    [
      'Vacation',
      'I am on vacation until Friday and cannot reach your site from abroad. It says the country is blocked. Please unlock it for me.',
    ],
    ['On vacation', 'We are on vacation and lost the key card. The desk is closed. Whom do we call?'],
    ['Away for two weeks', 'I will be away for two weeks. Please pause my subscription from 1 to 14 May and do not charge me.'],
    ['Absence', 'My absence from the course on Monday was due to illness. Please record it as excused.'],
    ['Holiday', 'Please tell me on which holidays you are closed.'],
    [
      'My order',
      'I am on holiday next week, so please deliver only after the 14th. Thanks a lot for your help with the change of address as well.',
    ],
    ['My order', 'Thank you for your message. I am still waiting for the refund of order 4711 that you promised two weeks ago.'],
    [
      'Question',
      'Thank you for your email. I will be back at my desk tomorrow, then I can send the photos. Until then: can I keep using the device?',
    ],
    ['Urlaub', 'Ich bin ab Montag im Urlaub. Bitte liefern Sie erst am 14. Mai und stornieren Sie den zweiten Artikel.'],
    ['Abwesend', 'Ich war bei der Lieferung abwesend. Bitte stellen Sie das Paket noch einmal zu.'],
    ['Abwesenheitsnotiz einrichten', 'Wie richte ich eine Abwesenheitsnotiz ein?'],
    ['Automatische Antwort abschalten', 'Die automatische Antwort geht immer noch an alle Kunden. Bitte abschalten.'],
    [
      'Absence',
      'Bonjour, je suis absente jusqu’à lundi. Merci de livrer ma commande chez la gardienne et d’envoyer la facture par courrier.',
    ],
    ['Réponse automatique', 'La réponse automatique ne s’arrête pas. Comment la désactiver ?'],
    [
      'Vacaciones',
      'Estoy de vacaciones hasta el lunes y no puedo entrar en mi cuenta. Me pide un código que no llega. Necesito ayuda hoy.',
    ],
    ['Férias', 'Estou de férias até segunda e perdi o cartão. Preciso de bloquear o cartão já. Podem ligar-me?'],
    ['Vacanza', 'Sono in ferie fino a lunedì. Potete spostare la consegna al 14 maggio?'],
    ['Vakantie', 'Ik ben op vakantie tot maandag. Kunt u de levering verzetten naar 14 mei?'],
    ['Semester', 'Jag är på semester till måndag. Kan ni flytta leveransen till den 14 maj?'],
    ['Urlop', 'Jestem na urlopie do poniedziałku. Proszę przesunąć dostawę na 14 maja i wysłać fakturę.'],
    ['Отпуск', 'Я в отпуске до понедельника. Перенесите доставку на 14 мая, пожалуйста, и пришлите счёт.'],
    ['不在', '5月14日まで不在です。配達を15日に変更してください。'],
    ['休假', '我下周休假，请把送货改到14号。'],
    ['Please do not reply', 'Your mails end with "please do not reply to this email". How do I reach you then?'],
    ['A strange mail', 'I received a mail that says: "This is an automated message, please do not reply." Is it from you?'],
    ['Ticket 123', 'I was told my request has been received and that somebody would get back to me within two days. That was last week.'],
    ['Your ticket system', 'Your system says "Your request (123) has been received" each time I write. Please close the old requests.'],
    [
      'We have received your invoice',
      'Dear team, we have received your invoice 4711, but the VAT number on it is wrong. Please correct it.',
    ],
  ];
  return cases.map(([Subject, body]) => ({ name: `subject ${Subject}: ${body.slice(0, 30)}`, headers: { Subject }, body }));
}
