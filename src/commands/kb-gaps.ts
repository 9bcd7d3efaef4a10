import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/duration.ts';
import type { Environment } from '../config/environment.ts';
import { clusterTexts } from '../knowledge/clusters.ts';
import { type Unanswered, unansweredSince } from '../ledger/unanswered.ts';
import { questionsOf } from '../model/builtin/questions.ts';
import { matter } from '../model/builtin/sentences.ts';
import { withLedger } from './open-ledger.ts';
import { printable } from './printable.ts';
import { positive } from './usage.ts';

interface Options {
  readonly inbox?: string;
  readonly since: number;
  readonly limit: number;
  readonly json?: true;
}

/** `firstline kb gaps`: the questions that nothing answered, similar ones together: what to write next. */
export function kbGapsCommand(environment: Environment): Command {
  return new Command('gaps')
    .description('questions that nothing answered, similar ones together, with example mails')
    .option('--inbox <id>', 'only this inbox')
    .addOption(new Option('--since <duration>', 'how far back, such as 12h, 30d or 8w').argParser(milliseconds).default(30 * DAY, '30d'))
    .option('--limit <n>', 'groups at most', positive, 20)
    .option('--json', 'for programs')
    .action((options: Options, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, config, inboxes }) => {
        const since = Date.now() - options.since;
        const all: InboxGaps[] = [];
        for (const inbox of inboxes) {
          const locale = config.inboxes.find((i) => i.id === inbox)?.config.locale ?? 'en';
          all.push(gapsOf(inbox, await unansweredSince(db, inbox, since), { since, locale, limit: options.limit }));
        }
        console.log(options.json === true ? JSON.stringify(all, null, 2) : printable(all.map(gapsTable).join('\n\n')));
      }),
    );
}

/** What `--json` prints for each inbox. */
export interface InboxGaps {
  readonly inbox: string;
  /** ISO 8601. */
  readonly since: string;
  /** Mails that nothing answered. */
  readonly mails: number;
  /** Of them, those whose words are gone: counted, in no group. */
  readonly erased: number;
  /** Groups beyond the limit, and the mails in them. */
  readonly notShown: { readonly groups: number; readonly mails: number };
  readonly groups: readonly GapGroup[];
}

interface GapGroup {
  readonly mails: number;
  readonly language: string;
  /** A question of the most typical mail, as a customer put it: a title or an alias to start from. */
  readonly title: string;
  /** Search terms that most of them share. */
  readonly terms: readonly string[];
  /** Why they were not answered, and how many for that. */
  readonly why: Readonly<Record<string, number>>;
  /** The most typical ones. */
  readonly examples: readonly GapExample[];
}

interface GapExample {
  readonly ticket: number;
  /** As `firstline why` takes it. */
  readonly message: string;
  readonly at: string;
  readonly subject: string;
  /** First words. */
  readonly words: string;
}

const DAY = 86_400_000;
const EXAMPLES = 3;
const TITLE_CHARACTERS = 90;
const WORDS_CHARACTERS = 110;

/** Groups what one inbox could not answer. Pure. */
export function gapsOf(
  inbox: string,
  unanswered: readonly Unanswered[],
  { since, locale, limit }: { since: number; locale: string; limit: number },
): InboxGaps {
  const readable = unanswered.flatMap((mail) =>
    mail.text === null ? [] : [{ ...mail, text: mail.text, language: mail.language ?? locale }],
  );
  const clusters = clusterTexts(readable.map(({ subject, text, language }) => ({ language, text: [subject, ...matter(text)].join('\n') })));
  const groups = clusters.map(({ language, terms, members }): GapGroup => {
    const mails = members.flatMap((at) => readable[at] ?? []);
    return {
      mails: mails.length,
      language,
      title: mails.map(titleOf).find((title) => title !== '') ?? '(no words)',
      terms,
      why: tally(mails.map(({ gap }) => gap)),
      examples: mails.slice(0, EXAMPLES).map(({ ticket, message, at, subject, text }) => ({
        ticket,
        message,
        at: new Date(at).toISOString(),
        subject: cut(subject, TITLE_CHARACTERS),
        words: cut(matter(text).join(' '), WORDS_CHARACTERS),
      })),
    };
  });
  const rest = groups.slice(limit);
  return {
    inbox,
    since: new Date(since).toISOString(),
    mails: unanswered.length,
    erased: unanswered.length - readable.length,
    notShown: { groups: rest.length, mails: rest.reduce((sum, group) => sum + group.mails, 0) },
    groups: groups.slice(0, limit),
  };
}

/** The first question, else the subject, else the first sentence. */
function titleOf({ subject, text, language }: { subject: string; text: string; language: string }): string {
  const [question] = questionsOf(text, language);
  const [sentence = ''] = matter(text);
  return cut(question?.text ?? (subject.trim() === '' ? sentence : subject), TITLE_CHARACTERS);
}

const WHY: Readonly<Record<string, string>> = {
  'no-article': 'no article covers them',
  'not-answered': 'the articles found do not answer them',
  'no-category': 'they fit no category',
};

/** A group is a line with its count, then why, then its examples. */
export function gapsTable({ inbox, since, mails, erased, notShown, groups }: InboxGaps): string {
  const day = since.slice(0, 10);
  if (mails === 0) return `${inbox}: nothing was left unanswered for want of an article or a category since ${day}.`;
  const width = String(groups[0]?.mails ?? 0).length;
  const lines = groups.flatMap((group) => [
    '',
    `${String(group.mails).padStart(width)} ×  ${group.title}  (${group.language})`,
    `${' '.repeat(width)}    ${Object.entries(group.why)
      .map(([why, count]) => `${WHY[why] ?? why}: ${count}`)
      .join('; ')}`,
    ...group.examples.map(
      (e) => `${' '.repeat(width)}    ${e.at.slice(0, 10)}  #${e.ticket}  ${e.subject === '' ? '(no subject)' : e.subject}: ${e.words}`,
    ),
  ]);
  return [
    `${inbox}: ${mails} ${mails === 1 ? 'mail' : 'mails'} since ${day} that nothing answered`,
    ...lines,
    ...(notShown.groups === 0 ? [] : ['', `${notShown.groups} more groups with ${notShown.mails} mails: --limit shows them`]),
    ...(erased === 0 ? [] : ['', `${erased} more, whose words have been erased`]),
  ].join('\n');
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function cut(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > characters ? `${line.slice(0, characters - 1)}…` : line;
}

function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  if (parsed === null || parsed === 0) throw new InvalidArgumentError('write a duration such as 12h, 30d or 8w');
  return parsed;
}
