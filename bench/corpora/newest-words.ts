import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newestText } from '../../src/mail/reply-text.ts';
import type { Figure } from './measure.ts';

const EXACT_AIM = 29 / 32;
const LINES_AIM = 0.99;

/** What the sender wrote, without quotes and signature, against what people marked as such. */
export async function newestWords(data: string): Promise<readonly Figure[]> {
  const folder = join(data, 'replies/trimmer');
  const names = (await readdir(join(folder, 'emails'))).sort();
  const unlike: string[] = [];
  const lost: string[] = [];
  const emptied: string[] = [];
  let lines = 0;
  for (const name of names) {
    const mail = await readFile(join(folder, 'emails', name), 'utf8');
    const expected = normal(await readFile(join(folder, 'expected', name), 'utf8'));
    const found = normal(newestText({ text: mail.replace(/\r\n?/g, '\n'), html: null, subject: '' }).text);
    if (found.join('\n') !== expected.join('\n')) unlike.push(`${name}: ${difference(found, expected)}`);
    const own = expected.filter((line) => line !== '');
    lines += own.length;
    lost.push(...own.filter((line) => !found.includes(line)).map((line) => `${name}: ${line}`));
    if (own.length > 0 && found.every((line) => line === '')) emptied.push(name);
  }
  const exact = names.length - unlike.length;
  const kept = lines === 0 ? 1 : (lines - lost.length) / lines;
  return [
    {
      what: 'replies cut exactly',
      value: `${exact} of ${names.length}`,
      aim: 'more than 29 of 32',
      ok: exact / names.length > EXACT_AIM,
      differences: unlike,
    },
    {
      what: "customers' own lines kept",
      value: `${(100 * kept).toFixed(1)} %`,
      aim: 'more than 99 %',
      ok: kept > LINES_AIM,
      differences: lost,
    },
    {
      what: 'replies left without a word',
      value: `${emptied.length} of ${names.length}`,
      aim: '0',
      ok: emptied.length === 0,
      differences: emptied,
    },
  ];
}

/** White space at the ends of lines, and how many lines are blank in a row, is nobody's words. */
function normal(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n');
}

function difference(found: readonly string[], expected: readonly string[]): string {
  const missing = expected.filter((line) => !found.includes(line)).map((line) => `- ${line}`);
  const extra = found.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`);
  const lines = [...missing, ...extra];
  return lines.length === 0 ? 'the same lines in another order or number' : lines.slice(0, 6).join(' | ');
}
