import type { HealthReport } from './http/health.ts';
import type { BaseParts } from './inbox-parts.ts';
import type { View } from './jobs/watch.ts';
import { ledgerHealth, recordedIn } from './ledger/health.ts';
import type { Bell } from './queue/queue.ts';
import type { Serving } from './serving-parts.ts';

/** An inbox at work, as far as its health is asked about. */
export interface RunningInbox {
  readonly parts: BaseParts;
  readonly view: View;
  readonly bell: Bell;
  /** When the server last proved that it is there, ms. */
  readonly proof: () => number | null;
}

/** So many looks at the mailbox without success are not ready, and less than a minute is no news. */
const LOOKS_MISSED = 4;
const STALE_MS = 60_000;

/** What /readyz says: ready when every configured inbox is at work and saw its mailbox and its queue a moment ago. */
export async function health(
  inboxes: readonly RunningInbox[],
  expected: number,
  { serving, now }: { readonly serving: Serving; readonly now: () => number },
): Promise<HealthReport> {
  const reports = await Promise.all(
    inboxes.map(async ({ parts, view, bell, proof }) => {
      const state = view.state();
      const ledger = await ledgerHealth(parts.db, parts.inbox, now());
      const queueDepth = await bell.depth();
      const recorded = await recordedIn(parts.db, parts.inbox, 'INBOX');
      const unaccounted =
        state.indexed && state.inboxMessages !== null ? Math.max(0, state.inboxMessages - recorded) + ledger.overdueWaits : null;
      const stale = LOOKS_MISSED * parts.config.intake.pollEvery;
      const live = state.syncedAt !== null && Math.abs(now() - state.syncedAt) < Math.max(STALE_MS, stale) && queueDepth !== null;
      return {
        inbox: parts.inbox,
        ready: live,
        mode: serving.partsOf(parts.inbox).maxAutonomy,
        model: parts.model.name,
        texts: serving.standing(parts.inbox),
        search: parts.search.standing(serving.partsOf(parts.inbox).knowledge),
        syncedAt: state.syncedAt,
        indexed: state.indexed,
        problem: state.problem ?? parts.tokens?.problem() ?? null,
        proofOfLife: proof(),
        queueDepth,
        unaccountedMessages: unaccounted,
        ...ledger,
      };
    }),
  );
  return { ready: reports.length === expected && reports.every((r) => r.ready), inboxes: reports };
}
