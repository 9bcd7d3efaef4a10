/** What reports on deliveries say, by language. Data: how much of it makes a mail a bounce is decided in screen-bounce.ts. */

/** Subjects of bounces, whole or in part. People use most of these words too. */
export const SUBJECT = new RegExp(
  [
    'undeliver|undelivered mail|returned (?:e-?)?mail|returned to sender|failure notice|failure delivery|failed delivery',
    'delivery (?:status )?(?:notification|report|failure|failed|error|problem|has failed)|delivery status|delayed mail',
    '(?:e-?)?mail (?:delivery )?(?:fail|could not|system error|delayed|undeliverable)|mail delivery|message delivery',
    'message (?:delivery )?(?:could not be delivered|delayed|undeliverable|not delivered|has failed)|message .{1,40} delayed|could not send message',
    'could not be delivered|non[- ]?delivery|not delivered|notice: mail delivery|warning: (?:message|could not|mail)|(?:quota|mailbox) (?:exceeded|full)|over quota',
    'postmaster notify|nondeliverable mail|unable to deliver|sorry, your message could not be delivered|returning message to sender|unroutable|(?:spam|mail|message) (?:was )?(?:blocked|returned)|successful mail delivery|^(?:delivered|relayed|delayed|expanded|zugestellt|verzögert|weitergeleitet|relayé|entregado|retransmitido)\\s*[:：]',
    'user unknown|unknown user|unknown recipient|error sending|permanent delivery failure|email delivery error|\\[bounce\\]|delivery incomplete',
    'rejected(?: mail| message)?:|reject(?:ed)? posting|\\[?bounced?\\b|you \\S+ are not member|virus (?:found|detected|alert|warning)|message (?:blocked|rejected|refused|bounced)',
    'unzustellbar|nicht zustellbar|rücksendung|(?:e-?mail|nachricht) (?:konnte )?nicht (?:zugestellt|ausgeliefert)|mail konnte nicht|zustellung (?:fehlgeschlagen|nicht möglich|verzögert)|zustellungsfehler|fehler bei der zustellung',
    'non remis|échec de (?:la )?(?:remise|livraison|distribution)|non recapitabile|mancat[ao] (?:recapito|consegna)|messaggio non (?:recapitato|consegnato)|recapito non riuscito',
    'no se (?:puede|pudo) entregar|no entregado|(?:error|fallo) (?:en la|de) entrega|não entregue|não é possível entregar|falha na entrega|onbestelbaar|niet (?:bezorgd|afgeleverd)|(?:aflevering|bezorging) mislukt',
    'kan inte levereras|ej levererad|kunde inte levereras|kan ikke leveres|ikke levere(?:t|rt)|ei voitu toimittaa|toimitus epäonnistui|nie (?:można dostarczyć|dostarczon)|niedostarcz(?:aln|on)|zwrot (?:nie|poczty)',
    'nedoručiteľn|nedoručiteln|nelze doručit|kézbesíthetetlen|sikertelen kézbesítés|nelivrat|nu (?:a putut fi|se poate) livra|teslim edileme|iletileme|δεν (?:παραδόθηκε|ήταν δυνατή η παράδοση)|αδύνατη η παράδοση',
    'недоставлен|не доставлен|не удалось доставить|ошибка доставки|не вдалося доставити|недоставлено|配信不能|配信でき|送信でき|配信に失敗|未配信|无法(?:投递|送达)|退信|未送达|投递失败|無法傳遞|無法傳送|未傳遞|배달되지|배달 ?실패|전송 ?실패|반송|לא נמסר|تعذر (?:التسليم|تسليم)|không (?:gửi|thể gửi) được|gagal terkirim',
  ].join('|'),
  'i',
);

