import type { ImapConfig } from '../config/schema.ts';
import { TransientError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from './access-tokens.ts';
import { hasGmailLabels } from './gmail-store.ts';
import { assertCarriedOut, type ImapClient } from './imap-connection.ts';
import { copyMails, moveMails, removeMails } from './imap-copy.ts';
import { fetchAllFlags, fetchFlags, fetchFlagsIn, fetchMails, uidsAfter, uidsIn, uidsSince } from './imap-fetch.ts';
import { storable, storeFlags, TooManyKeywords } from './imap-flags.ts';
import { fetchEnvelopes } from './imap-headers.ts';
import { makeImapSession } from './imap-session.ts';
import { specialMailboxes } from './imap-special.ts';
import type { Mailbox, MailboxStatus, SpecialMailboxes } from './mailbox.ts';
import { withoutWriting } from './read-only-mailbox.ts';

export interface ImapMailboxParts {
  readonly log: Log;
  /** Used where the account has no password. */
  readonly tokens?: AccessTokens | undefined;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Ends the connection; calls under way and later ones throw its reason. */
  readonly signal?: AbortSignal;
  /** Looks only: mailboxes are opened with EXAMINE, and every method that would change something throws `InvariantError`. */
  readonly readOnly?: boolean;
}

/** A mailbox that somebody else makes or renames is noticed after this long. */
const LISTED_MS = 60_000;

/** The mailbox port over one IMAP connection, which is opened by the first call and again after a loss. */
export function makeImapMailbox(
  config: ImapConfig,
  { log, tokens, now = Date.now, random = Math.random, signal, readOnly = false }: ImapMailboxParts,
): Mailbox {
  const session = makeImapSession(config, { log, tokens, now, random, signal, readOnly });
  let listed: { readonly special: SpecialMailboxes; readonly until: number } | null = null;
  /** Mailboxes that take any keyword, that do so no longer, and of which that was said. */
  const anyKeyword = new Set<string>();
  const full = new Set<string>();
  const told = new Set<string>();
  /** Mailboxes that this daemon has made, or found there. */
  const made = new Set<string>();

  async function special(): Promise<SpecialMailboxes> {
    if (listed !== null && now() < listed.until) return listed.special;
    const found = await session.run('list the mailboxes', specialMailboxes);
    listed = { special: found, until: now() + LISTED_MS };
    return found;
  }

  async function create(mailbox: string): Promise<void> {
    if (made.has(mailbox)) return;
    listed = null;
    await session.run(`create the mailbox ${mailbox}`, (client) => client.mailboxCreate(mailbox));
    made.add(mailbox);
  }

  const mailbox: Mailbox = {
    special,
    status: (mailbox) => session.run(`tell the status of the mailbox ${mailbox}`, (client) => status(client, mailbox)),
    fetchAfter: (mailbox, afterUid, limit, maxBytes) =>
      session.inFreshMailbox(mailbox, 'fetch new mail', async (client) =>
        fetchMails(client, await uidsAfter(client, afterUid, limit), maxBytes, now),
      ),
    fetchUids: (mailbox, uids, maxBytes) =>
      session.inFreshMailbox(mailbox, 'fetch mail', (client) => fetchMails(client, uids, maxBytes, now)),
    fetchHeaders: (mailbox, first, last, whole = false) =>
      session.inFreshMailbox(mailbox, 'fetch headers', (client) => fetchEnvelopes(client, { first, last, whole }, now)),
    fetchFlags: (mailbox, changedSince) => session.inFreshMailbox(mailbox, 'fetch flags', (client) => fetchAllFlags(client, changedSince)),
    fetchFlagsIn: (mailbox, first, last) => session.inFreshMailbox(mailbox, 'fetch flags', (client) => fetchFlagsIn(client, first, last)),
    uids: (mailbox, first, last) => session.inFreshMailbox(mailbox, 'list the mails', (client) => uidsIn(client, first, last)),
    uidsSince: (mailbox, from) => session.inFreshMailbox(mailbox, 'list the mails', (client) => uidsSince(client, from)),
    fetchFlagsOf: (mailbox, uids) => session.inFreshMailbox(mailbox, 'fetch flags', (client) => fetchFlags(client, uids)),
    storeFlags: async (mailbox, uids, change, uidValidity) => {
      try {
        return await session.inMailbox(mailbox, 'store flags', (client) => {
          assertValidity(client, mailbox, uidValidity);
          return storeFlags(client, uids, change);
        });
      } catch (error) {
        if (error instanceof TooManyKeywords) full.add(mailbox);
        throw error;
      }
    },
    storable: async (mailbox, flags) => {
      if (flags.length === 0 || (anyKeyword.has(mailbox) && !full.has(mailbox))) return [...flags];
      const kept = await session.inMailbox(mailbox, 'tell which keywords it stores', async (client) => {
        if (takesAny(client)) anyKeyword.add(mailbox);
        return storable(client, flags, full.has(mailbox));
      });
      if (kept.length < flags.length && !told.has(mailbox)) {
        told.add(mailbox);
        log.warn(
          { keywords: flags.filter((flag) => !kept.includes(flag)), mailbox },
          'this mailbox takes no further keywords: labels it cannot keep stay in the ledger, and show as flags and folders',
        );
      }
      return kept;
    },
    showsLabels: () => session.run('tell what it can do', async (client) => hasGmailLabels(client)),
    append: async (mailbox, source, flags, date) => {
      const labels = await session.run('tell what it can do', async (client) =>
        hasGmailLabels(client) ? flags.filter((flag) => !flag.startsWith('\\')) : [],
      );
      const own = flags.filter((flag) => !labels.includes(flag));
      const uid = await session.run(`append to the mailbox ${mailbox}`, (client) => append(client, mailbox, source, own, date));
      // APPEND knows flags alone.
      if (uid !== null && labels.length > 0)
        await session.inFreshMailbox(mailbox, 'store labels', (client) => storeFlags(client, [uid], { add: labels, remove: [] }));
      return uid;
    },
    searchHeader: (mailbox, name, value) => session.inFreshMailbox(mailbox, 'search', (client) => searchHeader(client, name, value)),
    copy: async (mailbox, uids, to, uidValidity) => {
      const copy = () =>
        session.inFreshMailbox(mailbox, `copy to ${to}`, (client) => {
          assertValidity(client, mailbox, uidValidity);
          return copyMails(client, uids, to);
        });
      try {
        return await copy();
      } catch (error) {
        // A person may have removed what we had made: it is made again, once.
        if (!made.delete(to)) throw error;
        await create(to);
        return copy();
      }
    },
    move: (mailbox, uids, to, uidValidity) =>
      session.inFreshMailbox(mailbox, `move to ${to}`, (client) => {
        assertValidity(client, mailbox, uidValidity);
        return moveMails(client, uids, to);
      }),
    remove: async (mailbox, uids, uidValidity) => {
      const { trash } = await special();
      await session.inFreshMailbox(mailbox, 'remove mail', async (client) => {
        assertValidity(client, mailbox, uidValidity);
        // There EXPUNGE takes off a label, and the mail stays in All Mail; in Trash it is gone from all mailboxes.
        if (hasGmailLabels(client) && trash !== null && trash !== mailbox) return moveMails(client, uids, trash);
        return removeMails(client, uids);
      });
    },
    create,
    close: session.close,
  };
  return readOnly ? withoutWriting(mailbox) : mailbox;
}

async function status(client: ImapClient, mailbox: string): Promise<MailboxStatus> {
  // Of the selected mailbox, STATUS tells only what the session knows already (RFC 3501 §6.3.10).
  if (client.mailbox !== false && client.mailbox.path === mailbox) await client.noop();
  const found = await client.status(mailbox, { uidValidity: true, uidNext: true, messages: true, highestModseq: true });
  assertCarriedOut(client, 'STATUS', found);
  const { uidValidity, uidNext, messages, highestModseq } = found;
  if (uidValidity === undefined || uidNext === undefined || messages === undefined) throw new Error('the answer to STATUS is incomplete');
  return { uidValidity: uidValidity.toString(), uidNext, messages, highestModseq: highestModseq?.toString() ?? null };
}

function takesAny(client: ImapClient): boolean {
  return hasGmailLabels(client) || (client.mailbox !== false && client.mailbox.permanentFlags?.has('\\*') === true);
}

/** The uids of a mailbox that has begun anew mean other mails (RFC 3501 §2.3.1.1); the selection knows, no command is needed. */
function assertValidity(client: ImapClient, mailbox: string, expected: string | undefined): void {
  const found = client.mailbox === false ? undefined : client.mailbox.uidValidity.toString();
  if (expected === undefined || found === expected) return;
  throw new TransientError(`the mailbox ${mailbox} is being listed again`);
}

async function append(client: ImapClient, mailbox: string, source: Buffer, flags: readonly string[], date: number): Promise<number | null> {
  const appended = await client.append(mailbox, source, [...flags], new Date(date));
  assertCarriedOut(client, 'APPEND', appended);
  return appended.uid ?? null;
}

async function searchHeader(client: ImapClient, name: string, value: string): Promise<number[]> {
  const uids = await client.search({ header: { [name]: value } }, { uid: true });
  assertCarriedOut(client, 'SEARCH', uids);
  return uids;
}
