/** What mail clients write around quoted mail, by language. Data and one test each; where it stands in a mail is decided elsewhere. */

/** The verb of `On … <name> wrote:`, whichever side of the name it stands on. */
const WROTE = [
  'wrote|writes|a écrit|schrieb|geschrieben|escribió|ha scritto|escreveu|va escriure|schreef|geschreven|skrev|skreiv|kirjoitti',
  'skrifaði|napisał\\(a\\)|napisała|napisał|pisze|napsal\\(a\\)|napsala|napsal|napísal\\(a\\)|napísala|napísal|ezt írta|írta',
  'a scris|je napisao(?:/la)?|je napisala|napisao je|je napisal(?:/-a|\\(a\\))?|yazdı|şunları yazdı|şöyle yazdı|έγραψε|rašė',
  'rakstīja|kirjutas|shkroi|написал\\(а\\)|написала|написал|пишет|писал\\(а\\)|написав\\(-ла\\)|написав|написала|пише|написа',
  'כתב/ה|כתבה|כתב|كتب/كتبت|كتبت|كتب|đã viết|menulis|เขียนว่า|写道|寫道|写了|のメール|は書きました|が書きました|書きました|님이 작성|작성|썼습니다',
].join('|');

/** How such a line begins when it is broken over several. */
const STARTS =
  '(?:On|At|Le|Am|Um|El|Il|Em|No dia|A|Op|Den|På|Dnia|W dniu|Dne|Dňa|În|Pe|Στις|В|Вт|Пн|Ср|Чт|Пт|Сб|Вс|בתאריך|في|Vào|Pada|于|在|\\d)';

const ENDS = `(?:${WROTE})(?:\\s(?:[^:：]|\\d[:.]\\d\\d){0,120}|\\s*<[^<>]{0,120}>)?\\s*(?:[:：]|-{2,4})$`;

/** A word of its own, or one in a script that writes without spaces. */
export const ATTRIBUTION = new RegExp(`(?:^|[\\s>)\\]，,、]|(?=[\\u3040-\\u9fff\\uac00-\\ud7af]))${ENDS}`, 'iu');
export const ATTRIBUTION_START = new RegExp(`^[-\\s*"'‪‫]*${STARTS}(?![\\p{L}])|<[^<>\\s]+@[^<>\\s]+>\\s+(?:${WROTE})\\s`, 'iu');
/** Gmail in languages without a verb: date, name and address alone. */
export const DATED_SENDER =
  /^(?:\p{L}{2,10}\.?,?\s+)?(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}).{0,120}<\s*[^<>\s]+@[^<>\s]+>\s*[:：]?$/u;
/** A date or an address: without one of them, `… wrote:` may be the customer's own sentence. */
export const DATE_OR_ADDRESS = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{4}年|@/;

const ORIGINAL = [
  'Original Message|Original Email|Original Mail|Reply Message|Reply Above This Line|Ursprüngliche Nachricht|Originalnachricht',
  "Original-Nachricht|Message d'origine|Message d’origine|Message original|Courriel original|Mensaje original|Mensaje Original",
  'Missatge original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Origineel bericht|Ursprungligt meddelande',
  'Originalmeddelande|Oprindelig meddelelse|Original meddelelse|Opprinnelig melding|Alkuperäinen viesti|Oryginalna wiadomość',
  'Wiadomość oryginalna|Treść oryginalnej wiadomości|Původní zpráva|Původní e-mail|Pôvodná správa',
  'Eredeti üzenet|Mesaj original|Mesajul original|Orijinal Mesaj|Özgün İleti|Izvorna poruka|Izvirno sporočilo|Αρχικό μήνυμα',
  'Исходное сообщение|Оригинальное сообщение|Оригінальне повідомлення|Початкове повідомлення|הודעה מקורית|الرسالة الأصلية',
  'Pesan Asli|Thư gốc|原始邮件|原始郵件|原邮件|元のメッセージ|元のメール|원본 메시지|원본 메일',
].join('|');
export const ORIGINAL_MESSAGE = new RegExp(`^[\\s*]*[-_=]{2,}\\s*(?:${ORIGINAL})\\s*[-_=]{2,}`, 'iu');

const FORWARDED = [
  'Forwarded (?:message|by|email|mail)|Weitergeleitete Nachricht|Weitergeleitete E-?Mail|Message transféré|Message transmis',
  'Courriel transféré|Mensaje reenviado|Mensaje enviado|Missatge reenviat|Messaggio inoltrato',
  'Mensagem (?:encaminhada|reencaminhada)|Doorgestuurd bericht|Vidarebefordrat (?:meddelande|mail)',
  'Videresendt (?:meddelelse|e-post|melding|besked)|Edelleenlähetetty viesti|Välitetty viesti|Przekazana wiadomość',
  'Treść przekazanej wiadomości|Přeposlaná zpráva|Preposlaná správa|Továbbított (?:üzenet|levél)|Mesaj redirecționat',
  'Yönlendirilen (?:ileti|mesaj)|İletilen mesaj|Προωθημένο μήνυμα|Пересылаемое (?:сообщение|письмо)|Пересланное сообщение',
  'Переслане повідомлення|הודעה שהועברה|رسالة معاد توجيهها|الرسالة المعاد توجيهها|Pesan terusan|Thư chuyển tiếp|转发的邮件|转发邮件|轉寄郵件',
  '轉寄的郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|전달된 메일',
].join('|');
const BEGIN_FORWARDED = [
  'Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Début du message (?:réexpédié|transféré)',
  'Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem (?:reencaminhada|encaminhada)',
  'Begin doorgestuurd bericht|Vidarebefordrat brev|Start på videresendt besked|Begynnelse på videresendt melding',
  'Välitetty viesti alkaa|Początek przekazywanej wiadomości|Začátek přeposlané zprávy|Továbbított levél kezdete',
  'Yönlendirilmiş ileti başlangıcı|Начало переадресованного сообщения|Начало пересылаемого сообщения|下面是被转发的邮件|以下是被轉寄的訊息',
  '開始転送メッセージ|전달된 메시지 시작',
].join('|');
export const FORWARDED_MESSAGE = new RegExp(`^[\\s*>]*(?:[-_=]{2,}\\s*(?:${FORWARDED})|(?:${BEGIN_FORWARDED})\\s*[:：])`, 'iu');

