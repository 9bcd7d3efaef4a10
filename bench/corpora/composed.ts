import { compose } from '../../src/mail/compose.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { replySubject } from '../../src/mail/thread.ts';
import { handoffMarkdown } from '../../src/tickets/handoff.ts';
import type { Outcome } from '../../src/triage/outcome.ts';
import { input } from '../../src/triage/testing/facts.ts';

export interface Mail {
  readonly text: string;
  readonly html: string;
}

/** The mail that follows from an outcome, read back from its bytes: an answer to the customer, or a hand-off to a team. */
export async function composed(outcome: Outcome): Promise<Mail> {
  const { requesterAddress, subject, text } = input({});
  return composedFrom(bodyOf(outcome, { subject, requester: requesterAddress, text }));
}

/** The same of a body as it is. */
export async function composedFrom(markdown: string): Promise<Mail> {
  const { requesterAddress, inbox, subject } = input({});
  const source = await compose({
    from: { name: inbox.name, address: inbox.address },
    to: [{ name: '', address: requesterAddress }],
    cc: [],
    replyTo: null,
    subject: replySubject(subject),
    markdown,
    original: null,
    inReplyTo: null,
    references: [],
    messageId: '<bench@shop.example>',
    date: 0,
    headers: [],
    attachments: [],
    originals: [],
  });
  const message = await parseMessage(source);
  return { text: message.text, html: message.html ?? '' };
}

function bodyOf(outcome: Outcome, mail: { readonly subject: string; readonly requester: string; readonly text: string }): string {
  if (outcome.kind === 'reply') return outcome.text;
  if (outcome.kind !== 'escalate') throw new Error(`a draft was to be decided, and triage says ${outcome.kind}: ${outcome.reason}`);
  return handoffMarkdown({
    ticket: 1,
    subject: mail.subject,
    requester: { name: '', address: mail.requester },
    outcome,
    verdict: 'unverified',
    thread: [{ from: mail.requester, at: 0, text: mail.text }],
    passages: [],
    originals: 'attached',
    attachments: [],
  });
}
