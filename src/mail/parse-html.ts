import { convert, type Options } from 'html-to-text';

/** Beyond this a mail is a newsletter or an attack; the rest is not read. */
const MAX_HTML = 1_000_000;
/** A page of text has some hundred; each costs ten times what a word does. */
const MAX_TAGS = 30_000;
const HIDDEN = ['display:none', 'display: none', 'visibility:hidden', 'font-size:0px', 'max-height:0px', 'mso-hide:all'];

/**
 * HTML as readable text: links as `text (url)`, quoted blocks with `> `, no images, no wrapping. What a mail client hides (preheaders,
 * scripts) is left out: people did not read it, so neither does triage.
 */
export function htmlText(html: string, extra: Pick<Options, 'selectors' | 'formatters'> = {}): string {
  const text = convert(html.slice(0, Math.min(MAX_HTML, tagsEnd(html))), {
    wordwrap: false,
    limits: { maxDepth: 150, maxChildNodes: 20_000 },
    formatters: extra.formatters ?? {},
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      ...['img', 'head', 'title', 'style', 'script', 'template', 'noscript', ...HIDDEN.map((rule) => `[style*="${rule}"i]`)].map(
        (selector) => ({
          selector,
          format: 'skip',
        }),
      ),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      // Clients write one <p> a line; a blank line between paragraphs only where the sender left one is beyond what HTML tells.
      { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
      { selector: 'hr', options: { length: 20 } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      { selector: 'blockquote', options: { trimEmptyLines: false } },
      ...(extra.selectors ?? []),
    ],
  });
  return text
    .replaceAll('\u00a0', ' ')
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function tagsEnd(html: string): number {
  let at = -1;
  for (let tags = 0; tags <= MAX_TAGS; tags += 1) {
    at = html.indexOf('<', at + 1);
    if (at === -1) return html.length;
  }
  return at;
}
