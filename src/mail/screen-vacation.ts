import { header, type Message } from './message.ts';

/** What mail systems write in front of the subject they answer. */
const AUTOMATIC = [
  'auto[- ]?reply|auto[- ]?response|auto[- ]?responder|automatic reply|automatic response|automated reply|automated response',
  'automatische antwort|automatische rückantwort|automatische e-mail-antwort|automatisch antwoord|automatisch bericht',
  'réponse automatique|message automatique|respuesta automática|respuesta automatica|resposta automàtica|resposta automática',
  'risposta automatica|autosvar|automatisk svar|automatiskt svar|automaattinen vastaus|automatyczna odpowiedź|autoodpowiedź',
  'automatická odpověď|automatická odpoveď|automatikus válasz|răspuns automat|automatski odgovor|samodejni odgovor|otomatik yanıt',
  'otomatik cevap|αυτόματη απάντηση|автоответ|автоматический ответ|автоматична відповідь|автоматичен отговор|תשובה אוטומטית',
  'رد تلقائي|自动答复|自動回覆|自动回复|自動返信|自動応答|자동 회신|자동 응답|trả lời tự động|balasan otomatis|svar automatisk',
];

/** What people set as the subject of their absence, and also write about. */
const ABSENCE = [
  'out of (?:the )?office|ooo|out of office (?:reply|autoreply|message|notification)|away from (?:the |my )?office|on vacation',
  'on holiday|on leave|vacation|vacation reply|abwesend|abwesenheit|abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsassistent',
  'ich bin (?:derzeit )?nicht im büro|nicht im büro|afwezig|afwezigheid|afwezigheidsbericht|absent|absence|absent du bureau',
  'absence du bureau|notification d.absence|fuera de (?:la )?oficina|ausente|ausencia|fora do escritório|ausência',
  'fuori (?:sede|ufficio)|assente|assenza|frånvaro|fraværende|fravær|ikke på kontoret|ej på kontoret|poissa|poissaolo|nieobecność',
  'poza biurem|mimo kancelář|nepřítomnost|ofis dışında|вне офиса|отпуск|в отпуске|不在|不在のお知らせ|外出中|부재중',
];

/** First-person words of somebody who is away, as auto-replies begin. */
const AWAY = new RegExp(
  [
    "\\bi(?:'m|’m| am|'ll be|’ll be| will be)?(?: currently| now)? (?:out of (?:the )?office|away (?:from|until|till|on)|on (?:\\w+ )?(?:leave|vacation|holidays?))",
    '\\blimited access to (?:my )?e-?mail|\\bi will (?:respond|reply|get back|be back|return)|\\bout of (?:the )?office (?:until|from|till|and)',
    'ich bin (?:\\S+ ){0,8}(?:im urlaub|abwesend|außer haus|nicht (?:im büro|erreichbar))|je suis (?:actuellement )?(?:absente?|en congés?)',
    'estoy (?:fuera|ausente|de vacaciones)|estou (?:fora|ausente|de férias)|sono (?:fuori|assente|in ferie)',
    'ik ben (?:momenteel )?(?:afwezig|niet aanwezig|op vakantie)|jag är (?:på semester|inte på)|jestem (?:nieobecn|na urlopie)',
  ].join('|'),
  'i',
);

const AUTOMATIC_PREFIX = new RegExp(`^(?:${AUTOMATIC.join('|')})\\s*[:：]`, 'iu');
const MAYBE_AWAY = new RegExp(`^(?:${[...AUTOMATIC, ...ABSENCE].join('|')})\\s*(?:[:：].*|[-–(].*|!*)$`, 'iu');

/**
 * Why the subject is that of an auto-reply, or null. People write about these things too ("Re: out of office policy", "Automatic reply: how do
 * I switch it off?"), so the words must open the subject and nothing be asked. What mail systems write in front of a colon is enough then;
 * anything else needs a second sign: first-person words of absence, or a header that Exchange adds.
 */
export function vacationSubject(message: Message): string | null {
  const subject = message.subject.slice(0, 300).normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[?？؟]/.test(subject) || /[?？؟]/.test(message.text.slice(0, 200))) return null;
  const found = AUTOMATIC_PREFIX.test(subject) || (MAYBE_AWAY.test(subject) && soundsAway(message));
  return found ? `Subject: ${subject}` : null;
}

function soundsAway(message: Message): boolean {
  return AWAY.test(message.text.slice(0, 800)) || /\b(?:oof|all)\b/i.test(header(message, 'x-auto-response-suppress') ?? '');
}
