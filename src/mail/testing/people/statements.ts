import type { FixtureMail } from '../fixture-mail.ts';

/** Customers who state, without greeting, question or wish, what machines state too; from an office's address as well. */
export function statements(): FixtureMail[] {
  const cases: readonly (readonly [string, string])[] = [
    ['Router', 'I will be back on Monday. In an emergency call 0171 234567. The router has had no signal since yesterday.'],
    ['Delivery', 'I am away until 14 May. Nobody will be at home. The delivery has to come after that.'],
    ['Key', 'We are on holiday in Spain and lost the key. The agency is closed. We sit in front of the house.'],
    ['Booking 12', 'I am travelling and have limited access to email. Send the ticket by SMS to +34 600 000 000.'],
    ['Cancel', 'I have retired and no longer need the licence. End the contract at the end of the year.'],
    ['Account', 'I no longer work at Corp. The account belongs to Tom now, tom@corp.example.'],
    ['Change of contact', 'I have left the company. Tom Smith is your new contact for our contract 4711.'],
    ['Out of town', 'I am out of town and the alarm went off. Somebody has to go there now.'],
    ['Thanks', 'Thanks for your email. I will send the form when I am back in the office on Monday.'],
    ['Lieferung', 'Ich bin bis 14. Mai im Urlaub. Liefern Sie bitte an die Nachbarin, Frau Meier, Hauptstraße 5.'],
    ['Konto gesperrt', 'Ich bin gerade im Urlaub und das Konto ist gesperrt. Das ist dringend.'],
    ['Rückruf', 'Ich bin erst am Montag wieder erreichbar. Rufen Sie mich dann an, es geht um die Rechnung 4711.'],
    ['Rechnung', 'Unser Büro ist am Freitag geschlossen. Der Techniker soll am Montag kommen.'],
    ['Livraison', 'Je suis absent le 14 mai. Livrez le colis au numéro 12.'],
    ['Urgent', 'Je suis en vacances et la carte est bloquée. C’est urgent.'],
    ['Entrega', 'Estoy de vacaciones y la tarjeta está bloqueada. Es urgente.'],
    ['Entrega', 'Estarei fora até dia 14. Entreguem a encomenda à porteira, dona Maria.'],
    ['Consegna', 'Sono in ferie fino al 14. Consegnate il pacco al portiere.'],
    ['Levering', 'Ik ben op vakantie. Het pakket mag naar de buren op nummer 12.'],
    ['Leverans', 'Jag är på semester. Paketet kan lämnas hos grannen på nummer 12.'],
    ['Dostawa', 'Jestem na urlopie. Paczkę można zostawić u sąsiada pod numerem 12.'],
    ['Доставка', 'Я в отпуске до 14 мая. Посылку можно оставить у соседа в квартире 12.'],
    ['配達', '5月14日まで不在です。荷物は隣の佐藤さんに預けてください。'],
    ['送货', '我在休假，包裹放在门卫那里。'],
    ['배송', '휴가 중입니다. 택배는 경비실에 맡겨 주세요.'],
    ['Fwd', 'This mailbox stopped receiving your newsletter in March, and I miss it.'],
    ['Ticket', 'A ticket was opened by mistake. Close number 4711, all is fine again.'],
    ['We got your letter', 'We have received your letter of 3 May. We will pay the invoice within 14 days, reference 4711.'],
    ['Order 4711', 'We received your offer and will reply within two days.'],
    ['Reply', 'I got your email but the attachment is empty, reference number 4711.'],
    ['Automatic mails', 'This is about the automatic e-mails I get. They come three times a day.'],
    ['Do not reply', 'Do not reply to this address, it is my work account. Use ana@private.example.'],
    ['Not delivered', 'Parcel 4711 was not delivered. The tracking says user unknown.'],
    ['Message', 'The message "550 5.1.1 user unknown" appears when the app sends mail for us.'],
    ['Undeliverable', 'All invoices to buchhaltung@firma.example come back as undeliverable since your update.'],
    ['Returned', 'The letter you sent to Main Street 5 was returned. We moved to Main Street 7.'],
    ['Read', 'I have read your terms and agree.'],
    ['Recall', 'We would like to recall the message we sent in our campaign of yesterday.'],
    ['Spam', 'This is a spam report for the account bob99 on your forum.'],
    ['Abuse', 'This is an abuse report for a user who insults others.'],
    ['Notification', 'The delivery notification was not delivered to my phone.'],
  ];
  return cases.flatMap(([Subject, body]): FixtureMail[] => {
    const name = `${Subject}: ${body.slice(0, 60)}`;
    return [
      { name: `states, ${name}`, headers: { Subject }, body },
      { name: `states in an answer, ${name}`, headers: { Subject, 'In-Reply-To': '<fl.abc@example.com>' }, body },
      { name: `states from admin@, ${name}`, headers: { Subject, From: 'admin@shop.example' }, body },
    ];
  });
}
