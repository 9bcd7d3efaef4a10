import type { Run } from '../ledger/database.ts';
import { effectByKey } from '../ledger/effects.ts';
import { messagesOfThread } from '../ledger/messages.ts';
import type { EffectRow, HandoffRow, MessageRow, StaffMailRow } from '../ledger/schema.ts';
import { markdownToText } from '../mail/markdown.ts';
import type { ReadMail } from '../mail/read-task.ts';
import { bounceOf } from '../mail/screen.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { threadReferences } from '../mail/thread.ts';
import { withoutInternal } from '../staff/internal-words.ts';
import type { Proposal, StaffMailFacts } from '../staff/interpret.ts';
import { ownAnswer } from '../staff/own-answer.ts';
import { MACHINE_WORDS, receiversOf } from '../staff/staff-mail.ts';
import { staffTrust } from '../staff/staff-trust.ts';
import type { Outcome } from '../triage/outcome.ts';
import { cameBack, reachesCustomer } from './about-ticket.ts';
import { handedOff } from './handed-off.ts';
import type { InboxParts } from './parts.ts';
import { EFFECT_HEADER, MailPayload } from './payload.ts';
import { answeredByPerson } from './person-answered.ts';
import { askerOf, newestOfCustomer } from './relay.ts';

const DAY = 24 * 3_600_000;
/** No customer has got what is in these. */
const NOT_LEFT: ReadonlySet<string> = new Set(['failed', 'cancelled']);

export interface StaffFacts extends StaffMailFacts {
  /** The mail of ours that it answers. */
  readonly handoff: HandoffRow | null;
  readonly noticesToday: number;
  /** Of a report that a mail of ours did not arrive: with whom. Lower case. */
  readonly failedRecipients: readonly string[];
}

/** All that decides what becomes of a team member's mail, from the ledger and the mail itself. */
export async function staffFacts(parts: InboxParts, mail: StaffMailRow, row: MessageRow, { message }: ReadMail): Promise<StaffFacts> {
  const { db, inbox, policy, now } = parts;
  const threadId = mail.thread_id;
  const references = threadReferences(message);
  const bounce = bounceOf(message, EFFECT_HEADER);
  const found = (await cameBack(db, parts, bounce)) ?? (await handedOff(db, parts, { receivers: receiversOf(message), references }));
  const referred = mail.token === null ? null : await handedOff(db, parts, { receivers: [], references });
  // Of a hand-off of another ticket nothing follows for this one.
  const handoff = found?.threadId === threadId ? found.handoff : null;
  const thread = await messagesOfThread(db, inbox, threadId);
  const effects = await mailsAbout(db, inbox, threadId);
  const said = thread.filter((m) => m.id !== row.id).flatMap((m) => [m.text ?? '', m.raw_text ?? '']);
  const words = ownAnswer(message, said);
  const internal = effects.filter((e) => e.kind !== 'relay').map((e) => textOf(payloadOf(e)));
  // Notices repeat what people wrote.
  const theirs = effects.map(payloadOf).flatMap((p) => [p.relayed === undefined ? '' : (p.words ?? ''), p.proposal?.words ?? '']);
  const suggested = await suggestions(db, inbox, threadId);
  const relays = effects.filter((e) => e.kind === 'relay' && !NOT_LEFT.has(e.state)).map(payloadOf);
  // Nobody knows of these: sending one again is a person's decision.
  const certain = effects.filter((e) => e.kind === 'relay' && !NOT_LEFT.has(e.state) && e.state !== 'uncertain').map(payloadOf);
  const newest = newestOfCustomer(parts, thread, await askerOf(db, inbox, handoff));
  const notices = effects.filter((e) => e.kind === 'notice');
  const asked = notices.filter((e) => payloadOf(e).to.some((a) => a.address === row.from_address));
  return {
    machine: MACHINE_WORDS.find((word) => word === mail.detail) ?? null,
    trust: staffTrust({
      ...{
        from: row.from_address,
        verdict: JSON.parse(row.verdict_json) as SenderVerdict,
        teams: policy.teams,
        handoff,
        isMixedUp: found?.isMixedUp === true || (referred !== null && referred.threadId !== threadId),
        now: now(),
      },
    }),
    reachesCustomer: await reachesCustomer(db, parts, { row }, threadId),
    encryption: message.encryption,
    words,
    clean: withoutInternal(words, internal, [...said, ...suggested, ...theirs]),
    sent: certain.filter((p) => p.relayed?.author.address === row.from_address && answers(p, newest)).map((p) => p.words ?? ''),
    answered: handoff === null ? null : await proposalOf(db, inbox, handoff.effect),
    waiting: asked.map((e) => payloadOf(e).proposal ?? null).findLast((p) => p !== null) ?? null,
    otherAnswer: otherAnswer(parts, { thread, relays, row }),
    teams: policy.teams,
    handoff,
    noticesToday: notices.filter((e) => e.created_at > now() - DAY).length,
    failedRecipients: bounce?.failedRecipients ?? [],
  };
}

