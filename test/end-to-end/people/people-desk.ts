import { expect } from 'vitest';
import { type HeaderField, rawMail, rfcDate } from '../../../src/demo/mails/raw.ts';
import type { Desk, Office } from '../../helpers/support-desk.ts';
import { effectsIn, look, type SeenMail } from '../behaviour/desk-view.ts';
import { DELETION, type Letter, type LetterFields, post } from '../behaviour/letters.ts';

/** A support desk with teams of its own, and what their people do in their mail clients. */
export interface PeopleDesk extends Desk {
  /** Takes data deletions by rule, and its one member. */
  readonly compliance: string;
  readonly ines: string;
  readonly billing: string;
  readonly priya: string;
  /** The fallback team. */
  readonly support: string;
  readonly marta: string;
}

/** Whose word counts on who a sender is. */
export const AUTHSERV = 'mx.hazelnote.example';
export const VERIFIED: HeaderField = ['Authentication-Results', `${AUTHSERV}; dmarc=pass header.from=hazelnote.example`];
export const FAILED: HeaderField = ['Authentication-Results', `${AUTHSERV}; dmarc=fail header.from=hazelnote.example`];
export const NONE: HeaderField = ['Authentication-Results', `${AUTHSERV}; none`];
const CUSTOMER: HeaderField = ['Authentication-Results', `${AUTHSERV}; dmarc=pass header.from=customer.example`];

export async function openPeopleDesk(office: Office, variables: Readonly<Record<string, string>> = {}): Promise<PeopleDesk> {
  const desk = await office.openDesk({ SUPPORT_AUTHSERV_ID: AUTHSERV, ...variables });
  const own = crypto.randomUUID().slice(0, 8);
  await desk.edit('triage.yaml', (text) =>
    text.replace(/(support-team|billing-team|compliance|marta\.lindqvist|joe\.abara|priya\.raman|ines\.verhoeven)@/g, `$1-${own}@`),
  );
  const at = (name: string) => `${name}-${own}@hazelnote.example`;
  return {
    ...desk,
    compliance: at('compliance'),
    ines: at('ines.verhoeven'),
    billing: at('billing-team'),
    priya: at('priya.raman'),
    support: at('support-team'),
    marta: at('marta.lindqvist'),
  };
}

export function customerWrites(office: Office, desk: PeopleDesk, fields: LetterFields = {}): Promise<Letter> {
  return post(office, desk, { subject: 'My data', text: DELETION, ...fields, headers: [CUSTOMER, ...(fields.headers ?? [])] });
}

/** The mails of this desk in somebody's INBOX, once there are so many and the ledger knows that they have left: a mailbox shows them a moment before. */
export async function mailsTo(office: Office, desk: PeopleDesk, address: string, count: number): Promise<SeenMail[]> {
  const found = async () => (await look(office, address)).filter((m) => m.message.from?.address === desk.address);
  await expect.poll(async () => (await found()).length, { interval: 200 }).toBe(count);
  const mails = await found();
  const ids = new Set(mails.map((m) => m.message.messageId));
  await expect.poll(() => effectsIn(desk).filter((e) => e.state === 'data' && ids.has(e.messageId))).toEqual([]);
  return mails;
}

/** A customer's mail that compliance gets by rule, and the hand-off. */
export async function handedOff(
  office: Office,
  desk: PeopleDesk,
  fields: LetterFields = {},
): Promise<{ letter: Letter; forward: SeenMail }> {
  const before = (await look(office, desk.compliance)).filter((m) => m.message.from?.address === desk.address).length;
  const letter = await customerWrites(office, desk, fields);
  const forward = (await mailsTo(office, desk, desk.compliance, before + 1)).at(-1);
  if (forward === undefined) throw new Error('there is no hand-off');
  return { letter, forward };
}

export interface Answer {
  readonly from: string;
  readonly text: string;
  /** Default: where the hand-off wants its answers. */
  readonly to?: string;
  readonly cc?: string;
  readonly headers?: readonly HeaderField[];
  /** Of the whole body, in place of the text. */
  readonly body?: { readonly type: string; readonly text: string };
  readonly messageId?: string;
}

/** What a mail client makes of an answer to a mail; the mail is in the desk's INBOX when this resolves. Returns its Message-ID. */
export async function answer(office: Office, desk: PeopleDesk, mail: SeenMail, fields: Answer): Promise<string> {
  const to = fields.to ?? mail.message.replyTo[0]?.address ?? desk.address;
  const messageId = fields.messageId ?? `<${crypto.randomUUID()}@hazelnote.example>`;
  const head: HeaderField[] = [
    ...(fields.headers ?? [VERIFIED]),
    ['From', `Colleague <${fields.from}>`],
    ['To', to],
    ...(fields.cc === undefined ? [] : ([['Cc', fields.cc]] as const)),
    ['Subject', `Re: ${mail.message.subject}`],
    ['Date', rfcDate(Date.now())],
    ['Message-ID', messageId],
    ['In-Reply-To', mail.message.messageId ?? ''],
    ['References', [...mail.message.references, mail.message.messageId].join(' ')],
    ['MIME-Version', '1.0'],
    ['Content-Type', fields.body?.type ?? 'text/plain; charset=utf-8'],
  ];
  const quoted = mail.message.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const text = fields.body?.text ?? `${fields.text}\n\nOn 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n`;
  await office.world.deliver(rawMail(head, text), { from: fields.from, to: [to.split(',')[0] ?? to] });
  return messageId;
}