const FROM =
  'From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|Expéditeur|Remitente|Remetente|Mittente|Afzender|Gönderen|Kimden|Από|От|От кого|Від|Кому від|מאת|من|Dari|Từ|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|발신';
const OTHER = [
  'Sent|Date|To|Subject|Cc|Bcc|Reply-To|Importance|Attachments?', // en
  'Gesendet|Datum|An|Betreff|Antwort an|Anlagen?|Wichtigkeit|Priorität', // de
  'Envoyé(?: le)?|Date|À|A|Objet|Sujet|Pièces jointes|Destinataire|Répondre à', // fr
  'Enviado(?: el| em)?|Fecha|Para|Asunto|CC|Data|Assunto|Enviada(?: em)?|Enviat|Per a|Assumpte', // es pt ca
  'Inviato|Data|A|Oggetto|Risposta', // it
  'Verzonden|Datum|Aan|Onderwerp', // nl
  'Skickat|Datum|Till|Ämne|Sendt|Dato|Til|Emne|Lähetetty|Päivämäärä|Päiväys|Vastaanottaja|Aihe|Kopio', // nordic
  'Wysłano|Wysłane|Data|Do|Temat|DW|Odesláno|Komu|Předmět|Datum|Odoslané|Dátum|Predmet|Kopie|Kópia', // pl cs sk
  'Elküldve|Címzett|Tárgy|Dátum|Trimis|Către|Subiect|Subiectul|Poslano|Za|Prima', // hu ro hr
  'Gönderildi|Gönderilme|Gönderme Tarihi|Tarih|Kime|Konu|Bilgi', // tr
  'Στάλθηκε|Ημερομηνία|Προς|Θέμα|Отправлено|Дата|Кому|Тема|Копия|Надіслано|Відправлено|Копія|Изпратено|До|Относно', // el ru uk bg
  'נשלח|תאריך|אל|נושא|تاريخ الإرسال|إلى|الموضوع|التاريخ|Dikirim|Kepada|Subjek|Tanggal|Đã gửi|Ngày|Đến|Tới|Chủ đề|Tiêu đề', // he ar id vi
  '发送时间|日期|收件人|主题|抄送|寄件日期|傳送時間|收件者|主旨|副本|送信日時|日時|日付|宛先|件名|보낸 날짜|날짜|받는 사람|수신|제목|참조', // zh ja ko
].join('|');
const label = (names: string): RegExp => new RegExp(`^[\\s*_>]*(?:${names})[*_]*\\s*[:：]`, 'iu');
export const FROM_LINE = label(FROM);
export const HEADER_LINE = label(`${FROM}|${OTHER}`);

/** Footers that a phone or an app adds, each a line of its own. */
const FOOTERS = [
  '(?:sent|send) (?:from|via|with|by|using)\\b|from my (?:iphone|ipad|android|mobile|phone|galaxy)|(?:\\S+ )?from (?:my )?mobile$',
  'get outlook for|get \\[outlook for|sent by |sent on the (?:new |go)|von mein\\S* .{2,40} (?:gesendet|geschickt)',
  'gesendet (?:von|mit|über)|diese nachricht wurde von mein|holen sie sich outlook|outlook für (?:ios|android)',
  'envoyé (?:depuis|de|à partir de|avec|par)|télécharger outlook|obtenez outlook|enviado (?:desde|do|de|a partir|pelo|via|com)',
  'obtener outlook|obter o outlook|inviato (?:da|dal|con)|scarica outlook|ottieni outlook|verzonden (?:vanaf|met|vanuit|via|van)',
  'verstuurd (?:vanaf|met|vanuit)|outlook voor|skickat från|sendt fra|lähetetty |hämta outlook|hent outlook|wysłano? z|wysłane z',
  'odesláno z|odoslané z|pobierz outlook|iphone-omról küldve|trimis de pe|trimis din|poslano s|şuradan gönderildi',
  '.{2,30}(?:ımdan|umdan|imden) gönderildi|отправлено (?:с|из|от)|надіслано (?:з|із)|изпратено от|στάλθηκε από|נשלח מ|أرسلت من',
  'تم الإرسال من|dikirim dari|được gửi từ|đã gửi từ|從我的|发自我的|發自我的|来自我的|从我的|.{0,20}から送信|iphoneから|나의 .{2,20}에서 보냄|내 .{2,20}에서 보냄',
].join('|');
/** At most 120 characters: a sentence that goes on is not a footer. */
export const DEVICE_FOOTER = new RegExp(`^[\\s(<\\[*_]*(?:${FOOTERS}).{0,110}$`, 'iu');
/** `-- ` (RFC 3676 §4.3), what clients make of it, and dashes as GitHub writes them. */
export const SIGNATURE_DELIMITER = /^\s*(?:--|—|––|－－)\s*$/;
