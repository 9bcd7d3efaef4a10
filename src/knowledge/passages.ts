import type { Article, Passage } from './knowledge.ts';

/** A passage is quoted whole, so it must be readable in a mail: longer sections are cut at a blank line. */
const MAX_CHARACTERS = 1_800;

/**
 * Splits an article at its headings. The title carries the path (`Article › Heading › Sub-heading`); ids count from 1 in reading order.
 * Headings inside fenced code do not split; sections without text give no passage.
 */
export function splitArticle(article: Article): Passage[] {
  const passages: Passage[] = [];
  for (const section of sections(article)) {
    for (const text of cut(section.lines.join('\n').trim())) {
      passages.push({
        id: `${article.id}#${passages.length + 1}`,
        articleId: article.id,
        title: section.path.join(' › '),
        text,
        locale: article.locale,
        audience: article.audience,
      });
    }
  }
  return passages;
}

interface Section {
  readonly path: readonly string[];
  readonly lines: string[];
}

function sections(article: Article): Section[] {
  const found: Section[] = [{ path: [article.title], lines: [] }];
  const open: { level: number; title: string }[] = [];
  let fence: string | null = null;

  for (const line of article.body.split(/\r?\n/)) {
    if (!MARKER.test(line)) {
      found.at(-1)?.lines.push(line);
      continue;
    }
    fence = fenceAfter(line, fence);
    const heading = fence === null ? /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line) : null;
    if (heading === null) {
      found.at(-1)?.lines.push(line);
      continue;
    }
    const level = heading[1]?.length ?? 1;
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    open.push({ level, title: plain(heading[2] ?? '') });
    const titles = open.map((h) => h.title).filter((t, i) => t !== '' && !(i === 0 && t === article.title));
    found.push({ path: [article.title, ...titles], lines: [] });
  }
  return found;
}

/** What may be a heading or a fence: most lines are neither. */
const MARKER = /^ {0,3}[#`~]/;

function fenceAfter(line: string, fence: string | null): string | null {
  const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (marker === undefined) return fence;
  if (fence === null) return marker;
  return marker.startsWith(fence) ? null : fence;
}

function plain(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`]/g, '')
    .replace(/\{#[^}]*\}\s*$/, '')
    .trim();
}

function cut(text: string): string[] {
  if (text === '') return [];
  if (text.length <= MAX_CHARACTERS) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const block of text.split(/\n{2,}/)) {
    if (piece !== '' && piece.length + block.length > MAX_CHARACTERS) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? block : `${piece}\n\n${block}`;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
