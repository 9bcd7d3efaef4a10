import { InvariantError } from '../errors.ts';
import type { Run } from '../ledger/database.ts';
import { effectsOfTurn } from '../ledger/effects.ts';
import { messageById, placementsOfMessage } from '../ledger/messages.ts';
import { costsOfThread } from '../ledger/model-calls.ts';
import type { DecisionRow, EffectRow, MessageRow, TicketRow } from '../ledger/schema.ts';
import { ticketOf } from '../ledger/tickets.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { BILLION } from '../model/budget.ts';
import { SENT_KINDS } from '../tickets/effect-kind.ts';
import { type Claim, firstWords } from '../triage/draft-body.ts';
import { STATUSES } from '../triage/look-ups.ts';
import type { Outcome, TriageTrace } from '../triage/outcome.ts';
import type { LanguageBy } from '../triage/second-opinion.ts';
import { printable } from './printable.ts';

/** The story of one message as a few lines of plain English. */
export async function explainMessage(run: Run, inbox: string, id: string): Promise<string> {
  const message = await messageById(run, inbox, id);
  if (message === null) throw new InvariantError(`no message ${id} in ${inbox}`);
  const ticket = await ticketOf(run, inbox, message.thread_id);
  const places = await placementsOfMessage(run, inbox, id);
  const lines = [
    message.subject === '' ? '(no subject)' : message.subject.replace(/\s+/g, ' '),
    `  from ${message.from_address === '' ? 'an unreadable sender' : message.from_address}, arrived ${time(message.arrived_at)}${ticket === null ? '' : `, ticket #${ticket.number}`}`,
    `  ${message.message_id ?? 'without a Message-ID'}; ${places.length === 0 ? 'no longer in the mailbox' : `in ${places.map((p) => p.mailbox).join(', ')}`}`,
    ...(message.direction === 'in' ? [`  ${senderLine(message)}`] : []),
    `  ${standing(message, ticket)}`,
  ];
  if (ticket !== null) lines.push(...(await costsOfThread(run, inbox, ticket.thread_id)).map(costLine));
  const decisions = await decisionsAbout(run, inbox, message);
  for (const decision of decisions)
    lines.push(
      ...explainDecision(decision),
      ...(await effectsOfTurn(run, inbox, decision.turn)).toSorted((a, b) => happened(a) - happened(b)).flatMap(explainEffect),
    );
  return printable(lines.join('\n'));
}

/** Of all its conversation, whatever came of the calls. */
function costLine({ calls, inputTokens, outputTokens, cost, currency }: Awaited<ReturnType<typeof costsOfThread>>[number]): string {
  const spent = currency === null ? '' : `, ${amount(cost)} ${currency}`;
  return `  ${calls === 1 ? '1 model call' : `${calls} model calls`} for this ticket: ${inputTokens} tokens in, ${outputTokens} out${spent}`;
}

function amount(billionths: number): string {
  return (billionths / BILLION).toFixed(4);
}

/** What vouches for the sender, and by which path the mail came. */
function senderLine(message: MessageRow): string {
  const { verdict, aligned, why, via } = JSON.parse(message.verdict_json) as SenderVerdict;
  const grounds = [...aligned, ...(why === undefined ? [] : [why])].join(', ');
  const said: Readonly<Record<SenderVerdict['verdict'], string>> = {
    verified: 'sender verified',
    unverified: 'sender not verified',
    failed: 'sender FAILED verification',
  };
  return `${said[verdict]}${grounds === '' ? '' : `: ${grounds}`}${via === undefined ? '' : `; came by the ${via}`}`;
}

/** A superseded message, and a second copy, was decided about together with the newer one. */
async function decisionsAbout(run: Run, inbox: string, message: MessageRow): Promise<DecisionRow[]> {
  const isCovered = message.disposition === 'superseded' || message.disposition === 'duplicate';
  const about = isCovered && message.disposition_detail !== null ? message.disposition_detail : message.id;
  return run.selectFrom('decisions').selectAll().where('inbox', '=', inbox).where('message', '=', about).orderBy('decided_at').execute();
}

function standing(message: MessageRow, ticket: TicketRow | null): string {
  if (message.direction === 'out')
    return message.author === 'agent' ? 'This is an answer of Firstline.' : 'This was sent by a person from this mailbox.';
  if (message.disposition === null) return waiting(message, ticket);
  const detail = message.disposition_detail;
  const sentences: Readonly<Record<string, string>> = {
    answered: detail === 'agent' ? 'Answered by Firstline.' : `Answered by ${detail ?? 'a person'}.`,
    drafted: 'A reply waits in Drafts for a person to send it.',
    shadowed: `Shadow mode: only recorded; otherwise Firstline ${detail ?? 'would have acted'}.`,
    escalated: `Escalated to the team ${detail ?? ''}.`,
    suppressed: `Not answered, because it comes from a machine (rule ${detail ?? 'unknown'}).`,
    superseded: 'Answered together with a newer mail of the same thread.',
    duplicate: 'The same sender sent the same again: dealt with once, with the newest copy.',
    noted: detail === 'thanks' ? 'The customer said thanks; nothing to do.' : `Noted, nothing to answer (${detail ?? ''}).`,
    quarantined: `It ${detail ?? 'cannot be read'}; staff were told.`,
    gone: 'Somebody removed it from the mailbox before it was dealt with.',
    historic: 'It is older than the start of Firstline on this mailbox: context only.',
  };
  return sentences[message.disposition] ?? message.disposition;
}

