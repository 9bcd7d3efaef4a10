import { header, type Message } from './message.ts';

/** What mail systems write in front of the subject they answer. */
const AUTOMATIC = [
  'auto[- ]?reply',
  'auto[- ]?response',
  'auto[- ]?responder',
  'automatic reply',
  'automatic response',
  'automated reply',
  'automated response',
  'automatische antwort',
  'automatische rückantwort',
  'automatische e-mail-antwort', // German
  'automatisch antwoord',
  'automatisch bericht', // Dutch
  'réponse automatique',
  'message automatique', // French
  'respuesta automática',
  'respuesta automatica',
  'resposta automàtica', // Spanish, Catalan
  'resposta automática', // Portuguese
  'risposta automatica', // Italian
  'autosvar',
  'automatisk svar',
  'automatiskt svar', // Scandinavian
  'automaattinen vastaus', // Finnish
  'automatyczna odpowiedź',
  'autoodpowiedź', // Polish
  'automatická odpověď',
  'automatická odpoveď', // Czech, Slovak
  'automatikus válasz', // Hungarian
  'răspuns automat', // Romanian
  'automatski odgovor',
  'samodejni odgovor', // Croatian, Serbian, Slovenian
  'otomatik yanıt',
  'otomatik cevap', // Turkish
  'αυτόματη απάντηση', // Greek
  'автоответ',
  'автоматический ответ',
  'автоматична відповідь',
  'автоматичен отговор', // Russian, Ukrainian, Bulgarian
  'תשובה אוטומטית',
  'رد تلقائي', // Hebrew, Arabic
  '自动答复',
  '自動回覆',
  '自动回复',
  '自動返信',
  '自動応答',
  '자동 회신',
  '자동 응답', // Chinese, Japanese, Korean
  'trả lời tự động',
  'balasan otomatis',
  'svar automatisk', // Vietnamese, Indonesian
];

/** What people set as the subject of their absence, and also write about. */
const ABSENCE = [
  'out of (?:the )?office',
  'ooo',
  'out of office (?:reply|autoreply|message|notification)',
  'away from (?:the |my )?office',
  'on vacation',
  'on holiday',
  'on leave',
  'vacation',
  'vacation reply',
  'abwesend',
  'abwesenheit',
  'abwesenheitsnotiz',
  'abwesenheitsnachricht',
  'abwesenheitsassistent',
  'ich bin (?:derzeit )?nicht im büro',
  'nicht im büro', // German
  'afwezig',
  'afwezigheid',
  'afwezigheidsbericht', // Dutch
  'absent',
  'absence',
  'absent du bureau',
  'absence du bureau',
  'notification d.absence', // French
  'fuera de (?:la )?oficina',
  'ausente',
  'ausencia', // Spanish
  'fora do escritório',
  'ausência', // Portuguese
  'fuori (?:sede|ufficio)',
  'assente',
  'assenza', // Italian
  'frånvaro',
  'fraværende',
  'fravær',
  'ikke på kontoret',
  'ej på kontoret',
  'poissa',
  'poissaolo', // Nordic
  'nieobecność',
  'poza biurem',
  'mimo kancelář',
  'nepřítomnost', // Polish, Czech
  'ofis dışında',
  'вне офиса',
  'отпуск',
  'в отпуске',
  '不在',
  '不在のお知らせ',
  '外出中',
  '부재중',
];

/** First-person words of somebody who is away, as auto-replies begin. */
const AWAY =
  /\b(i(?:'m| am|'ll be| will be| have been)?(?: currently| now)? (?:be )?(?:out of (?:the )?office|away|on (?:annual |maternity |paternity |parental |sick )?(?:leave|vacation|holiday)|on holidays?)|limited access to (?:my )?e-?mail|will (?:respond|reply|get back|be back|return)|ich bin (?:derzeit |zur ?zeit |momentan |aktuell |bis |ab |vom |nicht |im |wieder ).{0,60}(?:büro|urlaub|abwesend|erreichbar|haus)|je suis (?:actuellement )?(?:absente?|en congés?)|estoy (?:fuera|ausente|de vacaciones)|estou (?:fora|ausente|de férias)|sono (?:fuori|assente|in ferie)|ik ben (?:momenteel )?(?:afwezig|niet aanwezig|op vakantie)|jag är (?:på semester|inte på)|jestem (?:nieobecn|na urlopie))/i;

const AUTOMATIC_START = new RegExp(`^(?:${AUTOMATIC.join('|')})\\s*(?:[:：]|-\\s|$)`, 'iu');
const ABSENCE_START = new RegExp(`^(?:${ABSENCE.join('|')})\\s*(?:[:：].*|[-–(].*|!*)$`, 'iu');

/**
 * Why the subject is that of an auto-reply, or null. People write about these things too ("Re: out of office policy", "Automatic reply: how do
 * I switch it off?"): only a whole subject or a prefix with a colon counts, never a question, and words for absence need a second sign.
 */
export function vacationSubject(message: Message): string | null {
  const subject = message.subject.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[?？؟]/.test(subject)) return null;
  const found = AUTOMATIC_START.test(subject) || (ABSENCE_START.test(subject) && soundsAway(message));
  return found ? `Subject: ${subject}` : null;
}

function soundsAway(message: Message): boolean {
  const opening = message.text.slice(0, 800);
  if (/[?？]/.test(opening.slice(0, 200))) return false;
  return AWAY.test(opening) || /\boof\b|\ball\b/i.test(header(message, 'x-auto-response-suppress') ?? '');
}
