import MarkdownIt from 'markdown-it';
import { plainText } from './markdown-text.ts';

/**
 * Markdown as a mail body: `html` without active content, and `text` with the same words. Raw HTML is shown as text, an image becomes its
 * description, links keep http, https and mailto only, nothing is made a link that was not written as one. A line break stays a line break.
 */
export function renderMarkdown(markdown: string): { text: string; html: string } {
  const md = makeParser();
  const tokens = md.parse(clean(markdown), {});
  return { text: plainText(tokens), html: `<div dir="auto">\n${md.renderer.render(tokens, md.options, {})}</div>\n` };
}

/** The words of a Markdown text: emphasis dropped, links as `text (url)`. */
export function markdownToText(markdown: string): string {
  return plainText(makeParser().parse(clean(markdown), {}));
}

function makeParser(): InstanceType<typeof MarkdownIt> {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true });
  md.validateLink = (url) => /^(?:https?:\/\/|mailto:)[^\s]/i.test(url.trim());
  // An image tells the sender when it is opened, and a draft's image can carry data away.
  md.renderer.rules.image = (tokens, index) => md.utils.escapeHtml(tokens[index]?.content ?? '');
  return md;
}

function clean(markdown: string): string {
  return markdown.replaceAll('\0', '').toWellFormed();
}
