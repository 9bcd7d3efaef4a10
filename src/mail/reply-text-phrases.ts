/** What mail clients write around quoted mail, by language. Data and one test each; where it stands in a mail is decided elsewhere. */

/** The verb of `On … <name> wrote:`, whichever side of the name it stands on. */
const WROTE = [
  'wrote|writes|a écrit|schrieb|geschrieben|escribió|ha scritto|escreveu|va escriure|schreef|geschreven|skrev|skreiv|kirjoitti',
  'skrifaði|napisał\\(a\\)|napisała|napisał|pisze|napsal\\(a\\)|napsala|napsal|napísal\\(a\\)|napísala|napísal|ezt írta|írta',
  'a scris|je napisao(?:/la)?|je napisala|napisao je|je napisal(?:/-a|\\(a\\))?|yazdı|şunları yazdı|şöyle yazdı|έγραψε|rašė',
  'rakstīja|kirjutas|shkroi|је написао/ла|је написала|је написао|oseba .{1,80} napisala|نوشت|ने लिखा|hau idatzi zuen|написал\\(а\\)|написала|написал|пишет|писал\\(а\\)|написав\\(-ла\\)|написав|написала|пише|написа',
  'כתב/ה|כתבה|כתב|كتب/كتبت|كتبت|كتب|đã viết|menulis|เขียนว่า|写道|寫道|写了|のメール|からのメッセージ|は書きました|が書きました|書きました|님이 작성|작성|썼습니다',
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
  'Eredeti üzenet|Mesaj original|Mesajul original|Orijinal (?:Mesaj|İleti)|Özgün İleti|(?:Izvorna|Originalna) poruka|Оригинална порука|Izvirno sporočilo|Originalus laiškas|Oriģinālais ziņojums|Algne sõnum|Algkiri|Αρχικό μήνυμα',
  'Исходное сообщение|Оригинальное сообщение|Оригінальне повідомлення|(?:Початкове|Вихідне) повідомлення|Оригинално (?:съобщение|писмо)|پیام اصلی|मूल संदेश|ข้อความต้นฉบับ|הודעה מקורית|الرسالة الأصلية',
  'Pesan Asli|Thư gốc|原始邮件|原始郵件|邮件原件|原邮件|元のメッセージ|元のメール|원본 메시지|원본 메일',
].join('|');
export const ORIGINAL_MESSAGE = new RegExp(
  `^[\\s*]*[-_=]{2,}(?:\\s|&nbsp;)*(?:${ORIGINAL})(?:\\s|&nbsp;)*[-_=]{2,}|^\\s*-{8,}(?:\\s|&nbsp;)*Original(?:\\s|&nbsp;)*-{8,}`,
  'iu',
);
/** Help desks write it above what they send; an answer stands above it. */
export const REPLY_ABOVE =
  /^\s*[-#=*_]{2,}.{0,4}(?:please )?(?:type|write|enter)? ?(?:your )?(?:reply|answer|antwort|antworten|réponse|répondre|respuesta|resposta|risposta|antwoord|svar).{0,40}(?:above|over|oberhalb|über|au-dessus|por encima|arriba|acima|sopra|boven|ovanför|ovenfor|over) .{1,30}[-#=*_]{1,}\s*$/iu;

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
  'From|Von|Šalje|Pošiljatelj|Nuo|No|Saatja|Ki|จาก|फ़्रॉम|प्रेषक|فرستنده|Від кого|Frá|Igorlea|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|Expéditeur|Remitente|Remetente|Mittente|Afzender|Gönderen|Kimden|Από|От|От кого|Від|Кому від|מאת|من|Dari|Từ|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|발신';
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
  'Zadeva|Poslato|Prejemnik|Za|Išsiųsta|Kam|Tema|Nosūtīts|Tēma|Saadetud|Adressaat|Teema|Saaja|Kuupäev|ส่งเมื่อ|วันที่|ถึง|เรื่อง|प्रति|विषय|दिनांक|تاریخ|به|موضوع|تم الإرسال|Efni|Til|Dagsetning', // sl sr lt lv et th hi fa is
  'Gönderildi|Gönderilme|Gönderme Tarihi|Tarih|Kime|Konu|Bilgi', // tr
  'Στάλθηκε|Ημερομηνία|Προς|Θέμα|Отправлено|Дата|Кому|Тема|Копия|Надіслано|Відправлено|Копія|Изпратено|До|Относно', // el ru uk bg
  'נשלח|תאריך|אל|נושא|تاريخ الإرسال|إلى|الموضوع|التاريخ|Dikirim|Kepada|Subjek|Tanggal|Đã gửi|Ngày|Đến|Tới|Chủ đề|Tiêu đề', // he ar id vi
  '发送时间|日期|收件人|主题|抄送|寄件日期|傳送時間|收件者|主旨|副本|送信日時|日時|日付|宛先|件名|보낸 날짜|날짜|받는 사람|수신|제목|참조', // zh ja ko
].join('|');
const label = (names: string): RegExp => new RegExp(`^[\\s*_>]*(?:${names})[*_]*\\s*[:：]`, 'iu');
export const FROM_LINE = label(FROM);
const SUBJECT =
  'Subject|Betreff|Objet|Sujet|Asunto|Assunto|Assumpte|Oggetto|Risposta|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiectul|Subiect|Konu|Θέμα|Тема|Относно|Zadeva|Tema|Tēma|Teema|נושא|الموضوع|موضوع|主题|主旨|件名|제목|เรื่อง|Chủ đề|Tiêu đề|Subjek|विषय|Efni';
