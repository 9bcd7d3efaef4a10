import { type ImapClient, usualRole } from './imap-connection.ts';
import type { SpecialMailboxes } from './mailbox.ts';
import { roleByName } from './mailbox-names.ts';

/**
 * The mailboxes by role: as the server marks them (RFC 6154), else by the usual names in many languages, most of which imapflow knows.
 * Below INBOX and `[Gmail]` as well, no deeper: `Customers/Sent` is somebody's own.
 */
export async function specialMailboxes(client: ImapClient): Promise<SpecialMailboxes> {
  const listed = await client.list();
  const unmarked = listed.filter((mailbox) => mailbox.specialUse === undefined && isNear(mailbox.parent));
  const find = (use: string) =>
    (listed.find((mailbox) => mailbox.specialUse === use) ?? unmarked.find((mailbox) => roleByName(mailbox.name) === use))?.path ?? null;
  return {
    inbox: find('\\Inbox') ?? 'INBOX',
    sent: find('\\Sent'),
    otherSent: unmarked.filter((mailbox) => isSent(mailbox) && mailbox.path !== find('\\Sent')).map((mailbox) => mailbox.path),
    drafts: find('\\Drafts'),
    // Gmail has no Archive: what is in no other mailbox is in All Mail.
    archive: find('\\Archive') ?? find('\\All'),
    trash: find('\\Trash'),
    junk: find('\\Junk'),
  };
}

function isSent(mailbox: { readonly name: string; readonly flags: Set<string> }): boolean {
  return usualRole(mailbox) === '\\Sent' || roleByName(mailbox.name) === '\\Sent';
}

function isNear(parent: readonly string[]): boolean {
  return parent.length === 0 || (parent.length === 1 && /^(inbox|\[(gmail|google mail)\])$/i.test(parent[0] ?? ''));
}
