import { appendAudit } from '../ledger/audit.ts';
import { type Run, transactInbox } from '../ledger/database.ts';
import { moveEffect } from '../ledger/effects.ts';
import { labelsOf } from '../ledger/labels.ts';
import { deletePlacement, placementsOfThread } from '../ledger/messages.ts';
import type { EffectRow, PlacementRow } from '../ledger/schema.ts';
import { wireKeyword } from '../mail/keyword.ts';
import { shownLabels } from '../tickets/label-limit.ts';
import { projectionChange, projectionOf } from '../tickets/projection.ts';
import type { Performed } from './attempt.ts';
import { copyToFolders } from './copy-to-folders.ts';
import type { InboxParts } from './parts.ts';

interface Step {
  readonly place: PlacementRow;
  readonly shown: readonly string[];
  readonly wanted: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Shows the ticket's labels on all messages of its thread. What is about to be shown is recorded before the STORE, so
 * that a crash in between never makes our own label look like somebody's hand.
 */
export async function projectLabels(parts: InboxParts, effect: EffectRow): Promise<Performed> {
  const { db, inbox, now, fault } = parts;
  const labels = await labelsOf(db, inbox, effect.thread_id);
  const steps = await plan(parts, effect, labels);
  // Columns move before the server is touched; the interrupted effect runs again and compares with the server.
  await transactInbox(db, inbox, async (trx) => {
    await moveEffect(trx, effect, ['pending', 'claimed'], { state: 'claimed', holder: parts.holder });
    for (const step of steps) await setProjected(trx, step.place, [...new Set([...step.shown, ...step.wanted])]);
  });
  fault('act.before-labels');
  const gone = await store(parts, steps);
  await copyToFolders(parts, effect.thread_id, labels);
  fault('act.after-labels');
  await transactInbox(db, inbox, async (trx) => {
    const at = now();
    await moveEffect(trx, effect, ['claimed'], { state: 'done', done_at: at });
    for (const step of steps) {
      if (gone.includes(step)) await deletePlacement(trx, step.place);
      else if (step.remove.length > 0) await setProjected(trx, step.place, step.wanted);
    }
    await appendAudit(trx, inbox, at, [
      { actor: 'agent', kind: 'labels.shown', refs: { thread: effect.thread_id, labels: [...labels].sort(), messages: steps.length } },
    ]);
  });
  fault('act.before-done');
  return 'done';
}

/** Returns the steps whose mail is no longer there. */
async function store(parts: InboxParts, steps: readonly Step[]): Promise<readonly Step[]> {
  const gone: Step[] = [];
  for (const group of groupByChange(steps)) {
    const first = group[0];
    if (first === undefined) continue;
    const { mailbox, uid_validity: uidValidity } = first.place;
    const uids = group.map((s) => s.place.uid);
    const confirmed = new Set(await parts.mailbox.storeFlags(mailbox, uids, { add: first.add, remove: first.remove }, uidValidity));
    gone.push(...group.filter((s) => !confirmed.has(s.place.uid)));
  }
  if (gone.length > 0)
    parts.log.info({ mails: gone.map((s) => `${s.place.mailbox}/${s.place.uid}`) }, 'mails to be labelled are no longer there');
  return gone;
}

async function plan(parts: InboxParts, effect: EffectRow, labels: ReadonlySet<string>): Promise<readonly Step[]> {
  const { db, inbox, mailbox } = parts;
  const places = (await placementsOfThread(db, inbox, effect.thread_id)).filter((p) => p.copied === 0);
  const steps: Step[] = [];
  for (const place of places) {
    const wanted = await mailbox.storable(place.mailbox, projectionOf(shownLabels(labels, parts.policy), place));
    const shown = effect.state === 'claimed' ? await observed(parts, place, wanted) : (JSON.parse(place.projected_json) as string[]);
    const change = projectionChange(shown, wanted);
    if (change.add.length + change.remove.length > 0) steps.push({ place, shown, wanted, ...change });
  }
  return steps;
}

/** After a crash: what of ours the server really shows. What we no longer want and cannot see in the ledger was shown by nobody. */
async function observed(parts: InboxParts, place: PlacementRow, wanted: readonly string[]): Promise<readonly string[]> {
  const [mail] = await parts.mailbox.fetchUids(place.mailbox, [place.uid], 1);
  const flags = new Set((mail?.flags ?? []).map((f) => f.toLowerCase()));
  const known = new Set([...wanted, ...(JSON.parse(place.projected_json) as string[])]);
  return [...known].filter((flag) => flags.has(wireKeyword(flag).toLowerCase()));
}

async function setProjected(trx: Run, place: PlacementRow, wanted: readonly string[]): Promise<void> {
  await trx
    .updateTable('placements')
    .set({ projected_json: JSON.stringify(wanted) })
    .where('inbox', '=', place.inbox)
    .where('mailbox', '=', place.mailbox)
    .where('uid_validity', '=', place.uid_validity)
    .where('uid', '=', place.uid)
    .execute();
}

/** Messages of one mailbox that change alike are one STORE. */
function groupByChange(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = JSON.stringify([step.place.mailbox, step.place.uid_validity, step.add, step.remove]);
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}
