import { join } from 'node:path';
import { type Db, openExistingLedger } from '../ledger/database.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { keywordToLabel } from '../mail/keyword.ts';
import { header, type Message } from '../mail/message.ts';
import { parseMessage } from '../mail/parse.ts';
import { DEMO_INBOX } from './mails/demo-mail.ts';
import type { Stage } from './stage.ts';

/** What was found in one mailbox, read over IMAP as a person's client would. */
export interface Seen {
  readonly account: string;
  readonly mailbox: string;
  readonly message: Message;
  readonly flags: readonly string[];
  readonly labels: readonly string[];
}

export async function readAccount(stage: Stage, account: string, mailbox = 'INBOX'): Promise<readonly Seen[]> {
  const mails = await stage.world.connect(account).read(mailbox);
  return Promise.all(
    mails.map(async (mail) => ({
      account,
      mailbox,
      message: await parseMessage(mail.source),
      flags: mail.flags,
      labels: mail.flags.filter((f) => !f.startsWith('\\')).map(keywordToLabel),
    })),
  );
}

/** What the ledger says became of each mail, and when. */
export interface Fate extends Pick<MessageRow, 'id' | 'message_id' | 'from_address' | 'subject' | 'disposition' | 'disposition_detail'> {
  /** ms from the mail's arrival in the mailbox, or the daemon's start if later, to the end of its last outward effect. */
  readonly tookMs: number | null;
  /** A kill fell between the server's 354 and its answer: nobody can know, so a person was told. */
  readonly inDoubt: boolean;
}

export const openStageLedger = (stage: Stage): Promise<Db> => openExistingLedger({ url: undefined, folder: join(stage.folder, 'data') });

export async function readFates(db: Db, startedAt: number): Promise<readonly Fate[]> {
  const messages = await db.selectFrom('messages').selectAll().execute();
  const effects = await db
    .selectFrom('effects')
    .innerJoin('decisions', (join) => join.onRef('decisions.inbox', '=', 'effects.inbox').onRef('decisions.turn', '=', 'effects.turn'))
    .select(['decisions.message', 'decisions.decided_at', 'effects.accepted_at', 'effects.state'])
    .execute();
  return messages.map((m) => {
    const ends = effects.filter((e) => e.message === m.id).map((e) => e.accepted_at ?? e.decided_at);
    const last = ends.length === 0 ? (m.disposition === 'historic' ? null : m.recorded_at) : Math.max(...ends);
    const inDoubt = effects.some((e) => e.message === m.id && e.state === 'uncertain');
    const { id, message_id, from_address, subject, disposition, disposition_detail } = m;
    return {
      id,
      message_id,
      from_address,
      subject,
      disposition,
      disposition_detail,
      inDoubt,
      tookMs: last === null ? null : last - Math.max(m.arrived_at, startedAt),
    };
  });
}

/** How far the daemon is: mails of the inbox with a disposition, and whether anything is still to be done. */
export async function progress(db: Db): Promise<{ readonly handled: number; readonly quiet: boolean }> {
  const rows = await db
    .selectFrom('messages')
    .select(['disposition', 'direction'])
    .where('direction', '=', 'in')
    .where((eb) => eb.or([eb('disposition', 'is', null), eb('disposition', '!=', 'historic')]))
    .execute();
  const open = await db.selectFrom('effects').select('key').where('state', 'in', ['pending', 'claimed', 'data']).limit(1).execute();
  const handled = rows.filter((r) => r.disposition !== null).length;
  return { handled, quiet: open.length === 0 && handled === rows.length };
}

/** Mails that answer this one: `In-Reply-To` names it, or it has no id and the subject does. */
export function answersTo(message: Message, inboxes: readonly Seen[]): readonly Seen[] {
  const from = message.from?.address ?? '';
  return inboxes.filter((seen) => {
    if (seen.account !== from || seen.message.from?.address !== DEMO_INBOX.address) return false;
    if (message.messageId !== null) return seen.message.inReplyTo.includes(message.messageId);
    return seen.message.subject.replace(/^Re: /, '') === message.subject;
  });
}

/** Escalations that carry this mail as an attachment are recognised by their ticket in the ledger; see judge.ts. */
export function isAutomatic(message: Message): boolean {
  return header(message, 'auto-submitted') !== undefined;
}
