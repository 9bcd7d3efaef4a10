import { header, type Message } from './message.ts';
import { domainOf, organisationalDomain } from './sender-domain.ts';

/** Names under which nobody reads, in the languages of senders. Roles that people work under (info, office, postmaster) are not here. */
const NOBODY = new RegExp(
  `^(?:.*[._+-])?(?:${[
    'no[._-]?-?repl(?:y|ies)',
    '(?:do[._-]?)?not[._-]?(?:reply|respond|answer)',
    'dont[._-]?(?:reply|respond)',
    'no[._-]?(?:response|answer|respond)',
    'un(?:monitored|attended)',
    '(?:ne[._-]?)?pas[._-]?(?:de[._-]?)?repon(?:dre|se)',
    'sans[._-]?reponse',
    'nicht[._-]?(?:be)?antworten',
    'keine[._-]?antwort',
    'no[._-]?(?:responder|responda|contestar)',
    'nao[._-]?respond(?:a|er)',
    'non[._-]?rispond(?:ere|a)',
    'niet[._-]?(?:be)?antwoorden',
    'geen[._-]?antwoord',
    'svara[._-]?(?:inte|ej)',
    'inge[nt][._-]?svar',
    'svar[._-]?ikke',
    'ikke[._-]?svar',
    'ei[._-]?vast(?:austa|ata)',
    'nie[._-]?odpowiadaj',
    'neodpov(?:idat|idej|edat)',
    'ne[._-]?valaszolj(?:on)?',
    'nu[._-]?raspunde(?:ti)?',
    '(?:yanitlama|cevaplama)(?:yin|yiniz)?',
    'ne[._-]?otvechat',
  ].join('|')})(?:[._+-].*|\\d*)$`,
);

/** Programs and list managers (RFC 5230 §4.6, RFC 2142). */
const PROGRAM =
  /^(mailer-daemon|daemon|nobody|cron|www-data|apache|nginx|bounces?|bounces?[+-].*|.+-bounces?|owner-.+|.+-owner|.+-request|listserv|majordomo|auto-?(?:reply|responder|mailer|notify|confirm)|(?:.+[._-])?notifications?|newsletters?|alerts?|monitoring|voicemail|receipts?|jira|jenkins|nagios|icinga|zabbix)$/;

/** A display name, or a part of one set apart by a bracket or a dash. */
const NOBODY_NAME =
  /^(?:no[- ]?reply|(?:please )?do ?not ?(?:reply|respond)|(?:bitte )?nicht antworten|keine antwort|ne pas r[ée]pondre|no responder|n[ãa]o respond[ae]r?|non rispondere|niet (?:be)?antwoorden|svara (?:inte|ej)|nie odpowiadaj|neodpovídat|не отвечать|mailer[- ]?daemon|mail delivery (?:sub)?system|auto[- ]?reply|auto[- ]?responder)\b/iu;

/**
 * Why nobody reads answers to this sender, or null. A no-reply address with a Reply-To of another organisation is how contact forms and shops
 * pass a customer on, so that is a person.
 */
export function machineSender(message: Message): string | null {
  const { from } = message;
  if (from === null) return null;
  const isMachine = readsNoAnswers(from.address) || namedNobody(from.name) || isNobody(comment(message));
  if (!isMachine || passesOn(message, from.address)) return null;
  return `From: ${from.name === '' ? '' : `${from.name} `}<${from.address}>`;
}

/** `Bank (no reply) <x@bank.example>`: the parser of addresses leaves comments out (RFC 5322 §3.2.2). */
function comment(message: Message): string {
  return /\(([^()]{1,100})\)/.exec(header(message, 'from')?.slice(0, 500) ?? '')?.[1] ?? '';
}

function namedNobody(name: string): boolean {
  const parts = name.split(/[()[\]|:,–—]|\s-\s/).map((part) => part.trim());
  return NOBODY_NAME.test(name) || parts.some(isNobody);
}

function isNobody(part: string): boolean {
  return part !== '' && NOBODY_NAME.exec(part)?.[0] === part;
}

/** True for an address whose name says that answers to it reach nobody. */
export function readsNoAnswers(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  return NOBODY.test(local) || PROGRAM.test(local);
}

/** `a@b` or `*@b`, any case. */
export function isBlocked(address: string, blocked: readonly string[]): boolean {
  return blocked.some((entry) => {
    const pattern = entry.trim().toLowerCase();
    return pattern.startsWith('*@') ? domainOf(address) === pattern.slice(2) : address === pattern;
  });
}

function passesOn(message: Message, from: string): boolean {
  const wanted = message.replyTo[0]?.address;
  if (wanted === undefined || NOBODY.test(wanted.slice(0, wanted.lastIndexOf('@')))) return false;
  return organisationalDomain(domainOf(wanted)) !== organisationalDomain(domainOf(from));
}
