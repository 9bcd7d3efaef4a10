import { DELIVERED } from '../mail/delivered.ts';
import { headerAll, type Message } from '../mail/message.ts';
import { readAddresses } from '../mail/parse-headers.ts';

/** What a mail of our own people is, by who wrote it and to whom. Pure. */

/** Lower case: everybody a mail names as its receiver, and whom servers say they delivered it to. */
export function receiversOf(message: Pick<Message, 'to' | 'cc' | 'headers'>): readonly string[] {
  const delivered = DELIVERED.flatMap((name) => headerAll(message, name)).flatMap((value) => readAddresses(value));
  return [...new Set([...message.to, ...message.cc, ...delivered].map((a) => a.address.toLowerCase()))];
}

/** What a machine says about a mail of ours to staff: nobody there reads it, or it did not arrive. `other`: neither, such as a receipt. */
export const MACHINE_WORDS = ['away', 'undeliverable', 'other'] as const;
export type MachineWord = (typeof MACHINE_WORDS)[number];

/** Rules of the screen that also fit people's answers by way of a list or an assistant; whether those may act is another question. */
const PEOPLE_TOO: ReadonlySet<string> = new Set(['mailing-list', 'no-reply-sender', 'ours', 'blocked', 'loop', 'no-sender']);
const NO_WORD: ReadonlySet<string> = new Set(['disposition-notification', 'feedback-report', 'calendar']);

/**
 * @param rule of the screen, which found that a machine wrote; `detail` is what it found
 * @param failed whether the report says that the mail was given up
 * @param arrived whether the words say that the mail is there and will be looked at, and nothing of absence: another helpdesk has it
 */
export function machineWord(
  rule: string,
  detail: string,
  { failed, arrived }: { readonly failed: boolean; readonly arrived: boolean },
): MachineWord | null {
  if (PEOPLE_TOO.has(rule) || (rule === 'precedence' && /:\s*list\b/i.test(detail))) return null;
  if (NO_WORD.has(rule)) return 'other';
  // A delay is none yet.
  if (rule === 'bounce') return failed ? 'undeliverable' : 'other';
  return arrived ? 'other' : 'away';
}

/** Nobody writes the same twice: then it is a machine that nothing else gives away, and answering it would go on for ever. */
export function isRepeated(words: string, earlier: readonly string[]): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  return earlier.some((text) => plain(text) === plain(words));
}

/** The subject of what we answer to staff, in the conversation they began or we did. */
export function answerSubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`.trim();
}
