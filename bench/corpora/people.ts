import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EFFECT_HEADER } from '../../src/jobs/payload.ts';
import { mail } from '../../src/mail/fixtures/mail.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { screen } from '../../src/mail/screen.ts';
import { PEOPLE_MAILS } from '../../src/mail/testing/people-mails.ts';
import { PEOPLE_AMONG_THE_BOUNCES } from './machine-mail.ts';
import type { Figure } from './measure.ts';

const CONTEXT = { ours: new Set(['support@example.com']), blocked: [], effectHeader: EFFECT_HEADER };
const ENOUGH = 250;
const SENTENCES = 'language/lingua-sample.tsv';

/** People's mail that screening would suppress: that of the corpora, and our own of people who look like machines. */
export async function people(data: string): Promise<readonly Figure[]> {
  const replies = await repliesOf(data);
  const questions = await questionsOf(data);
  return [
    figure('people suppressed, of replies and look-alikes', [...replies, ...(await ours(data))], ENOUGH),
    figure('people suppressed, of short questions', questions, 1),
    figure('people suppressed, of sentences in 18 languages', await sentencesOf(data), 1),
  ];
}

interface Screened {
  readonly name: string;
  readonly found: ReturnType<typeof screen>;
}

async function repliesOf(data: string): Promise<readonly Screened[]> {
  const folder = join(data, 'replies/trimmer/emails');
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: `replies/trimmer/${name}`,
      found: screen(await mail({ Subject: 'Re: Question' }, await readFile(join(folder, name), 'utf8')), CONTEXT),
    })),
  );
}

async function ours(data: string): Promise<readonly Screened[]> {
  const written = PEOPLE_MAILS.map(async ({ name, headers, body }) => ({ name, found: screen(await mail(headers, body), CONTEXT) }));
  const theirs = PEOPLE_AMONG_THE_BOUNCES.map(async (name) => ({
    name,
    found: screen(await parseMessage(await readFile(join(data, name))), CONTEXT),
  }));
  return Promise.all([...written, ...theirs]);
}

/** What customers ask a bank in a line, subject and text alike. */
async function questionsOf(data: string): Promise<readonly Screened[]> {
  const lines = (await readFile(join(data, 'intents/banking77/test.csv'), 'utf8')).trim().split(/\r?\n/).slice(1);
  return Promise.all(
    lines.map(async (line) => {
      const text = line.replace(/,[^,]*$/, '').replace(/^"|"$/g, '');
      return { name: text, found: screen(await mail({ Subject: text.slice(0, 60) }, text), CONTEXT) };
    }),
  );
}

/** Whatever people write about, subject and text alike. */
async function sentencesOf(data: string): Promise<readonly Screened[]> {
  const lines = (await readFile(join(data, SENTENCES), 'utf8')).trim().split('\n');
  return Promise.all(
    lines.map(async (line) => {
      const text = line.slice(line.indexOf('\t') + 1);
      return { name: text, found: screen(await mail({ Subject: text.slice(0, 60) }, text), CONTEXT) };
    }),
  );
}

function figure(what: string, screened: readonly Screened[], enough: number): Figure {
  const differences = screened.flatMap(({ name, found }) => (found.kind === 'suppress' ? [`${name}: ${found.rule}, ${found.detail}`] : []));
  return {
    what,
    value: `${differences.length} of ${screened.length}`,
    aim: enough > 1 ? `0 of at least ${enough}` : '0',
    ok: differences.length === 0 && screened.length >= enough,
    differences,
  };
}
