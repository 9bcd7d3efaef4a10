import { plainMarkdown, quotedWords } from '../mail/plain-markdown.ts';
import { INTERNAL_MARK } from '../tickets/handoff.ts';

/** What we tell a team member about a mail of theirs, as Markdown. Pure. */

export function helpText(mistakes: readonly string[], teams: readonly string[]): string {
  return notice([
    mistakes.length === 0
      ? 'What an answer to a hand-off does:'
      : `**Nothing was done, and nothing was sent to the customer.** ${said(mistakes.join(' '))}`,
    [
      '- Text: it is sent to the customer, from the support address, with your attachments.',
      '- `#approve` sends the suggested reply or the draft as it is.',
      '- `#close`, `#spam` end the ticket without an answer.',
      `- \`#assign\` and a team gives it to that team: ${teams.map(said).join(', ')}.`,
      '- `#note` and a text keeps the text with the ticket; nobody else gets it.',
      '- `#wrong` and why records that the decision was wrong.',
      '- `#auto` gives the conversation back to Firstline.',
      '- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.',
    ].join('\n'),
    'A command stands in the first line; several stand below each other.',
  ]);
}

export interface Sent {
  readonly to: string;
  readonly words: string;
  readonly files: readonly string[];
  readonly remarks: readonly string[];
}

export function sentText({ to, words, files, remarks }: Sent): string {
  return notice([
    `**Sent to ${said(to)}:**`,
    quotedWords(words),
    ...(files.length === 0 ? [] : [`With ${said(files.join(', '))}.`]),
    ...remarks.map(said),
  ]);
}

export function proposalText(words: string, why: 'internal' | 'answered' | 'command' | 'below', by: string | null): string {
  const reasons = {
    internal: 'Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:',
    answered: `${said(by ?? 'Somebody else')} has answered the customer’s last mail already. This is your answer:`,
    command: `Your answer looks like the command ${said(by ?? '')}, which wants its sign: answer with that to carry it out. This is your answer:`,
    below: 'Below a command nothing is sent. This is what you wrote there:',
  };
  return notice([
    `**Nothing of this was sent to the customer.** ${reasons[why]}`,
    quotedWords(words),
    'Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.',
  ]);
}

export function refusedText(from: string, why: string, words: string): string {
  return notice([
    `**An answer in the name of ${said(from)} was not sent to the customer:** ${said(why)}.`,
    'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:',
    quotedWords(words === '' ? '(nothing)' : words),
  ]);
}

export function notSentText(words: string, why: string, state: 'failed' | 'uncertain'): string {
  return notice([
    state === 'uncertain'
      ? `**Your answer may or may not have reached the customer:** ${said(why)}. Look in your provider’s log, or ask them, before you send it again.`
      : `**Your answer did not reach the customer:** ${said(why)}.`,
    'This is what you wrote:',
    quotedWords(words),
  ]);
}

export function cameBackText(words: string, receivers: readonly string[]): string {
  return notice([
    `**Your answer came back: it did not arrive at ${said(receivers.join(', '))}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.`,
    'This is what you wrote:',
    quotedWords(words),
  ]);
}

export function goneText(words: string): string {
  return notice([
    '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.',
    'This is what you wrote:',
    quotedWords(words === '' ? '(nothing)' : words),
  ]);
}

export function doneText(done: readonly string[]): string {
  return notice([done.map((line) => `- ${said(line)}`).join('\n')]);
}

export function newsText(from: string, words: string, waits: string | null): string {
  return notice([
    `**${said(from)} wrote again.** You have this conversation: Firstline does not answer it.`,
    ...(waits === null ? [] : [said(waits)]),
    quotedWords(words === '' ? '(no text)' : words),
  ]);
}

/** The mark tells an answer to it from what we wrote. */
function notice(parts: readonly string[]): string {
  return [said(INTERNAL_MARK), ...parts].join('\n\n');
}

function said(text: string): string {
  return plainMarkdown(text.replace(/\s+/g, ' ').replace(/^(?:\s*>)+/, ''));
}
