import type { TicketFields } from '../config/ticket-schema.ts';

/** A mail, and what must become of it. */
export interface GoldenTicket extends TicketFields {
  /** File name without `.ticket.md`, relative to the knowledge folder. */
  readonly id: string;
  readonly file: string;
  readonly source: Buffer;
}
