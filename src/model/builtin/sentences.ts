/**
 * The sentences of a mail that carry its matter: greeting, thanks, names and sign-off lines are left out, as are lines without a letter. A line break inside a
 * sentence is only the mail client's wrapping.
 */
export function matter(text: string): string[] {
  const paragraphs = text.replace(/\r/g, '').split(/\n\s*\n/);
  return paragraphs
    .flatMap((paragraph, i) => joinLines(paragraph, i > 0 && i === paragraphs.length - 1))
    .flatMap((line) => line.split(/(?<=[.!?。！？])\s+|(?<=[。！？])/u))
    .map((sentence) => sentence.replace(GREETING, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence) && !CLOSING.test(sentence) && !INTRODUCTION.test(sentence));
}

/** Longer lines are wrapped text. */
const WRAPPED = 55;

const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|liebes?r?|sehr geehrte[rs]?|hola|buenos d[ií]as|buenas(?: tardes| noches)?|estimad[oa]s?|bonjour|bonsoir|salut|ch[eè]re?s?|madame|monsieur|ciao|buongiorno|buonasera|salve|gentil[ei]|ol[aá]|bom dia|boa (?:tarde|noite)|prezad[oa]s?|beste|geachte|goedemorgen|goedendag|こんにちは|お世話になっております|はじめまして)(?:,? [^\s,.:;!?。]{1,20}){0,3}(?:[,:;!。–-]+|$)\s*/iu;

const CLOSING =
  /^(?:(?:many |kind |best |warm )*(?:thanks|thank you|thx|cheers|regards|wishes|greetings|best|sincerely|yours)\b.{0,60}|(?:vielen |besten |herzlichen )?dank\b.{0,40}|danke.{0,40}|(?:mit )?(?:freundlichen?|beste[nr]?|viele|liebe|sch[oö]ne) gr[uü](?:ß|ss)e?n?.{0,30}|mfg|lg|(?:muchas |mil )?gracias.{0,50}|(?:un )?(?:cordial )?saludos?.{0,30}|atentamente.{0,20}|merci.{0,40}|cordialement.{0,20}|bien [aà] vous.{0,20}|grazie.{0,40}|cordiali saluti.{0,20}|(?:muito )?obrigad[oa].{0,40}|(?:com os melhores )?cumprimentos.{0,20}|atenciosamente.{0,20}|bedankt.{0,30}|met vriendelijke groet(?:en)?.{0,20}|groet(?:en|jes)?|よろしくお願い.{0,20}|お願い(?:いた)?します。?|ありがとうございます。?)$/iu;

/** A line that greets and says nothing else. */
export function isGreeting(line: string): boolean {
  return line.trim() !== '' && line.trim().replace(GREETING, '') === '';
}

/** "My name is Ben Okafor." says who asks, and nothing about what; "My name is wrong on the invoice" does, so the case counts. */
const INTRODUCTION =
  /^(?:[Mm]y name(?: is|['’]s)|I am called|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Mm]e llamo|[Mm]i nombre es|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]i chiamo|[Ii]l mio nome [eè]|(?:O |o )?[Mm]eu nome [eé]|[Cc]hamo-me|[Mm]ijn naam is|[Ii]k heet)(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|del|della|da|dos|la|van|von|der|den|bin|al|y|e))*(?: \p{Lu}[\p{L}\p{M}.'’-]*)[.!]?$/u;

/** "Kind regards": below it stand a name and a signature. Thanks alone may stand in the middle of a mail. */
export function isSignOff(line: string): boolean {
  return SIGN_OFF.test(line);
}

const SIGN_OFF =
  /^(?:(?:(?:many|kind|best|warm|kindest|warmest) )*(?:regards|wishes|greetings)|(?:yours )?sincerely|yours (?:truly|faithfully)|best|cheers|(?:mit )?(?:freundliche[nr]?|beste[nr]?|viele[n]?|liebe[n]?|sch[oö]ne[n]?) gr[uü](?:ß|ss)e?n?|mfg|lg|vg|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|(?:bien )?cordialement|bien [aà] vous|(?:cordiali|distinti) saluti|(?:com os melhores )?cumprimentos|atenciosamente|met vriendelijke groet(?:en)?|groet(?:en|jes)?|(?:どうぞ)?よろしくお願い(?:いた|致)?します)(?: (?:aus|from|de|da|uit) \S+)?\s*[,.!。–-]*$/iu;

/** Lines of a paragraph, wrapped ones joined again; in the last paragraph short lines at the end are a name or a signature. */
function joinLines(paragraph: string, last: boolean): string[] {
  const lines: string[] = [];
  let joining = false;
  for (const line of paragraph.split('\n').map((l) => l.trim())) {
    if (line === '' || line === '--') continue;
    if (joining) lines.push(`${lines.pop() ?? ''} ${line}`);
    else lines.push(line);
    joining = line.length >= WRAPPED && !/[.!?。！？:]$/u.test(line);
  }
  while (last && lines.length > 0 && isName(lines.at(-1) ?? '')) lines.pop();
  return lines;
}

function isName(line: string): boolean {
  return line.split(/\s+/).length <= 4 && !/[.?!。？！]$/u.test(line) && /^\p{Lu}|\p{sc=Han}/u.test(line);
}
