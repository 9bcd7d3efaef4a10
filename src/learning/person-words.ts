import { fold } from '../knowledge/terms.ts';

/** What people say when they do not do it themselves, or do not do it at all; in folded text: en, de, es, fr, it, pt, nl. */

const PASSES_ON: readonly RegExp[] = [
  /\b(forward(ed|ing)|pass(ed|ing)|hand(ed|ing)|escalat(ed|ing)|transferr(ed|ing)|refer(red|ring)) (it |this |your \w+ |the \w+ )?(\w+ )?(on |over )?(to|with)\b/,
  /\b(a colleague|our \w+ (team|department)|my colleague|someone from|a specialist)\b.{0,60}\b(will|shall|is going to|gets? back|look(s|ing)? into)\b/,
  /\b(weitergeleitet|weitergegeben|weitergereicht|leite\w* .{0,60} weiter|gebe\w* .{0,60} weiter|ubergeben an)\b/,
  /\b(kolleg(e|in|en)|fachabteilung|buchhaltung)\b.{0,60}\b(meldet|melden|pruft|prufen|kummert|kummern|setzt|wird|werden)\b/,
  /\b(reenviad|trasladad|transferid|escalad|derivad)[oa]s?\b|\b(reenvio|traslado|paso|derivo) (su|tu|el|la|esto)\b/,
  /\bun (companero|colega|especialista)\b.{0,60}\b(contactara|respondera|pondra|revisara)\b/,
  /\b(transmis|transfere|fait suivre|escalade)e?s?\b|\bje transmets\b/,
  /\bun (collegue|specialiste)\b.{0,60}\b(contactera|reviendra|repondra|verifiera)\b/,
  /\b(inoltrat|trasmess|passat|girat)[oaie]\b.{0,60}\b(al|alla|ai|a un|collega|colleghi|reparto)\b|\bun collega\b.{0,60}\b(contattera|rispondera|verifichera)\b/,
  /\b(encaminh(ei|amos|ado|ada|o)|reencaminh\w+|transferi(mos|do)?)\b|\bum colega\b.{0,60}\b(entrara|respondera|vai)\b/,
  /\b(doorgestuurd|doorgezet|doorgegeven|stuur .{0,60} door)\b|\been collega\b.{0,60}\b(neemt|zal|gaat)\b/,
];

const REFUSES: readonly RegExp[] = [
  /\b(cannot|can't|can not|could not|couldn't|unable to|not able to|won't|will not)\b/,
  /\b(is|are|it's|that's|this is) not (possible|available|supported|included|allowed|permitted|eligible)\b|\bisn't (possible|available|supported|included|allowed)\b/,
  /\b(do not|don't|does not|doesn't) (offer|refund|support|provide|allow|accept|permit|have|include|reimburse|qualify)\b|\b(must|have to|need to) decline\b|\bnot eligible\b/,
  /\b(kann|konnen|konnte|konnten)\b[^.!?]{0,60}\b(nicht|kein\w*|leider)\b|\b(nicht|leider nicht) (moglich|verfugbar|erlaubt|vorgesehen|enthalten)\b|\b(bieten|erstatten|unterstutzen)\b[^.!?]{0,40}\b(nicht|kein\w*)\b/,
  /\bno (es posible|podemos|puedo|se puede|ofrecemos|admitimos|aceptamos|reembolsamos|esta disponible|esta incluid[oa])\b/,
  /\b(ne pouvons|ne peux|ne peut|n'est|ne proposons|ne remboursons|n'offrons)\b[^.!?]{0,30}\b(pas|plus)\b|\bimpossible\b/,
  /\bnon (e possibile|possiamo|posso|si puo|offriamo|rimborsiamo|accettiamo|e disponibile|e incluso|supportiamo)\b/,
  /\bnao (e possivel|podemos|posso|e permitido|oferecemos|reembolsamos|aceitamos|esta disponivel|esta incluido)\b/,
  /\b(kan|kunnen|kon|konden)\b[^.!?]{0,60}\b(niet|geen)\b|\bniet (mogelijk|beschikbaar|toegestaan|inbegrepen)\b|\b(bieden|vergoeden)\b[^.!?]{0,40}\b(niet|geen)\b/,
];

/** Words that turn a sentence round, by language: Portuguese "no" is Spanish "en el". */
const NEGATIONS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    en: "not|no|never|cannot|without|\\p{L}+n't",
    de: 'nicht|kein\\p{L}*|nie|ohne',
    es: 'no|nunca|sin|ningun\\p{L}*',
    fr: "ne|n'\\p{L}+|pas|jamais|sans",
    it: 'non|mai|senza',
    pt: 'nao|nunca|sem',
    nl: 'niet|geen|nooit|zonder',
  }).map(([language, words]) => [language, new RegExp(`(?<![\\p{L}'])(?:${words})(?![\\p{L}'])`, 'u')]),
);

/** What is only supposed: "if you cannot find the mail" refuses nothing. */
const SUPPOSED =
  /\b(if|when|whenever|in case|unless|should you|wenn|falls|sollten?|sofern|quand|lorsque|als|indien)\b|(^|[,;:]\s*|\by\s|\be\s)(si|se|caso|cuando|quando)\b/;

/** The person says that somebody else takes over. */
export function passesOn(text: string): boolean {
  return says(PASSES_ON, text);
}

/** The person says that it cannot be had. */
export function refuses(text: string): boolean {
  const plain = text
    .split(/(?<=[.!?])\s+|\n+/u)
    .filter((sentence) => !SUPPOSED.test(fold(sentence)))
    .join(' ');
  return says(REFUSES, plain);
}

/** False for languages whose words of negation are not known. */
export function isNegated(sentence: string, language: string): boolean {
  return NEGATIONS.get(language)?.test(fold(sentence)) === true;
}

function says(patterns: readonly RegExp[], text: string): boolean {
  const folded = fold(text).replace(/\s+/g, ' ');
  return patterns.some((pattern) => pattern.test(folded));
}
