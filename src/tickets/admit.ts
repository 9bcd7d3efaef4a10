/** What an arriving mail is, before any model sees it. Pure. */

export type Admission =
  /** Older than the go-live watermark: context, never work. */
  | { readonly kind: 'historic' }
  | { readonly kind: 'suppressed'; readonly rule: string; readonly detail: string }
  | { readonly kind: 'noted'; readonly why: 'staff' | 'own' | 'other inbox' }
  /** `escalate` names why a person must look although code would let it be answered. */
  | { readonly kind: 'work'; readonly escalate: string | null };

export interface Arrival {
  readonly screened:
    | { readonly kind: 'person' }
    | { readonly kind: 'suppress'; readonly rule: string; readonly detail: string }
    | { readonly kind: 'staff' | 'own'; readonly detail: string };
  /** INTERNALDATE, Date header and newest Received, ms; null where the mail has none. */
  readonly internalDate: number;
  readonly date: number | null;
  readonly received: number | null;
}

export interface Watermark {
  readonly goLive: number;
  readonly maxAge: number;
  readonly now: number;
}

/**
 * The oldest of the three dates counts: a server that re-imports a mailbox gives old mail a new INTERNALDATE, and a
 * sender with a wrong clock must not make new mail look old by more than that. A Date in the future counts as now.
 */
export function admit(arrival: Arrival, { goLive, maxAge, now }: Watermark): Admission {
  const age = answerableSince(arrival, now);
  // Where a server says when it took the mail, the sender's clock makes it no context: a person looks.
  if (answerableSince({ ...arrival, date: arrival.received === null ? arrival.date : null }, now) < goLive) return { kind: 'historic' };
  switch (arrival.screened.kind) {
    case 'suppress':
      return { kind: 'suppressed', rule: arrival.screened.rule, detail: arrival.screened.detail };
    case 'staff':
    case 'own':
      return { kind: 'noted', why: arrival.screened.kind };
    case 'person':
      return { kind: 'work', escalate: age < goLive || now - age > maxAge ? 'too old' : null };
    default:
      return arrival.screened satisfies never;
  }
}

/** Senders' clocks are off by minutes; that must not make a mail look older than the start of the daemon. */
const CLOCK_SKEW = 10 * 60_000;

export function answerableSince({ internalDate, date, received }: Omit<Arrival, 'screened'>, now: number): number {
  const dates = [date, received].filter((d) => d !== null && d < internalDate - CLOCK_SKEW);
  return Math.min(now, internalDate, ...dates.filter((d) => d !== null));
}

/** When a thread is due: soon after its newest unanswered mail, but never long after its oldest. All in ms. */
export function debounceUntil(oldest: number, newest: number, debounce: number, debounceMax: number, now: number): number {
  return Math.min(Math.max(Math.min(newest + debounce, oldest + debounceMax), now), now + debounceMax);
}
