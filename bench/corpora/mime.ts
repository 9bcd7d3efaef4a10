import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convert } from 'html-to-text';
import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { errorMessage } from '../../src/errors.ts';
import { header } from '../../src/mail/message.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { htmlText } from '../../src/mail/parse-html.ts';
import type { Figure } from './measure.ts';

const FOLDERS = ['legacy', 'malformed', 'rfc', 'thirdparty'];
/** The limit of the daemon's reader, ms. */
const SLOW = 2_000;

const Address = z.object({ name: z.string().nullable(), address: z.string().nullable() });
const Expected = z.object({
  text_body: z.array(z.number()),
  parts: z.array(
    z.object({
      headers: z.array(z.object({ name: z.unknown(), value: z.unknown() })),
      body: z.union([z.object({ Text: z.string() }), z.object({ Html: z.string() }), z.unknown()]),
    }),
  ),
});
const From = z.object({
  Address: z.union([z.object({ List: z.array(Address) }), z.object({ Group: z.array(z.object({ addresses: z.array(Address) })) })]),
});

const FIELDS = ['from', 'subject', 'text'] as const;
type Reading = Readonly<Record<(typeof FIELDS)[number], string>>;

interface Case {
  readonly name: string;
  readonly source: Buffer;
  readonly expected: (asText: (html: string) => string) => Reading;
}

/** From, Subject and text of real and of broken mail, as another parser's authors expect them: mailparser as it comes, and Firstline. */
export async function mime(data: string): Promise<readonly Figure[]> {
  const cases = await readCases(join(data, 'mime/stalwart'));
  const theirs = await Promise.all(cases.map((c) => compare(c, plainMailparser, convert)));
  const ours: Compared[] = [];
  for (const c of cases) ours.push(await compare(c, firstline, htmlText));
  const missed = theirs.flatMap((c) => c.unlike);
  const left = new Set(ours.flatMap((c) => c.unlike));
  const won = missed.filter((field) => !left.has(field)).length;
  const hurt = ours.filter((c) => c.failed !== null || c.ms > SLOW);
  const unexplained = ours.flatMap((c) => c.notes.filter((note) => note.endsWith('no reason')));
  const total = cases.length * FIELDS.length;
  return [
    figure(
      'mails that throw, or take over 2 s',
      `${hurt.length} of ${cases.length}`,
      '0',
      hurt.length === 0,
      hurt.map((c) => `${c.name}: ${c.failed ?? `${Math.round(c.ms)} ms`}`),
    ),
    figure('fields as expected, plain mailparser', `${total - missed.length} of ${total}`, 'for comparison', true, []),
    figure(
      'fields as expected',
      `${total - left.size} of ${total}`,
      `over ${total - missed.length}`,
      left.size < missed.length,
      ours.flatMap((c) => c.notes),
    ),
    figure(
      'fields mailparser misses that are as expected',
      `${won} of ${missed.length}`,
      'half',
      won * 2 >= missed.length,
      missed.filter((field) => left.has(field)),
    ),
    figure('differences that nobody can explain', String(unexplained.length), '0', unexplained.length === 0, unexplained),
  ];
}

function figure(what: string, value: string, aim: string, ok: boolean, differences: readonly string[]): Figure {
  return { what, value, aim, ok, differences };
}

interface Compared {
  readonly name: string;
  /** `case field`, of fields that are not as expected. */
  readonly unlike: readonly string[];
  /** The same with a reason each. */
  readonly notes: readonly string[];
  readonly failed: string | null;
  readonly ms: number;
}

async function compare(c: Case, read: (source: Buffer) => Promise<Reading>, asText: (html: string) => string): Promise<Compared> {
  const started = performance.now();
  let found: Reading | null = null;
  let failed: string | null = null;
  try {
    found = await read(c.source);
  } catch (error) {
    failed = errorMessage(error);
  }
  const ms = performance.now() - started;
  const expected = c.expected(asText);
  const unlike = FIELDS.filter((field) => found?.[field] !== expected[field]);
  return {
    name: c.name,
    unlike: unlike.map((field) => `${c.name} ${field}`),
    notes: unlike.map((field) => `${c.name} ${field}: ${reasonOf(c.name, expected[field], found?.[field] ?? '')}`),
    failed,
    ms,
  };
}

