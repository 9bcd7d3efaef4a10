import type { Passage } from '../knowledge/knowledge.ts';
import { fold } from '../knowledge/terms.ts';
import { draftFacts } from './draft-facts.ts';
import type { GuardInput, GuardRule } from './guard.ts';
import { emailAddresses, phoneNumbers } from './link-targets.ts';
import { factsOf, type PassageFacts } from './passage-facts.ts';

/** HTML of any kind: our Markdown needs none, and a mail client may run or load what it says. Autolinks are left to `links`. */
export const activeHtml: GuardRule = ({ answer }) => {
  const tags = answer.match(/<\/?[a-z!?][^>]*>?/gi) ?? [];
  const inTags = tags.filter((tag) => !/^<[a-z][a-z0-9+.-]*:\/\/[^\s>]*>$|^<[^\s@<>]+@[^\s@<>]+>$/i.test(tag));
  return [...inTags, ...(answer.match(/\b(?:javascript|vbscript)\s*:|\bdata:[a-z]+\/[a-z]/gi) ?? [])];
};

/** An image is fetched when the mail is opened: it tells the outside what the model knew. */
export const images: GuardRule = ({ answer }) => answer.match(/!\s*\[[^\]]{0,200}/g) ?? [];

/** Links, bare domains too, stand exactly so in a cited passage; a bare host of one of them is fine. */
export const links: GuardRule = (input, cited) => {
  const known = cited.map((passage) => factsOf(passage).links);
  return draftFacts(input.answer, input.language).links.filter((target) => !known.some((links) => links.has(target)));
};

/** Mail addresses and telephone numbers come from a cited passage only: an echoed one could be an attacker's. */
export const contacts: GuardRule = (input, cited) => {
  const known = contactsOf(cited);
  const { addresses, phones } = draftFacts(input.answer, input.language);
  return [
    ...addresses.filter((a) => !known.addresses.includes(a)),
    ...phones.filter((p) => !known.phones.includes(p) && !echoed(p, input)),
  ];
};

/** Of several passages as of one text, the way an answer quotes them: digits at a seam may read as one number. */
function contactsOf(cited: readonly Passage[]): Pick<PassageFacts, 'addresses' | 'phones'> {
  const [only] = cited;
  if (only !== undefined && cited.length === 1) return factsOf(only);
  const source = cited.map((p) => p.text).join('\n');
  return { addresses: emailAddresses(source), phones: phoneNumbers(source) };
}

/** Who gets a mail is decided by code; a line that looks like a header has no business in an answer. */
export const recipients: GuardRule = ({ answer }) =>
  answer.match(
    /^[ \t\u00A0\u3000>*_-]*(?:cc|bcc|reply-to)[^\S\n]*:.*$|^[ \t\u00A0\u3000>*_-]*(?:to|from|an|von|para|de)[^\S\n]*:.*@.*$/gim,
  ) ?? [];

/** We never ask for a password, a code or a card number. */
export const secrets: GuardRule = ({ answer }, cited) => {
  const said = fold(answer);
  const requests = [...said.matchAll(SECRETS)]
    .filter((m) => !WARNS.test(m[0]) && !WARNED.test(said.slice(0, m.index)))
    .map(([request]) => request);
  return requests.filter((request) => !cited.some((passage) => factsOf(passage).folded.includes(request)));
};

const SECRETS =
  /\b(?:send|reply with|tell|give|provide|share|confirm|envi\w+|indi(?:que|ca|chi)\w*|comuni\w+|senden|schicken|nennen|teilen|mitteilen|envoy\w+|donn\w+|invi\w+|forneca|envie|stuur|geef)\b[^.!?\n]{0,60}\b(?:password|passcode|passphrase|card number|cvv|cvc|pin|one-time code|security code|contrasena|clave|numero de tarjeta|passwort|kennwort|kartennummer|mot de passe|numero de carte|senha|numero do cartao|numero della carta|wachtwoord)\b/g;

/** "Never send us your password" asks for nothing. Only where nothing but pronouns stands between: "never hesitate to send" does ask. */
const WARNED = /\b(?:never|not|don't|no|nunca|non|ne|n'|nao|jamais|niet|nooit)(?:\s+(?:ever|us|ci|nos|nous|ons|me|mai|jamais|please))*\s*$/;
const WARNS =
  /^\S+\s+(?:you|ihnen|le|lui|vous)\b|^\S+(?:\s+(?:sie|uns|u|ons|ci|nos))*\s+(?:never|mai|nie|niemals|nicht|keine?|nunca|jamais|pas|niet|nooit|geen)\b/;

/** An order number with dashes looks like a telephone number; the customer's own may be repeated when it was not given as one to call. */
function echoed(digits: string, { customerText, answer }: GuardInput): boolean {
  const asWritten = customerText.match(/[\p{L}\p{N}][\p{L}\p{N}-]*\d/gu)?.find((run) => run.replace(/\D/g, '') === digits);
  return asWritten !== undefined && !asWritten.startsWith('0') && answer.includes(asWritten) && !answer.includes(`+${asWritten}`);
}
