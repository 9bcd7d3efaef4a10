import { appendAudit } from '../ledger/audit.ts';
import { transactInbox } from '../ledger/database.ts';
import type { AskServer } from '../lookups/lookups.ts';
import type { InboxParts } from './parts.ts';

/**
 * Look-ups of one ticket, each written down when it has ended, whatever becomes of the mail: a run that has to wait asks again, and both were asked. Values
 * are personal, and can be erased; headers, URLs and what the server answered are not kept.
 */
export function auditedLookups(parts: Pick<InboxParts, 'db' | 'inbox' | 'now' | 'log' | 'ask'>, threadId: string): AskServer {
  const { db, inbox, now, log, ask } = parts;
  return async (request, asked, signal) => {
    const started = now();
    const record = async (status: string, bytes: number): Promise<void> => {
      const facts = { thread: threadId, lookup: asked.name, status, ms: now() - started, bytes };
      log.info(facts, 'looked up');
      const personal = { parameters: JSON.stringify(asked.parameters) };
      await transactInbox(db, inbox, (trx) =>
        appendAudit(trx, inbox, now(), [{ actor: 'agent', kind: 'lookup.asked', refs: facts, personal }]),
      );
    };
    const answer = await ask(request, asked, signal).catch(async (error: unknown) => {
      await record('interrupted', 0);
      throw error;
    });
    await record(answer.kind === 'failed' ? answer.why : 'answered', answer.bytes);
    return answer;
  };
}
