import type { Run } from '../ledger/database.ts';
import { addThreadRefs, threadsOfRefs } from '../ledger/messages.ts';
import { markdownToText } from '../mail/markdown.ts';
import { likeness } from '../tickets/likeness.ts';
import { MailPayload, ownMessageRow } from './payload.ts';
import type { Read } from './read.ts';

/** From here on it is the same text, rendered by two programs, in thousandths. */
const SAME = 950;
/** A server files what it sends within this long, ms. */
const FILED_WITHIN = 24 * 3_600_000;

/**
 * Some servers file what they send under an id and a date of their own, and without fields they do not know. Nothing marks such a copy as ours but what it says, to whom, in
 * which conversation: a mail like one that we have sent there lately is that one, and no person's. What did not leave for certain is nobody's copy.
 */
export async function knowOwnWords(trx: Run, inbox: string, reads: readonly Read[], known: Map<string, string>): Promise<void> {
  for (const { row, ownKey, references } of reads) {
    if (ownKey !== '' || row.direction !== 'out' || row.text === null || known.has(row.identity) || references.length === 0) continue;
    const [thread] = (await threadsOfRefs(trx, inbox, references)).values();
    if (thread === undefined) continue;
    const sent = await trx
      .selectFrom('effects')
      .select(['key', 'payload_json', 'accepted_at'])
      .where('inbox', '=', inbox)
      .where('thread_id', '=', thread)
      .where('kind', 'in', ['reply', 'relay', 'approved'])
      .where('state', 'in', ['data', 'accepted', 'filed'])
      .execute();
    const copied = sent.find((effect) => {
      const { to, words, markdown } = MailPayload.parse(JSON.parse(effect.payload_json));
      return (
        Math.abs(row.arrived_at - (effect.accepted_at ?? row.arrived_at)) < FILED_WITHIN &&
        to.some(({ address }) => row.to_json.includes(JSON.stringify(address))) &&
        likeness(words ?? markdownToText(markdown), row.text ?? '') >= SAME
      );
    });
    if (copied === undefined) continue;
    known.set(row.identity, ownMessageRow(copied.key));
    // Answers will name it.
    if (row.message_id !== null) await addThreadRefs(trx, inbox, thread, [row.message_id]);
  }
}
