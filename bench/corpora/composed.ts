import { compose } from '../../src/mail/compose.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { renderSheet } from '../../src/mail/sheet.ts';
import { replySubject } from '../../src/mail/thread.ts';
import { handoffBlocks } from '../../src/tickets/handoff.ts';
import type { EscalateOutcome, Outcome } from '../../src/triage/outcome.ts';
import { input } from '../../src/triage/testing/facts.ts';

export interface Mail {
  readonly text: string;
  readonly html: string;
}

/** The mail that follows from an outcome, read back from its bytes: an answer to the customer, or a hand-off to a team. */
export async function composed(outcome: Outcome): Promise<Mail> {
  if (outcome.kind === 'reply') return composedFrom(outcome.text);
  if (outcome.kind !== 'escalate') throw new Error(`a draft was to be decided, and triage says ${outcome.kind}: ${outcome.reason}`);
  return mailOf('', handoffParts(outcome));
}

/** The same of a body as it is. */
export function composedFrom(markdown: string): Promise<Mail> {
  return mailOf(markdown);
}

async function mailOf(markdown: string, body?: Mail): Promise<Mail> {
  const { requesterAddress, inbox, subject } = input({});
  const source = await compose({
    from: { name: inbox.name, address: inbox.address },
    to: [{ name: '', address: requesterAddress }],
    cc: [],
    replyTo: null,
    subject: replySubject(subject),
    markdown,
    ...(body === undefined ? {} : { body }),
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

function handoffParts(outcome: EscalateOutcome): Mail {
  const { requesterAddress, inbox, subject, text } = input({});
  return renderSheet(
    handoffBlocks({
      ticket: 1,
      subject,
      requester: { name: '', address: requesterAddress },
      outcome,
      verdict: 'unverified',
      team: { name: 'Support', language: 'en', reads: 'en', others: [], zone: 'utc' },
      support: inbox.address,
      thread: [{ from: requesterAddress, at: 0, text, isNew: true }],
      passages: [],
      enough: 0.5,
      guard: [],
      lookups: [],
      model: 'scripted',
      recent: [],
      originals: 'attached',
      attachments: [],
      isNews: false,
    }),
  );
}
