import type { FixtureMail } from '../fixture-mail.ts';

/** The same in other words: two a language, as answers to a mail of ours. */
export function moreAbsences(): FixtureMail[] {
  const cases: readonly (readonly [string, string])[] = [
    [
      'Abwesenheitsnotiz',
      'Liebe Absenderin, lieber Absender,\nich befinde mich vom 06.05. bis 20.05.2024 im Urlaub und habe keinen Zugriff auf meine E-Mails.\nAb dem 21.05.2024 bin ich wieder persönlich für Sie da.\nViele Grüße',
    ],
    ['Ich bin im Urlaub', 'Vielen Dank für Ihre E-Mail. Ich bin erst am 21.05. wieder im Büro. Ihre E-Mail wird nicht weitergeleitet.'],
    [
      'Re: Bestellung',
      'Herr Müller ist derzeit nicht im Hause. Er ist ab dem 13.05. wieder erreichbar. In dringenden Fällen wenden Sie sich an info@firma.example.',
    ],
    [
      'Re: Bestellung',
      'Danke für Ihre Nachricht. Ich arbeite in Teilzeit und bin erst am Montag wieder im Büro. Dringendes bitte an team@firma.example.',
    ],
    [
      'Re: commande',
      'Je suis actuellement en congé maternité. Pour toute question, veuillez contacter Marie Dupont (marie@societe.example).',
    ],
    ['Absence', "Bonjour, Je suis en vacances jusqu'au 20 mai. Je prendrai connaissance de votre message à mon retour."],
    [
      'Re: pedido',
      'Gracias por su correo. Actualmente me encuentro de vacaciones y volveré el 13 de mayo. Para asuntos urgentes, escriba a info@tienda.example.',
    ],
    ['Re: pedido', 'No estaré disponible del 6 al 12 de mayo. A mi vuelta atenderé su mensaje.'],
    [
      'Re: pedido',
      'Agradeço o seu contacto. Encontro-me ausente do escritório até dia 12. Em caso de urgência contacte geral@loja.example.',
    ],
    ['Re: pedido', 'Estarei em férias de 6 a 12 de maio. Retornarei seu e-mail assim que possível.'],
    [
      'Re: ordine',
      'Grazie per la tua email. Sarò assente dal 6 al 12 maggio e non potrò leggere la posta. Per urgenze: info@negozio.example',
    ],
    ['Re: ordine', 'Sono in maternità fino a settembre. Vi prego di contattare la collega Anna.'],
    ['Re: bestelling', 'Dank voor uw e-mail. Ik ben met vakantie tot 13 mei. Bij spoed kunt u bellen met 020-1234567.'],
    ['Re: bestelling', 'Bedankt voor je bericht! Ik ben er even niet. Vanaf maandag ben ik weer bereikbaar.'],
    ['Sv: order', 'Tack för ditt mejl. Jag är ledig till den 13 maj. Vid brådskande ärenden, ring växeln.'],
    ['Sv: order', 'Jag är föräldraledig till augusti. Kontakta Per i stället.'],
    ['Sv: ordre', 'Tak for din mail. Jeg er på barsel til september. Kontakt venligst Poul.'],
    ['Sv: ordre', 'Jeg er desværre ikke på kontoret i dag. Du vil få svar i morgen.'],
    ['Re: bestilling', 'Takk for e-posten. Jeg har ferie til 13. mai og svarer når jeg er tilbake.'],
    ['Vs: tilaus', 'Kiitos viestistäsi. Olen vuosilomalla 12.5. asti. Luen sähköpostini palattuani.'],
    ['Odp: zamówienie', 'Dziękuję za wiadomość. Do 12 maja przebywam na urlopie. W sprawach pilnych proszę o kontakt: biuro@firma.example'],
    ['Odp: zamówienie', 'Aktualnie jestem poza biurem z ograniczonym dostępem do poczty. Odpowiem po powrocie 13 maja.'],
    ['Re: objednávka', 'Děkuji za Váš e-mail. Do 12. května čerpám dovolenou. Odpovím Vám po svém návratu.'],
    ['Re: objednávka', 'Ďakujem za Váš e-mail. Momentálne som mimo kancelárie. Odpoviem hneď po návrate.'],
    ['Re: rendelés', 'Köszönöm levelét. Május 12-ig szabadságon vagyok, leveleimet nem olvasom. Sürgős esetben kérem, keresse kollégámat.'],
    ['Re: comanda', 'Vă mulțumesc pentru mesaj. Sunt plecat din birou până pe 12 mai. Voi reveni cu un răspuns la întoarcere.'],
    ['Ynt: sipariş', "E-postanız için teşekkürler. 12 Mayıs'a kadar yıllık izindeyim. Acil durumlar için ofisi arayabilirsiniz."],
    ['Re: заказ', 'Благодарю за письмо. До 12 мая нахожусь в отпуске. По всем срочным вопросам обращайтесь к коллегам: info@firma.example'],
    ['Re: заказ', 'Меня нет на рабочем месте до 13 мая. Я отвечу на Ваше сообщение сразу по возвращении.'],
    ['Re: замовлення', 'Дякую за лист. Я у відпустці до 12 травня. З термінових питань пишіть на info@firma.example.'],
    ['Re: поръчка', 'Благодаря за писмото. В отпуск съм до 12 май. Ще Ви отговоря при връщането си.'],
    ['Re: παραγγελία', 'Σας ευχαριστώ για το μήνυμα. Είμαι σε άδεια έως τις 12 Μαΐου. Για επείγοντα καλέστε το γραφείο.'],
    [
      'Re: 注文',
      'いつもお世話になっております。\n5月6日から12日まで休暇をいただいております。\nお急ぎのご用件は下記までご連絡ください。\ninfo@kaisha.example',
    ],
    ['Re: 注文', '只今出張中のため、メールの確認ができません。帰社後にご連絡いたします。'],
    ['Re: 訂單', '感謝您的來信。我目前出差中，無法即時回覆，將於返回後儘快處理。'],
    ['Re: 주문', '안녕하세요. 현재 출장 중으로 메일 확인이 늦어질 수 있습니다. 복귀 후 회신드리겠습니다.'],
    ['Re: order', 'שלום, אני נמצא בחופשה עד ה-12 במאי. אחזור אליכם לאחר מכן. במקרים דחופים ניתן לפנות לדנה.'],
    ['Re: order', 'شكرا لرسالتكم. أنا خارج المكتب حتى 12 مايو وسأرد عليكم عند عودتي.'],
    [
      'Re: order',
      'I am currently on annual leave until 20 May inclusive, returning on Tuesday 21 May. For urgent enquiries please contact the office on 020 7946 0000.',
    ],
    ['Re: order', "Greetings! I'm out sick today and will respond to emails when I'm back."],
    ['Re: order', 'I will be away from my desk until 3pm today. I will get back to you as soon as possible.'],
    ['Re: order', 'I have retired. Please direct your enquiry to office@corp.example.'],
    [
      'Re: order',
      'Thank you for contacting us. Our offices are closed for the bank holiday weekend and will reopen on Tuesday at 9am. We will respond to your message then.',
    ],
    [
      'Re: order',
      'We are currently experiencing a high volume of emails. We aim to respond within 3 working days. Thank you for your patience.',
    ],
    ['Re: order', 'Your email has been received by the Customer Service team. Reference: CS-12345. We aim to reply within 48 hours.'],
    ['Re: order', 'This is an auto-generated response. We have logged your request under ticket INC0012345.'],
  ];
  return cases.map(([Subject, body]) => ({
    name: `absence, ${Subject}: ${body.slice(0, 60).replaceAll('\n', ' ')}`,
    headers: { Subject, 'In-Reply-To': '<fl.abc@example.com>' },
    body,
  }));
}
