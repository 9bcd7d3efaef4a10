import type { EffectRow } from '../ledger/schema.ts';
import type { InboxParts } from './parts.ts';

/** Uids in Sent of the mail of this effect: by our header, then by Message-ID where a server dropped the header. */
export async function findInSent(parts: InboxParts, effect: EffectRow): Promise<readonly number[]> {
  const { sent } = await parts.mailbox.special();
  if (sent === null) return [];
  const byKey = await parts.mailbox.searchHeader(sent, 'X-Firstline-Effect', effect.key);
  if (byKey.length > 0 || effect.message_id === null) return byKey;
  return parts.mailbox.searchHeader(sent, 'Message-ID', effect.message_id);
}