export const SUBJECT_LINE = label(SUBJECT);
/** The whole block on one line, as HTML without line breaks reads. */
export const HEADER_IN_ONE = new RegExp(`^[\\s*_>]*(?:${FROM})[*_]*\\s*[:：].{3,200}\\s[*_]*(?:${SUBJECT})[*_]*\\s*[:：]`, 'iu');
export const HEADER_LINE = label(`${FROM}|${OTHER}`);

/** Footers that a phone or an app adds, each a line of its own. */
const FOOTERS = [
  '(?:sent|send) (?:from|via|with|by|using)\\b|get (?:bluemail|\\S+ mail|aqua mail|mail) (?:for|app)|yahoo mail: |virus-free\\.\\s?\\S*$|(?:\\S )?please consider the environment|before printing this|from my (?:iphone|ipad|android|mobile|phone|galaxy)|(?:\\S+ )?from (?:my )?mobile$',
  'get outlook for|get \\[outlook for|sent by |sent on the (?:new |go)|von mein\\S* .{2,40} (?:gesendet|geschickt)',
  'von unterwegs gesendet|mit freundlichen grüßen von mein|gesendet (?:von|mit|über)|diese nachricht wurde von mein|holen sie sich outlook|outlook für (?:ios|android)',
  'envoyé (?:depuis|de|à partir d|avec|par)|enviat des|télécharger outlook|obtenez outlook|enviado (?:desde|do|de|a partir|pelo|via|com)',
  'obtener outlook|obter o outlook|inviato (?:da|dal|con)|scarica outlook|ottieni outlook|verzonden (?:vanaf|met|vanuit|via|van)',
  'verstuurd (?:vanaf|met|vanuit)|outlook voor|skicka(?:t|des|d) från|sendt fra|lähetetty |hämta outlook|hent outlook|wysłano? z|wysłane z',
  'odesláno z|odoslané z|pobierz outlook|iphone-omról küldve|elküldve|trimis de pe|trimis din|posla(?:no|to) (?:s|sa|iz|z) |išsiųsta iš|nosūtīts no|saadetud minu|şuradan gönderildi',
  '.{2,30}(?:ımdan|umdan|imden) gönderildi|отправлено (?:с|из|от)|надіслано (?:з|із)|изпратено от|στάλθηκε από|נשלח מ|أ\u064f?رسلت من|ส่งจาก',
  'تم الإرسال من|dikirim dari|được gửi từ|đã gửi từ|從我的|发自我的|發自我的|来自我的|从我的|我的 ?.{2,20} ?(?:发送|傳送)|yahoo!メール|.{0,20}から送信|iphoneから|나의 .{2,20}에서 보냄|내 .{2,20}에서 보냄',
].join('|');
/** At most 120 characters: a sentence that goes on is not a footer. */
export const DEVICE_FOOTER = new RegExp(`^[\\s(<\\[*_]*(?:${FOOTERS}).{0,110}$`, 'iu');
/** `-- ` (RFC 3676 §4.3), what clients make of it, and dashes as GitHub writes them. */
export const SIGNATURE_DELIMITER = /^\s*(?:--|—|––|－－)\s*$/;

