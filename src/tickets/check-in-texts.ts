/** What a silent customer is asked and told, by language. Pure. Nothing in it is about their matter, and nothing is promised: no model writes these mails. */

export interface CheckInTexts {
  /** Asks whether it is resolved. */
  readonly ask: string;
  /** Says that the ticket is closed, and how it is opened again. */
  readonly closed: string;
  /** Where prompts/phrases.md has none for the language. */
  readonly greeting?: string;
  readonly signOff?: string;
}

const ENGLISH: CheckInTexts = {
  ask: 'we have not heard back from you. Is this resolved? A short answer to this mail is enough, for instance “yes, thanks” or “no, it still does not work”.',
  closed:
    'as we have not heard back from you, we close this request. Should you still need help, just answer this mail: that opens it again.',
};

const TEXTS: Readonly<Record<string, CheckInTexts>> = {
  en: ENGLISH,
  es: {
    ask: 'no hemos vuelto a tener noticias suyas. ¿Está resuelto? Basta con una breve respuesta a este correo, por ejemplo «sí, gracias» o «no, sigue sin funcionar».',
    closed:
      'como no hemos vuelto a tener noticias suyas, cerramos esta consulta. Si todavía necesita ayuda, responda a este correo y la volveremos a abrir.',
  },
  de: {
    ask: 'wir haben nichts mehr von Ihnen gehört. Ist Ihr Anliegen gelöst? Eine kurze Antwort auf diese Mail genügt, etwa „ja, danke“ oder „nein, es geht noch nicht“.',
    closed:
      'da wir nichts mehr von Ihnen gehört haben, schließen wir diese Anfrage. Brauchen Sie noch Hilfe, antworten Sie einfach auf diese Mail: Dann öffnen wir sie wieder.',
  },
  fr: {
    ask: 'nous n’avons plus eu de vos nouvelles. Votre problème est-il résolu ? Une courte réponse à ce message suffit, par exemple « oui, merci » ou « non, cela ne fonctionne toujours pas ».',
    closed:
      'sans nouvelles de votre part, nous fermons cette demande. Si vous avez encore besoin d’aide, répondez simplement à ce message : elle sera rouverte.',
  },
  it: {
    ask: 'non abbiamo più avuto sue notizie. Il problema è risolto? Basta una breve risposta a questa e-mail, ad esempio «sì, grazie» oppure «no, non funziona ancora».',
    closed:
      'non avendo più avuto sue notizie, chiudiamo questa richiesta. Se ha ancora bisogno di aiuto, risponda a questa e-mail: la riapriremo.',
  },
  pt: {
    ask: 'não voltámos a ter notícias suas. Está resolvido? Basta uma resposta curta a este e-mail, por exemplo «sim, obrigado» ou «não, continua sem funcionar».',
    closed:
      'como não voltámos a ter notícias suas, encerramos este pedido. Se ainda precisar de ajuda, responda a este e-mail e voltaremos a abri-lo.',
  },
  nl: {
    ask: 'we hebben niets meer van u gehoord. Is het opgelost? Een kort antwoord op deze mail is genoeg, bijvoorbeeld “ja, bedankt” of “nee, het werkt nog niet”.',
    closed:
      'omdat we niets meer van u hebben gehoord, sluiten we deze vraag. Hebt u nog hulp nodig, beantwoord dan deze mail: dan openen we hem weer.',
  },
  ja: {
    ask: 'その後ご連絡をいただいておりませんが、問題は解決しましたでしょうか。「解決しました」「まだ解決していません」など、このメールに短くご返信いただければ結構です。',
    closed:
      'その後ご連絡をいただいておりませんので、このお問い合わせを終了いたします。引き続きサポートが必要な場合は、このメールにご返信ください。再開いたします。',
  },
  pl: {
    greeting: 'Dzień dobry,',
    ask: 'nie otrzymaliśmy już od Państwa wiadomości. Czy sprawa jest rozwiązana? Wystarczy krótka odpowiedź na tę wiadomość, na przykład „tak, dziękuję” albo „nie, nadal nie działa”.',
    closed:
      'ponieważ nie otrzymaliśmy już od Państwa wiadomości, zamykamy to zgłoszenie. Jeśli nadal potrzebują Państwo pomocy, wystarczy odpowiedzieć na tę wiadomość: otworzymy je ponownie.',
    signOff: 'Z poważaniem,',
  },
  sv: {
    greeting: 'Hej,',
    ask: 'vi har inte hört något mer från dig. Är det löst? Ett kort svar på det här mejlet räcker, till exempel ”ja, tack” eller ”nej, det fungerar fortfarande inte”.',
    closed:
      'eftersom vi inte har hört något mer från dig stänger vi det här ärendet. Behöver du fortfarande hjälp är det bara att svara på det här mejlet, så öppnar vi det igen.',
    signOff: 'Vänliga hälsningar',
  },
  da: {
    greeting: 'Hej,',
    ask: 'vi har ikke hørt mere fra dig. Er det løst? Et kort svar på denne mail er nok, for eksempel »ja, tak« eller »nej, det virker stadig ikke«.',
    closed:
      'da vi ikke har hørt mere fra dig, lukker vi denne sag. Har du stadig brug for hjælp, så svar på denne mail: så åbner vi den igen.',
    signOff: 'Venlig hilsen',
  },
  tr: {
    greeting: 'Merhaba,',
    ask: 'sizden yeni bir haber alamadık. Sorununuz çözüldü mü? Bu e-postaya “evet, teşekkürler” veya “hayır, hâlâ çalışmıyor” gibi kısa bir yanıt yeterlidir.',
    closed:
      'sizden yeni bir haber alamadığımız için bu talebi kapatıyoruz. Hâlâ yardıma ihtiyacınız varsa bu e-postayı yanıtlamanız yeterlidir; talebi yeniden açarız.',
    signOff: 'Saygılarımızla',
  },
  ru: {
    greeting: 'Здравствуйте!',
    ask: 'Мы больше не получали от вас писем. Вопрос решён? Достаточно короткого ответа на это письмо, например «да, спасибо» или «нет, всё ещё не работает».',
    closed:
      'Мы больше не получали от вас писем и закрываем это обращение. Если вам ещё нужна помощь, просто ответьте на это письмо: мы откроем его снова.',
    signOff: 'С уважением,',
  },
  zh: {
    greeting: '您好：',
    ask: '我们没有再收到您的回复。问题解决了吗？只需简短回复这封邮件即可，例如“已解决，谢谢”或“还没有解决”。',
    closed: '由于没有再收到您的回复，我们将关闭此请求。如果您仍需要帮助，请直接回复这封邮件，我们会重新打开它。',
    signOff: '此致',
  },
  ko: {
    greeting: '안녕하세요.',
    ask: '그 후로 연락을 받지 못했습니다. 문제가 해결되었나요? “네, 감사합니다” 또는 “아니요, 아직 안 됩니다”처럼 이 메일에 짧게 답장해 주시면 됩니다.',
    closed: '그 후로 연락을 받지 못해 이 문의를 종료합니다. 도움이 더 필요하시면 이 메일에 답장해 주세요. 다시 열어 드리겠습니다.',
    signOff: '감사합니다.',
  },
};

/** Of languages that can be told apart only by a region, the general one. */
function general(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? language;
}

/** In the customer's language; else in the inbox's, else English. Returns the language that it is. */
export function checkInTexts(language: string | null, locale: string): CheckInTexts & { readonly language: string } {
  for (const wanted of [language ?? locale, locale].map(general)) {
    const texts = TEXTS[wanted];
    if (texts !== undefined) return { ...texts, language: wanted };
  }
  return { ...ENGLISH, language: 'en' };
}
