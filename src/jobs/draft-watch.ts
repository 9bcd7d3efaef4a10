import { type Run, transactInbox } from '../ledger/database.ts';
import {
  asPlace,
  type DraftPlace,
  type DraftRow,
  hasDrafts,
  placeOf,
  settledDrafts,
  untidyDrafts,
  updateDraft,
  waitingDrafts,
} from '../ledger/drafts.ts';
import { effectByKey } from '../ledger/effects.ts';
import { ticketOf } from '../ledger/tickets.ts';
import { draftFate, SAME_DRAFT } from '../tickets/draft-fate.ts';
import { bestMatch, matchDraft } from '../tickets/draft-match.ts';
import { likeness } from '../tickets/likeness.ts';
import { adoptAnswer } from './adopt-answer.ts';
import { approvalKey, approveCopy } from './approve-draft.ts';
import { type Answer, bestAnswer, type Outbound, sentSince, unnamedAnswer } from './draft-answers.ts';
import { type FiledDraft, filedDraft, isAsFiled, readCopy, wordsOfDraft } from './draft-copy.ts';
import { type Copy, type DraftPlaces, draftPlaces } from './draft-places.ts';
import { copiesShown, type DraftMemory, isShown, lookAt, type Shown } from './draft-sight.ts';
import { putBack, putStrayBack, tidyDrafts } from './draft-tidy.ts';
import type { InboxParts } from './parts.ts';
import type { Ring } from './record.ts';
import { settleBack, settleRejected, settleSent, settleWithdrawn } from './settle-draft.ts';

/** A rejected draft that turns up again, or whose sent copy is filed late, is corrected for so long, ms. */
const CORRECTED = 7 * 24 * 3_600_000;

/** What is seen in one look. */
interface Look {
  readonly places: DraftPlaces;
  readonly shown: readonly Shown[];
  /** Mails that are no known copy of a draft of ours, the oldest of each mailbox first, the mailbox that sends last. */
  readonly unknown: Map<string, Copy>;
  readonly sent: ReadonlyMap<string, readonly Outbound[]>;
}

/**
 * What people do with the replies that wait for them, on plain IMAP: sent, edited, deleted, moved to be sent. A draft is known by its uid, else by its id, its parent and its
 * recipient; that it was sent is known from what lies in Sent, which is looked at before this.
 */
export async function watchDrafts(parts: InboxParts, memory: DraftMemory): Promise<readonly Ring[]> {
  const { db, inbox, now, maxAutonomy } = parts;
  // In shadow nothing leaves and nothing of ours touches the mailbox; what happens meanwhile is seen afterwards.
  if (maxAutonomy === 'shadow' || !(await hasDrafts(db, inbox))) return [];
  const waiting = await waitingDrafts(db, inbox);
  const rejected = await settledDrafts(db, inbox, ['rejected'], now() - CORRECTED);
  const known = [...waiting, ...(await untidyDrafts(db, inbox))].map(placeOf);
  const seen = await lookAround(parts, memory, known, rejected.length > 0);
  const look = {
    ...seen,
    sent: await sentSince(
      db,
      inbox,
      [...waiting, ...rejected].map((row) => row.effect),
    ),
  };
  const rings: Ring[] = [];
  for (const row of rejected) await correct(parts, await filedDraft(parts, row), look, memory);
  for (const row of waiting) rings.push(...(await follow(parts, await filedDraft(parts, row), look)));
  for (const copy of look.unknown.values()) if (copy.mailbox === look.places.send) await putStrayBack(parts, copy);
  await tidyDrafts(parts, look.shown);
  return rings;
}

/** @param searches a draft may lie anywhere: then, and where one is not where it was, the mails of people are looked through as well */
async function lookAround(
  parts: InboxParts,
  memory: DraftMemory,
  known: readonly (DraftPlace | null)[],
  searches: boolean,
): Promise<Omit<Look, 'sent'>> {
  const places = await draftPlaces(parts);
  const shown: Shown[] = [];
  for (const mailbox of new Set([places.drafts, places.review, places.send])) {
    const found = mailbox === null ? null : await lookAt(parts, mailbox, memory);
    if (found !== null) shown.push(found);
  }
  const all = searches || known.some((place) => place === null || !isShown(place, shown));
  const unknown = new Map<string, Copy>();
  for (const mailbox of shown) {
    if (mailbox.mailbox !== places.send && !all) continue;
    for (const copy of await copiesShown(parts, mailbox, memory)) unknown.set(keyOf(copy), copy);
  }
  for (const place of known) if (place !== null) unknown.delete(keyOf(place));
  return { places, shown, unknown };
}

function keyOf({ mailbox, uidValidity, uid }: DraftPlace): string {
  return `${mailbox}\n${uidValidity}\n${uid}`;
}

