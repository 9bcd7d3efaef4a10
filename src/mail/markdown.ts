import MarkdownIt from 'markdown-it';
import { plainText } from './markdown-text.ts';
import { type OriginalQuote, quotedHtml, quotedText } from './quote-original.ts';
import { directionOf } from './text-direction.ts';

/**
 * Markdown as a mail body: `html` without active content, and `text` with the same words, both with the mail that is answered below them where
 * one is given. Raw HTML is shown as text, an image becomes its description, links keep http, https and mailto only, nothing is made a link that
 * was not written as `[words](address)`. A line break stays a line break.
 */
export function renderMarkdown(markdown: string, original: OriginalQuote | null = null): { text: string; html: string } {
  const tokens = mailBody.parse(clean(markdown), {});
  const text = plainText(tokens);
  const html = `<div dir="${directionOf(text)}">\n${mailBody.renderer.render(tokens, mailBody.options, {})}</div>\n`;
  return original === null ? { text, html } : { text: `${text}\n${quotedText(original)}`, html: html + quotedHtml(original) };
}

/** The words of a Markdown text: emphasis dropped, links as `text (url)`. */
export function markdownToText(markdown: string): string {
  return plainText(md.parse(clean(markdown), {}));
}

/** It keeps nothing of one text for the next. */
const md = makeParser();
const mailBody = makeParser().disable('autolink');

function makeParser(): InstanceType<typeof MarkdownIt> {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true });
  parser.validateLink = (url) => /^(?:https?:\/\/|mailto:)[^\s]/i.test(url.trim());
  // An image tells the sender when it is opened, and a draft's image can carry data away.
  parser.renderer.rules.image = (tokens, index) => parser.utils.escapeHtml(tokens[index]?.content ?? '');
  return parser;
}

function clean(markdown: string): string {
  return markdown.replaceAll('\0', '').toWellFormed();
}