/** Subjects that mail software writes so and people do not. */
export const MACHINE_SUBJECT =
  /^\W{0,3}(?:delivery status notification\s*\(|undelivered mail returned to sender|mail delivery failed: returning|returned mail: |warning: could not send message|warning: message \S+ delayed|undeliver(?:able|ed)(?: mail| message)?: |delivery notification: |mail system error|delivery failure: |message delivery (?:has failed|failure|delayed)|postmaster notify: |mail failed, returning)/i;

/** How the text of a bounce begins, whoever sent it. */
export const OPENING = new RegExp(
  [
    'this message was created automatically by (?:the )?mail|this is (?:the )?(?:mail (?:system|delivery)|qmail|\\S+ mail)',
    'qmail-send program|delivery to the following recipients? (?:has )?failed|(?:could|can|may) ?not be delivered to',
    'could not be delivered|your (?:e-?mail |mail )?message .{0,80}(?:was not delivered|undeliverable|not reach|rejected)',
    'did not reach the following|(?:unable|trouble|failed|error|not able) (?:to )?deliver(?:ing)? (?:your|the|a) (?:e-?mail )?message',
    "i(?:'m| am) sorry to (?:have to )?inform you|the original message was received at|permanent fatal errors|following recipients? (?:was|were) rejected",
    'transcript of session follows|was undeliverable|(?:message|mail) (?:delivery )?(?:has )?failed|user unknown|unknown user|recipients of your message have been processed',
    'no such user|mailbox (?:unavailable|not found|is full)|(?:recipient|address).{0,40}(?:rejected|unknown|not exist)|over quota|message has not (?:yet )?been (?:sent|delivered)',
    "(?:final|original)-recipient:|\\b5\\.\\d\\.\\d{1,2}\\b|(?:was|could)n['’]t (?:be )?delivered|could not send message|undeliverable|was not delivered|has not yet been delivered",
    'address not found|配信|配送|届け|送信できません|не может быть доставлено|не доставлено|недоставлен',
  ].join('|'),
  'i',
);

const NOUN =
  '(?:messages?|e-?mail|mail|nachricht|nachrichten|messages?|courriel|mensaje|correo|mensagem|messaggio|posta|bericht|meddelande|meddelelse|besked|melding|viesti\\S*|wiadomo\\S+|zpráv\\S*|správ\\S*|üzenet\\S*|mesaj\\S*|ileti\\S*|e-?posta\\S*|μήνυμα|сообщени\\S*|письм\\S*|повідомлен\\S*|лист|メッセージ|メール|邮件|郵件|메시지|메일|הודעה|الرسالة|thư)';
const FAILED =
  "(?:(?:could|can|may|cannot|was|were|has|have|will)(?: not|n['’]t)(?: yet)? (?:be |been )?(?:delivered|sent)|undeliver|(?:has|have|was|were) (?:been )?(?:rejected|blocked|refused|returned|quarantined|identified as spam)|not delivered|did not reach|(?:could not|cannot|unable to|failed to|trouble|not able to) deliver|konnten? (?:\\S+ )?nicht (?:\\S+ )?(?:zugestellt|ausgeliefert|übermittelt)|nicht zustell|n['’]a pas pu [êe]tre (?:remis|délivré|delivre|distribué|livré|envoyé)|non remis|no (?:se )?(?:ha )?(?:pudo|podido|puede) (?:ser )?entreg|no (?:se )?entreg|não (?:pôde|foi possível|foi|pode) ?(?:ser )?entreg|impossibile (?:recapitare|consegnare)|non (?:è stato |può essere |ha potuto essere )?(?:possibile )?(?:recapit|consegn)|(?:kan|kon)(?: \\S+){0,4} niet (?:worden )?(?:bezorgd|afgeleverd)|niet (?:bezorgd|afgeleverd)|(?:kunde|kan) inte levereras|(?:kunne|kan) ikke (?:leveres|sendes)|(?:ei voitu|ei voida) toimittaa|nie (?:można|udało się) (?:było )?dostarczyć|nie (?:został\\S*) dostarczon|(?:nebylo možné|nelze|nebolo možné|nepodařilo se) doručit|nedoruč|nem (?:kézbesíthető|sikerült kézbesíteni)|nu (?:a putut fi livrat|s-a putut livra)|(?:teslim edile|iletile)m|δεν (?:παραδόθηκε|ήταν δυνατή)|не (?:удалось|может быть|было|был) ?(?:доставл|доставит)|недоставл|не вдалося доставити|配信(?:でき|されません)|送信でき|届けでき|无法(?:送达|投递)|無法(?:傳送|遞送|投遞)|(?:배달|전송|전달)할 수 없|לא (?:נמסרה|ניתן למסור)|تعذر (?:تسليم|إرسال)|không (?:thể )?gửi được)";
/** A message that was not delivered, said of a message: parcels and payments fail too. */
export const NOT_DELIVERED = new RegExp(`${NOUN}[^?？]{0,120}?${FAILED}|${FAILED}[^?？]{0,60}?${NOUN}`, 'iu');

/** What mail software alone says in its first words; enough without any other sign of a machine. */
export const MACHINE_OPENING = new RegExp(
  `^[\\s*=~#-]*(?:${[
    '(?:hi|hello)?[.,!]?\\s*this is (?:the |an? )?[\\w .-]{0,40}?(?:mail (?:server|system|delivery|transport|gateway|router)|qmail|mailer|mta)\\b',
    "(?:hi|hello)?[.,!]?\\s*this is (?:the|an?) [\\w ().-]{1,60}?(?:program|agent|daemon|software)\\b(?: v\\S+)? (?:at|on|for|from)\\b|i['’]m afraid i wasn['’]t able to deliver",
    'this is an? (?:automatically generated |automatic |courtesy )?(?:delivery|mail|non-?delivery)[\\w ]{0,40}(?:notification|report|notice)|this is only a notification about a delay|this is a warning message only|the attached message had',
    'delivery (?:has failed )?to (?:the following|these) recipients?|(?:unable|failed) to deliver (?:the |your )?(?:message|mail) to the following|there was an error delivering|your mail sent on|your message (?:has been|was) (?:delayed|blocked|rejected|refused|returned|successfully delivered|not delivered)|a message (?:that )?you sent|ihre (?:nachricht|e-?mail) wurde (?:den folgenden|nicht)|your message could not be (?:sent|delivered)|sorry, (?:we|your)',
    'failed recipients|this message was created automatically by|an error (?:was detected|occurred) while (?:processing|sending|trying)',
    'the following (?:message|address|recipient|mail)[^?\\n]{0,60}(?:could not|had|failed|was not|were not|undeliver|permanent)',
    '(?:your message|could not deliver (?:the )?message|votre message) [^?]{0,120}?(?:to|a)\\s+(?:the )?(?:following )?(?:recipient\\(?s?\\)?|\\S+@\\S+)',
    '(?:invalid (?:final )?delivery userid|unknown user:|these recipients of your message|each of the following recipients? was|this report relates to (?:a message you sent|your message))',
    'the original message was received at|[\\s-]*the following addresses had|message from (?:the )?[\\w ]{0,40}(?:gateway|security suite|mail)|failure reasons',
    '(?:diese (?:nachricht|e-?mail) wurde automatisch von|это письмо создано автоматически (?:почтов|сервер))',
  ].join('|')})`,
  'i',
);

/** Words of SMTP (RFC 5321, RFC 3463, RFC 3464). Customers paste them too, but begin with words of their own. */
export const TRANSCRIPT =
  /\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|\b(?:RCPT TO|MAIL FROM):|^\s*(?:final-recipient|original-recipient|diagnostic-code|reporting-mta|remote-mta)\s*:|\bSMTP error\b|^\s*(?:<{3}|>{3})|(?:sent|received) (?:<<<|>>>)|\b(?:550|551|552|553|554|450|451|452)[ -]\S/im;

/** Reports without fields that are no failure: subject and first words. */
export const NOT_FAILED: readonly (readonly [RegExp, 'delayed' | 'delivered' | 'relayed'])[] = [
  [
    /^.{0,40}(?:\bdelay|\bwarning\b|deferred|verzöger|retard|försenad|forsinket|opóźn|отложен|задерж|遅延|延迟|延遲)|has not yet been delivered|still awaiting delivery|will (?:continue|keep) (?:to try|trying)|do not need to resend|no action is required on your part|delivery attempts will continue|wird (?:weiterhin|noch) .{0,30}versuch/i,
    'delayed',
  ],
  [
    /^relayed\s*:|no delivery notification was sent by the destination|was relayed|successfully relayed|^(?:relayé|weitergeleitet|retransmitido)\s*:/i,
    'relayed',
  ],
  [
    /^(?:delivered|zugestellt|remis|entregado|entregue|consegnato|bezorgd|levererat|leveret)\s*:|success(?:ful(?:ly)?)? (?:mail )?deliver(?:y|ed)|was successfully delivered|wurde .{0,40}(?:empfängern|erfolgreich) zugestellt/i,
    'delivered',
  ],
];