/** Where the expectation itself is what the reference happens to do with a broken mail, and a person would want something else. */
const REASONS: Readonly<Record<string, string>> = {
  'malformed/001': 'a delimiter of a multipart that has ended is text',
  'malformed/005':
    'one line is a delimiter of the inner and the closing one of the outer multipart: the outer one counts (RFC 2046 §5.1.2)',
  'malformed/008': 'the HTML part beside the text is shown as well, as RFC 8621 §4.1.4 has it',
  'malformed/019': 'bytes at random: the readable HTML parts are shown',
  'malformed/020': 'two Content-Type fields: the first, which has the boundary, counts',
  'malformed/021': 'two Content-Type fields: the first, which has the boundary, counts',
  'thirdparty/005': 'a delimiter counts at the start of a line only (RFC 2046 §5.1.1)',
};

function reasonOf(name: string, expected: string, found: string): string {
  if (expected.includes('\ufffd') && !found.includes('\ufffd')) return 'bytes without a charset are read, the reference gives U+FFFD';
  const known = REASONS[name];
  if (known !== undefined) return known;
  // Unfinished multiparts: the reference files the words as an attachment, or stops at an outer delimiter.
  const more = expected.split(' ').every((word) => word === '' || found.includes(word));
  return more && found !== '' ? 'words of an unfinished multipart are kept as text, the reference leaves them out' : 'no reason';
}

async function firstline(source: Buffer): Promise<Reading> {
  const message = await parseMessage(source);
  const { from } = message;
  // Where there is no address, what the field says is what people see.
  const shown = from === null ? (header(message, 'from') ?? '') : `${from.name} <${from.address}>`;
  return reading(shown === '' || shown.includes('<') ? shown : `${shown} <>`, message.subject, message.text);
}

async function plainMailparser(source: Buffer): Promise<Reading> {
  const { from, subject, text } = await simpleParser(source);
  const first = from?.value[0];
  return reading(first === undefined ? '' : `${first.name} <${(first.address ?? '').toLowerCase()}>`, subject ?? '', text ?? '');
}

function reading(from: string, subject: string, text: string): Reading {
  return { from: normal(from === '' ? ' <>' : from), subject: normal(subject), text: normal(text) };
}

/** White space and Unicode's ways to write a character are nobody's words. */
function normal(text: string): string {
  return text.replaceAll('\0', '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

async function readCases(folder: string): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const kind of FOLDERS) {
    for (const file of (await readdir(join(folder, kind))).filter((f) => f.endsWith('.eml')).sort()) {
      const path = join(folder, kind, file);
      const json: unknown = JSON.parse(await readFile(path.replace(/\.eml$/, '.json'), 'utf8'));
      cases.push({ name: `${kind}/${file.replace('.eml', '')}`, source: await readFile(path), expected: expectedOf(Expected.parse(json)) });
    }
  }
  return cases;
}

function expectedOf({ parts, text_body }: z.infer<typeof Expected>): Case['expected'] {
  const field = (name: string): unknown => parts[0]?.headers.findLast((h) => h.name === name)?.value;
  const from = From.safeParse(field('from'));
  const list = from.success
    ? 'List' in from.data.Address
      ? from.data.Address.List
      : from.data.Address.Group.flatMap((g) => g.addresses)
    : [];
  const subject = z.object({ Text: z.string() }).safeParse(field('subject'));
  const Body = z.union([z.object({ Text: z.string() }), z.object({ Html: z.string() })]);
  return (asText) => {
    const texts = text_body.map((at) => {
      const body = Body.safeParse(parts[at]?.body);
      if (!body.success) return '';
      return 'Text' in body.data ? body.data.Text : asText(body.data.Html);
    });
    const [first] = list;
    return reading(
      `${first?.name ?? ''} <${(first?.address ?? '').toLowerCase()}>`,
      subject.success ? subject.data.Text : '',
      texts.join('\n'),
    );
  };
}
