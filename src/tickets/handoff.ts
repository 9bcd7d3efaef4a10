import type { EscalateOutcome } from '../triage/outcome.ts';

/** What staff need to take over without opening another screen. Pure. */
export interface Handoff {
  readonly ticket: number;
  readonly subject: string;
  readonly requester: { readonly name: string; readonly address: string };
  readonly outcome: EscalateOutcome;
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /** Oldest first, newest words only. */
  readonly thread: readonly { readonly from: string; readonly at: number; readonly text: string }[];
  /** Titles of the passages considered. */
  readonly passages: readonly string[];
  readonly attachments: readonly { readonly filename: string; readonly size: number }[];
}

/** `[#42 urgent] Delete my data`: the ticket and how much it hurries, then the customer's own subject. */
export function handoffSubject({ ticket, subject, outcome }: Pick<Handoff, 'ticket' | 'subject' | 'outcome'>): string {
  const priority = outcome.priority === 'normal' ? '' : ` ${outcome.priority}`;
  return `[#${ticket}${priority}] ${subject === '' ? '(no subject)' : subject}`;
}

/** Markdown. Everything a customer wrote is fenced as code, so that nothing in it is read as formatting or as ours. */
export function handoffMarkdown(handoff: Handoff): string {
  const { requester, outcome, verdict, thread, passages, attachments } = handoff;
  const who = requester.name === '' ? requester.address : `${requester.name} (${requester.address})`;
  return [
    `**${plain(outcome.summary)}**`,
    list([
      ['From', plain(who) + SENDER[verdict]],
      ['Why you get this', plain(outcome.reason)],
      ['Priority', outcome.priority],
      ['Category', outcome.category ?? 'none fits'],
      ['Language', outcome.language ?? 'unknown'],
      ...(outcome.rules.length === 0 ? [] : ([['Rule', plain(outcome.rules.join(', '))]] as const)),
      ...(attachments.length === 0
        ? []
        : ([['Attachments', plain(attachments.map((a) => `${a.filename} (${kilobytes(a.size)})`).join(', '))]] as const)),
    ]),
    ...(outcome.suggestedReply === null ? [] : ['**Suggested reply**, not sent:', fence(outcome.suggestedReply)]),
    ...(passages.length === 0 ? [] : ['**Knowledge considered**', passages.map((p) => `- ${plain(p)}`).join('\n')]),
    '**The conversation**, newest last:',
    ...thread
      .slice(-THREAD_SHOWN)
      .flatMap((m) => [`${plain(m.from)}, ${new Date(m.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`, fence(m.text)]),
    'The original mail is attached. Nobody has answered the customer.',
  ].join('\n\n');
}

const SENDER: Readonly<Record<Handoff['verdict'], string>> = {
  verified: '',
  unverified: ' (sender not verified)',
  failed: ' (**sender address is forged**: authentication failed)',
};

/** Longer conversations are in the mailbox; a mail that scrolls for ever is not read. */
const THREAD_SHOWN = 12;
const TEXT_SHOWN = 4_000;

function list(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

/** Backslash-escapes what Markdown would read (CommonMark §2.4), on one line. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');
}

function fence(text: string): string {
  const cut = text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}\n[…]` : text;
  const longest = Math.max(2, ...[...cut.matchAll(/`+/g)].map((m) => m[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${cut.trim()}\n${ticks}`;
}

function kilobytes(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
