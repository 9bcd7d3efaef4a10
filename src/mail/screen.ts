import { header, type Message } from './message.ts';
import { ownWords } from './own-words.ts';
import { automaticText } from './screen-automatic-text.ts';
import { bounceReason } from './screen-bounce.ts';
import { autoReplyHeader, autoResponseSuppressed, autoSubmitted, bulkPrecedence, mailingList } from './screen-headers.ts';
import { dispositionNotification, feedbackReport } from './screen-report.ts';
import { isBlocked, machineSender } from './screen-sender.ts';
import { vacationSubject, vacationText } from './screen-vacation.ts';
import { isForward } from './thread.ts';

export { type Bounce, bounceOf } from './screen-bounce.ts';

export type SuppressRule =
  | 'bounce'
  | 'feedback-report'
  | 'disposition-notification'
  | 'null-return-path'
  | 'loop'
  | 'no-sender'
  | 'ours'
  | 'blocked'
  | 'auto-submitted'
  | 'auto-reply-header'
  | 'precedence'
  | 'mailing-list'
  | 'vacation-subject'
  | 'no-reply-sender'
  | 'calendar'
  | 'vacation-text'
  | 'automatic-text';

/** What a mail is before anybody asks what it says. `detail` is for the audit: the header or the words that decided. */
export type Screened =
  | { readonly kind: 'person' }
  | { readonly kind: 'suppress'; readonly rule: SuppressRule; readonly detail: string }
  | { readonly kind: 'staff' | 'own'; readonly detail: string };

export interface ScreenContext {
  /** Lower-case addresses of every inbox, alias, team and staff member of this installation: never answered. */
  readonly ours: ReadonlySet<string>;
  /** Those of `ours` that are people: their own words are `staff` instead of suppressed. */
  readonly staff?: ReadonlySet<string>;
  /** `a@b` or `*@b`. */
  readonly blocked: readonly string[];
  /** Envelope sender where the server tells it; `''` or `<>` is the null path. Undefined: the Return-Path field counts. */
  readonly returnPath?: string | null;
  /** Lower-cased name of the header that every mail of ours carries. */
  readonly effectHeader: string;
}

/**
 * Is this a person asking us? Reports come first, because Google's and Microsoft's bounces carry `Auto-Submitted: auto-replied`; then what is
 * ours; then what the sender's machine says of itself (RFC 3834 §2, RFC 5230 §4.6); the sender's name and the words last. When in doubt it is a person: a
 * robot answered once is an annoyance, a person never answered is a lost customer.
 */
export function screen(message: Message, context: ScreenContext): Screened {
  const path = returnPath(message, context);
  const report = reportRule(message, path);
  if (report !== null) return report;
  const mine = ownRule(message, context, path);
  if (mine !== null && mine.kind !== 'staff') return mine;
  return machineRule(message, context, path) ?? mine ?? { kind: 'person' };
}

function reportRule(message: Message, path: string | undefined): Screened | null {
  const bounce = bounceReason(message);
  if (bounce !== null) return suppress('bounce', bounce);
  const receipt = dispositionNotification(message);
  if (receipt !== null) return suppress('disposition-notification', receipt);
  const complaint = feedbackReport(message);
  if (complaint !== null) return suppress('feedback-report', complaint);
  return path === '' ? suppress('null-return-path', 'Return-Path: <>') : null;
}

function ownRule(message: Message, context: ScreenContext, path: string | undefined): Screened | null {
  const from = message.from?.address;
  const isOurs = from !== undefined && context.ours.has(from);
  const marker = message.headers.find((h) => h.name === context.effectHeader || h.name.startsWith('x-firstline-'));
  if (marker !== undefined) return isOurs ? { kind: 'own', detail: `${marker.name} is set` } : suppress('loop', `${marker.name} is set`);
  if (from === undefined) return suppress('no-sender', `From: ${header(message, 'from') ?? ''}`);
  if (context.staff?.has(from) === true) return { kind: 'staff', detail: from };
  if (isOurs) return suppress('ours', from);
  // Sent on by our own account, from somebody to himself. From a stranger to us it would be the form on our web site.
  const selfAddressed = message.to.some((to) => to.address === from);
  if (selfAddressed && path !== undefined && context.ours.has(path)) return suppress('ours', `Return-Path: ${path}`);
  return null;
}

function machineRule(message: Message, context: ScreenContext, path: string | undefined): Screened | null {
  const from = message.from?.address ?? '';
  if (isBlocked(from, context.blocked)) return suppress('blocked', from);
  const words = ownWords(message);
  const rules: readonly (readonly [SuppressRule, () => string | null])[] = [
    ['auto-submitted', () => autoSubmitted(message)],
    ['auto-reply-header', () => autoReplyHeader(message) ?? autoResponseSuppressed(message)],
    ['precedence', () => bulkPrecedence(message)],
    ['mailing-list', () => mailingList(message, path)],
    ['vacation-subject', () => vacationSubject(message, words)],
    ['no-reply-sender', () => machineSender(message)],
    ['calendar', () => (message.calendarMethod === null ? null : `text/calendar; method=${message.calendarMethod}`)],
    ['vacation-text', () => (isForward(message.subject) ? null : vacationText(words))],
    ['automatic-text', () => automaticText(message, words)],
  ];
  for (const [rule, decide] of rules) {
    const detail = decide();
    if (detail !== null) return suppress(rule, detail);
  }
  return null;
}

/** Lower case, without brackets; `''` for the null path, undefined when nobody knows. */
function returnPath(message: Message, context: ScreenContext): string | undefined {
  const value = context.returnPath ?? header(message, 'return-path');
  return value?.replace(/[<>\s]/g, '').toLowerCase();
}

function suppress(rule: SuppressRule, detail: string): Screened {
  return { kind: 'suppress', rule, detail: detail.slice(0, 200) };
}