/** One draft that waits. */
async function follow(parts: InboxParts, draft: FiledDraft, look: Look): Promise<readonly Ring[]> {
  const { db, inbox, now, config } = parts;
  const copy = await findCopy(parts, draft, look);
  // A mailbox that is not to be seen says nothing of what lies in it.
  const missingSince = copy !== null || isBlind(parts, look) ? null : (draft.row.missing_since ?? now());
  const standing = { ...asPlace(copy), missing_since: missingSince };
  if (JSON.stringify(standing) !== JSON.stringify({ ...asPlace(placeOf(draft.row)), missing_since: draft.row.missing_since }))
    await updateDraft(db, draft.row, standing);
  const found = await bestAnswer(parts, draft, look.sent.get(draft.row.effect) ?? []);
  const answer = found ?? (copy === null ? await unnamedAnswer(parts, draft) : null);
  const fate = draftFate({
    copy: copy === null ? null : copy.mailbox === look.places.send ? 'sending' : 'waiting',
    missingFor: missingSince === null ? null : now() - missingSince,
    answer: answer === null ? null : { likeness: answer.likeness, age: now() - answer.recordedAt },
    closed: (await ticketOf(db, inbox, draft.row.thread_id))?.state === 'closed',
    grace: config.drafts.grace,
  });
  if (fate === 'wait') return [];
  if (fate === 'approve' && copy !== null) return release(parts, draft, copy);
  const leftover = copy !== null && (await isUntouched(parts, draft, copy)) ? copy : null;
  await transactInbox(db, inbox, async (trx) => {
    if (!(await isStill(trx, draft.row))) return;
    if (fate === 'rejected') return settleRejected(trx, parts, draft);
    if (fate === 'withdraw' || answer === null) return settleWithdrawn(trx, parts, draft, { why: 'the ticket was closed', leftover });
    await adoptAnswer(trx, parts, draft, answer);
    if (fate === 'sent') return settleSent(trx, parts, draft, answer, leftover);
    return settleWithdrawn(trx, parts, draft, { why: 'a person has answered', leftover, answer });
  });
  return [{ threadId: draft.row.thread_id, at: now() }];
}

/** Where drafts wait cannot be seen: somebody has removed that mailbox, or the server does not show it for a while. */
function isBlind({ config }: InboxParts, { places, shown }: Look): boolean {
  const home = config.drafts.fileIn === 'review' ? places.review : places.drafts;
  return !shown.some(({ mailbox }) => mailbox === home);
}

/** A look takes a while: meanwhile a reply may have left, or have been withdrawn. */
async function isStill(trx: Run, { inbox, effect, state }: DraftRow): Promise<boolean> {
  const row = await trx.selectFrom('drafts').select('state').where('inbox', '=', inbox).where('effect', '=', effect).executeTakeFirst();
  return row?.state === state;
}

/** Where it lies now. What a person has put where it is sent counts, even if the draft itself still lies where it was. */
async function findCopy(parts: InboxParts, draft: FiledDraft, { places, shown, unknown }: Look): Promise<DraftPlace | null> {
  const known = placeOf(draft.row);
  const here = known !== null && isShown(known, shown) ? known : null;
  if (here?.mailbox === places.send) return here;
  const copies = [...unknown.values()];
  const sending = bestMatch(
    draft.known,
    copies.filter((copy) => copy.mailbox === places.send),
  );
  const found = sending ?? (here === null ? bestMatch(draft.known, copies) : null);
  if (found === null) return here;
  unknown.delete(keyOf(found));
  // Where labels are mailboxes, the same mail lies in both: taken away from one, it would be gone from the other.
  const isSame = found.messageId !== null && found.messageId === draft.known.messageId && (await parts.mailbox.showsLabels());
  if (here !== null && !isSame && (await isUntouched(parts, draft, here)))
    await parts.mailbox.remove(here.mailbox, [here.uid], here.uidValidity);
  return found;
}

/** Moved to where it is sent: once for each copy. One that could not be sent goes back. */
async function release(parts: InboxParts, draft: FiledDraft, copy: DraftPlace): Promise<readonly Ring[]> {
  const { db, inbox, now } = parts;
  const before = await effectByKey(db, inbox, approvalKey(parts, draft.effect.turn, copy));
  if (before !== null) {
    if (NOT_SENT.has(before.state)) await putBack(parts, draft.row, copy);
    return [];
  }
  const refs = { mailbox: copy.mailbox, uid: copy.uid };
  parts.fault('drafts.before-release');
  const released = await transactInbox(db, inbox, (trx) => approveCopy(trx, parts, draft, copy, { actor: 'hand', refs }));
  parts.fault('drafts.after-release');
  return released ? [{ threadId: draft.row.thread_id, at: now() }] : [];
}

const NOT_SENT: ReadonlySet<string> = new Set(['cancelled', 'failed', 'uncertain']);

async function isUntouched(parts: InboxParts, draft: FiledDraft, place: DraftPlace): Promise<boolean> {
  const copy = await readCopy(parts, place);
  return copy !== null && (await isAsFiled(parts, draft, copy));
}

/** A draft that was taken for rejected: its sent copy was filed late, a person has taken it back out of the bin, or a client has taken long to save it anew. */
async function correct(parts: InboxParts, draft: FiledDraft, { unknown, sent }: Look, { compared }: DraftMemory): Promise<void> {
  const { db, inbox } = parts;
  const answer: Answer | null = await bestAnswer(parts, draft, sent.get(draft.row.effect) ?? []);
  if (answer !== null)
    return transactInbox(db, inbox, async (trx) => {
      if (await isStill(trx, draft.row)) await settleSent(trx, parts, draft, answer, null);
    });
  for (const copy of unknown.values()) {
    const match = matchDraft(draft.known, copy);
    const key = `${draft.row.effect} ${keyOf(copy)}`;
    if (match === null || compared.has(key)) continue;
    compared.add(key);
    // Their own words to the same person are no draft of ours.
    if (match !== 'id' && !(await isLike(parts, draft, copy))) continue;
    compared.delete(key);
    unknown.delete(keyOf(copy));
    return transactInbox(db, inbox, async (trx) => {
      if (await isStill(trx, draft.row)) await settleBack(trx, parts, draft, copy);
    });
  }
}

async function isLike(parts: InboxParts, draft: FiledDraft, place: DraftPlace): Promise<boolean> {
  const copy = await readCopy(parts, place);
  return copy !== null && likeness(await wordsOfDraft(parts, draft), copy.newest) >= SAME_DRAFT;
}
