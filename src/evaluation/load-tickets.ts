import { readFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { z } from 'zod';
import { TicketFields } from '../config/ticket-schema.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { ConfigError, type ConfigProblem, errorMessage } from '../errors.ts';
import { isTicket, markdownFiles, TICKET_ENDING } from '../knowledge/article-files.ts';
import { readFrontMatter } from '../knowledge/front-matter.ts';
import { notUtf8 } from '../knowledge/utf8.ts';
import type { Address } from '../mail/message.ts';
import { readAddresses } from '../mail/parse-headers.ts';
import { mailSource } from './mail-source.ts';
import type { GoldenTicket } from './ticket.ts';

/** Mail of the front matter has no date of its own, and needs the same one in every run. */
const DATE = Date.UTC(2026, 0, 15, 9, 30);

export interface TicketContext {
  /** The inbox that the mails are written to. */
  readonly address: string;
  readonly policy: Pick<TriageConfig, 'categories' | 'teams'>;
}

/**
 * Every `*.ticket.md` under a knowledge folder, by id. Throws `ConfigError` with all problems at once, each with its file and field: bad front matter, a
 * category or a team that triage.yaml does not have, a mail that is not there. None at all is no error.
 */
export async function loadTickets(dir: string, context: TicketContext): Promise<readonly GoldenTicket[]> {
  const names = await ticketNames(dir);
  const read = await Promise.all(names.map((name) => readTicket(dir, name, context)));
  const problems = read.flatMap((r) => r.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return read.flatMap((r) => r.ticket ?? []);
}

async function ticketNames(dir: string): Promise<string[]> {
  try {
    return [...(await markdownFiles(dir)).keys()].filter(isTicket).sort();
  } catch (cause) {
    throw new ConfigError([{ file: dir, path: '', message: `cannot read the knowledge folder: ${errorMessage(cause)}` }], { cause });
  }
}

interface ReadTicket {
  readonly ticket: GoldenTicket | null;
  readonly problems: readonly ConfigProblem[];
}

async function readTicket(dir: string, name: string, context: TicketContext): Promise<ReadTicket> {
  const file = join(dir, name);
  const failed = (...problems: readonly Omit<ConfigProblem, 'file'>[]): ReadTicket => ({
    ticket: null,
    problems: problems.map((problem) => ({ file, ...problem })),
  });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return failed({ path: '', message: `cannot be read: ${errorMessage(error)}` });
  }
  const garbled = notUtf8(file, text);
  if (garbled !== null) return { ticket: null, problems: [garbled] };
  const front = readFrontMatter(file, text, TicketFields);
  if (!front.ok) return { ticket: null, problems: front.problems };
  const fields = front.value;
  const placed = <P extends { readonly path: string }>(problem: P) => ({ ...problem, ...front.placeOf(problem.path.split('.')) });
  const unknown = unknownNames(fields, context.policy);
  if (unknown.length > 0) return failed(...unknown.map(placed));
  const id = name.slice(0, -TICKET_ENDING.length);
  const body = front.body.trim();
  const written = fields.eml === undefined ? await ownMail(fields, body, id, context) : await otherFile(fields, body, file, fields.eml);
  return written.ok
    ? { ticket: { ...fields, id, file, source: written.source }, problems: [] }
    : failed(placed({ path: written.path, message: written.message }));
}

type Written = { readonly ok: true; readonly source: Buffer } | { readonly ok: false; readonly path: string; readonly message: string };

async function ownMail({ from, subject }: TicketFields, body: string, id: string, { address }: TicketContext): Promise<Written> {
  const sender = readSender(from);
  if (sender === null)
    return { ok: false, path: 'from', message: 'write who sends the mail, such as Ann Lee <ann@example.com>, or name a file in eml' };
  if (body === '' && subject === '')
    return { ok: false, path: '', message: 'write the mail below the front matter, or name a file in eml' };
  return { ok: true, source: await mailSource({ from: sender, to: address, subject, text: body, date: DATE, id }) };
}

async function otherFile({ from }: TicketFields, body: string, file: string, eml: string): Promise<Written> {
  if (body !== '' || from !== undefined)
    return { ok: false, path: 'eml', message: 'goes without from and without a text below the front matter: they stand in the file' };
  const folder = dirname(file);
  const path = resolve(folder, eml);
  if (!path.startsWith(folder + sep)) return { ok: false, path: 'eml', message: 'name a file beside this one' };
  try {
    return { ok: true, source: await readFile(path) };
  } catch (error) {
    return { ok: false, path: 'eml', message: `cannot be read: ${errorMessage(error)}` };
  }
}

/** An address, or a name with one in angle brackets; null for anything else. */
export function readSender(text: string | undefined): Address | null {
  const [address, ...others] = readAddresses(text ?? '');
  return address === undefined || others.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(address.address) ? null : address;
}

function unknownNames(
  { expect: { category, team } }: z.infer<typeof TicketFields>,
  { categories, teams }: TicketContext['policy'],
): { path: string; message: string }[] {
  const missing = (path: string, kind: string, name: string | undefined, known: Readonly<Record<string, unknown>>) =>
    name === undefined || name in known
      ? []
      : [{ path, message: `${name} is not a ${kind} of triage.yaml: write one of ${Object.keys(known).join(', ')}` }];
  return [...missing('expect.category', 'category', category, categories), ...missing('expect.team', 'team', team, teams)];
}
