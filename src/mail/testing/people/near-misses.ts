import type { FixtureMail } from '../fixture-mail.ts';

/** One sentence as machines write it, said by a customer; as a new mail and as an answer to one of ours. */
export function nearMisses(): FixtureMail[] {
  const cases: readonly (readonly [string, string])[] = [
    ['Question', 'I am travelling next week and need to change my flight. My booking is ABC123.'],
    ['Refund', 'I have left the company that paid for this account. Please move it to my private address.'],
    ['Account', 'My old email address is no longer in use. Please change it to new@mail.example.'],
    ['Address', 'My mailbox is no longer valid, please use this address from now on.'],
    ['Out of office replies from your team', 'All I get is out of office replies.'],
    ['Invoice', 'I will be back in the office on Monday and will pay the invoice then.'],
    ['Delivery', 'I am away until Friday. Deliver on Saturday.'],
    ['Vacation mode', 'I set my shop to vacation mode and orders still come in.'],
    ['Ticket 99', 'I received your message. The case has been created under the wrong name.'],
    ['Your message', 'Your message was received but the attachment is missing.'],
    ['Urgent', 'In urgent cases whom do I call'],
    ['Hello', 'We are closed on Monday, so do not send the technician then.'],
    ['Message blocked', 'Your filter blocks my mails: 554 5.7.1 rejected. I write from my private address.'],
    ['Mail returned', 'My mail to sales was returned because the address does not exist.'],
    ['Login', 'I no longer work at Shop Ltd. and want my data deleted.'],
    ['Thanks', 'Thank you for your message. I will reply to the questions tomorrow.'],
    ['Urlaub', 'Ich bin im Urlaub und komme nicht in mein Konto.'],
    ['Ferien', 'Wir sind in den Ferien und haben den Schlüssel vergessen.'],
    ['Paket', 'Ihre Nachricht sagt, das Paket wurde zugestellt. Es ist nicht da.'],
    ['Adresse', 'Meine E-Mail-Adresse ist nicht mehr gültig. Bitte ändern Sie sie auf neu@mail.example.'],
    ['E-Mail kam zurück', 'Meine E-Mail an vertrieb@example.com konnte nicht zugestellt werden.'],
    ['Email not delivered', 'I never got the confirmation e-mail you say was sent to ana@shop.example. It was not delivered.'],
    ['Verification mail', 'The verification mail could not be delivered to my address ana@shop.example, says the app.'],
    ['Message not delivered', 'The message to bob@shop.example was not delivered, your app shows a red mark.'],
    ['Factura', 'El correo con la factura no se entregó. Mi dirección es ana@tienda.example.'],
    ['Facture', 'Le mail avec la facture n’a pas pu être remis à compta@societe.example.'],
  ];
  return cases.flatMap(([Subject, body]): FixtureMail[] => [
    { name: `near miss ${Subject}: ${body.slice(0, 40)}`, headers: { Subject }, body },
    {
      name: `near miss, as an answer, ${Subject}: ${body.slice(0, 40)}`,
      headers: { Subject, 'In-Reply-To': '<fl.abc@example.com>' },
      body,
    },
  ]);
}
