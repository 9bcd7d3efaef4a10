import type { Formatter, Selector } from 'html-to-text';
import { htmlText } from './parse-html.ts';
import { FORWARDED_MESSAGE } from './reply-text-phrases.ts';

/** Private-use characters that mark what the HTML tells and text cannot; removed from what the sender wrote. */
export const MARK = { attribution: '\ue010', signature: '\ue011', rest: '\ue012' } as const;

/** `On … wrote:` in an element of its own. */
const ATTRIBUTIONS = [
  'div.gmail_attr',
  'div.moz-cite-prefix',
  'div.moz-email-headers-table',
  'p.citation_prefix',
  'div.protonmail_quote_header',
  'div[data-marker="__HEADERS__"]',
];

/** Elements from which on everything is the quoted mail. */
const RESTS = [
  'div#divRplyFwdMsg', // Outlook on the web and mobile
  'div#x_divRplyFwdMsg',
  'div#appendonsend',
  'div#x_appendonsend',
  'div#mail-editor-reference-message-container', // Outlook, new
  'div[style*="border-top:solid #E1E1E1"i]', // Outlook 2013 and later
  'div[style*="border-top:solid #B5C4DF"i]', // Outlook 2007, 2010
  'div[style*="border-top: solid #E1E1E1"i]',
  'div[style*="border-top: solid #B5C4DF"i]',
  'div[style*="border-top-color: rgb(225, 225, 225)"i]',
  'hr[data-marker="__DIVIDER__"]', // Zimbra
  'hr#replySplit', // AOL
  'hr#stopSpelling', // Hotmail
  'span#OLK_SRC_BODY_SECTION', // Outlook for Mac
  'div#originalEmailInfo',
  'div[name="quote"]', // GMX, WEB.DE
];

/** Elements that hold quoted mail and nothing of the sender's. */
const QUOTES = [
  'div[class*="yahoo_quoted"]',
  'div.zmail_extra',
  'div.WM_ORIGINAL',
  'div.tutanota_quote',
  'div.qt',
  'div#mailcontent_quote',
];

const SIGNATURES = [
  'div.gmail_signature',
  'span.gmail_signature_prefix',
  'div#ms-outlook-mobile-signature',
  'div.ms-outlook-mobile-signature',
  'div.moz-signature',
  'pre.moz-signature',
  'div.protonmail_signature_block',
  'div#Signature',
  'div#x_Signature',
  'div[data-marker="__SIG_POST__"]',
  'div#AppleMailSignature',
  'div#tutanota-signature',
  'div#composer_signature', // Samsung
  'div[name="messageSignatureSection"]', // Spark
  'div.front-signature',
  'div.sh-signature', // Superhuman
];

const TELLTALE =
  /gmail_quote|gmail_attr|gmail_signature|moz-cite-prefix|type=["']?cite|divRplyFwdMsg|appendonsend|border-top:\s?solid #(?:E1E1E1|B5C4DF)|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|__DIVIDER__|replySplit|stopSpelling|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|ms-outlook-mobile-signature|name=["']?quote["'\s>]|composer_signature|messageSignatureSection|front-signature/i;

/** True when the HTML was made by a client whose quoting we know, so that it tells more than the text part. */
export function tellsStructure(html: string): boolean {
  return TELLTALE.test(html);
}

/** HTML as text lines, with attributions, signatures and "all the rest" marked, and quotes with `> `. */
export function markedText(html: string): string {
  return htmlText(html.replace(/[\ue010-\ue012]/g, ''), {
    formatters: { attribution, rest, signature, quote },
    selectors: [
      ...select(ATTRIBUTIONS, 'attribution'),
      ...select(RESTS, 'rest'),
      ...select(QUOTES, 'quote'),
      ...select(SIGNATURES, 'signature'),
    ],
  });
}

const attribution: Formatter = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children ?? [], builder);
  // Gmail uses the same element above a forwarded mail, which is not a quote.
  const mark = (text: string): string =>
    FORWARDED_MESSAGE.test(text.trim()) || text.trim() === '' ? text : MARK.attribution + text.trim().replace(/\s*\n\s*/g, ' ');
  builder.closeBlock({ trailingLineBreaks: 1, blockTransform: mark });
};

const rest: Formatter = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addLiteral(MARK.rest);
  builder.closeBlock({ trailingLineBreaks: 1 });
  walk(element.children ?? [], builder);
};

const signature: Formatter = (element, walk, builder) => prefixed(element, walk, builder, MARK.signature);
const quote: Formatter = (element, walk, builder) => prefixed(element, walk, builder, '> ');

function prefixed(
  element: Parameters<Formatter>[0],
  walk: Parameters<Formatter>[1],
  builder: Parameters<Formatter>[2],
  prefix: string,
): void {
  builder.openBlock({ leadingLineBreaks: 1, reservedLineLength: 0 });
  walk(element.children ?? [], builder);
  builder.closeBlock({ trailingLineBreaks: 1, blockTransform: (text) => text.replace(/^/gm, prefix) });
}

function select(selectors: readonly string[], format: string): Selector[] {
  return selectors.map((selector) => ({ selector, format }));
}
