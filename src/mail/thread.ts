import type { Message } from './message.ts';

/** More ancestors than any conversation has; the root and the newest are what threading needs. */
const MAX_REFERENCES = 100;

/** `Re` and `Fwd` as the mail clients of the world write them. Only with a colon behind, so that a word of the subject is never lost. */
const PREFIXES = [
  're',
  'fwd?',
  'fw',
  'aw',
  'wg',
  'antw',
  'antwort',
  'doorst', // German, Dutch
  'sv',
  'vs',
  'vb',
  'vl', // Scandinavian, Finnish
  'rv',
  'res',
  'enc',
  'rif',
  'r',
  'i', // Spanish, Portuguese, Italian
  'tr', // French
  'odp',
  'pd', // Polish
  'ynt',
  'ilt',
  'i̇lt', // Turkish
  'απ',
  'σχετ',
  'πρθ', // Greek
  'на',
  'отв',
  'пересл',
  'відп', // Russian, Ukrainian
  'atb',
  'ats',
  'pārs', // Latvian, Lithuanian
  'továbbítás',
  'vá', // Hungarian
  'bls',
  'trs', // Indonesian
  'תגובה',
  'הועבר',
  'رد',
  'إعادة توجيه', // Hebrew, Arabic
  '回复',
  '回覆',
  '答复',
  '答覆',
  '转发',
  '轉寄',
  '返信',
  '転送',
  '답장',
  '전달', // Chinese, Japanese, Korean
  'ответ',
  'rép',
  'antwoord',
  'ang',
  'balas',
  'trả lời',
  'ตอบ(?:กลับ)?', // Russian, French, Dutch, Swedish, Indonesian, Vietnamese, Thai
];

const PREFIX = new RegExp(`^(?:${PREFIXES.join('|')})\\.?\\s*(?:[\\[(]\\d{1,3}[\\])]|\\^\\d{1,3}|\\d{1,2})?\\s*[:：]\\s*`, 'iu');

/** Prefixes of PREFIXES that say the mail below is passed on, not answered. */
const FORWARD =
  /^(?:fwd?|fw|wg|doorst|vb|vl|rv|enc|i|tr|pd|ilt|i̇lt|πρθ|пересл|továbbítás|trs|הועבר|إعادة توجيه|转发|轉寄|転送|전달)\s*[:：]/iu;

/** True when the sender's client marked the mail as an answer. */
export function isReply(subject: string): boolean {
  return PREFIX.test(subject.trim()) && !isForward(subject);
}

/** True when the sender's client marked the mail as forwarded. */
export function isForward(subject: string): boolean {
  return FORWARD.test(subject.trim());
}

/**
 * Ids this message says it follows (RFC 5322 §3.6.4): References, then In-Reply-To, each once, oldest first, its own id left out. A chain
 * beyond 100 keeps its root and its newest 99.
 */
export function threadReferences(message: Pick<Message, 'messageId' | 'references' | 'inReplyTo'>): readonly string[] {
  const ids = new Set([...message.references, ...message.inReplyTo.filter((id) => !message.references.includes(id))]);
  if (message.messageId !== null) ids.delete(message.messageId);
  const all = [...ids];
  return all.length <= MAX_REFERENCES ? all : [...all.slice(0, 1), ...all.slice(-(MAX_REFERENCES - 1))];
}

/**
 * The subject without reply and forward prefixes, list tags and `(fwd)` (RFC 5256 §2.1, with the prefixes of other languages). White space is
 * normalised, case kept. A subject that is only a list tag stays.
 */
export function baseSubject(subject: string): string {
  let current = oneLineSubject(subject);
  for (;;) {
    const next = step(current);
    if (next === current) return current;
    current = next;
  }
}

/** True when a client marked the mail as an answer or as passed on: something was taken off its subject (RFC 5256 §2.1). */
export function isReplySubject(subject: string): boolean {
  const line = oneLineSubject(subject);
  return PREFIX.test(line.replace(/^(?:\[[^[\]]{1,60}\]\s*)+/, '')) || /\(fwd\)$/i.test(line) || /^\[fwd?:.*\]$/i.test(line);
}

/** The subject of a reply: `Re: ` once, whatever was in front. */
export function replySubject(subject: string): string {
  let current = oneLineSubject(subject);
  for (let next = current.replace(PREFIX, ''); next !== current; next = current.replace(PREFIX, '')) current = next;
  return `Re: ${current}`.trim();
}

/** RFC 5322 §2.1.1 ends a line at 998 characters; a longer subject is no subject. */
function oneLineSubject(subject: string): string {
  return subject.slice(0, 998).replace(/\s+/g, ' ').trim();
}

function step(subject: string): string {
  const forwarded = /^\[fwd?:\s*(.*)\]$/i.exec(subject)?.[1];
  if (forwarded !== undefined) return forwarded.trim();
  const withoutTrailer = subject.replace(/(?:\s*\(fwd\))+$/i, '').trim();
  const withoutPrefix = withoutTrailer.replace(PREFIX, '');
  if (withoutPrefix !== withoutTrailer) return withoutPrefix.trim();
  const withoutTag = withoutPrefix.replace(/^\[[^[\]]{1,60}\]\s*(?=\S)/, '');
  return withoutTag.trim();
}
