import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './markdown.ts';
import type { Block, Row, Tone } from './sheet.ts';
import { directionOf } from './text-direction.ts';

/**
 * The HTML part. One column and no fixed width, so that it fits a phone; styles inline, because mail clients drop others; no image and nothing that is loaded. Neither
 * the colour of the text nor of the page is set: both are the reader's, dark or light, and what has a colour of its own has its own background, too.
 */
export function sheetHtml(blocks: readonly Block[]): string {
  return pageHtml(blocks.map(blockHtml).join('\n'));
}

/** A part of a page as a page of its own: without one, a phone lays it out as wide as a desk and shows it too small to read. */
export function pageHtml(part: string): string {
  // Forty columns fit a phone at this size, and break nowhere.
  const sized = part.replaceAll('<pre>', '<pre style="font-size:13px;line-height:1.35;overflow-wrap:normal;word-break:normal">');
  return `${HEAD}<div style="${PAGE}">\n${sized}\n</div>\n</body></html>\n`;
}

const HEAD = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:0">
`;
const PAGE =
  'max-width:640px;margin:0 auto;padding:8px 12px 24px;font:15px/1.45 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere;word-break:break-word';
const QUIET = 'font-size:13px;opacity:.8';

/** White on each of them has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
const TONES: Readonly<Record<Tone, string>> = { alarm: '#b91c1c', warning: '#b45309', plain: '#4b5563' };

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'mark':
      return `<p style="margin:0 0 8px;font-size:12px;opacity:.8">${escapeHtml(block.text)}</p>`;
    case 'headline':
      return [
        `<p style="margin:0 0 6px"><span style="display:inline-block;background:${TONES[block.tone]};color:#ffffff;font-size:13px;font-weight:bold;padding:1px 9px;border-radius:10px">${escapeHtml(block.badge)}</span></p>`,
        `<p dir="${directionOf(block.text)}" style="margin:0 0 10px;font-size:18px;line-height:1.35;font-weight:bold">${escapeHtml(block.text)}</p>`,
      ].join('\n');
    case 'facts':
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="margin:0 0 10px;border-collapse:collapse">\n${block.rows.map(rowHtml).join('\n')}\n</table>`;
    case 'heading':
      return `<p style="margin:20px 0 6px;padding-top:10px;border-top:1px solid #9ca3af;font-weight:bold">${escapeHtml(block.text)}</p>`;
    case 'paragraph':
      return `<p dir="${directionOf(block.text)}" style="margin:0 0 8px${block.quiet === true ? `;${QUIET}` : ''}">${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul style="margin:0 0 8px;padding-left:20px">\n${block.items.map((item) => `<li dir="${directionOf(item)}" style="margin:0 0 2px">${escapeHtml(item)}</li>`).join('\n')}\n</ul>`;
    case 'answer':
      return `<div style="margin:0 0 8px;padding:2px 0 2px 12px;border-left:4px solid #15803d">\n${renderMarkdown(block.markdown).html}</div>`;
    case 'said':
      return [
        `<p style="margin:10px 0 2px;${QUIET}">${escapeHtml(block.by)}</p>`,
        `<div dir="${directionOf(block.text)}" style="margin:0 0 8px;padding:2px 0 2px 12px;border-left:4px solid #9ca3af">${saidHtml(block.text)}</div>`,
      ].join('\n');
    default:
      return block satisfies never;
  }
}

/** People change the script from line to line, and a telephone number in a text from right to left is read backwards: each line has the direction of its own words. */
function saidHtml(text: string): string {
  const whole = directionOf(text);
  const runs: { dir: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const last = runs.at(-1);
    const dir = line.trim() === '' ? (last?.dir ?? whole) : directionOf(line);
    if (last?.dir === dir) last.lines.push(lineHtml(line));
    else runs.push({ dir, lines: [lineHtml(line)] });
  }
  return runs
    .map(({ dir, lines }) =>
      dir === whole && runs.length === 1 ? lines.join('<br>\n') : `<div dir="${dir}">${lines.join('<br>\n')}</div>`,
    )
    .join('\n');
}

function rowHtml([name, ...values]: Row): string {
  const cell = 'padding:1px 0;vertical-align:top';
  const [value = ''] = values;
  if (values.length > 1) {
    const each = values.map((one) => `<div dir="${directionOf(one)}" style="text-align:left">${escapeHtml(one)}</div>`).join('\n');
    return `<tr><td width="86" style="${cell};width:86px;padding-right:8px;word-break:normal;opacity:.8">${escapeHtml(name)}</td><td style="${cell}">${each}</td></tr>`;
  }
  return `<tr><td width="86" style="${cell};width:86px;padding-right:8px;word-break:normal;opacity:.8">${escapeHtml(name)}</td><td dir="${directionOf(value)}" style="${cell};text-align:start">${escapeHtml(value)}</td></tr>`;
}

/** Spaces at its beginning are the shape that somebody gave it. */
function lineHtml(line: string): string {
  const text = line.replaceAll('\t', '    ');
  const indent = text.length - text.trimStart().length;
  return '&nbsp;'.repeat(Math.min(indent, MAX_INDENT)) + escapeHtml(text.trim());
}

const MAX_INDENT = 16;
