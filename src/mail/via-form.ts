import type { Message } from './message.ts';
import { readAddresses } from './parse-headers.ts';
import { type Field, fieldsOfHtml, fieldsOfJson } from './via-form-fields.ts';
import type { OwnLabels, Role } from './via-form-labels.ts';
import { fieldsOfLines } from './via-form-lines.ts';

/** What a customer filled in, without the form's own words. */
export interface Form {
  /** Lower case; null when the form names none, or something that is no address. */
  readonly email: string | null;
  readonly name: string | null;
  readonly subject: string | null;
  /** The message; where a form has no such field, what was filled into those that only it has; the whole text of a mail that is no form we can read. */
  readonly words: string;
  /** True when the mail has a field for the message: with an address, it is surely a form's. */
  readonly hasMessage: boolean;
  /** The words and whatever else was filled in, but consent, telephone, page and machine. */
  readonly everything: string;
}

/** Reads the mail of a contact form. Pure; never throws. */
export function readForm(message: Pick<Message, 'text' | 'html'>, own: OwnLabels): Form {
  const text = message.text.slice(0, MAX_TEXT);
  const fields = fieldsOf({ text, html: message.html }, own);
  const first = (role: Role): string => fields.find((f) => f.role === role && f.value !== '')?.value ?? '';
  const line = (role: Role): string => first(role).split('\n')[0]?.trim() ?? '';
  const [sender] = readAddresses(
    line('sender')
      .slice(0, MAX_LINE)
      .replace(/\((?:mailto:)?[^)]*\)/g, ''),
  );
  // Where a family name has a field of its own, "name" is the given one.
  const parts = [...new Set([line('name') || line('first'), line('last')])].filter((part) => part !== '');
  const name = parts.join(' ') || (sender?.name ?? '');
  const only = fields.filter((f) => f.role === null && f.value !== '').map((f) => f.value);
  // The headline of a table may call its columns question and answer.
  const messages = fields.filter((f) => f.role === 'message').map((f) => f.value);
  const said = withoutFooter(messages.toSorted((a, b) => b.length - a.length)[0] ?? '');
  const words = said || withoutFooter(only.join('\n')) || text.trim();
  const subject = line('subject');
  return {
    email: addressIn(first('email')) ?? sender?.address ?? null,
    name: name === '' || name.includes('@') ? null : name,
    subject: subject === '' ? null : subject,
    words,
    hasMessage: said !== '',
    everything: [...new Set([subject, ...(said === '' ? [] : only), words])].filter((part) => part !== '').join('\n'),
  };
}

/** No name and no address is longer. */
const MAX_LINE = 500;

/** Nobody writes more into a form. */
const MAX_TEXT = 200_000;

/** A table, JSON, or lines: whichever tells who wrote. Without any of these nobody is known, and lines say at least what was written. */
function fieldsOf({ text, html }: Pick<Message, 'text' | 'html'>, own: OwnLabels): readonly Field[] {
  const lines = fieldsOfLines(text, own);
  const readings = [...(html === null ? [] : [fieldsOfHtml(html, own)]), fieldsOfJson(text, own), lines];
  const tells = (fields: readonly Field[], ...roles: Role[]): boolean =>
    fields.some((f) => f.role !== null && roles.includes(f.role) && f.value !== '');
  return (
    readings.find((fields) => tells(fields, 'email', 'sender') && tells(fields, 'message')) ??
    readings.find((fields) => tells(fields, 'message')) ??
    readings.find((fields) => tells(fields, 'email', 'sender')) ??
    lines
  );
}

function addressIn(value: string): string | null {
  const found = /[^\s<>:;,"'()[\]]{1,64}@[^\s<>:;,"'()[\]?]{1,190}\.[^\s<>:;,"'()[\]?]{0,62}[\p{L}\p{N}]/u.exec(
    value.slice(0, MAX_LINE),
  )?.[0];
  return found === undefined ? null : (readAddresses(found)[0]?.address ?? null);
}

/** How the makers of forms end their mails. */
const FOOTER =
  /^[(*_\s]*(?:[)}\]]+;?$|the results of this|this (?:e-?mail|message|mail|submission) (?:was|has been) (?:sent|submitted|generated)|(?:sent|submitted|received) (?:from|via|by|through|on|at)\b.*(?:form|https?:|www\.|website|site|page|\d{4})|(?:powered|provided) by\b|you (?:are receiving|received|can reply)|reply (?:directly )?to this e-?mail|to (?:reply|respond|view)\b.*(?:reply|click|visit|respond)|unsubscribe|view (?:this )?(?:entry|submission|response)|diese (?:e-?mail|nachricht) wurde|gesendet (?:von|über)|este (?:mensaje|correo|e-?mail) (?:se ha enviado|fue enviado|se envió|foi enviad)|esta mensagem foi|ce (?:message|mail|courriel|e-?mail) a été envoyé|cet e-?mail a été envoyé|questa (?:e-?mail|mail) è stata|questo messaggio è stato|deze e-?mail is verzonden|det här (?:mejlet|meddelandet) skickades|denne e-?mail|ta wiadomość została|tento e-?mail byl|это (?:письмо|сообщение)(?: было)? отправлено|bu e-?posta|このメールは|此邮件)/iu;
const BARE_URL = /^https?:\/\/\S+$/i;
/** A line drawn above a footer; more lines than this below it are no footer. */
const RULE = /^(?:-{2,}|—|_{2,}|={2,}|\*{3,}|~{3,})$/;
const FOOTER_LINES = 6;
/** Footers have a few lines; somebody who writes thousands like them is not read line by line. */
const MAX_CUTS = 30;

function withoutFooter(text: string): string {
  const lines = text.trim().split('\n');
  for (let cuts = 0; cuts < MAX_CUTS; cuts += 1) {
    const rule = lines.findLastIndex((line) => RULE.test(line.trim()));
    const below = rule === -1 ? [] : lines.slice(rule + 1).filter((line) => line.trim() !== '');
    const isFooter =
      rule > 0 && below.length <= FOOTER_LINES && (below.length === 0 || below.some((line) => FOOTER.test(line.trim()) || namesSite(line)));
    if (isFooter) lines.length = rule;
    else if (lines.length > 1 && isFooterLine(lines)) lines.pop();
    else break;
  }
  return lines.join('\n').trim();
}

/** A page, or a host within brackets: `Shop (shop.example)`. */
function namesSite(line: string): boolean {
  return (
    /https?:|www\./i.test(line) || /\.[a-z]{2}/i.test(line.slice(line.indexOf('(') + 1 || line.length, Math.max(0, line.lastIndexOf(')'))))
  );
}

/** The last line: nothing, a footer, or the address that a footer above it introduces. */
function isFooterLine(lines: readonly string[]): boolean {
  const [last = '', above = ''] = lines
    .slice(-2)
    .map((line) => line.trim())
    .reverse();
  return last === '' || FOOTER.test(last) || (BARE_URL.test(last) && FOOTER.test(above));
}
