import type { ImapClient } from './imap-connection.ts';
import type { SpecialMailboxes } from './mailbox.ts';

/** The mailboxes by role: as the server marks them (RFC 6154), else by the usual names in many languages, which imapflow knows. */
export async function specialMailboxes(client: ImapClient): Promise<SpecialMailboxes> {
  const listed = await client.list();
  const find = (use: string) => listed.find((mailbox) => mailbox.specialUse === use)?.path ?? null;
  return {
    inbox: find('\\Inbox') ?? 'INBOX',
    sent: find('\\Sent'),
    drafts: find('\\Drafts'),
    // Gmail has no Archive: what is in no other mailbox is in All Mail.
    archive: find('\\Archive') ?? find('\\All'),
    trash: find('\\Trash'),
    junk: find('\\Junk'),
  };
}
