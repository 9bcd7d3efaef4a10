import { errorMessage, TransientError } from '../errors.ts';
import { backoffMs } from '../mail/backoff.ts';
import { pause } from '../pause.ts';
import { makeDraftMemory } from './draft-sight.ts';
import { watchDrafts } from './draft-watch.ts';
import { backfillMailbox, placesOf, syncMailbox } from './mailbox-sync.ts';
import { lookAtOpenMails } from './open-mails.ts';
import type { InboxParts } from './parts.ts';
import { reconcile } from './reconcile.ts';
import type { Ring } from './record.ts';
import { watchFolders } from './watch-folders.ts';

/** Keeps the ledger's view of one mailbox fresh; everything that touches cursors goes through here, one at a time. */
export interface View {
  /** Something may have changed: look soon. */
  readonly nudge: () => void;
  /** Resolves when the view is at most this old, ms; throws `TransientError` when the server is away. */
  readonly refresh: (maxAgeMs: number) => Promise<void>;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly state: () => ViewState;
}

export interface ViewState {
  /** When a look at the mailbox last succeeded, ms; null: never. */
  readonly syncedAt: number | null;
  /** False while old mail is still being indexed. */
  readonly indexed: boolean;
  readonly problem: string | null;
  /** Mails in INBOX at the last look; null before the first. */
  readonly inboxMessages: number | null;
}

export interface ViewEvents {
  /** The mailbox had news of which the watching connection said nothing: it is dead although it looks alive. */
  readonly silent: () => void;
}

/** Watched mailboxes are looked at this often while old mail is indexed: the server has much to do then, and may tell of new mail late. */
const INDEXING_POLL_MS = 1_000;
const RECONCILE_MS = 60 * 60_000;
/** Mail found this soon after a word of IDLE is the mail it spoke of, ms. */
const HEARD_MS = 5_000;
/** News found by polling that IDLE has not told of after this long, ms: Dovecot tells after half a second, slow servers after some. */
const SILENCE_MS = 30_000;
const RETRY = { baseMs: 500, maxMs: 30_000 };

/** @param partsNow asked at the beginning of each step: what it decides by may have been edited */
export function makeView(partsNow: () => Omit<InboxParts, 'refresh'>, on: ViewEvents): View {
  // The view is what provides `refresh`; nothing below it calls it.
  const ownNow = (): InboxParts => ({ ...partsNow(), refresh: () => Promise.resolve() });
  const { now, log, random, ring, config } = partsNow();
  const { pollEvery } = config.intake;
  let syncedAt: number | null = null;
  let polledAt = 0;
  /** What the mailboxes of labels looked like at the last look. */
  const folders = new Map<string, string>();
  const drafts = makeDraftMemory();
  /** Mails at the last look, by mailbox. */
  const counted = new Map<string, number>();
  /** Mailboxes from which mail was removed, until that was looked into. */
  const shrunk = new Set<string>();
  let indexed = false;
  let problem: string | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let pending: Promise<void> | null = null;
  let wake: () => void = () => undefined;
  let inboxMessages: number | null = null;
  let heardAt = 0;
  let unheardSince: number | null = null;
  let nudged = true;

  const ringAll = (rings: readonly Ring[]) => {
    for (const { threadId, at } of rings) ring(threadId, Math.max(0, at - now()));
  };
  const exclusive = <T>(step: () => Promise<T>): Promise<T> => {
    const result = tail.then(step, step);
    tail = result.catch(() => undefined);
    return result;
  };
  const look = async (): Promise<void> => {
    const own = ownNow();
    const startedAt = now();
    const places = placesOf(await own.mailbox.special());
    for (const { mailbox, role } of places) {
      let more = true;
      while (more) {
        const result = await syncMailbox(own, mailbox, role);
        ringAll(result.rings);
        more = result.more;
        if (more) indexed = false;
        if (result.messages !== (counted.get(mailbox) ?? -1) + result.taken) shrunk.add(mailbox);
        counted.set(mailbox, result.messages);
        if (role !== 'inbox') continue;
        inboxMessages = result.messages;
        if (result.taken > 0 && startedAt - heardAt > HEARD_MS) unheardSince ??= startedAt;
      }
    }
    const polls = startedAt - polledAt >= pollEvery;
    for (const { mailbox } of places) {
      ringAll(await lookAtOpenMails(own, mailbox, { shrunk: shrunk.has(mailbox), polls }));
      shrunk.delete(mailbox);
    }
    if (polls) ringAll(await watchFolders(own, folders));
    if (polls) ringAll(await watchDrafts(own, drafts));
    if (polls) polledAt = startedAt;
    syncedAt = startedAt;
    problem = null;
  };
  const listen = () => {
    if (unheardSince === null || now() - unheardSince < SILENCE_MS) return;
    unheardSince = null;
    log.warn('new mail was found that IDLE did not tell of: connecting again');
    on.silent();
  };
  const refresh = (maxAgeMs: number): Promise<void> => {
    // A view from the future was taken before the clock was set back: it is of unknown age.
    const age = syncedAt === null ? null : now() - syncedAt;
    if (age !== null && age >= 0 && age <= maxAgeMs) return Promise.resolve();
    // All who want a fresh view share one look, which begins after they asked.
    pending ??= exclusive(() => {
      pending = null;
      return look();
    });
    return pending;
  };
  const backfill = async (): Promise<boolean> => {
    const own = ownNow();
    const startedAt = now();
    const isAwaited = () => nudged || pending !== null || now() - startedAt >= INDEXING_POLL_MS;
    for (const { mailbox, role } of placesOf(await own.mailbox.special())) {
      const result = await backfillMailbox(own, mailbox, role, isAwaited);
      ringAll(result.rings);
      if (result.more) return true;
    }
    return false;
  };

  /** Between two steps of something long there is room for what is new. */
  const stepwise = async <T>(work: () => Promise<T>): Promise<T> => {
    const result = await exclusive(work);
    const maxAge = nudged ? 0 : INDEXING_POLL_MS;
    nudged = false;
    await refresh(maxAge);
    return result;
  };

  return {
    refresh,
    nudge: () => {
      heardAt = now();
      unheardSince = null;
      wake();
    },
    state: () => ({ syncedAt, indexed, problem, inboxMessages }),
    run: async (signal) => {
      let failures = 0;
      let reconciledAt = 0;
      wake = () => {
        nudged = true;
      };
      while (!signal.aborted) {
        try {
          if (nudged) {
            nudged = false;
            await refresh(0);
          } else if (!indexed) await refresh(INDEXING_POLL_MS);
          if (!indexed) indexed = !(await exclusive(backfill));
          else if (now() - reconciledAt > RECONCILE_MS) {
            reconciledAt = now();
            ringAll((await reconcile(ownNow(), stepwise)).rings);
          }
          failures = 0;
          listen();
          if (!indexed || nudged) continue;
          await pause(pollEvery, signal, (wakeUp) => {
            wake = () => {
              nudged = true;
              wakeUp();
            };
          });
          nudged = true;
        } catch (error) {
          failures += 1;
          const asked = error instanceof TransientError ? error.retryAfterMs : undefined;
          const wait = asked ?? backoffMs(failures, random, RETRY);
          problem = errorMessage(error);
          log.warn({ err: problem, retryInMs: wait }, 'the mailbox cannot be read at the moment');
          nudged = true;
          // A word from the server ends the wait: it is there again.
          await pause(wait, signal, (wakeUp) => {
            wake = wakeUp;
          });
        }
      }
      await tail;
    },
  };
}
