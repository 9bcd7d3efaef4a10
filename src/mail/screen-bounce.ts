import { header, type Message } from './message.ts';
import { asks, greets, ownWords, speaksAsPerson, wantsSomething } from './own-words.ts';
import { readMessageIds } from './parse-headers.ts';
import { MACHINE_OPENING, MACHINE_SUBJECT, NOT_DELIVERED, NOT_FAILED, OPENING, SUBJECT, TRANSCRIPT } from './screen-bounce-phrases.ts';

export interface Bounce {
  /** Lower case, each once. */
  readonly failedRecipients: readonly string[];
  /** Of the mail that came back, with angle brackets. */
  readonly originalMessageId: string | null;
  /** The value of our own header in the mail that came back: some providers rewrite Message-ID, none touches this. */
  readonly effect: string | null;
  /** RFC 3464 §2.3.3; the gravest when there are several. */
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown';
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** Local parts of programs that report on deliveries. A mailer daemon is never a person; a postmaster may be one, and so may who runs a small firm. */
const DAEMON = /^(mailer-?daemon|mail-daemon|maildaemon|mail-delivery-(sub)?system|bounce-?notice)$/;
const POSTMASTER =
  /^(post[._-]?master|poostmaster|mail-?admin|mailadministrator|mmdf|mailmaster|.+-postmaster|postmaster[._-].+|system-?administrator|"system administrator")$/;
const DAEMON_NAME =
  /^"?(mailer[- ]?daemon|mail delivery (sub)?system|mail delivery service|internet mail delivery|mail router|automatic mail system)\b/i;
const POSTMASTER_NAME =
  /^"?(?:system administrator|mail administrator|(?:the )?post ?office|e?mail (?:server|gateway|system)|inter ?scan|postmaster|microsoft outlook)\b|\bNDR\b|\b(?:notification|router|mta)$/i;

/**
 * Why the mail is a report on a delivery, or null. Strongest signs first: the report's own type (RFC 3464), headers only bounces have, a
 * mailer daemon as sender, words only mail software begins with; then combinations of sender, subject and words. A person who forwards a bounce,
 * answers one or asks about one begins with a prefix in the subject, a greeting, or a question.
 */
export function bounceReason(message: Message): string | null {
  const contentType = header(message, 'content-type') ?? '';
  if (message.contentType === 'multipart/report' && /report-type\s*=\s*"?delivery-status/i.test(contentType))
    return 'report-type=delivery-status (RFC 3464)';
  if (message.contentType === 'multipart/report' && message.report?.deliveryStatus) return 'message/delivery-status (RFC 3464)';
  const failed = header(message, 'x-failed-recipients');
  if (failed !== undefined) return `X-Failed-Recipients: ${failed}`;
  const sender = daemonSender(message);
  if (sender === 'daemon') return `From: ${header(message, 'from') ?? header(message, 'return-path') ?? ''}`;
  return reasonInWords(message, sender);
}

function reasonInWords(message: Message, sender: 'postmaster' | null): string | null {
  const said = `From: ${header(message, 'from') ?? ''}, Subject: ${message.subject}`;
  const start = message.text.slice(0, LOOK);
  const subject = SUBJECT.test(message.subject.normalize('NFC'));
  const unmistakable = MACHINE_OPENING.test(start.slice(0, 400));
  const failure = NOT_DELIVERED.test(start) || TRANSCRIPT.test(start);
  if (unmistakable && (subject || failure) && !asks(start.slice(0, 400))) return said;
  const passedOn = /^(re|aw|sv|antw|fwd?|wg|tr|rv|vs|vb|odp|r|res|enc|i|ynt|回复|转发|返信)\s*[:：]/iu.test(message.subject);
  if (passedOn && !/non remis\s+\(delivery failed\)$/i.test(message.subject)) return null;
  const words = ownWords(message);
  const byPerson =
    greets(words) || asks(words.slice(0, LOOK)) || wantsSomething(words.slice(0, LOOK)) || speaksAsPerson(words.slice(0, 300));
  const opening = OPENING.test(start);
  const isReport = message.report !== null;
  const namesAddress = /[^\s<>@]@[^\s<>@]+\.[^\s<>@]/.test(start);
  if (isReport && subject) return said;
  const machineSubject = MACHINE_SUBJECT.test(message.subject);
  const isPostmaster = POSTMASTER.test(bareLocal(message.from?.address ?? ''));
  if (sender === 'postmaster' && !greets(words) && (machineSubject || (isPostmaster && subject && !asks(words)))) return said;
  if (byPerson && !isNullPath(message)) return null;
  if (sender === 'postmaster' && (isReport || failure || (subject && opening))) return said;
  if (machineSubject) return said;
  const impersonal = message.from === null || header(message, 'auto-submitted') !== undefined || isNullPath(message);
  if (subject && opening && impersonal) return said;
  return subject && failure && (namesAddress || TRANSCRIPT.test(start)) ? said : null;
}

/** What a bounce says stands in its first words. */
const LOOK = 1_500;

/** What a bounce says, as far as it can be read; null when the mail is none. */
export function bounceOf(message: Message, effectHeader: string): Bounce | null {
  if (bounceReason(message) === null) return null;
  const status = message.report?.deliveryStatus ?? '';
  return {
    failedRecipients: recipients(message, status),
    originalMessageId: originalMessageId(message),
    effect: returnedField(message, effectHeader),
    action: actionOf(message, status),
  };
}

function daemonSender(message: Message): 'daemon' | 'postmaster' | null {
  const from = header(message, 'from')?.slice(0, 500) ?? '';
  const locals = [message.from?.address ?? bareLocal(from), header(message, 'return-path') ?? ''].map(bareLocal);
  if (locals.some((local) => DAEMON.test(local))) return 'daemon';
  const name = message.from?.name ?? from.replace(/[<(].*/, '').trim();
  const names = [name, /\(([^)]*)\)/.exec(from)?.[1] ?? ''];
  const isNamed = names.some((n) => DAEMON_NAME.test(n) || POSTMASTER_NAME.test(n));
  if (isNamed && message.from === null) return 'daemon';
  return isNamed || POSTMASTER.test(locals[0] ?? '') ? 'postmaster' : null;
}

function bareLocal(value: string): string {
  const bare = /<([^<>]*)>/.exec(value)?.[1] ?? value;
  return (
    bare
      .trim()
      .toLowerCase()
      .split(/[@\s(]/)[0] ?? ''
  );
}

function isNullPath(message: Message): boolean {
  return header(message, 'return-path')?.replace(/[<>\s]/g, '') === '';
}

function recipients(message: Message, status: string): string[] {
  const fromStatus = [...status.matchAll(/^(?:final|original)-recipient\s*:\s*[\w-]+\s*;\s*<?([^\s<>;]+@[^\s<>;]+)>?/gim)].map(
    (m) => m[1] ?? '',
  );
  const fromHeader = (header(message, 'x-failed-recipients') ?? '').split(/[\s,]+/);
  const found = [...fromStatus, ...fromHeader].filter((address) => address.includes('@'));
  return [...new Set((found.length > 0 ? found : namedInText(message)).map((address) => address.toLowerCase()))];
}

/** Reports without fields name the address on a line of its own (qmail, Postfix, Exim, sendmail), else somewhere in their first words. */
function namedInText(message: Message): string[] {
  const own = new Set([message.from?.address, ...message.to.map((to) => to.address)]);
  const words =
    message.text
      .slice(0, 4_000)
      .split(/^.*\b(?:original message|message headers? follow|copy of (?:the|your) message|transcript)\b.*$/im)[0] ?? '';
  const read = (pattern: RegExp): string[] =>
    [...words.matchAll(pattern)].map((m) => m[1] ?? '').filter((address) => !own.has(address.toLowerCase()));
  const lines = read(/^[\s*-]*<?([^\s<>:;,"'()[\]]{1,64}@[^\s<>:;,"'()[\]]{1,255})>?\s*:?\s*(?:$|\.{3}|\s)/gm);
  return lines.length > 0 ? lines : read(/([^\s<>:;,"'()[\]=]{1,64}@[^\s<>:;,"'()[\]]{1,255}[a-z0-9])/gi).slice(0, 1);
}

/** One word of a header field of the mail that came back, from its part of the report or from the text. */
function returnedField(message: Message, name: string): string | null {
  const field = new RegExp(`^[> \\t]*${name}[ \\t]*:\\s*(\\S+)`, 'im');
  return field.exec(message.report?.returnedHeaders ?? '')?.[1] ?? field.exec(message.text.slice(0, 64_000))?.[1] ?? null;
}

function originalMessageId(message: Message): string | null {
  const id = readMessageIds(returnedField(message, 'message-id') ?? '')[0];
  return id ?? message.inReplyTo[0] ?? message.references.at(-1) ?? null;
}

function actionOf(message: Message, status: string): Bounce['action'] {
  const said = [...status.matchAll(/^action\s*:\s*([a-z]+)/gim)].map((m) => m[1]?.toLowerCase());
  const gravest = ACTIONS.find((action) => said.includes(action));
  if (gravest !== undefined) return gravest;
  const start = `${message.subject}\n${message.text.slice(0, LOOK)}`;
  const kept = NOT_FAILED.find(([pattern]) => pattern.test(start));
  if (kept !== undefined) return kept[1];
  return SUBJECT.test(message.subject) || header(message, 'x-failed-recipients') !== undefined || OPENING.test(message.text.slice(0, 1_500))
    ? 'failed'
    : 'unknown';
}
