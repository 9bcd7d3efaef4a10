import { header, type Message } from './message.ts';

/** Why the mail is a complaint, or a report about mail in general (RFC 5965, DMARC, SMTP TLS reporting); null when it is none. */
export function feedbackReport(message: Message): string | null {
  if (message.partTypes.includes('message/feedback-report')) return 'message/feedback-report (RFC 5965)';
  // Hotmail's feedback loop predates RFC 5965.
  if (/^complaint about message from [\d.:a-f]+$/i.test(message.subject)) return `Subject: ${message.subject}`;
  // RFC 7489 §7.2.1.1 and RFC 8460 §5.3 fix the subject.
  if (/^(?:\[[^\]]*\]\s*)?report domain:\s*\S+\s+submitter:/i.test(message.subject)) return `Subject: ${message.subject}`;
  const opening = message.text.slice(0, 300);
  const words =
    /^\s*this is an? (?:\S+ ){0,3}?(?:e-?mail )?(?:abuse|spam|unsubscribe|feedback|authentication failure|fraud|virus) report for an? (?:e-?mail|message) /i.exec(
      opening,
    ) ?? /^feedback-type\s*:\s*\S+/im.exec(message.text.slice(0, 1_000));
  if (words !== null) return `Text: ${words[0].trim()}`;
  // RFC 6522: only programs make them, whatever they report on.
  return message.contentType === 'multipart/report' ? `multipart/report (RFC 6522)` : null;
}

const READ_SUBJECT =
  /^(?:(?:not )?read|deleted|return receipt(?: \(displayed\))?|read receipt|(?:un)?gelesen|nicht gelesen|lesebestätigung|empfangsbestätigung|(?:non )?lu|accusé de (?:lecture|réception)|(?:no )?le[íi]do|lid[ao]|não lid[ao]|(?:non )?letto|conferma di lettura|gelezen|läst|læst|lest|luettu|przeczytano|přečteno|prečítané|elolvasva|citit|okundu|αναγνώστηκε|прочитано|прочтено|開封済み|已读|已讀|읽음)\s*(?:[:：]|[-–]|\()/iu;
const READ_WORDS =
  /\bwas (?:read|displayed|opened|deleted)\b|return receipt|only acknowledges|wurde .{0,60}(?:gelesen|angezeigt|gelöscht)|a été (?:lu|affiché|ouvert|supprimé)|fue (?:leído|mostrado|eliminado)|foi (?:lid[ao]|exibida)|è stat[ao] (?:lett[ao]|visualizzat[ao])|is .{0,40}gelezen|lästes|blev læst|ble lest|on luettu|został[ao] przeczytan|byl[ao]? (?:přečten|zobrazen)|elolvas|a fost citit|okundu|διαβάστηκε|был[ао] прочитан|прочитано|開封|已(?:被)?(?:阅读|閱讀|读|讀)|읽었습니다/iu;
const RECALL =
  /\bwould like to recall the message,? ["“«']|möchte die nachricht .{0,200}zurückrufen|souhaite(?:rait)? rappeler le message|desea recuperar el mensaje|gostaria de cancelar a mensagem|desidera richiamare il messaggio|wil het bericht .{0,200}intrekken/iu;

/** Why the mail is a receipt (RFC 8098), or Outlook taking one back; null when it is none. */
export function dispositionNotification(message: Message): string | null {
  if (message.partTypes.includes('message/disposition-notification')) return 'message/disposition-notification (RFC 8098)';
  if (/report-type\s*=\s*"?disposition-notification/i.test(header(message, 'content-type') ?? ''))
    return 'report-type=disposition-notification (RFC 8098)';
  const opening = message.text.slice(0, 600);
  if (READ_SUBJECT.test(message.subject) && READ_WORDS.test(opening) && !/[?？؟]/.test(opening)) return `Subject: ${message.subject}`;
  const recall = RECALL.exec(message.text.slice(0, 400));
  // Outlook writes that one sentence and nothing else.
  return recall === null || message.text.length > 400 ? null : `Text: ${recall[0]}`;
}
