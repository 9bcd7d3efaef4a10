/** What people of the sample company might have answered, in their own words, beside what its articles say: to set and to hold the measure of agreement. */
export interface AnswerCase {
  readonly language: string;
  readonly question: string;
  /** As Firstline would quote it. */
  readonly ours: string;
  /** A person who says the same. */
  readonly same: string;
  /** A person who says something that cannot be true beside it. */
  readonly contrary: readonly string[];
}

export const ANSWERS: readonly AnswerCase[] = [
  {
    language: 'en',
    question: 'Forgot my password\nI cannot remember my password, how do I get a new one?',
    ours: 'To reset a forgotten password, open https://app.hazelnote.example/reset, enter the e-mail address of your Hazelnote account and choose **Send link**. We e-mail you a reset link that works once and for 60 minutes. Open it, enter a new password of at least 12 characters, and you are signed in.',
    same: 'no problem! Just go to https://app.hazelnote.example/reset and put in the address of your account. You will get a link by mail, it is good for an hour.',
    contrary: [
      'Go to https://app.hazelnote.example/reset and put in the address of your account. The link in the mail is good for 24 hours.',
      'Please use https://login.hazelnote.example/forgot, the old page is gone. Enter the address of your account there.',
    ],
  },
  {
    language: 'en',
    question: 'Export\nHow can I get all my notes out of Hazelnote?',
    ours: 'To export all your notes, open **Settings › Data › Export**, choose a format (Markdown, HTML or PDF) and choose **Start export**. We prepare a ZIP file with all notebooks, tags and attachments and e-mail you a download link, usually within 30 minutes. The link is valid for seven days.',
    same: 'You can do that yourself under Settings > Data > Export. Pick Markdown or PDF and start the export; after half an hour or so you receive a download link for the ZIP file.',
    contrary: [
      'Under Settings > Data > Export you can start it. It takes up to 5 days until you receive the download link.',
      'I am afraid we cannot export everything at once. It is not possible to export more than one note.',
    ],
  },
  {
    language: 'en',
    question: 'Student discount?\nI am a student in Utrecht. Do you have a discount?',
    ours: 'Yes, students and teachers get Plus at half the price: €3 a month or €30 a year. Open https://hazelnote.example/students while you are signed in, enter the e-mail address of your school or university, and confirm the link we send there. The discount applies from the next payment and is valid for 12 months.',
    same: 'Yes we do: Plus for 3 euros a month. Sign in, open https://hazelnote.example/students and confirm your university address. It is valid for a year and starts with the next payment.',
    contrary: [
      'Yes we do: Plus for 4 euros a month. Sign in, open https://hazelnote.example/students and confirm your university address.',
      'Thanks for asking. Unfortunately we do not offer a student discount any more.',
    ],
  },
  {
    language: 'en',
    question: 'Invoice\nI need the invoice for last month for my accountant.',
    ours: 'You find all your invoices under **Settings › Billing › Invoices**: choose the download arrow beside a payment to get the invoice as a PDF. The direct link is https://app.hazelnote.example/billing/invoices. We also send each invoice by e-mail to the billing contact on the day of the payment.',
    same: 'All invoices can be downloaded as PDF here: https://app.hazelnote.example/billing/invoices (Settings > Billing > Invoices).',
    contrary: ['Invoices are under https://app.hazelnote.example/account/receipts now, please download the PDF from there.'],
  },
  {
    language: 'en',
    question: 'Upload limit\nHow large may a file be on Plus?',
    ours: 'To attach a file, drag it into a note or choose **+ › File**. A single file may have up to 10 MB on Free, 100 MB on Plus and 250 MB on Team. Uploads are counted by month: 100 MB on Free, 5 GB on Plus and 20 GB per member on Team.',
    same: 'On Plus a single file can be up to 100 MB. All uploads of a month together may be 5 GB.',
    contrary: ['On Plus a single file can be up to 50 MB.'],
  },
  {
    language: 'en',
    question: 'Cancel\nI want to end my subscription, what happens then?',
    ours: 'To cancel your subscription, open **Settings › Billing › Plan**, choose **Cancel plan** and confirm. The plan stays active until the end of the period you have paid for; after that the workspace moves to the Free plan and nothing more is charged.',
    same: 'You can cancel it under Settings > Billing > Plan. It then runs until the end of the period you paid for and afterwards your workspace goes to Free, so nothing more will be charged.',
    contrary: ['You cannot cancel it yourself, we have to do that for you. It is not possible in the settings.'],
  },
  {
    language: 'en',
    question: 'Refund please\nI forgot to cancel before the renewal of my yearly plan. Can I have my money back?',
    ours: 'You can ask for a full refund within 30 days of the payment for a yearly plan, and within 14 days of the payment for a monthly plan, also when the payment was taken because you forgot to cancel before the renewal. Reply with the number or the date of the invoice.',
    same: 'yes, within 30 days of the payment you get a full refund for a yearly plan. Please tell me the number of the invoice.',
    contrary: [
      'We are unable to refund renewals, sorry. The terms say that a renewal is final.',
      'For a yearly plan you can get a full refund within 60 days of the payment, please send the number of the invoice.',
    ],
  },
  {
    language: 'de',
    question: 'Passwort vergessen\nIch habe mein Passwort vergessen. Wie bekomme ich ein neues?',
    ours: 'Um ein vergessenes Passwort zurückzusetzen, öffnen Sie https://app.hazelnote.example/reset, geben Sie die E-Mail-Adresse Ihres Hazelnote-Kontos ein und wählen Sie **Link senden**. Wir schicken Ihnen per E-Mail einen Link, der einmal und 60 Minuten lang gilt.',
    same: 'gehen Sie bitte auf https://app.hazelnote.example/reset und geben dort die Adresse Ihres Kontos ein. Der Link, den Sie dann bekommen, gilt eine Stunde.',
    contrary: [
      'gehen Sie bitte auf https://app.hazelnote.example/reset und geben dort die Adresse Ihres Kontos ein. Der Link gilt zwei Tage.',
      'das können Sie leider nicht selbst. Ein Zurücksetzen ist nicht möglich, solange die Prüfung läuft.',
    ],
  },
  {
    language: 'de',
    question: 'Kündigung\nWie kündige ich mein Abo?',
    ours: 'Um Ihr Abonnement zu kündigen, öffnen Sie **Einstellungen › Abrechnung › Tarif**, wählen Sie **Tarif kündigen** und bestätigen Sie. Der Tarif läuft bis zum Ende des bezahlten Zeitraums weiter; danach wechselt der Arbeitsbereich in den Tarif Free, und es wird nichts mehr berechnet.',
    same: 'Sie finden das unter Einstellungen > Abrechnung > Tarif. Danach läuft der Tarif noch bis zum Ende des bezahlten Zeitraums und wechselt dann auf Free.',
    contrary: ['Sie können den Tarif nicht kündigen, solange eine Rechnung offen ist. Das ist leider nicht möglich.'],
  },
  {
    language: 'de',
    question: 'Erstattung\nKann ich den Monatstarif erstattet bekommen?',
    ours: 'Sie können innerhalb von 30 Tagen nach der Zahlung eines Jahrestarifs und innerhalb von 14 Tagen nach der Zahlung eines Monatstarifs eine volle Erstattung beantragen. Antworten Sie mit der Nummer oder dem Datum der Rechnung.',
    same: 'ja, einen Monatstarif erstatten wir innerhalb von 14 Tagen nach der Zahlung ganz. Nennen Sie mir dazu bitte die Nummer der Rechnung.',
    contrary: [
      'einen Monatstarif erstatten wir innerhalb von 7 Tagen nach der Zahlung. Nennen Sie mir dazu bitte die Nummer der Rechnung.',
    ],
  },
  {
    language: 'es',
    question: 'Contraseña\nHe olvidado mi contraseña, ¿me pueden ayudar?',
    ours: 'Para restablecer una contraseña olvidada, abra https://app.hazelnote.example/reset, escriba la dirección de correo electrónico de su cuenta de Hazelnote y pulse **Enviar enlace**. Le enviaremos por correo un enlace que funciona una sola vez y durante 60 minutos.',
    same: 'puede restablecerla en https://app.hazelnote.example/reset con la dirección de su cuenta. Recibirá un enlace que funciona durante una hora.',
    contrary: [
      'puede restablecerla en https://app.hazelnote.example/reset con la dirección de su cuenta. El enlace funciona durante 3 días.',
    ],
  },
  {
    language: 'es',
    question: 'Compartir\n¿Cuántos invitados puede tener una nota?',
    ours: 'El plan Free permite tres invitados por nota, Plus 50 y Team los que quiera. Los miembros de su propio equipo no cuentan.',
    same: 'con el plan Free son tres invitados por nota, con Plus 50, y con Team no hay límite.',
    contrary: ['con el plan Free son cinco invitados por nota, y con Plus 80.'],
  },
  {
    language: 'fr',
    question: 'Facture\nOù trouver ma facture du mois dernier ?',
    ours: 'Vous trouvez toutes vos factures sous **Paramètres › Facturation › Factures** : choisissez la flèche à côté d’un paiement pour télécharger la facture en PDF. Les factures restent disponibles dix ans.',
    same: 'vos factures se trouvent dans Paramètres > Facturation > Factures, à télécharger en PDF avec la flèche à côté du paiement.',
    contrary: ['nous ne pouvons pas vous donner accès aux factures. Elles restent disponibles deux ans chez nous.'],
  },
  {
    language: 'it',
    question: 'Rimborso\nPosso avere un rimborso per il piano annuale?',
    ours: 'Può chiedere il rimborso completo entro 30 giorni dal pagamento di un piano annuale. Risponda con il numero o la data della fattura. Il rimborso approvato arriva entro dieci giorni lavorativi.',
    same: 'sì, entro 30 giorni dal pagamento del piano annuale è possibile il rimborso completo. Mi mandi il numero della fattura, per favore.',
    contrary: ['entro 15 giorni dal pagamento del piano annuale è possibile il rimborso completo. Mi mandi il numero della fattura.'],
  },
  {
    language: 'nl',
    question: 'Exporteren\nHoe exporteer ik al mijn notities?',
    ours: 'Open **Instellingen › Gegevens › Exporteren**, kies een formaat en kies **Export starten**. U krijgt per e-mail een downloadlink, meestal binnen 30 minuten. De link is zeven dagen geldig.',
    same: 'dat kan via Instellingen > Gegevens > Exporteren. Kies een formaat, dan komt er binnen een half uur een downloadlink per e-mail.',
    contrary: ['dat kan helaas niet zelf. Een export van alles is niet mogelijk.'],
  },
  {
    language: 'pt',
    question: 'Desconto\nHá desconto para estudantes?',
    ours: 'Sim, os estudantes e professores pagam metade no Plus: €3 por mês ou €30 por ano. Abra https://hazelnote.example/students com a sessão iniciada e confirme o endereço da sua escola. O desconto vale 12 meses.',
    same: 'sim, o Plus custa €3 por mês para estudantes. Confirme o endereço da escola em https://hazelnote.example/students; vale 12 meses.',
    contrary: ['sim, o Plus custa €5 por mês para estudantes. Confirme o endereço da escola em https://hazelnote.example/students.'],
  },
];
