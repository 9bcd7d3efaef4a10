import { fold } from '../knowledge/terms.ts';

/** Well-known names, for languages in which a capital says nothing: whoever answers for another company had better read it somewhere. */
const WELL_KNOWN = new Set(
  `adyen airbnb alexa alipay amazon android apple asana aws azure bing bitcoin bitwarden box chrome cloudflare confluence dhl discord discover docusign dropbox duckduckgo edge etsy ethereum evernote excel
  facebook fedex figma firefox giropay github gitlab gmail google gpay hotmail hubspot icloud ideal instagram intercom ios ipad iphone jira kindle klarna linkedin linux macos maestro magento mailchimp mastercard
  messenger meta microsoft netflix netsuite notion office okta onedrive onenote opera oracle outlook paddle payoneer paypal paysafecard pinterest powerpoint quickbooks reddit revolut safari salesforce samsung sap
  sepa sharepoint shopify signal siri skype slack sofort spotify stripe swift teams telegram tiktok trello trustly twilio twitter uber ups venmo visa wero whatsapp windows wise wordpress worldpay xbox xero yahoo youtube zapier zendesk zoom`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Written large for other reasons than being a name. */
const POLITE = new Set(
  "i i'm i'll i've lei la le suo sua suoi sue usted ustedes sr sra ust-idnr ust-id mwst iva tva btw nif cif".split(' '),
);

/** Japanese has no spaces around them. */
const LATIN = /\p{sc=Latin}[\p{sc=Latin}\p{N}]*/gu;
const TOKEN = /[\p{L}\p{N}]+(?:[-.'’][\p{L}\p{N}]+)*/gu;

/**
 * What a piece of text calls by its name, folded: words with a capital inside a sentence, words with capitals inside, well-known names. German writes every noun large, so there it
 * is a noun set beside another ("Tarif Free") or a well-known name. `first`: the piece begins a sentence.
 */
export function namesIn(text: string, language: string, first: boolean): string[] {
  const found: string[] = [];
  // "Plus and Team have …": beside a name the first word is one too.
  const pair = first && language !== 'de' && language !== 'ja' ? PAIR.exec(text) : null;
  if (pair?.[1] !== undefined && !POLITE.has(fold(pair[1]))) found.push(fold(pair[1]));
  let before: { word: string; end: number } | null = null;
  for (const match of text.matchAll(language === 'ja' ? LATIN : TOKEN)) {
    const word = match[0];
    const folded = fold(word);
    const opens = before === null ? first : /[.!?:"“„«»「(\n]/.test(text.slice(before.end, match.index));
    const capital = /^\p{Lu}/u.test(word);
    const inner = /\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{N}*$|^\p{Lu}{2,}-?\p{N}+$/u.test(word);
    const large = language === 'de' ? capital && before !== null && apposed(text, before, match.index) : capital && !opens;
    if (
      !POLITE.has(folded) &&
      !/^(?:[kmgt][bo])$/.test(folded) &&
      (inner || large || (capital && WELL_KNOWN.has(folded)) || (language === 'ja' && /^\p{sc=Latin}{2,}$/u.test(word)))
    )
      found.push(folded);
    before = { word, end: match.index + word.length };
  }
  return found;
}

const PAIR = /^\s*(\p{Lu}[\p{L}\p{N}]+) (?:and|or|y|o|et|ou|e|ed|en|of) \p{Lu}\p{L}/u;

/** Two nouns beside each other: the second is the name of the first. Not after a polite pronoun or a verb that begins a sentence. */
function apposed(text: string, before: { readonly word: string; readonly end: number }, start: number): boolean {
  return /^\s$/.test(text.slice(before.end, start)) && /(?:tarif|plan|paket|version|konto|dienst|browser)$/i.test(before.word);
}

/** A name of one language in another: "Francfort" and "Frankfurt". */
export function sameName(a: string, b: string): boolean {
  return (
    a === b ||
    (a.length >= 5 && b.length >= 5 && a.slice(0, 2) === b.slice(0, 2) && distance(a, b) <= (a[2] === b[2] || a.length > 7 ? 3 : 1))
  );
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
