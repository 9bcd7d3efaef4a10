import { isForward, isReplySubject } from '../mail/thread.ts';
import { groupThreads } from '../mail/thread-groups.ts';
import { tellingSubject } from '../mail/thread-subject.ts';
import { inConversationOrder } from '../mail/thread-tree.ts';
import type { IndexedMail } from './mail-index.ts';

/** An answer without usable references is looked for by subject this far back, ms; the daemon does the same. */
const SILENCE = 14 * 24 * 3_600_000;

/**
 * The conversations of a mailbox, each in the order in which it was led. By References and In-Reply-To, and by the server's own threads; then what people
 * sent without usable references is put to the mail of its recipient that it repeats the subject of.
 */
export function conversations(mails: readonly IndexedMail[]): readonly (readonly IndexedMail[])[] {
  const all = withoutCopies(mails);
  const shared = sharedIds(all);
  const grouped = all.map((mail, at) => ({ ids: idsOf(mail, shared), fresh: `mail ${at}` }));
  const { threads } = groupThreads(grouped, new Map());
  const named = new Map<string, IndexedMail[]>();
  for (const [at, mail] of all.entries()) put(named, threads[at] ?? '', mail);
  return joinLooseEnds([...named.values()]).map(inOrder);
}

/** One of each mail: the copy in Sent tells most, then the one in INBOX. */
function withoutCopies(mails: readonly IndexedMail[]): IndexedMail[] {
  const rank = { sent: 0, inbox: 1, other: 2 };
  const kept = new Map<string, IndexedMail>();
  for (const mail of mails) {
    const known = kept.get(mail.key);
    if (known === undefined || rank[mail.role] < rank[known.role]) kept.set(mail.key, mail);
  }
  return [...kept.values()];
}

/** A form may give all that it sends one Message-ID: by that its customers' mails would be one conversation. */
function sharedIds(mails: readonly IndexedMail[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { messageId } of mails) {
    if (messageId === null) continue;
    if (seen.has(messageId)) shared.add(messageId);
    seen.add(messageId);
  }
  return shared;
}

function idsOf({ messageId, references, serverThread }: IndexedMail, shared: ReadonlySet<string>): string[] {
  const server = serverThread === null ? null : `server:${serverThread}`;
  return [messageId, ...references, server].filter((id) => id !== null && !shared.has(id)) as string[];
}

function joinLooseEnds(groups: readonly IndexedMail[][]): IndexedMail[][] {
  const bySubject = new Map<string, { readonly mail: IndexedMail; readonly group: IndexedMail[] }[]>();
  for (const group of groups) {
    for (const mail of group) {
      const about = mail.role === 'sent' ? null : tellingSubject(mail.subject);
      if (about !== null) put(bySubject, about, { mail, group });
    }
  }
  const joined = new Set<IndexedMail[]>();
  for (const group of groups) {
    const [first] = group.toSorted((a, b) => a.at - b.at);
    if (first === undefined || group.some((mail) => mail.role !== 'sent')) continue;
    if (!isReplySubject(first.subject) && !isForward(first.subject)) continue;
    const before = (bySubject.get(tellingSubject(first.subject) ?? '') ?? []).filter(
      ({ mail }) => mail.at < first.at && mail.at > first.at - SILENCE,
    );
    const people = (mail: IndexedMail) => [mail.from, ...mail.replyTo];
    const asked = before.filter(({ mail }) => people(mail).some((person) => first.to.includes(person)));
    const found = isForward(first.subject) && asked.length === 0 ? onlyOne(before) : newest(asked);
    if (found === undefined) continue;
    found.group.push(...group);
    joined.add(group);
  }
  return groups.filter((group) => !joined.has(group));
}

/** What is passed on to a colleague names nobody of the conversation: then the subject must leave no choice. */
function onlyOne<T extends { readonly group: unknown }>(candidates: readonly T[]): T | undefined {
  return new Set(candidates.map(({ group }) => group)).size === 1 ? candidates[0] : undefined;
}

function newest<T extends { readonly mail: IndexedMail }>(candidates: readonly T[]): T | undefined {
  return candidates.toSorted((a, b) => a.mail.at - b.mail.at).at(-1);
}

function inOrder(group: readonly IndexedMail[]): readonly IndexedMail[] {
  return inConversationOrder(group.map((mail) => ({ ...mail, mail, date: mail.at }))).map(({ mail }) => mail);
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
