/** What the fields of contact forms are called, in the languages of their makers. Pure data. */

/** `other` is what no customer says in their own words: telephone, page, consent, address of the machine. */
export type Role = 'email' | 'name' | 'first' | 'last' | 'sender' | 'subject' | 'message' | 'other';

/** The form's own names of its fields, as configured. */
export interface OwnLabels {
  readonly email: readonly string[];
  readonly name: readonly string[];
  readonly subject: readonly string[];
  readonly message: readonly string[];
}

const USUAL: Readonly<Record<Role, string>> = {
  email: `email|e mail|mail|email address|e mail address|mail address|email id|contact email|reply to|replyto|sender email|from email|visitor email|customer email|emailadresse|e mail adresse|mailadresse|mail adresse|correo|correo electrónico|correo electronico|email de contacto|dirección de correo|dirección de correo electrónico|adresse email|adresse e mail|adresse mail|adresse électronique|courriel|adresse courriel|indirizzo email|indirizzo e mail|posta elettronica|endereço de email|endereço de e mail|correio eletrónico|correio eletrônico|emailadres|e mailadres|e mail adres|mailadres|epost|e post|epostadress|e postadress|e postadresse|epostadresse|mailadresse|sähköposti|sähköpostiosoite|adres email|adres e mail|adres poczty elektronicznej|emailová adresa|e mailová adresa|e mail cím|email cím|adresa de email|adresă de email|имейл|электронная почта|эл почта|почта|адрес электронной почты|электронная почта для связи|електронна пошта|e posta|eposta|e posta adresi|eposta adresi|ηλεκτρονικό ταχυδρομείο|メール|メールアドレス|eメール|電子メール|邮箱|电子邮件|电子邮箱|邮箱地址|電子郵件|電郵|이메일|이메일 주소|البريد الإلكتروني|בריד אלקטרוני|דוא ל|אימייל|thư điện tử`,
  name: `name|full name|first and last name|first last name|contact name|customer name|sender name|from name|visitor name|who are you|name vorname|vor und nachname|vorname und nachname|vollständiger name|ihr name|nombre|nombre completo|nombre y apellidos|nombre y apellido|nom|nom complet|nom et prénom|nom prénom|prénom et nom|prénom nom|nome|nome completo|nome e cognome|naam|volledige naam|voor en achternaam|namn|fullständigt namn|för och efternamn|navn|fulde navn|fullt navn|nimi|koko nimi|imię i nazwisko|jméno a příjmení|celé jméno|meno a priezvisko|név|teljes név|nume|nume și prenume|име|имя|фио|имя и фамилия|полное имя|ім я|ad soyad|adınız|adınız soyadınız|isim|isim soyisim|ad soyadı|όνομα|ονοματεπώνυμο|お名前|名前|氏名|ご氏名|姓名|名字|您的姓名|称呼|이름|성함|성명|الاسم|الاسم الكامل|שם|שם מלא|họ và tên|họ tên|tên`,
  first: `first name|firstname|given name|forename|vorname|prénom|primer nombre|nombre de pila|primeiro nome|voornaam|förnamn|fornavn|etunimi|imię|jméno|keresztnév|prenume|имя|ad|名`,
  last: `last name|lastname|surname|family name|nachname|familienname|apellido|apellidos|nom de famille|cognome|apelido|sobrenome|achternaam|efternamn|etternavn|efternavn|sukunimi|nazwisko|příjmení|priezvisko|vezetéknév|фамилия|прізвище|soyad|soyadı|soyadınız|姓`,
  sender: `from|von|de|da|van|från|fra|lähettäjä|od|от|від|kimden|差出人|发件人|보낸사람|sender|absender|expéditeur|remitente|mittente|remetente|afzender|avsändare|avsender|afsender|nadawca|отправитель`,
  subject: `subject|betreff|asunto|objet|sujet|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|tárgy|subiect|тема|θέμα|konu|件名|题目|主题|主題|제목|الموضوع|נושא|chủ đề|tiêu đề`,
  message: `message|message body|body|comment|comments|comment or message|comments or message|message or comment|comments questions|questions comments|questions or comments|question|questions|inquiry|enquiry|description|details|request|feedback|how can we help|how can we help you|how may we help you|what can we help you with|what can we do for you|what do you need help with|tell us more|issue|problem|content|text|note|notes|nachricht|ihre nachricht an uns|nachrichtentext|mitteilung|anliegen|frage|fragen|anfrage|kommentar|bemerkung|bemerkungen|beschreibung|wie können wir helfen|wie können wir ihnen helfen|worum geht es|mensaje|consulta|comentario|comentarios|pregunta|descripción|cómo podemos ayudarte|cómo podemos ayudarle|en qué podemos ayudarte|commentaire|commentaires|demande|question ou commentaire|comment pouvons nous vous aider|messaggio|richiesta|commento|commenti|domanda|come possiamo aiutarti|mensagem|comentário|comentários|pergunta|dúvida|como podemos ajudar|bericht|vraag|opmerking|opmerkingen|vraag of opmerking|hoe kunnen we helpen|hoe kunnen we je helpen|meddelande|meddelelse|melding|beskjed|besked|fråga|spørgsmål|viesti|wiadomość|treść|treść wiadomości|pytanie|zpráva|text zprávy|dotaz|správa|üzenet|kérdés|mesaj|mesajul|mesajınız|съобщение|сообщение|текст сообщения|ваш вопрос|вопрос|комментарий|повідомлення|μήνυμα|お問い合わせ内容|問い合わせ内容|お問合せ内容|内容|本文|メッセージ|ご質問|ご質問内容|ご相談内容|消息|留言|留言内容|信息|内容描述|問題|问题|訊息|메시지|문의|문의내용|문의 내용|내용|الرسالة|رسالة|הודעה|tin nhắn|nội dung`,
  other: `phone|phone number|telephone|telephone number|tel|mobile|mobile number|mobile phone|cell|cell phone|contact number|whatsapp|fax|telefon|telefonnummer|handy|handynummer|mobil|mobilnummer|rufnummer|teléfono|móvil|celular|número de teléfono|téléphone|numéro de téléphone|portable|telefono|cellulare|numero di telefono|telefone|telemóvel|telefoon|telefoonnummer|mobiel|puhelin|puhelinnumero|numer telefonu|telefonní číslo|telefonszám|телефон|номер телефона|telefon numarası|τηλέφωνο|電話|電話番号|お電話番号|电话|手机|电话号码|手机号|전화번호|연락처|رقم الهاتف|טלפון|số điện thoại|company|company name|organisation|organization|firma|unternehmen|empresa|société|entreprise|azienda|bedrijf|bedrijfsnaam|företag|firmanavn|yritys|компания|şirket|会社名|御社名|公司|公司名称|회사|회사명|website|web site|homepage|url|page|page url|page title|site|site url|form|form name|form id|form title|source|source url|referrer|referer|landing page|seite|formular|formularname|page web|sitio web|sito web|ip|ip address|remote ip|user ip|sender ip|ip adresse|adresse ip|dirección ip|user agent|browser|device|date|time|date time|submitted|submitted at|submitted on|submission date|submission time|submission id|submission|entry id|entry|response id|reference id|created at|timestamp|zeitstempel|datum|uhrzeit|zeit|fecha|hora|horodateur|marca temporal|informazioni cronologiche|data|tijdstempel|日時|送信日時|提交时间|consent|gdpr|gdpr agreement|gdpr consent|privacy|privacy policy|privacy consent|data protection|terms|terms and conditions|i agree|acceptance|acceptance terms|datenschutz|datenschutzerklärung|dsgvo|einwilligung|zustimmung|rgpd|consentement|politique de confidentialité|política de privacidad|aceptación|consenso|privacy consenso|informativa privacy|privacybeleid|captcha|recaptcha|honeypot|newsletter|country|country code|land|país|pays|paese|国|国家|country region|city|ort|stadt|ciudad|ville|zip|zip code|postal code|postcode|plz|address|street|adresse|anschrift|salutation|anrede|title|civilité|tratamiento|gender`,
};

