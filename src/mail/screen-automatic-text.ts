import type { Message } from './message.ts';
import { asks, wantsSomething } from './own-words.ts';
import { isForward } from './thread.ts';

/** A text that says of itself that a program wrote it, or that nobody reads answers; at the beginning of a sentence. */
const SAYS_SO = new RegExp(
  `^\\W{0,6}(?:(?:please )?note[:,]? (?:that )?|hinweis: |achtung: )?(?:${[
    'this (?:is|was) an? (?:automat(?:ed|ic)|auto-?generated|automatically (?:generated|created|sent)|system[- ]generated|computer[- ]generated) (?:e-?mail|message|reply|response|notification|mail|confirmation|acknowledge?ment|answer)',
    '(?:this|the) (?:e-?mail|message|mail|mailbox|inbox|address) (?:was|is|has been) (?:automatically (?:generated|created|sent)|generated automatically|sent automatically|sent from an? (?:unmonitored|unattended|notification)|not monitored|unmonitored|unattended)',
    'you can expect (?:a|our) (?:reply|response|answer) (?:in|within)\\b',
    "(?:please )?(?:do not|don[’']t) (?:reply|respond) (?:directly )?to this (?:e-?mail|message|mail|address|notification)",
    '(?:replies|responses) to this (?:e-?mail|message|mail|address) (?:are not|will not be|cannot be) (?:monitored|read|answered|processed)',
    "(?:this|the) (?:e-?mail address|mailbox|e-?mail account) is no longer|diese e-?mail-?adresse (?:ist|wird) nicht mehr|cette adresse .{0,30}n[’']est plus|est[ae] (?:dirección|endereço) .{0,30}(?:ya|já) no|questo indirizzo .{0,20}non è più|dit e-?mailadres .{0,20}niet (?:meer|langer)",
    'dies(?:e|es)? (?:ist eine automatisch|e-?mail (?:wurde|wird|ist) (?:automatisch|maschinell|vom system)|nachricht (?:wurde|wird|ist) (?:automatisch|maschinell))|(?:bitte )?antworten sie (?:bitte )?nicht auf diese|bitte nicht auf diese (?:e-?mail|nachricht) antworten|auf diese (?:e-?mail|nachricht) (?:kann|können|bitte) .{0,20}nicht',
    'ceci est un (?:message|e-?mail|courriel|courrier) (?:automatique|envoyé automatiquement|généré)|(?:ce|cet) (?:message|e-?mail|courriel) (?:a été|est) (?:envoyé|généré) (?:automatiquement|de façon automatique|par un automate)|merci de ne pas répondre|(?:veuillez )?ne pas répondre à ce|ne répondez pas à ce',
    'est[ea] (?:es )?(?:un )?(?:mensaje|correo(?: electrónico)?|e-?mail) (?:es |ha sido |fue )?(?:automático|generado automáticamente|enviado automáticamente)|(?:por favor,? )?no respond[ae] a este|no conteste a este',
    'est[ae] (?:é )?(?:uma )?(?:mensagem|e-?mail|correio)(?: eletrónico| eletrônico)? (?:é |foi )?(?:automátic[ao]|gerad[ao] automaticamente|enviad[ao] automaticamente)|(?:por favor,? )?não responda a est[ae]',
    "quest[ao] (?:è )?(?:un[’' ]?)?\\s?(?:messaggio|e-?mail|mail) (?:è stat[ao] )?(?:automatic[ao]|generat[ao] automaticamente|inviat[ao] automaticamente)|si prega di non rispondere|(?:la preghiamo di )?non risponda? a questa",
    'di(?:t|eze) (?:is een automatisch|(?:e-?mail|bericht) (?:is|wordt|werd) automatisch)|(?:u kunt|gelieve|graag) niet (?:op|te (?:antwoorden|reageren)).{0,30}|beantwoord deze e-?mail niet|reageer niet op (?:deze|dit)',
    'det(?:ta|te) (?:är ett|er en|er et|mejl(?:et)?|mail) (?:automati|har skickats automati)\\S*|svara inte på det|du kan ikke (?:be)?svare (?:på )?denne|(?:vennligst )?(?:ikke svar|svar ikke) på denne|tämä (?:on automaattinen|viesti on (?:lähetetty|luotu) automaattisesti)|älä vastaa tähän',
    'ta wiadomość (?:została|jest) (?:wygenerowana|wysłana|generowana) automatycznie|(?:prosimy|proszę) (?:na nią )?nie odpowiadać|(?:to jest )?wiadomość (?:wygenerowana|wysłana) automatycznie|to(?:to)? je automatick|tat?to (?:zpráva|správa|e-?mail) (?:byla?|je|bola?) (?:automatick|vygenerov)|na t(?:ento|uto|úto) (?:e-?mail|zprávu|správu) (?:prosím )?neodpov',
    'ez egy automatikus|ezt az (?:üzenetet|e-?mailt) (?:rendszerünk )?automatikusan|(?:kérjük,? )?ne válaszoljon erre|aceasta este un mesaj automat|acest (?:mesaj|e-?mail) (?:a fost|este) (?:generat|trimis) automat|vă rugăm să nu răspundeți|ovo je automatsk',
    'bu (?:e-?posta|mesaj|ileti) (?:otomatik olarak|sistem tarafından)|(?:lütfen )?bu (?:e-?postayı|mesajı|iletiyi) (?:yanıtlamayın|cevaplamayın)|αυτό (?:είναι ένα|το (?:μήνυμα|email)) .{0,30}αυτόματ',
    '(?:это|данное) (?:автоматическ|(?:письмо|сообщение) (?:создано|отправлено|сформировано|сгенерировано|было|является) .{0,20}(?:автоматическ|автоматом|роботом|сервером)|(?:письмо|сообщение) автоматическ)\\S*|(?:пожалуйста,? )?не отвечайте на (?:это|данное)|ц(?:е|ей) (?:автоматичн|лист (?:створено|надіслано) автоматично)\\S*|не відповідайте на цей',
    '(?:本|この|当)(?:メール|メッセージ)は.{0,12}(?:自動|送信専用|配信専用)|自動(?:送信|配信|返信)(?:メール|です)|.{0,12}(?:这|這|本|此).{0,6}(?:自动|系统|自動|系統).{0,8}(?:邮件|郵件|发送|發送|回复|回覆|生成)|(?:请|請)勿(?:直接)?(?:回复|回覆)|(?:본|이) ?(?:메일|메시지)은? .{0,10}(?:발신 ?전용|자동)|הודעה (?:זו נשלחה|אוטומטית)|(?:هذه رسالة|هذا بريد).{0,12}(?:تلقائي|آلي)|đây là (?:email|thư|tin nhắn) tự động|(?:email|pesan) ini (?:dikirim|dibuat) (?:secara )?otomatis',
  ].join('|')})`,
  'iu',
);

