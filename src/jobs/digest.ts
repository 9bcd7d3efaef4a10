import { transactInbox } from '../ledger/database.ts';
import { effectByKey } from '../ledger/effects.ts';
import { digestMarkdown, digestSubject } from '../tickets/digest.ts';
import { type DigestDay, type DigestPlan, digestBefore, digestOf, digestOn } from '../tickets/digest-time.ts';
import { digestPlan, leadOf } from '../tickets/lead.ts';
import { digestFigures } from './digest-figures.ts';
import { type Notice, noticeKey, noticeTurn, putNotice } from './notice.ts';
import type { InboxParts } from './parts.ts';

/** An inbox that began so shortly before tells nothing of a day, ms. */
const YOUNG = 3_600_000;
const DAY = 86_400_000;

const THREAD = 'digest';

/** Writes the digest of today into the outbox once it is due: once a day, whoever looks and however often it is started again. */
export async function tendDigest(parts: InboxParts): Promise<void> {
  const { db, inbox, config, policy, row, ring } = parts;
  const plan = digestPlan(policy);
  const at = parts.now();
  const today = plan === null || !config.agent || parts.maxAutonomy === 'shadow' ? null : digestOf(plan, at);
  if (plan === null || today === null || at < today.due || row.go_live > today.due - YOUNG) return;
  if (await isSent(parts, today)) return;
  const from = await lastDue(parts, plan, today);
  const figures = await digestFigures(db, inbox, { from: from ?? today.due - DAY, to: today.due, zone: today.zone, locale: config.locale });
  const notice: Notice = {
    ...{ threadId: THREAD, cause: today.day, to: [leadOf(policy)] },
    subject: digestSubject(figures, config.name),
    markdown: digestMarkdown(figures),
  };
  await transactInbox(db, inbox, (trx) => putNotice(trx, parts, notice, at));
  ring(THREAD, 0);
}

async function isSent(parts: InboxParts, { day }: DigestDay): Promise<boolean> {
  return (await effectByKey(parts.db, parts.inbox, noticeKey(parts, { threadId: THREAD, cause: day }))) !== null;
}

/** When the last digest was due that was sent, however long ago; where none was, the newest that could have been. */
async function lastDue({ db, inbox }: InboxParts, plan: DigestPlan, today: DigestDay): Promise<number | null> {
  const last = await db
    .selectFrom('effects')
    .select(['turn', 'created_at'])
    .where('inbox', '=', inbox)
    .where('thread_id', '=', THREAD)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return digestBefore(plan, today)?.due ?? null;
  const day = last.turn.slice(noticeTurn({ threadId: THREAD, cause: '' }).length);
  // Hours may have been changed since: then it is when it was written.
  return digestOn(plan, day, today.zone)?.due ?? last.created_at;
}
