import type { FixtureMail } from '../fixture-mail.ts';

/** Absence told by the text alone: the subject is that of our mail, or the sender's own. */
export function absences(): FixtureMail[] {
  const texts = [
    'I am currently away returning to the office on May 5th. I will have limited access to email and will respond to you upon my return.',
    'Hello,\n\nthank you for your email. I am out of the office until Monday, 13 May, with no access to email.\nIn urgent cases please contact my colleague Tom (tom@corp.example).\n\nKind regards\nAna',
    "Thanks for your message! I'm on parental leave until September. Your email will not be forwarded. For anything urgent, please write to team@corp.example.",
    'I no longer work at Shop Ltd. Please send all future emails to office@shop.example.',
    'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin bis zum 12. Mai nicht im Büro. Ihre E-Mail wird nicht weitergeleitet. In dringenden Fällen wenden Sie sich bitte an meine Kollegin Eva.\n\nMit freundlichen Grüßen\nAna',
    'Ich bin derzeit im Urlaub und ab dem 13.05. wieder erreichbar. Ihre Nachricht werde ich nach meiner Rückkehr beantworten.',
    'Bonjour,\n\nJe suis absente du bureau jusqu’au 12 mai inclus. Je répondrai à votre message dès mon retour. En cas d’urgence, merci de contacter Paul.\n\nCordialement',
    'Actuellement en congés, je serai de retour le 13 mai. Je n’aurai pas accès à mes e-mails.',
    'Hola:\n\nEstaré fuera de la oficina hasta el 12 de mayo. Responderé a su mensaje a mi regreso. En caso de urgencia, contacte con Pablo.',
    'Olá,\n\nEstou de férias até 12 de maio, com acesso limitado ao e-mail. Responderei à sua mensagem quando regressar. Em caso de urgência, contacte o Pedro.',
    'Buongiorno,\n\nsono fuori ufficio fino al 12 maggio. Risponderò al mio rientro. Per urgenze contattare Paolo.',
    'Beste,\n\nIk ben afwezig tot en met 12 mei. Ik beantwoord uw bericht na mijn terugkomst. Voor dringende zaken kunt u contact opnemen met Piet.',
    'Hej!\n\nJag är på semester till och med 12 maj och läser inte min e-post. Jag svarar när jag är tillbaka. Vid brådskande ärenden kontakta Per.',
    'Hej,\n\nJeg er på ferie til og med 12. maj. Jeg besvarer din mail, når jeg er tilbage. I hastesager kontakt venligst Poul.',
    'Hei,\n\nJeg er ikke på kontoret før 13. mai. Jeg svarer på e-posten når jeg er tilbake. Ved hastesaker kontakt Pål.',
    'Hei,\n\nolen lomalla 12.5. saakka. Vastaan viestiisi palattuani. Kiireellisissä asioissa ota yhteyttä Pekkaan.',
    'Dzień dobry,\n\njestem na urlopie do 12 maja. Odpowiem na wiadomość po powrocie. W pilnych sprawach proszę o kontakt z Piotrem.',
    'Dobrý den,\n\njsem na dovolené do 12. května. Na Váš e-mail odpovím po návratu. V naléhavých případech kontaktujte Petra.',
    'Dobrý deň,\n\nsom na dovolenke do 12. mája. Na Váš e-mail odpoviem po návrate. V súrnych prípadoch kontaktujte Petra.',
    'Tisztelt Partnerünk!\n\nSzabadságon vagyok május 12-ig. Visszatérésem után válaszolok levelére. Sürgős esetben keresse Pált.',
    'Bună ziua,\n\nSunt în concediu până pe 12 mai. Voi răspunde la mesaj după ce mă întorc. Pentru urgențe, contactați-l pe Petru.',
    'Merhaba,\n\n12 Mayıs’a kadar izindeyim. Dönüşümde mesajınıza cevap vereceğim. Acil durumlarda lütfen Poyraz ile iletişime geçin.',
    'Καλημέρα σας,\n\nΘα απουσιάζω από το γραφείο έως τις 12 Μαΐου. Θα απαντήσω στο μήνυμά σας με την επιστροφή μου. Για επείγοντα επικοινωνήστε με τον Πέτρο.',
    'Здравствуйте!\n\nЯ в отпуске до 12 мая. Отвечу на ваше письмо после возвращения. По срочным вопросам обращайтесь к Петру.',
    'Доброго дня!\n\nЯ у відпустці до 12 травня. Відповім на ваш лист після повернення. У термінових випадках звертайтеся до Петра.',
    'メールありがとうございます。\n5月12日まで不在にしております。戻り次第ご返信いたします。お急ぎの場合は佐藤までご連絡ください。',
    '您好，\n我目前正在休假，5月13日返回。回来后会尽快回复您的邮件。如有急事，请联系我的同事。',
    '您好，\n本人目前休假中，將於5月13日返回辦公室。回來後會盡快回覆您的郵件。如有急事，請聯絡我的同事。',
    '안녕하세요.\n5월 12일까지 휴가 중입니다. 복귀 후 답변드리겠습니다. 급한 용무는 동료에게 연락해 주세요.',
  ];
  const subjects = ['Re: Your question', 'Thank you for your email', 'Re: [Firstline] Welcome', 'Hello'];
  return texts.map((body, n) => ({
    name: `absence ${body.slice(0, 60).replaceAll('\n', ' ')}`,
    headers: { Subject: subjects[n % subjects.length] ?? '' },
    body,
  }));
}
