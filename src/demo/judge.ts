import type { Message } from '../mail/message.ts';
import { attachmentContent, parseMessage } from '../mail/parse.ts';
import type { DemoMail } from './mails/demo-mail.ts';
import { answersTo, type Fate, isAutomatic, type Seen } from './observe.ts';

/** One row of the demo's table, with everything that is not as it should be. */
export interface Verdict {
  readonly mail: DemoMail;
  readonly disposition: string;
  readonly labels: readonly string[];
  /** `answer → a@b`, `compliance → c@d`. */
  readonly sent: readonly string[];
  readonly tookMs: number | null;
  readonly problems: readonly string[];
}

export interface Evidence {
  readonly fates: readonly Fate[];
  /** The support INBOX. */
  readonly support: readonly Seen[];
  readonly sent: readonly Seen[];
  readonly drafts: readonly Seen[];
  /** INBOXes of customers and teams. */
  readonly others: readonly Seen[];
  /** Team id → its address. */
  readonly teams: ReadonlyMap<string, string>;
  /** Originals inside the escalations of each team: address → texts that identify them. */
  readonly forwarded: ReadonlyMap<string, readonly string[]>;
  /** A language model that the demo knows nothing of: only what must hold with any model is asked for. */
  readonly foreignModel: boolean;
}

export async function judge(mail: DemoMail, evidence: Evidence): Promise<Verdict> {
  const message = await parseMessage(mail.source);
  const fate = evidence.fates.find((f) => isSame(f, message));
  const seen = evidence.support.find((s) =>
    isSame({ message_id: s.message.messageId, from_address: s.message.from?.address ?? '', subject: s.message.subject }, message),
  );
  const answers = answersTo(message, evidence.others);
  const drafts = evidence.drafts.filter((d) => message.messageId !== null && d.message.inReplyTo.includes(message.messageId));
  const forwards = [...evidence.teams].filter(([, address]) => evidence.forwarded.get(address)?.includes(marker(message)));
  const disposition = fate?.disposition ?? 'not recorded';
  return {
    mail,
    disposition:
      disposition +
      (fate?.inDoubt === true ? ' (may have been sent)' : '') +
      (fate?.disposition_detail != null && disposition === 'suppressed' ? ` (${fate.disposition_detail})` : ''),
    labels: seen?.labels ?? [],
    sent: [
      ...drafts.map((d) => `draft for ${d.message.to[0]?.address ?? ''}`),
      ...answers.map((a) => `answer → ${a.account}`),
      ...forwards.map(([team, address]) => `${team} → ${address}`),
    ],
    tookMs: fate?.tookMs ?? null,
    problems: problemsOf(mail, {
      disposition,
      labels: seen?.labels ?? [],
      answers,
      drafts,
      forwards: forwards.map(([team]) => team),
      evidence,
      message,
      inDoubt: fate?.inDoubt === true,
    }),
  };
}

interface Found {
  readonly disposition: string;
  readonly labels: readonly string[];
  readonly answers: readonly Seen[];
  readonly drafts: readonly Seen[];
  readonly forwards: readonly string[];
  readonly evidence: Evidence;
  readonly message: Message;
  readonly inDoubt: boolean;
}

function problemsOf({ expect }: DemoMail, found: Found): string[] {
  const { disposition, labels, answers, drafts, forwards, evidence, message } = found;
  const problems: string[] = [];
  // What may have been sent went to a person instead; only doubles would be wrong then.
  if (found.inDoubt) return answers.length > 1 ? [`it was answered ${answers.length} times`] : [];
  const strict = !evidence.foreignModel || expect.anyModel === 'exact';
  if (disposition === 'not recorded') problems.push('it has no disposition');
  if (strict && disposition !== expect.disposition) problems.push(`expected ${expect.disposition}`);
  if (expect.anyModel === 'no-answer' && answers.length > 0) problems.push('it must not be answered');
  if (answers.length > 1) problems.push(`it was answered ${answers.length} times`);
  if (disposition === 'answered' && answers.length !== 1) problems.push(`answered, but ${answers.length} answers arrived`);
  if (['suppressed', 'historic', 'noted', 'superseded'].includes(disposition) && answers.length > 0)
    problems.push('it was answered all the same');
  if ((disposition === 'drafted') !== (drafts.length === 1)) problems.push(`${disposition}, but ${drafts.length} drafts are in Drafts`);
  if (disposition === 'escalated' && forwards.length === 0) problems.push('escalated, but no team got it');
  for (const answer of answers) problems.push(...replyProblems(answer, message, evidence));
  if (!strict) return problems;
  const missing = expect.labels.filter((label) => !labels.includes(label));
  if (missing.length > 0) problems.push(`label ${missing.join(', ')} is missing`);
  const answered = answers[0]?.account ?? drafts[0]?.message.to[0]?.address;
  if (expect.answerTo !== undefined && answered !== expect.answerTo) problems.push(`there is no answer to ${expect.answerTo}`);
  if (expect.forwardTo !== undefined && !forwards.includes(expect.forwardTo)) problems.push(`the team ${expect.forwardTo} did not get it`);
  if (expect.language !== undefined && !labels.includes(`lang/${expect.language}`))
    problems.push(`label lang/${expect.language} is missing`);
  return problems;
}

function replyProblems(answer: Seen, message: Message, { sent }: Evidence): string[] {
  const id = answer.message.messageId;
  return [
    ...(isAutomatic(answer.message) ? [] : ['the answer does not say that it is automatic']),
    ...(message.messageId === null || answer.message.references.includes(message.messageId) ? [] : ['the answer is not in the thread']),
    ...(sent.filter((s) => s.message.messageId === id).length === 1 ? [] : ['the answer is not once in Sent']),
  ];
}

/** What tells one demo mail from another, also inside an escalation. */
export function marker(message: Message): string {
  return message.messageId ?? `${message.from?.address ?? ''} ${message.subject}`;
}

/** The markers of the mails attached to escalations. */
export async function forwardedMarkers(sources: readonly { readonly source: Buffer; readonly message: Message }[]): Promise<string[]> {
  const found: string[] = [];
  for (const { source, message } of sources) {
    for (const attachment of message.attachments.filter((a) => a.contentType === 'message/rfc822')) {
      const content = await attachmentContent(source, attachment.id);
      if (content !== null) found.push(marker(await parseMessage(content.content)));
    }
  }
  return found;
}

function isSame(
  known: { readonly message_id: string | null; readonly from_address: string; readonly subject: string },
  message: Message,
): boolean {
  if (message.messageId !== null) return known.message_id === message.messageId;
  return known.message_id === null && known.from_address === message.from?.address && known.subject === message.subject;
}