/** What ticket systems say when they have got a mail. The first of these alone may be a person's word. */
const RECEIVED =
  /\b(?:high|large) (?:volume|number) of (?:e-?mails|requests|inquiries|enquiries|messages)|\byour (?:\S+ ){0,3}?(?:request|inquiry|enquiry|ticket|case|e-?mail|message|query|support request)(?: \S{1,20}){0,4}? (?:has been|was|is) (?:successfully )?(?:received|registered|created|logged|opened|submitted|assigned)|your (?:e-?mail|message|call) is (?:very )?important to us|we(?: have|['’]ve)? (?:successfully )?(?:received|got) your (?:\S+ )?(?:request|inquiry|enquiry|e-?mail|message|query|ticket|application)|we (?:have |would like to acknowledge that we have )?(?:successfully )?(?:received|got) your (?:\S+ )?(?:request|inquiry|enquiry|e-?mail|message|query|ticket)|a (?:new )?(?:support )?ticket (?:has been|was) (?:created|opened)|(?:haben|hat) ihre (?:\S+ )?(?:anfrage|nachricht|e-?mail|mitteilung) erhalten|ihre (?:anfrage|nachricht|e-?mail) (?:ist|wurde) .{0,30}(?:eingegangen|erhalten|erfasst)|avons bien reçu votre|accusons réception|(?:su|tu) (?:mensaje|solicitud|correo) ha sido recibid|(?:la|il) (?:sua|suo) (?:richiesta|messaggio|email) è stat[ao] ricevut|ihre (?:nachricht|anfrage|e-?mail) ist .{0,20}eingegangen|uw (?:e-?mail|bericht|vraag) .{0,30}ontvangen|votre (?:demande|message) a (?:bien )?été (?:reçu|enregistré)|hemos recibido (?:su|tu)|recebemos (?:a )?(?:sua|o seu|tua)|abbiamo ricevuto (?:la|il) (?:sua|suo|tua)|(?:hebben )?uw (?:bericht|vraag|e-?mail|aanvraag) (?:ontvangen|is ontvangen)|har (?:mottagit|tagit emot|modtaget|mottatt) (?:ditt|din|dit)|(?:otrzymaliśmy|zarejestrowaliśmy)|(?:přijali|obdrželi|prijali) jsme|ваш(?:е|а) (?:обращение|заявка|письмо) (?:принят|зарегистрирован|получен)\S*|ваше письмо получено|(?:お問い合わせ|ご連絡)(?:を|が).{0,10}(?:受け付け|承り|受信)|(?:已|已经|已經)收到(?:您|你)的|접수(?:되었|가 완료)/iu;
const WILL_ANSWER =
  /\b(?:will|shall|aim to)\b.{0,60}\b(?:get back|respond|reply|contact|answer|review|send you|be in touch|follow up)|within \d+ (?:\w+ )?(?:hours?|days?)|(?:being|be) reviewed|(?:ticket|case|request|reference) (?:number|no\b|id\b|#)|to add (?:additional|more) comments|(?:ticket|vorgangs|fall)nummer|(?:bearbeiten|beantworten|melden)|wird .{0,40}bearbeitet|répondr(?:ons|a)|contestaremos|lo antes posible|il prima possibile|reageren|dans les (?:meilleurs|plus brefs) délais|responderemos|en un plazo|em breve|risponderemo|al più presto|zo (?:snel|spoedig)|återkommer|vender tilbage|så snart|odpowiemy|odpovíme|ответим|в течение|номер|回答|対応|尽快|盡快|빠른 시일|답변/iu;
/** Mail that waits for a moderator, or wants its sender to prove something. */
const HELD =
  /(?:is being|has been|was) held until the list moderator|awaits moderator approval|verify your e-?mail to \S+ by|(?:was|has been) waitlisted|your (?:request|message) .{0,60}rejected by the list moderator|para que (?:a )?sua mensagem seja encaminhada|(?:confirm|verify|prove) that you (?:are|re) (?:an? )?(?:human|real person|not a robot)|(?:confirm|verify) (?:yourself|your (?:e-?mail )?(?:address|identity)) (?:as a|to (?:deliver|release))|(?:message|e-?mail) .{0,60}(?:quarantined|on hold|held)\b.{0,120}(?:confirm|click|approve|release|verif)|bestätigen sie,? dass sie ein mensch/iu;

/** Whether it is what ticket systems say when they have got a mail: it has arrived, and somebody will look. */
export function isReceipt(words: string): boolean {
  return RECEIVED.test(words);
}

/** Why the text is one that only a program writes, or null. Nobody whose mail asks or wants something is a program. */
export function automaticText(message: Message, words: string): string | null {
  if (/^cron <\S+>/i.test(message.subject)) return `Subject: ${message.subject}`;
  if (words === '' || isForward(message.subject)) return null;
  const held = HELD.exec(words);
  if (held !== null && !asks(words)) return `Text: ${held[0]}`;
  if (asks(words) || wantsSomething(words)) return null;
  // A program's full stop may stand behind a digit: "Your code is 123456."
  const lines = words.split(/\n+|(?<=[.!。！])\s*/u).map((line) => line.trim());
  const said = lines.find((sentence) => sentence.length <= 300 && SAYS_SO.test(sentence));
  if (said !== undefined) return `Text: ${said}`;
  const received = RECEIVED.exec(words);
  return received !== null && WILL_ANSWER.test(words.slice(0, received.index) + words.slice(received.index + received[0].length))
    ? `Text: ${received[0]}`
    : null;
}
