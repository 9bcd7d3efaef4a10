import { header, type Message } from './message.ts';
import { readMessageIds } from './parse-headers.ts';

export interface Bounce {
  /** Lower case, each once. */
  readonly failedRecipients: readonly string[];
  /** Of the mail that came back, with angle brackets. */
  readonly originalMessageId: string | null;
  /** RFC 3464 §2.3.3; the gravest when there are several. */
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown';
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** Local parts of programs that report on deliveries. A mailer daemon is never a person; a postmaster may be one. */
const DAEMON = /^(mailer-?daemon|mail-daemon|maildaemon|mail-delivery-(sub)?system|bounce-?notice)$/;
const POSTMASTER =
  /^(postmaster|poostmaster|mail-?admin|mailadministrator|system-?administrator|mmdf|mailmaster|admin(istrator)?|.+-(admin|master))$/;
const DAEMON_NAME =
  /^"?(mailer[- ]?daemon|mail delivery (sub)?system|mail delivery service|system administrator|mail administrator|internet mail delivery|mail router|(the )?post ?office|e?mail server|automatic mail system|mail system)\b/i;

/** Subjects of bounces, whole or as they begin. */
const SUBJECT = new RegExp(
  [
    'undeliver|undelivered mail|returned (?:e-?)?mail|returned to sender|failure notice|failure delivery',
    'delivery (?:status )?(?:notification|report|failure|failed|error|problem)|delivery status|delayed mail',
    '(?:e-?)?mail (?:delivery )?(?:fail|could not|system error|delayed|undeliverable)|mail delivery',
    'message (?:delivery )?(?:could not be delivered|delayed|undeliverable|not delivered)|could not send message',
    'could not be delivered|non[- ]?delivery|not delivered|notice: mail delivery|warning: (?:message|could not|mail)',
    'postmaster notify|nondeliverable mail|unable to deliver|sorry, your message could not be delivered|returning message to sender',
    'user unknown|unknown user|unknown recipient|error sending|permanent delivery failure|email delivery error',
    'rejected(?: mail| message)?:|reject(?:ed)? posting|\\[?bounced?\\b|you \\S+ are not member|unzustellbar|nicht zustellbar',
    'rücksendung|mail konnte nicht|zustellung fehlgeschlagen|non remis|échec de (?:la )?remise|non recapitabile|mancato recapito',
    'no se puede entregar|no entregado|não entregue|não é possível entregar|onbestelbaar|kan inte levereras|kan ikke leveres',
    'nie dostarczono|nedoručitelné|недоставлен|не доставлено|ваше сообщение не доставлено|配信不能|配信できません|送信できません|无法投递|退信|未傳遞|배달되지',
  ].join('|'),
  'i',
);

/** How the text of a bounce begins, whoever sent it. */
const OPENING = new RegExp(
  [
    'this message was created automatically by (?:the )?mail|this is (?:the )?(?:mail (?:system|delivery)|qmail|\\S+ mail)',
    'qmail-send program|delivery to the following recipients? (?:has )?failed|(?:could|can|may) ?not be delivered to',
    'could not be delivered|your (?:e-?mail |mail )?message .{0,80}(?:was not delivered|undeliverable|not reach|rejected)',
    'did not reach the following|unable to deliver (?:your|the|a) (?:e-?mail )?message',
    "i(?:'m| am) sorry to (?:have to )?inform you|the original message was received at|permanent fatal errors",
    'transcript of session follows|was undeliverable|(?:message|mail) (?:delivery )?(?:has )?failed|user unknown|unknown user',
    'no such user|mailbox (?:unavailable|not found|is full)|(?:recipient|address).{0,40}(?:rejected|unknown|not exist)',
    "(?:final|original)-recipient:|\\b5\\.\\d\\.\\d{1,2}\\b|wasn't delivered|could not send message|undeliverable",
    'address not found|配信|配送|届け|送信できません|не может быть доставлено|не доставлено|недоставлен',
  ].join('|'),
  'i',
);

/** What mail software alone says in its first words; enough without any other sign of a machine. */
const MACHINE_OPENING =
  /^[\s*=-]*(?:failed recipients|this message was created automatically by mail|(?:your message|could not deliver message|votre message) [^?]{0,120}?(?:to|a)\s+(?:the )?(?:following )?(?:recipient\(?s?\)?|\S+@\S+))/i;

/**
 * Why the mail is a report on a delivery, or null. Strongest signs first: the report's own type (RFC 3464), headers only bounces have, a
 * mailer daemon as sender, a postmaster with a failure's subject or words, at last a failure's subject and words together. A person who
 * forwards a bounce or answers one has none of these: an ordinary sender, and a subject with a prefix.
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
  const answered = /^(re|aw|sv|fwd?|wg|tr|rv)\s*:/i.test(message.subject);
  if (answered && !/non remis\s+\(delivery failed\)$/i.test(message.subject)) return null;
  const subject = SUBJECT.test(message.subject.normalize('NFC'));
  const opening = OPENING.test(message.text.slice(0, 1_500));
  const isReport = message.report !== null;
  if (sender === 'postmaster' && (subject || opening || isReport))
    return `From: ${header(message, 'from') ?? ''}, Subject: ${message.subject}`;
  if (isReport && subject) return `Subject: ${message.subject}`;
  const impersonal =
    message.from === null ||
    MACHINE_OPENING.test(message.text.slice(0, 400)) ||
    header(message, 'auto-submitted') !== undefined ||
    isNullPath(message);
  return subject && opening && impersonal ? `Subject: ${message.subject}` : null;
}

/** What a bounce says, as far as it can be read; null when the mail is none. */
export function bounceOf(message: Message): Bounce | null {
  if (bounceReason(message) === null) return null;
  const status = message.report?.deliveryStatus ?? '';
  return {
    failedRecipients: recipients(message, status),
    originalMessageId: originalMessageId(message),
    action: actionOf(message, status),
  };
}

function daemonSender(message: Message): 'daemon' | 'postmaster' | null {
  const from = header(message, 'from')?.slice(0, 500) ?? '';
  const locals = [message.from?.address ?? bareLocal(from), header(message, 'return-path') ?? ''].map(bareLocal);
  if (locals.some((local) => DAEMON.test(local))) return 'daemon';
  const name = message.from?.name ?? from.replace(/[<(].*/, '').trim();
  const comment = /\(([^)]*)\)/.exec(from)?.[1] ?? '';
  const isNamed = DAEMON_NAME.test(name) || DAEMON_NAME.test(comment);
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

function originalMessageId(message: Message): string | null {
  const returned = message.report?.returnedHeaders ?? '';
  const quoted = /^[> ]*message-id\s*:\s*(<[^<>\s]+>)/im;
  const fromHeaders = /^message-id\s*:\s*(\S+)/im.exec(returned)?.[1];
  const id = readMessageIds(fromHeaders ?? quoted.exec(message.text.slice(0, 64_000))?.[1] ?? '')[0];
  return id ?? message.inReplyTo[0] ?? message.references.at(-1) ?? null;
}

function actionOf(message: Message, status: string): Bounce['action'] {
  const said = [...status.matchAll(/^action\s*:\s*([a-z]+)/gim)].map((m) => m[1]?.toLowerCase());
  const gravest = ACTIONS.find((action) => said.includes(action));
  if (gravest !== undefined) return gravest;
  if (/delay|warning|deferred|verzöger|retard/i.test(message.subject)) return 'delayed';
  return SUBJECT.test(message.subject) || header(message, 'x-failed-recipients') !== undefined || OPENING.test(message.text.slice(0, 1_500))
    ? 'failed'
    : 'unknown';
}
