import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { errorMessage } from '../errors.ts';
import { fold } from '../knowledge/terms.ts';
import { makeMadeUp } from '../learning/made-up.ts';
import { stubName, stubOf } from '../learning/stub.ts';
import { messageById, messagesOfThread } from '../ledger/messages.ts';
import type { MessageRow } from '../ledger/schema.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import type { Outcome } from '../triage/outcome.ts';
import type { InboxParts } from './parts.ts';

/** Where the stubs of an inbox's golden tickets are, in the data folder. */
export function stubsFolder(data: string, inbox: string): string {
  return join(data, 'stubs', inbox);
}

/** Stubs a look: corrections are rare. */
const LIMIT = 10;

/** Makes a stub of each decision that was called wrong since, in the data folder. One that cannot be written is tried again. */
export async function writeStubs(parts: InboxParts): Promise<void> {
  const { db, inbox, log } = parts;
  const open = await db
    .selectFrom('corrections')
    .selectAll()
    .where('inbox', '=', inbox)
    // Literals, so that SQLite recognises the condition of its partial index.
    .where(
      'state',
      'in',
      (['pending', 'again'] as const).map((state) => sql.lit(state)),
    )
    .where('at', '>', 0)
    .orderBy('at')
    .limit(LIMIT)
    .execute();
  for (const correction of open) {
    const { id, turn, why } = correction;
    try {
      const made = await stub(parts, { id, turn, why });
      const path = made === null ? '' : join(stubsFolder(parts.data, inbox), made.name);
      // What was accepted meanwhile is not there any more, and stays accepted.
      if (made !== null && (correction.state === 'pending' || existsSync(path)))
        await write(stubsFolder(parts.data, inbox), made.name, made.text);
      await db
        .updateTable('corrections')
        .set({ state: made === null ? 'gone' : 'written' })
        .where('inbox', '=', inbox)
        .where('id', '=', id)
        // More may have been said in the meantime.
        .where('state', '=', correction.state)
        .execute();
      if (made !== null) log.info({ stub: made.name }, 'a decision was called wrong: "firstline kb accept" makes a golden ticket of it');
    } catch (error) {
      log.warn({ turn, err: errorMessage(error) }, 'the stub of a golden ticket could not be written; it is tried again');
    }
  }
}

async function stub(
  parts: InboxParts,
  { id, turn, why }: { readonly id: string; readonly turn: string; readonly why: string | null },
): Promise<{ readonly name: string; readonly text: string } | null> {
  const { db, inbox, knowledge, config } = parts;
  const decision = await db.selectFrom('decisions').selectAll().where('inbox', '=', inbox).where('turn', '=', turn).executeTakeFirst();
  const message = decision === undefined ? null : await messageById(db, inbox, decision.message);
  if (decision === undefined || message === null || message.text === null) return null;
  const outcome = JSON.parse(decision.outcome_json) as Exclude<Outcome, { kind: 'wait' }>;
  const thread = await messagesOfThread(db, inbox, decision.thread_id);
  const earlier = thread.filter((m) => m.id !== message.id && m.sent_at < message.sent_at && m.text !== null);
  const makeUp = makeMadeUp({
    people: peopleIn(thread),
    isOurs: wordsOf(
      knowledge.passages.map((p) => `${p.title}\n${p.text}`),
      config.name,
    ),
  });
  const text = stubOf(
    {
      ...{ category: outcome.category, language: outcome.language, subject: message.subject, text: message.text, why },
      verified: (JSON.parse(message.verdict_json) as SenderVerdict).verdict === 'verified',
      earlier: earlier.map((m) => ({
        from: m.direction === 'in' ? 'customer' : m.author === 'agent' ? 'us' : 'staff',
        text: m.text ?? '',
      })),
      answer: outcome.kind === 'reply' ? outcome.text : null,
    },
    makeUp,
  );
  return { name: stubName(outcome.category, createHash('sha256').update(id).digest('hex').slice(0, 8)), text };
}

/** How people are called as far as their addresses tell: `john.doe@…` is John Doe. */
function peopleIn(thread: readonly MessageRow[]): readonly string[] {
  const listed = thread.flatMap((m) => [m.to_json, m.cc_json].flatMap((json) => JSON.parse(json) as { name: string; address: string }[]));
  const senders = thread.filter((m) => m.direction === 'in').map((m) => ({ name: m.from_name, address: m.from_address }));
  return [
    ...new Set([...senders, ...listed].flatMap(({ name, address }) => [name, (address.split('@')[0] ?? '').replace(/[._+-]+/g, ' ')])),
  ].filter(
    (name) =>
      name.trim().length >= 3 && !/^(support|info|help|office|contact|hello|team|mail|service|kontakt|sales|admin)$/i.test(name.trim()),
  );
}

function wordsOf(texts: readonly string[], own: string): (word: string) => boolean {
  const words = new Set(
    [...texts, own].flatMap((text) => fold(text).match(/[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? []),
  );
  return (word) => words.has(fold(word));
}

/** Whole or not at all, and for its owner alone. */
async function write(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
