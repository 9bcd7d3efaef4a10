import { plainMarkdown, quotedWords } from '../mail/plain-markdown.ts';
import { INTERNAL_MARK } from '../tickets/handoff.ts';
import type { StaffWords } from '../tickets/words/words.ts';

/** What we tell a team member about a mail of theirs, as Markdown. Pure. */

export function helpText({ say, retell }: StaffWords, mistakes: readonly string[], teams: readonly string[]): string {
  return notice([
    mistakes.length === 0
      ? say('What an answer to a hand-off does:')
      : say('**Nothing was done, and nothing was sent to the customer.** {0}', said(mistakes.map(retell).join(' '))),
    [
      say('- Text: it is sent to the customer, from the support address, with your attachments.'),
      say('- `#approve` sends the suggested reply or the draft as it is.'),
      say('- `#close`, `#spam` end the ticket without an answer.'),
      say('- `#assign` and a team gives it to that team: {0}.', teams.map(said).join(', ')),
      say('- `#note` and a text keeps the text with the ticket; beside `#assign`, that team reads it.'),
      say('- `#wrong` and why records that the decision was wrong.'),
      say('- `#auto` gives the conversation back to Firstline.'),
      say('- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.'),
    ].join('\n'),
    say('A command stands in the first line; several stand below each other.'),
  ]);
}

export interface Sent {
  readonly to: string;
  readonly words: string;
  readonly files: readonly string[];
  readonly remarks: readonly string[];
}

export function sentText({ say, retell }: StaffWords, { to, words, files, remarks }: Sent): string {
  return notice([
    say('**Sent to {0}:**', said(to)),
    quotedWords(words),
    ...(files.length === 0 ? [] : [say('With {0}.', said(files.join(', ')))]),
    ...remarks.map((remark) => said(retell(remark))),
  ]);
}

type Question = 'internal' | 'answered' | 'command' | 'below';

/** @param by of `answered`: who has, null for somebody; of `command`: which */
export function proposalText(say: StaffWords, words: string, why: Question, by: string | null): string {
  return notice(proposal(say, words, why, by));
}

function proposal({ say }: StaffWords, words: string, why: Question, by: string | null): string[] {
  const reasons = {
    internal: () =>
      say('Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:'),
    answered: () => say('{0} has answered the customer’s last mail already. This is your answer:', said(by ?? say('A colleague'))),
    command: () =>
      say(
        'Your answer looks like the command {0}, which wants its sign: answer with that to carry it out. This is your answer:',
        said(by ?? ''),
      ),
    below: () => say('Below a command nothing is sent. This is what you wrote there:'),
  };
  return [
    say('**Nothing of this was sent to the customer.** {0}', reasons[why]()),
    quotedWords(words),
    say('Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.'),
  ];
}

export function refusedText({ say, retell }: StaffWords, from: string, why: string, words: string): string {
  return notice([
    say('**An answer in the name of {0} was not sent to the customer:** {1}.', said(from), said(retell(why))),
    say(
      'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:',
    ),
    quotedWords(words === '' ? say('(nothing)') : words),
  ]);
}

export function notSentText({ say }: StaffWords, words: string, why: string, state: 'failed' | 'uncertain'): string {
  return notice([
    state === 'uncertain'
      ? say(
          '**Your answer may or may not have reached the customer:** {0}. Look in your provider’s log, or ask them, before you send it again.',
          said(why),
        )
      : say('**Your answer did not reach the customer:** {0}.', said(why)),
    say('This is what you wrote:'),
    quotedWords(words),
  ]);
}

export function cameBackText({ say }: StaffWords, words: string, receivers: readonly string[]): string {
  return notice([
    say(
      '**Your answer came back: it did not arrive at {0}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.',
      said(receivers.join(', ')),
    ),
    say('This is what you wrote:'),
    quotedWords(words),
  ]);
}

export function goneText({ say }: StaffWords, words: string): string {
  return notice([
    say(
      '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.',
    ),
    say('This is what you wrote:'),
    quotedWords(words === '' ? say('(nothing)') : words),
  ]);
}

export function noTicketText({ say }: StaffWords, words: string): string {
  return notice([
    say(
      '**Nothing was done, and nothing was sent to the customer:** your mail does not lead to its ticket. Answer the mail that gave you the ticket, without changing the address.',
    ),
    say('This is what you wrote:'),
    quotedWords(words === '' ? say('(nothing)') : words),
  ]);
}

/** @param below what stood below the commands and is not sent; empty: nothing */
export function doneText(words: StaffWords, done: readonly string[], below: string): string {
  const list = done.map((line) => `- ${said(words.retell(line))}`).join('\n');
  return notice([list, ...(below === '' ? [] : proposal(words, below, 'below', null))]);
}

/** @param until when the agent answers if nobody does; null: never */
export function newsText({ say }: StaffWords, from: string, words: string, until: string | null): string {
  return notice([
    say('**{0} wrote again.** You have this conversation: Firstline does not answer it.', said(from)),
    ...(until === null ? [] : [say('If nobody answers until {0}, Firstline does.', said(until))]),
    quotedWords(words === '' ? say('(no text)') : words),
  ]);
}

export interface Waiting {
  /** Of the customer. */
  readonly from: string;
  readonly words: string;
  /** Since the customer's oldest mail that nobody has answered, as people read it. */
  readonly since: string;
  /** A reply waits in Drafts. */
  readonly isDraft: boolean;
  /** Who has it, where the lead is told. */
  readonly team: string | null;
}

export function reminderText({ say }: StaffWords, { from, words, since, isDraft, team }: Waiting): string {
  return notice([
    say('**{0} still waits for an answer, since {1}.**', said(from), since),
    ...(team === null ? [] : [say('{0} has it, and was reminded.', said(team))]),
    isDraft
      ? say('A reply waits in Drafts: send it, change it or delete it there, or answer this mail.')
      : say(
          'Answer this mail, and your words go to the customer. `#close` ends it without an answer, `#assign` and a team gives it to another one.',
        ),
    quotedWords(words === '' ? say('(no text)') : words),
  ]);
}

/** The mark tells an answer to it from what we wrote. */
function notice(parts: readonly string[]): string {
  return [said(INTERNAL_MARK), ...parts].join('\n\n');
}

function said(text: string): string {
  return plainMarkdown(text.replace(/\s+/g, ' ').replace(/^(?:\s*>)+/, ''));
}
