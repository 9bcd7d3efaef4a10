import { isOpenWait } from './disposition.ts';

/** A mail of the conversation, as far as it makes a prepared answer out of date. */
export interface LaterMail {
  readonly id: string;
  readonly direction: string;
  readonly author: string | null;
  readonly disposition: string | null;
  readonly disposition_detail: string | null;
  readonly wait: string | null;
  readonly recorded_at: number;
}

/** What nobody has to answer: machines, copies of what came before, and our own people's. */
const NO_NEWS: ReadonlySet<string> = new Set(['suppressed', 'duplicate', 'gone', 'historic']);

/**
 * Why an answer that was prepared at `since` is out of date: the customer has written again, or a person has answered; null while it is not. Pure.
 * @param answered ids of the mails it answers
 */
export function movedOn(
  thread: readonly LaterMail[],
  answered: readonly string[],
  since: number,
): { by: 'customer' | 'staff'; id: string } | null {
  const later = thread.filter((m) => !answered.includes(m.id));
  const customer = later.find((m) => m.direction === 'in' && m.disposition_detail !== 'staff' && isNews(m, since));
  if (customer !== undefined) return { by: 'customer', id: customer.id };
  const staff = later.find((m) => m.direction === 'out' && m.author === 'staff' && m.recorded_at > since);
  return staff === undefined ? null : { by: 'staff', id: staff.id };
}

function isNews({ wait, disposition, recorded_at }: LaterMail, since: number): boolean {
  return isOpenWait(wait) || (recorded_at > since && !NO_NEWS.has(disposition ?? ''));
}