const ROLES = new Map(
  (Object.entries(USUAL) as [Role, string][])
    .reverse()
    .flatMap(([role, labels]) => labels.split('|').map((label) => [plainLabel(label), role] as const)),
);

/** Words in front of a label that say whose it is. */
const WHOSE =
  /^(?:your|ihre?|deine?|votre|vos|tu|tus|su|sus|la tua|il tuo|la sua|il suo|uw|je|jouw|din|ditt|twój|twoje|twoja|ваша?|ваше|seu|sua|o seu|a sua|please enter(?: your)?|enter(?: your)?|what(?: is|'s|’s| s) your|wie lautet ihre?|cuál es tu|quel est votre|quelle est votre)\s+/u;

/** Lower case, without marks of a required field, numbering, brackets, quotes and colons; `_` and `-` are spaces. */
export function plainLabel(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:required|optional|erforderlich|optional|pflichtfeld|obligatoire|obligatorio|必須|必填|필수)\)|必須|必填/g, ' ')
    .replace(/^\s*\d{1,2}[.)]\s+/, '')
    .replace(/[*"“”„[\](){}:?¿!¡|#>=/\\.,_\-–—]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A label that speaks of mail, in whatever words, above or beside an address and nothing else. */
const OF_MAIL = /mail|posta|correo|courriel|почт|пошт|メール|邮|郵|电邮|電郵|이메일|بريد|דואר|דוא/u;
const ONLY_ADDRESS = /^<?[^\s<>:;,"'()[\]]{1,64}@[^\s<>:;,"'()[\]?]{1,255}\.[^\s<>:;,"'()[\]?]{2,63}>?$/u;

export function roleOf(label: string, own: OwnLabels, value = ''): Role | null {
  const plain = plainLabel(label);
  if (plain === '') return null;
  for (const role of ['email', 'name', 'subject', 'message'] as const) {
    if (own[role].some((name) => plainLabel(name) === plain)) return role;
  }
  const usual = ROLES.get(plain) ?? ROLES.get(plain.replace(WHOSE, ''));
  return usual ?? (plain.split(' ').length <= 6 && OF_MAIL.test(plain) && ONLY_ADDRESS.test(value.trim()) ? 'email' : null);
}
