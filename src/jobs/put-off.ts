import { deferEffect } from '../ledger/effects.ts';
import type { EffectRow } from '../ledger/schema.ts';
import type { InboxParts } from './parts.ts';

/** Puts an effect off by so many ms, and rings when they are over: the sweep, which would find it too, comes seconds later. */
export async function putOff(
  parts: Pick<InboxParts, 'db' | 'now' | 'ring'>,
  effect: Pick<EffectRow, 'inbox' | 'key' | 'thread_id'>,
  { wait, why }: { readonly wait: number; readonly why: string | null },
): Promise<void> {
  await deferEffect(parts.db, effect, parts.now() + wait, why);
  parts.ring(effect.thread_id, wait);
}
