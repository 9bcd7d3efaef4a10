import { createHash } from 'node:crypto';

/** What we say to staff about a ticket is a conversation of its own, by this name: no customer is ever part of it. */
export function internalThread(threadId: string): string {
  return `thd_${createHash('sha256').update(`internal:${threadId}`).digest('hex').slice(0, 24)}`;
}
