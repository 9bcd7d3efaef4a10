import type { Tried } from './entry.ts';
import type { Line, Report } from './report.ts';

/** Sentences and figures that the terminal and the page share. */

export const MEASURE =
  'Agreement is measured in words, figures, links and refusals, not in meaning: it is counted rather too low than too high. Read the disagreements before you trust or blame it.';

export const OUTCOMES: Readonly<Record<Tried['outcome'], string>> = {
  auto: 'would have been sent',
  draft: 'would have been a draft',
  shadow: 'would only have been recorded',
  escalated: 'handed to a person',
  noted: 'noted as thanks',
};

export const PEOPLE: Readonly<Record<Tried['person'], string>> = {
  answered: 'The person answered',
  refused: 'The person refused',
  'passed on': 'The person passed it on',
};

const LEFT_OUT: Readonly<Record<Report['skipped'][number]['why'], string>> = {
  machine: 'from machines or ourselves',
  unreadable: 'that cannot be read',
  'automatic answer': 'that a machine answered',
  gone: 'that are no longer there',
};

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `3.9k` */
export function thousands(count: number): string {
  return count < 1_000 ? String(count) : count < 1_000_000 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** `0.0123 EUR`; null where the prices are not known. */
export function money({ cost, currency }: Line): string | null {
  return cost === null ? null : `${cost.toFixed(cost < 1 ? 4 : 2)} ${currency}`;
}

/** UTC. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function headline({ from, until, model, total }: Report): string {
  return `${total.mails} questions that people answered or passed on, ${day(from)} to ${day(until)}, tried with ${model}`;
}

/** How many would be wrong among what would have been sent, and what one may conclude. */
export function wrongSentence({ auto, wrong, wrongAtMost }: Line): string {
  if (wrongAtMost === null) return 'Nothing would have been sent automatically, so nothing could be wrong.';
  return `${wrong} of ${auto} answers that would have been sent are wrong beside what people did (${percent(wrong / auto)}); as this is a sample, up to ${percent(wrongAtMost)} may be.`;
}

/** What the reader has to know to read the figures; one sentence each. */
export function notes(report: Report): string[] {
  const { mailbox, sample, complete, total, skipped } = report;
  const groups = Map.groupBy(skipped, ({ why }) => why);
  const leftOut = [...groups].map(([why, rows]) => {
    const details = rows.filter(({ detail }) => detail !== '').map(({ detail, mails }) => `${detail} ${mails}`);
    const sum = rows.reduce((n, { mails }) => n + mails, 0);
    return `${sum} ${LEFT_OUT[why]}${details.length === 0 || why === 'unreadable' ? '' : ` (${details.join(', ')})`}`;
  });
  return [
    ...(complete ? [] : ['The run was ended before all was tried: these are the newest.']),
    ...(sample
      ? [
          'Articles of the sample company are in force: the daemon itself stays in shadow and sends nothing. These figures are as if they were yours.',
        ]
      : []),
    `Looked at ${mailbox.mails} mails of INBOX, Archive and Sent; people answered or passed on ${mailbox.answered}, ${mailbox.unanswered} mails of others were left without an answer${mailbox.byFirstline > 0 ? `, ${mailbox.byFirstline} were answered by Firstline` : ''}${mailbox.unreadable > 0 ? `, ${mailbox.unreadable} have no readable header` : ''}.`,
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.join('; ')}.`]),
    ...(total.wrongDrafts === 0
      ? []
      : [`Of the drafts ${total.wrongDrafts} would be wrong if they were sent: a reason to leave those categories in draft.`]),
    MEASURE,
  ];
}

/** Why two answers do not fit, in a few words. */
export function why(entry: Pick<Tried, 'agreement' | 'person' | 'ours'>): string {
  const against = (entry.agreement?.contradictions ?? []).map((c) => `${c.kind}: ${clip(c.ours)} against ${clip(c.theirs)}`);
  if (entry.person === 'passed on') return ['a person passed it on', ...against].join('; ');
  if (against.length > 0) return against.join('; ');
  if (entry.person === 'refused') return 'a person refused';
  return entry.agreement?.verdict === 'partly' ? 'says only part of the same' : 'says something else';
}

function clip(text: string): string {
  return text.length > 80 ? `“${text.slice(0, 79).toWellFormed()}…”` : `“${text}”`;
}