function waiting(message: MessageRow, ticket: TicketRow | null): string {
  const deadline = message.wait_deadline === null ? '' : ` If nothing happens, a person gets it at ${time(message.wait_deadline)}.`;
  const reasons: Readonly<Record<string, string>> = {
    debouncing: `It waits a moment for more mail of the same thread${ticket?.triage_at == null ? '' : `, until ${time(ticket.triage_at)}`}.`,
    waiting: `It waits: ${ticket?.last_error ?? 'the model is away'}.`,
    held: 'It is held back until the mailbox has been listed again.',
    sending: 'It is decided; the mail is on its way out.',
  };
  return (reasons[message.wait ?? ''] ?? 'It waits.') + deadline;
}

function explainDecision(decision: DecisionRow): string[] {
  const outcome = JSON.parse(decision.outcome_json) as Outcome;
  const trace = JSON.parse(decision.trace_json) as TriageTrace;
  const category = outcome.kind === 'wait' ? null : outcome.category;
  const facts = [
    ...(category === null ? [] : [`category ${category}`]),
    ...(trace.confidence === null ? [] : [`confidence ${trace.confidence.toFixed(2)}`]),
    ...(outcome.kind === 'wait' || outcome.priority === 'normal' ? [] : [`priority ${outcome.priority}`]),
    ...(outcome.kind === 'wait' || outcome.language === null ? [] : [`language ${outcome.language}${HEARD[trace.heard?.by ?? 'words']}`]),
    `model ${trace.model}`,
    ...(!(trace.usage.inputTokens > 0) ? [] : [`${trace.usage.inputTokens} tokens in, ${trace.usage.outputTokens} out`]),
    ...(trace.cost == null ? [] : [`${amount(trace.cost.amount)} ${trace.cost.currency}`]),
  ];
  return [
    `  ${time(decision.decided_at)}  decided to ${action(outcome)}: ${outcome.reason}`,
    `${INDENT}${facts.join(', ')}`,
    ...(trace.rules.length === 0 ? [] : [`${INDENT}rules: ${trace.rules.join('; ')}`]),
    ...(trace.lookups ?? []).map(
      ({ name, parameters, status, ms, bytes }) =>
        `${INDENT}looked up ${name}(${Object.values(parameters).join(', ')}): ${STATUSES[status]}, ${bytes} bytes in ${Math.round(ms)} ms`,
    ),
    ...(outcome.kind === 'reply' ? [`${INDENT}resting on: ${outcome.citations.join(', ')}`, ...restingLines(outcome.claims)] : []),
    ...trace.guard.map((g) => `${INDENT}held back by ${g.rule}: ${g.detail}`),
    ...(outcome.kind === 'reply'
      ? outcome.text
          .trim()
          .split('\n')
          .map((l) => `${INDENT}> ${l}`)
      : []),
  ];
}

/** Who decided on a language, where it was not the customer's newest words alone. */
const HEARD: Readonly<Record<LanguageBy, string>> = {
  words: '',
  model: ' (as the model reads it)',
  thread: ' (as in the conversation)',
  inbox: " (the inbox's own)",
};

/** Part by part, where the parts rest on different passages. */
function restingLines(claims: readonly Claim[] = []): string[] {
  if (new Set(claims.map(({ cites }) => cites.join(' '))).size < 2) return [];
  return claims.map(({ text, cites }) => `${INDENT}  “${firstWords(text, WORDS_SHOWN)}” ← ${cites.join(', ') || 'nothing'}`);
}

/** Of a part: enough to find it in the text below. */
const WORDS_SHOWN = 60;

function action(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'reply':
      return outcome.mode === 'auto' ? 'answer' : outcome.mode === 'draft' ? 'leave a draft' : 'answer in shadow';
    case 'escalate':
      return `escalate to ${outcome.team}`;
    case 'note':
      return 'note the thanks';
    case 'wait':
      return 'wait';
    default:
      return outcome satisfies never;
  }
}

function explainEffect(effect: EffectRow): string[] {
  const to = SENT_KINDS.some((kind) => kind === effect.kind) ? ` to ${recipients(effect)}` : '';
  const what: Readonly<Record<string, string>> = {
    reply: 'answer',
    relay: 'answer of a colleague',
    forward: 'escalation',
    notice: 'notice to staff',
    draft: 'draft',
    file: 'copy in Sent',
    labels: 'labels',
  };
  const ended: Readonly<Record<string, string>> = {
    pending: effect.last_error === null ? 'waits' : `waits: ${effect.last_error}`,
    claimed: 'is being carried out',
    data: 'may have been sent; Sent is being looked at',
    accepted: `accepted by the mail server: ${effect.response ?? ''}`,
    filed: `accepted by the mail server: ${effect.response ?? ''}`,
    done: 'done',
    cancelled: `cancelled: ${effect.last_error ?? ''}`,
    uncertain: `may have been sent: nobody knows, so a person was told; search your provider's log for ${effect.message_id ?? ''}`,
    failed: `refused: ${effect.last_error ?? ''}`,
  };
  return [`  ${time(happened(effect))}  ${what[effect.kind] ?? effect.kind}${to} ${ended[effect.state] ?? effect.state}`];
}

function happened(effect: EffectRow): number {
  return effect.accepted_at ?? effect.done_at ?? effect.created_at;
}

function recipients(effect: EffectRow): string {
  const payload = JSON.parse(effect.payload_json) as { to: { address: string }[]; cc: { address: string }[] };
  return [...payload.to, ...payload.cc].map((a) => a.address).join(', ');
}

const INDENT = ' '.repeat(23);

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
