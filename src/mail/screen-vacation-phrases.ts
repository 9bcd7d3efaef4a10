/** What absence messages say, by language. Data: how much of it makes a mail an auto-reply is decided in screen-vacation.ts. */

/** What mail systems write in front of the subject they answer, behind it or around it. */
export const AUTOMATIC = [
  'auto[- ]?repl(?:y|ies)|auto[- ]?responder?|auto[- ]?response|auto[- ]?answer|automatic (?:reply|response|answer)|automated (?:reply|response|answer|acknowledge?ment)',
  'automatische (?:antwort|rückantwort|e-?mail-?antwort|rückmeldung|eingangsbestätigung|nachricht|beantwoording)|automatisch (?:antwoord|bericht)|abwesenheitsassistent',
  "réponse automatique(?: d['’]absence)?|message automatique|respuesta autom[aá]tica|resposta autom[aàá]tica|risposta automatica|risponditore automatico",
  'autosvar|auto-?svar|automatisk svar|automatiskt svar|svar automatisk|automaattinen vastaus|automaatvastus|sjálfvirkt svar',
  'automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|automatick[áa] odpove[ďd]|automatická odpověď|automatikus válasz',
  'răspuns automat|automatski odgovor|samodejni odgovor|аутоматски одговор|automatinis atsakymas|automātisk[āa] atbilde|otomatik (?:yanıt(?:la)?|cevap)',
  'αυτόματη απάντηση|автоответ(?:чик)?|автоматический ответ|автоматична відповідь|автовідповідь|автоматичен отговор|תשובה אוטומטית|מענה אוטומטי',
  'رد تلقائي|الرد التلقائي|自动答复|自动回复|自動回覆|自動回复|自動返信|自動応答|자동 ?회신|자동 ?응답|자동 ?답장|trả lời tự động|balasan otomatis|ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ',
].join('|');

/** What people set as the subject of their absence, and also write about. */
export const ABSENCE = [
  'out[- ]of[- ](?:the[- ])?office(?: (?:auto-?)?(?:reply|response|message|notification))?|ooo|away from (?:the |my )?office|away until .{1,40}|away|on (?:vacation|holiday|leave)|(?:annual|parental|maternity|sick) leave|vacation(?: reply| message)?|absence notice',
  'abwesend|abwesenheit|abwesenheits(?:notiz|nachricht|meldung)|urlaub|(?:ich bin )?(?:derzeit |zur ?zeit )?nicht im büro|außer haus|im urlaub',
  "absente?|absence|absente? du bureau|(?:message|notification|avis) d['’]absence|absence (?:du|de) bureau|en congés?|fuera de (?:la )?oficina|respuesta de fuera de (?:la )?oficina|ausente|ausencia|de vacaciones",
  'fora do escritório|ausência(?: temporária)?|de férias|fuori (?:sede|ufficio)|assente|assenza|in ferie|afwezig|afwezigheid|afwezigheids(?:bericht|assistent)|op vakantie',
  'frånvaro(?:meddelande)?|inte på kontoret|ej på kontoret|på semester|fraværende|fravær(?:sbesked|smelding)?|ikke på kontoret|på ferie|poissa(?: toimistolta)?|poissaolo(?:ilmoitus)?|lomalla',
  'nieobecność|poza biurem|na urlopie|mimo kancelář|nepřítomnost|na dovolen[éeě]|neprítomnosť|mimo kancelárie|házon kívül|szabadságon|în concediu|absent din birou|ofis dışında|izinde|εκτός γραφείου|απουσία',
  'вне офиса|нет на месте|в отпуске|отпуск|поза офісом|у відпустці|извън офиса|不在(?:通知|のお知らせ)?|外出中|休暇中|休假|不在办公室|외출 중|부재 ?중|휴가 중|מחוץ למשרד|خارج المكتب|vắng mặt|di luar kantor',
].join('|');

