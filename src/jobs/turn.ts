import type { Lease } from '../ledger/leases.ts';
import type { MessageRow, TicketRow } from '../ledger/schema.ts';

/** What is decided about at a time: the newest mail nobody has answered, with what came before it. */
export interface Turn {
  readonly ticket: TicketRow;
  readonly newest: MessageRow;
  readonly older: readonly MessageRow[];
  /** Oldest first. */
  readonly thread: readonly MessageRow[];
  readonly lease: Lease;
  readonly signal: AbortSignal;
}
