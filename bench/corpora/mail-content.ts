/** What a composed mail would do in a mail client, read from its HTML and text without the code that made them. */

/** What a mail to staff is framed in, as it stands in src/mail/sheet-html.ts and nowhere else. */
const FRAME = [
  /^<!DOCTYPE html>\n<html><head>(?:<meta [a-z]+="[^"<>]*"(?: content="[^"<>]*")?>)+<\/head>\n<body style="margin:0;padding:0">\n/,
  /<\/body><\/html>\s*$/,
];

/** Elements that Markdown and the frame make; anything else is somebody's HTML. */
const PLAIN = /^(?:div|span|p|br|hr|strong|em|s|code|pre|blockquote|ul|ol|li|a|h[1-6]|table|thead|tbody|tr|th|td)$/i;
const PLAIN_ATTRIBUTE = /^(?:dir|href|title|start|class|type|style|role|width|border|cellpadding|cellspacing)$/i;

/** Tags and attributes that Markdown cannot have made, and addresses that run something. */
export function activeParts(html: string): string[] {
  const found: string[] = [];
  const inside = FRAME.reduce((rest, frame) => rest.replace(frame, ''), html);
  for (const [tag, name = '', attributes = ''] of inside.matchAll(/<\/?([a-z!?][^\s/>]*)([^>]*)>?/gi)) {
    const names = [...attributes.matchAll(/([^\s"'=<>/]+)\s*=/g)].map((match) => match[1] ?? '');
    const scripted = /(?:javascript|vbscript|data)\s*:|expression\s*\(|url\s*\(/i.test(attributes);
    if (!PLAIN.test(name) || names.some((attribute) => !PLAIN_ATTRIBUTE.test(attribute)) || scripted) found.push(tag);
  }
  return found;
}

/** Whatever a client loads or opens: attributes of tags. What is written `&lt;img src=…` is read, not loaded. */
export function targets(html: string): string[] {
  const tags = html.match(/<[a-z!?/][^>]*/gi) ?? [];
  return [...tags.join('\n').matchAll(/\s(?:href|src|srcset|background|action|poster|data)\s*=\s*["']?([^"'\s>]+)/gi)].map(
    (match) => match[1] ?? '',
  );
}

/** Targets in the HTML, and what a client makes a link of in the words of either part: with a scheme, `www.`, or a host with a path. */
export function foreignAddresses({ text, html }: { readonly text: string; readonly html: string }, ownHost: string): string[] {
  const words = `${text}\n${html.replace(/<[^>]*>/g, ' ')}`;
  const written =
    words.match(/\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>"')\]]*/gi) ?? [];
  return [...targets(html), ...written].filter((address) => !isOwn(address, ownHost));
}

function isOwn(address: string, ownHost: string): boolean {
  const host = address
    .replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/i, '')
    .replace(/^[^/?#]*@/, '')
    .split(/[/?#:]/)[0]
    ?.toLowerCase();
  return host === ownHost || host?.endsWith(`.${ownHost}`) === true;
}
