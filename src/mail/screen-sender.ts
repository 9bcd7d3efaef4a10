import type { Message } from './message.ts';
import { domainOf, organisationalDomain } from './sender-domain.ts';

/** Names under which nobody reads, in the languages of senders. Roles that people work under (info, office, postmaster) are not here. */
const NOBODY = new RegExp(
  `^(?:.*[._+-])?(?:${[
    'no[._-]?-?reply',
    'do[._-]?not[._-]?reply',
    'dont[._-]?reply',
    'ne[._-]?pas[._-]?repondre',
    'pas[._-]?de[._-]?reponse',
    'nicht[._-]?antworten',
    'keine[._-]?antwort',
    'no[._-]?responder',
    'no[._-]?responda',
    'nao[._-]?responda',
    'nao[._-]?responder',
    'non[._-]?rispondere',
    'niet[._-]?beantwoorden',
    'geen[._-]?antwoord',
    'svara[._-]?inte',
    'svar[._-]?ikke',
    'ikke[._-]?svar',
    'nie[._-]?odpowiadaj',
  ].join('|')})(?:[._+-].*|\\d*)$`,
);

/** Programs and list managers (RFC 5230 §4.6, RFC 2142). */
const PROGRAM =
  /^(mailer-daemon|daemon|nobody|cron|www-data|apache|nginx|bounces?|bounces?[+-].*|.+-bounces?|owner-.+|.+-request|listserv|majordomo|auto-?(?:reply|responder|mailer|notify)|notifications?|newsletters?)$/;

const NOBODY_NAME =
  /^(no[- ]?reply|do not reply|please do not reply|mailer[- ]?daemon|mail delivery (sub)?system|auto[- ]?reply|auto[- ]?responder)\b/i;

/**
 * Why nobody reads answers to this sender, or null. A no-reply address with a Reply-To of another organisation is how contact forms and shops
 * pass a customer on, so that is a person.
 */
export function machineSender(message: Message): string | null {
  const { from } = message;
  if (from === null) return null;
  const isMachine = readsNoAnswers(from.address) || NOBODY_NAME.test(from.name);
  if (!isMachine || passesOn(message, from.address)) return null;
  return `From: ${from.name === '' ? '' : `${from.name} `}<${from.address}>`;
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