/** A footer that names what only a device or an app is called is one wherever it stands; the others must end the mail. */
export const DEVICE =
  /iphon|ipad|ipod|unterwegs|android|galaxy|samsung|huawei|xiaomi|pixel|htc|nokia|alcatel|blackberry|windows|outlook|gmail|yahoo|proton|k-9|aqua|bluemail|airmail|mailbox|mailspring|superhuman|\bmail\b|gmx|web\.de|mobil|handy|smartphone|phone|téléphone|telefon|telefoon|tel[eé]m[oó]vel|móvil|celular|cell|tablet|device|gerät|appareil|dispositiv|urządze|Почт|телефон|смартфон|スマ|携帯|手机|手機|휴대|avast|environment/iu;

/** How disclaimers begin; from there on nothing is the sender's. */
export const DISCLAIMER = new RegExp(
  `^[\\s*_"'(\\[>|-]*(?:${[
    '(?:legal |confidentiality )?(?:disclaimer|notice)\\s*[:：]|confidentiality (?:notice|note)|(?:this|the) (?:e-?mail|message|communication|transmission|information (?:contained )?in this (?:e-?mail|message|communication))(?: message)?(?:,? (?:and|including|together with) (?:any|all|its) (?:files?|attachments?|documents?)(?: \\w+){0,6})? (?:is|are|may be|may contain|contains?|is intended)\\b.{0,60}(?:confidential|privileged|intended|proprietary)',
    'if you (?:are not|have received this).{0,60}(?:intended|in error)|diese (?:e-?mail|nachricht).{0,80}(?:vertraulich|rechtlich geschützt)|der inhalt dieser e-?mail ist|(?:ce|cet) (?:message|e-?mail|courriel|courrier).{0,100}(?:confidentiel|destin[ée]|exclusi)|este (?:mensaje|correo|e-?mail).{0,120}(?:confidencial|destinatari)',
    'esta? (?:mensagem|e-?mail|comunicação).{0,120}(?:confidencia|destinat)|(?:aviso legal|aviso de confidencialidad|advertencia legal)|(?:questo|il presente|le informazioni contenute).{0,120}(?:riservat|confidenzial|destinatari)|(?:deze|dit|de informatie in) .{0,60}(?:e-?mail|bericht).{0,100}(?:vertrouwelijk|bestemd)',
    'det(?:ta|te) .{0,40}(?:meddelande|e-?post|mejl|mail|melding|e-?mail).{0,100}(?:konfidentiel|fortrolig|konfidensiel)|tämä (?:sähköposti|viesti).{0,100}luottamuksel|(?:niniejsza|ta|treść tej) (?:wiadomość|wiadomości|korespondencja).{0,120}(?:poufn|przeznaczon)|t(?:ento|ato) (?:e-?mail|zpráva|správa).{0,120}(?:důvěrn|dôvern|určen)',
    'bu (?:e-?posta|mesaj|elektronik posta).{0,120}(?:gizli|kişiye özel)|(?:данное|это|настоящее) (?:сообщение|письмо|электронное).{0,120}(?:конфиденциальн|предназначен)|このメール(?:には|は|および).{0,60}(?:機密|秘密)|(?:本|此)(?:电子)?(?:邮件|郵件).{0,40}(?:保密|机密|機密)',
  ].join('|')})`,
  'iu',
);