/** `is out of the office` behind a name, as groupware writes it. */
export const NAMED_ABSENCE =
  /\b(?:is|will be) (?:out of (?:the )?office|away|on (?:leave|vacation))|ist (?:außer haus|abwesend|nicht im (?:büro|haus))|est absente?\b|está (?:ausente|fuera)|è (?:assente|fuori)|is afwezig|är (?:frånvarande|inte på)|er ikke (?:på kontoret|til stede)/iu;

/** The sentences of an absence message. */
export const SAYS: Readonly<Record<'away' | 'gone' | 'later' | 'unread' | 'instead' | 'thanks', RegExp>> = {
  away: pattern([
    "\\b(?:our|the|all) (?:offices?|team|shop|company) (?:is|are|will be|remains?) (?:\\w+ )?closed|\\bi(?:['’]m| am|['’]ll be| will be| shall be)? (?:currently |now |presently |\\w+ly )?(?:out of (?:the |my )?office|ooo\\b|off (?:today|until|on|this|for|sick)|out sick|attending|out of town|away\\b|on (?:(?:\\w+ ){0,2}(?:leave|vacation|holidays?))|unavailable|travell?ing)|\\bout of (?:the )?office (?:until|from|till|and|today|this)|\\bcurrently (?:out of (?:the )?office|away|on (?:\\w+ )?(?:leave|vacation|holiday))",
    'ich (?:bin|befinde mich) (?:\\S+ ){0,10}?(?:im (?:\\S+ )?(?:urlaub|mutterschutz)|in (?:elternzeit|urlaub)|abwesend|außer haus|auf (?:dienst|geschäfts)reise|nicht (?:im (?:büro|haus|dienst)|erreichbar|am arbeitsplatz|verfügbar))|(?:bis|ab|vom) .{3,30}(?:abwesend|im urlaub|nicht im büro)',
    "(?:ist|bin|sind) (?:\\S+ ){0,2}nicht im (?:hause?|büro)|arbeite in teilzeit|\\bi don[’']t work (?:on )?\\w+days?|(?:bis|ab|vom|wegen|aufgrund) .{0,40}bin ich (?:\\S+ ){0,6}nicht (?:erreichbar|im büro)|büro .{0,40}geschlossen|betriebs(?:ferien|urlaub|ruhe)|bureaux? (?:est|sont|seront|sera) fermé|oficinas? (?:permanecer|estar|est)\\S* cerrad|escritórios? .{0,20}(?:fechad|encerrad)|uffici(?:o)? .{0,15}chius|kantoor .{0,15}gesloten|kontoret .{0,15}(?:stängt|lukket|stengt)|jeg holder ferie",
    'je (?:suis|serai) (?:\\S+ ){0,3}(?:absente?|en (?:congés?(?: \\S+)?|déplacement|vacances)|indisponible)|actuellement (?:absente?|en (?:congés?|vacances))',
    'no estaré disponible|est(?:oy|aré) (?:\\S+ ){0,2}(?:fuera|ausente|de (?:vacaciones|viaje|baja)|no disponible)|est(?:ou|arei) (?:\\S+ ){0,2}(?:fora|ausente|(?:de|em) férias|em viagem)|encontro-me (?:ausente|de férias)|me encuentro (?:fuera|ausente|de vacaciones)',
    '(?:sono|sarò) (?:\\S+ ){0,2}(?:fuori|assente|in (?:ferie|viaggio|maternità))|ik ben er (?:even )?niet|ik ben (?:\\S+ ){0,4}(?:afwezig|niet aanwezig|op (?:vakantie|reis)|met (?:verlof|vakantie)|niet op kantoor)',
    'jag (?:är|kommer att vara) (?:\\S+ ){0,3}(?:på (?:semester|resande fot)|frånvarande|ledig|inte på (?:kontoret|plats)|bortrest|föräldraledig)|jeg (?:er|har) (?:\\S+ ){0,3}(?:på (?:ferie|reise|barsel)|ferie|fraværende|bortrejst|ikke (?:på kontoret|til stede|tilgængelig|tilgjengelig))',
    'ole[nm] (?:\\S+ ){0,4}(?:\\S*lomalla|poissa|matkoilla)|čerpám dovolen|(?:jestem|przebywam) (?:\\S+ ){0,2}(?:nieobecn|na (?:urlopie|zwolnieniu)|poza biurem)|(?:jsem|budu) (?:\\S+ ){0,3}(?:na dovolené|mimo kancelář|nepřítom)|(?:som|budem) (?:\\S+ ){0,3}(?:na dovolenke|mimo kancelárie|neprítom)',
    'szabadságon (?:vagyok|leszek)|nem (?:vagyok|leszek) az? (?:irodában|iroda)|s[uâ]nt (?:\\S+ ){0,2}(?:în concediu|plecat|absent)|voi fi (?:în concediu|plecat)|na (?:godišnjem|dopustu)|(?:izindeyim|izinliyim|ofiste değilim|ofis dışındayım|tatildeyim|izinde olacağım)',
    '(?:θα )?απουσιάζω|(?:είμαι|βρίσκομαι) (?:\\S+ ){0,2}(?:εκτός|σε άδεια)|(?:я )?(?:нахожусь |сейчас )?(?:в отпуске|в командировке|вне офиса|отсутствую)|меня нет (?:на (?:рабочем )?месте|в офисе)|(?:я )?(?:у відпустці|у відрядженні|поза офісом)|в отпуск(?:а)? съм|извън офиса',
    '(?:不在|休暇|休業)(?:に(?:して|させて)|中|を(?:取得|いただ)|と(?:なって|なります))|休みをいただ|(?:出張|外出|休暇|休業)中|休業|放假|휴무|휴가로|(?:在|正)外?(?:出差|休假)|(?:正在|目前|现在|現在|本人).{0,8}(?:休年?假|出差|外出|不在办公室|不在辦公室|度假)|休假中|(?:휴가|출장|부재|외근) ?중|부재중|자리를 비|אני (?:נמצאת? )?(?:בחופשה|מחוץ למשרד|לא במשרד)|(?:أنا|سأكون) (?:\\S+ ){0,2}(?:في إجازة|خارج المكتب)|đang (?:nghỉ phép|đi công tác)|sedang (?:cuti|tidak di kantor)',
  ]),
  gone: pattern([
    "\\bi (?:no longer|do not|don[’']t) work (?:at|for|with)\\b|\\bi have left\\b|\\bis no longer (?:with|employed|working)|\\bhas left the company|\\bi (?:have|am|['’]ve|['’]m) (?:now )?retired|(?:this|the) (?:mailbox|e-?mail address|account) is no longer (?:in use|monitored|active|read|valid)",
    "ich (?:bin|arbeite) nicht mehr (?:bei|für|im)|ich habe .{3,40} verlassen|diese e-?mail-?adresse (?:ist|wird) nicht mehr|je ne (?:travaille|fais) plus|cette adresse n[’']est plus|ya no (?:trabajo|formo)|já não trabalho|não trabalho mais|non lavoro più|werk niet (?:meer|langer)",
    'arbetar inte längre|arbejder ikke længere|jobber ikke lenger|nie pracuję już|už nepracuj|больше не работаю|більше не працюю|退職|已离职|已離職|퇴사',
  ]),
  later: pattern([
    "\\b(?:i|we)(?:['’]ll| will| shall)? (?:\\w+ ){0,2}(?:respond|reply|answer|get back|be back|return|be returning|read|attend)|\\b(?:will|shall) (?:respond|reply|be answered|be (?:read|dealt)|get back)|\\b(?:returning|back) (?:to the office )?(?:on|in|at|by)\\b|\\b(?:up)?on my return|\\bwhen i(?:['’]m| am| get)? (?:back|return)|\\bafter (?:my )?return",
    '(?:bin|ist|sind) (?:\\S+ )?erst (?:am|ab|wieder)|nach meiner rückkehr|wieder für sie da|(?:wieder|erst) (?:ab |am |wieder )?.{0,25}(?:erreichbar|im büro|da\\b|zurück|für sie)|(?:werde|wird) .{0,60}(?:beantworten|beantwortet|melden|antworten|bearbeitet|bearbeiten)|bin ich wieder',
    '(?:je|nous) (?:vous )?(?:répondr(?:ai|ons)|reviendr(?:ai|ons)|ser(?:ai|ons) de retour|traiter(?:ai|ons)|prendr(?:ai|ons))|(?:à|dès) (?:mon|notre) retour|de retour le|ne pourr(?:ai|ons) (?:pas )?(?:vous )?répondre|(?:le )?responder(?:é|emos)|volveré|(?:atenderé|atenderemos)|a (?:mi|nuestr[oa]) (?:regreso|vuelta|retorno)|(?:estaré|vuelvo) de (?:vuelta|regreso)|responderei|(?:no|após o|quando) (?:meu )?regress(?:o|ar)|quando (?:eu )?(?:voltar|retornar)|retornarei|assim que (?:possível|regressar|voltar)|retorno (?:em|no|dia)',
    'risponderò|al mio (?:rientro|ritorno)|rientr(?:o|erò) il|(?:na|bij) mijn (?:terugkomst|terugkeer)|beantwoord (?:ik )?uw|weer (?:aanwezig|bereikbaar|terug)|zal .{0,30}(?:beantwoorden|reageren)|jag (?:svarar|återkommer|är tillbaka)|när jag är tillbaka|åter (?:på kontoret|den)',
    'jeg (?:svarer|besvarer|vender tilbage|er tilbage|er tilbake)|når jeg er (?:tilbage|tilbake)|du (?:vil få|får) svar|vastaan|palattuani|palaan|odpowiem|po (?:moim )?powrocie|wracam|odpovím|odpoviem|po (?:svém |mém |svojom |mojom )?návrat[eu]|vrátím se|vrátim sa|válaszolok|visszatér|(?:voi|vom) (?:răspunde|reveni)|după ce mă întorc|la întoarcere',
    'odgovorit|(?:dönüş(?:üm|te)|döndüğüm)|(?:cevap|yanıt) vereceğim|θα (?:σας )?απαντήσω|επιστρ[εέ]|отвечу|после (?:моего )?возвращения|вернусь|після (?:мого )?повернення|відповім|повернусь|ще (?:ви )?отговоря|戻り次第|帰社後|(?:後日|改めて|のち).{0,10}(?:返信|連絡)|(?:返回|回来|回來|返).{0,8}(?:后|後|回复|回覆|辦公室|办公室|$)|会尽快(?:回复|处理)|會盡快|복귀|돌아(?:와|오는)|אחזור|אשיב|עם שובי|سأعود|سأرد|عند عودتي|sẽ (?:trả lời|phản hồi)|akan (?:membalas|kembali)',
  ]),
  unread: pattern([
    "(?:limited|no|intermittent|sporadic|little) access to (?:my )?(?:e-?mail|internet|messages)|(?:e-?mails?|messages?|mail) (?:will|is|are) (?:not|n[’']t) (?:be )?(?:forwarded|read|checked|monitored)|not (?:be )?(?:checking|reading|monitoring) (?:my )?e-?mail|without access|メールの?確認が(?:でき|遅)|limited connectivity|slow to respond|(?:difficult|unable) to (?:check|read|answer)|(?:邮件|郵件|メール|메일).{0,8}(?:无法|無法|不能|어렵)|(?:无法|無法|不能)(?:及时|及時)?(?:回复|回覆|查看|處理|处理)",
    'nicht (?:automatisch )?(?:weiter ?geleitet|gelesen|bearbeitet)|keinen? (?:zugriff|zugang)|pas accès|ne (?:sera|seront|sont) pas (?:transf|lu|trait)|accès limité|sin acceso|acceso limitado|no (?:será|serán) (?:reenv|leíd)|acesso limitado|sem acesso|não (?:será|serão)|accesso limitato|non (?:ho|avrò) accesso|niet (?:doorgestuurd|gelezen)|beperkt(?:e)? toegang|geen toegang',
    'läser inte|vidarebefordras inte|begränsad tillgång|læser ikke|begrænset adgang|begrenset tilgang|leser ikke|videresendes ikke|en lue|ograniczony dostęp|nie (?:będ\\S+ |są |zostan\\S+ )(?:przekaz|czyta)|omezený přístup|obmedzený prístup|korlátozott|acces limitat|erişimim|περιορισμένη πρόσβαση|ограничен\\S* доступ|не имею доступа|обмежен\\S* доступ',
  ]),
  instead: pattern([
    '(?:urgent|emergenc|immediate (?:assistance|attention|help)|in my absence|during this|meanwhile|in the meantime).{0,90}(?:contact|call|write|e-?mail|reach|phone|turn|ask|@)|(?:contact|call|write|e-?mail|reach|direct|refer|send|forward).{0,90}(?:urgent|emergenc|in my absence|meanwhile|future e-?mails|instead|pressing)|has been (?:automatically )?forwarded to|during (?:this|my) (?:time|absence)|please (?:contact|send (?:all|any|your)|direct|e-?mail|write to|turn to) .{0,60}(?:colleague|@|instead)',
    'in (?:sehr )?(?:dringenden|eiligen|wichtigen)|bei (?:dringenden|eiligen)|(?:im notfall|in notfällen|vertretung|in der zwischenzeit|während meiner abwesenheit|wenden sie sich)|kontaktieren sie|dringendes|veuillez contacter|(?:prego di |si prega di |pregati di )?contattare|kontakta |i ?stället|kontakt venligst|(?:במקרים|ניתן לפנות)|en cas d.urgence|pour (?:tou(?:te|tes|t)|les|une?) (?:urgence|question|demande)|en caso de (?:urgencia|emergencia)|(?:asuntos|casos|temas|cuestiones|assuntos|questões) urgentes|em caso de (?:urgência|emergência)|(?:per|in caso di) urgenz|(?:voor|bij) (?:dringende|spoed)|vid brådskande|(?:i|ved) hastesager?|kiireellisissä|w(?: \\S+)? pilnych|v naléhavých|v neodkladných|v súrnych|sürgős eset|za hitn|pentru urgențe|acil durum|για επείγ|επικοινωνήστε',
    'по (?:\\S+ )?срочным|обращайтесь|[зу] (?:\\S+ )?термінових|звертайтеся|при спешн|お急ぎ|緊急|急事|急用|紧急事宜|급하신|紧急|緊急|联系我的|聯絡我的|급한|긴급|דחוף|للحالات العاجلة|عاجل|khẩn|mendesak',
  ]),
  thanks: pattern([
    "agradeço|お世話になって|いつもありがとう|thank(?:s| you)(?: very much)? for (?:your|the|contacting|writing|reaching|e-?mailing)|(?:i|we) (?:have )?received your|vielen dank für ihre|danke für (?:ihre|deine|die)|merci (?:pour|de) votre|j['’]ai bien reçu|gracias por (?:su|tu|contact|escrib)|obrigad[oa] (?:pel|por)|grazie per|dank (?:u )?(?:voor|je)|bedankt voor|tack för|tak for|takk for|kiitos|dziękuję za|děkuji za|ďakujem za|köszönöm|köszönjük|mulțumesc|teşekkür|ευχαριστ|спасибо за|благодар|дякую|ありがとうございます|感谢|感謝|谢谢|謝謝|감사합니다|תודה|شكرا",
  ]),
};

function pattern(parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'), 'iu');
}
