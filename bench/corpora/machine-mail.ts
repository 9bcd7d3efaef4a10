import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EFFECT_HEADER } from '../../src/jobs/payload.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { screen } from '../../src/mail/screen.ts';
import type { Figure } from './measure.ts';

const FOLDERS = ['machine-mail/flufl', 'machine-mail/sisimai'];
/** Mailman keeps it because its detector once took it for a bounce, which it is not: an answer written in Outlook. It counts among the people. */
export const PEOPLE_AMONG_THE_BOUNCES: readonly string[] = ['machine-mail/flufl/groupwise_03.txt'];

const CONTEXT = { ours: new Set(['support@firstline.example']), blocked: [], effectHeader: EFFECT_HEADER };

/** Bounces, complaints and auto-replies that would be answered: as they came, and as servers store them that keep no Return-Path. */
export async function machineMail(data: string): Promise<readonly Figure[]> {
  const mails = await readMails(data);
  return [
    await taken('machine mails taken for a person, as they came', mails),
    await taken(
      'the same without Return-Path',
      mails.map(({ name, source }) => ({ name, source: withoutReturnPath(source) })),
    ),
  ];
}

interface Mail {
  readonly name: string;
  readonly source: Buffer;
}

async function readMails(data: string): Promise<readonly Mail[]> {
  const mails: Mail[] = [];
  for (const folder of FOLDERS) {
    for (const file of (await readdir(join(data, folder))).sort()) {
      // Beside the mails lie licences and the test's own Python.
      if (/^(?:licen[cs]e|readme)|\.py$/i.test(file) || PEOPLE_AMONG_THE_BOUNCES.includes(`${folder}/${file}`)) continue;
      mails.push({ name: `${folder}/${file}`, source: await readFile(join(data, folder, file)) });
    }
  }
  return mails;
}

async function taken(what: string, mails: readonly Mail[]): Promise<Figure> {
  const differences: string[] = [];
  for (const { name, source } of mails) {
    const message = await parseMessage(source);
    if (screen(message, CONTEXT).kind === 'person')
      differences.push(`${name}: ${message.from?.address ?? 'no sender'}, ${message.subject}`);
  }
  return { what, value: `${differences.length} of ${mails.length}`, aim: '0', ok: differences.length === 0, differences };
}

function withoutReturnPath(source: Buffer): Buffer {
  const text = source.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const header = text.slice(0, end).replace(/^return-path[ \t]*:.*(?:\r?\n[ \t].*)*(?:\r?\n|$)/gim, '');
  return Buffer.from(header + text.slice(end), 'latin1');
}
