import type { SuppressRule } from '../../mail/screen.ts';

/** One mail of the demo, and what must become of it. */
export interface DemoMail {
  readonly key: string;
  readonly title: string;
  /** Bare address in From. */
  readonly from: string;
  /** Envelope sender, bare; '' is the null return path of bounces and auto-replies (RFC 5321 section 4.5.5). */
  readonly envelopeFrom: string;
  readonly source: Buffer;
  /** `INBOX` is delivered; the others are older context, put there by APPEND and already seen. */
  readonly mailbox: 'INBOX' | 'Archive' | 'Sent';
  /** The Date header, ms since the epoch, whole seconds. */
  readonly date: number;
  readonly expect: Expectation;
}

/** What the built-in model must make of the mail, and how much of that must hold with any other model. */
export interface Expectation {
  readonly disposition: 'answered' | 'escalated' | 'suppressed' | 'noted' | 'superseded' | 'drafted' | 'historic';
  /** The screen's rule that suppresses it. */
  readonly rule?: SuppressRule;
  /** Among the labels afterwards. */
  readonly labels: readonly string[];
  /** Where an answer must go. */
  readonly answerTo?: string;
  /** Id of the team that must get it. */
  readonly forwardTo?: string;
  /** ISO 639-1 of the answer or handoff. */
  readonly language?: string;
  /** `exact`: the same disposition, as code decides it; `no-answer`: never answered automatically; `handled`: any one disposition. */
  readonly anyModel: 'exact' | 'no-answer' | 'handled';
}

/** The inbox that all demo mail is addressed to. */
export const DEMO_INBOX = { name: 'Hazelnote Support', address: 'support@hazelnote.example' } as const;

/** What older context must stay. */
export const CONTEXT: Expectation = { disposition: 'historic', labels: [], anyModel: 'exact' };