/** Whether it answers that mail. Not by their times where it can be helped: one is the mail server's, in whole seconds, the other is ours. */
function answers({ inReplyTo, date }: MailPayload, newest: MessageRow | null): boolean {
  if (newest === null) return true;
  return newest.message_id === null ? date >= newest.arrived_at : inReplyTo === newest.message_id;
}

function mailsAbout(run: Run, inbox: string, threadId: string): Promise<EffectRow[]> {
  return run
    .selectFrom('effects')
    .selectAll()
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .where('kind', 'in', ['forward', 'notice', 'relay'])
    .orderBy('created_at')
    .execute();
}

/** As its reader sees it. A hand-off of an earlier version is Markdown. */
function textOf({ body, markdown }: MailPayload): string {
  return body?.text ?? markdownToText(markdown);
}

function payloadOf(effect: EffectRow): MailPayload {
  return MailPayload.parse(JSON.parse(effect.payload_json));
}

async function proposalOf(run: Run, inbox: string, key: string): Promise<Proposal | null> {
  const effect = await effectByKey(run, inbox, key);
  return effect === null ? null : (payloadOf(effect).proposal ?? null);
}

/** Replies that staff were offered: whoever sends one repeats it on purpose. */
async function suggestions(run: Run, inbox: string, threadId: string): Promise<string[]> {
  const rows = await run
    .selectFrom('decisions')
    .select('outcome_json')
    .where('inbox', '=', inbox)
    .where('thread_id', '=', threadId)
    .execute();
  return rows.flatMap(({ outcome_json }) => {
    const outcome = JSON.parse(outcome_json) as Outcome;
    const text = outcome.kind === 'reply' ? outcome.text : outcome.kind === 'escalate' ? outcome.suggestedReply : null;
    return text === null ? [] : [markdownToText(text)];
  });
}

interface Answers {
  readonly thread: readonly MessageRow[];
  readonly relays: readonly MailPayload[];
  readonly row: MessageRow;
}

/** Who else had answered what the customer wrote last when this mail came: their words and these may contradict each other. */
function otherAnswer(parts: InboxParts, { thread, relays, row }: Answers): string | null {
  const newest = newestOfCustomer(
    parts,
    thread.filter((m) => m.arrived_at <= row.arrived_at),
  );
  if (newest === null) return null;
  const others = relays.flatMap((p) =>
    p.relayed !== undefined && (answers(p, newest) || p.date >= newest.arrived_at) ? [p.relayed.author] : [],
  );
  const other = others.find((author) => author.address !== row.from_address);
  if (other !== undefined) return other.name === '' ? other.address : other.name;
  const byHand = thread.filter((m) => m.id !== row.id && !m.identity.startsWith('effect:'));
  return answeredByPerson(byHand, newest, parts.ours) === undefined ? null : 'A colleague';
}
