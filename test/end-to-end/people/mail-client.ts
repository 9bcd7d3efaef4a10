import { expect } from 'vitest';
import { makeLog } from '../../../src/log.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';
import type { Desk, Office } from '../../helpers/support-desk.ts';
import { look, type SeenMail } from '../behaviour/desk-view.ts';
import type { Letter } from '../behaviour/letters.ts';

/** A person at the support mailbox, in a session of their own. */
export interface MailClient {
  /** The draft that answers this mail; fails the test unless there is exactly one in that mailbox. */
  readonly draftFor: (mail: Letter, mailbox?: string) => Promise<SeenMail>;
  readonly file: (mailbox: string, source: string, flags: string[]) => Promise<void>;
  /** Marks and expunges. */
  readonly remove: (mailbox: string, uid: number) => Promise<void>;
  readonly move: (mailbox: string, uid: number, to: string) => Promise<void>;
  readonly label: (mail: Letter, change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }) => Promise<void>;
  /** Over SMTP, as far as the customer sees: the mail is in their INBOX when this resolves. */
  readonly submit: (mail: Letter, source: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openMailClient(office: Office, desk: Desk): Promise<MailClient> {
  const client: ImapClient = await connectImap(office.world.imap(desk.address), { log: makeLog({ level: 'silent', pretty: false }) });
  const { mailbox, close } = office.world.connect(desk.address);
  return {
    draftFor: async (mail, name = 'Drafts') => {
      const found = (await look(office, desk.address, name)).filter((m) => m.message.inReplyTo.includes(mail.messageId));
      expect(found, `drafts for ${mail.from} in ${name}`).toHaveLength(1);
      return found[0] as SeenMail;
    },
    file: async (name, source, flags) => {
      expect(await client.append(name, Buffer.from(source, 'latin1'), flags)).toBeTruthy();
    },
    remove: async (name, uid) => {
      await client.mailboxOpen(name);
      expect(await client.messageDelete(`${uid}`, { uid: true })).toBe(true);
    },
    move: async (name, uid, to) => {
      await client.mailboxOpen(name);
      expect(await client.messageMove(`${uid}`, to, { uid: true })).toBeTruthy();
    },
    label: async (mail, { add = [], remove = [] }) => {
      const seen = (await look(office, desk.address)).find((m) => m.message.messageId === mail.messageId);
      const uid = seen?.uid ?? 0;
      expect(await mailbox.storeFlags('INBOX', [uid], { add, remove })).toEqual([uid]);
    },
    submit: (mail, source) => office.world.deliver(Buffer.from(source, 'latin1'), { from: desk.address, to: [mail.from] }),
    close: async () => {
      client.close();
      await close();
    },
  };
}

/** A mail as a client writes it anew: with an id and marks of its own, and none of ours. */
export function anew(source: string, change: (text: string) => string = (text) => text): string {
  return change(source)
    .replace(/^Message-ID: .*$/im, `Message-ID: <${crypto.randomUUID()}@laptop.local>`)
    .replace(/^Date: .*$/im, `Date: ${new Date().toUTCString()}\r\nUser-Agent: A Mail Client`)
    .replace(/^X-Firstline.*\r\n/gim, '');
}
