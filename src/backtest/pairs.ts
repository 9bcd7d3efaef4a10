import type { IndexedMail } from './mail-index.ts';

/** What a customer wrote, with what people made of it. */
export interface Pair {
  /** The newest mail that was answered … */
  readonly newest: IndexedMail;
  /** … what the customer had written before it since the last answer, oldest first … */
  readonly older: readonly IndexedMail[];
  /** … and all that had been said before that, oldest first. */
  readonly before: readonly IndexedMail[];
  /** What people wrote back until the customer wrote again, oldest first; empty when they only passed it on. */
  readonly answers: readonly IndexedMail[];
  /** Passed on to a colleague or a third party. */
  readonly passedOn: boolean;
}

export interface Paired {
  readonly pairs: readonly Pair[];
  /** Customers' mails that nobody answered or passed on. */
  readonly unanswered: readonly IndexedMail[];
  /** Customers' mails that Firstline answered itself. */
  readonly byFirstline: readonly IndexedMail[];
}

export interface Us {
  /** Addresses of this inbox. */
  readonly own: ReadonlySet<string>;
  /** Those and every other address of the installation. */
  readonly ours: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
}

/** A second mail of a person still belongs to the answer for this long, ms; later it is something else, such as a reminder. */
const AFTERWORD = 7 * 24 * 3_600_000;
/** More of an old conversation changes no answer; the daemon reads as many. */
const CONTEXT = 20;

/**
 * Who answered what, in one conversation in its order. An answer is for the mail it names, else for the newest that is open, and for all that was open
 * before it: people answer three quick mails once.
 */
export function pairsOf(conversation: readonly IndexedMail[], us: Us): Paired {
  const pairs: Open[] = [];
  const byFirstline: IndexedMail[] = [];
  let open: IndexedMail[] = [];
  let passedOn = false;
  const people = new Set<string>();

  const close = (answer: IndexedMail | null): void => {
    const named =
      answer === null ? undefined : answer.references.toReversed().flatMap((id) => open.find((m) => m.messageId === id) ?? [])[0];
    const newest = named ?? open.at(-1);
    if (newest === undefined) return;
    const end = open.indexOf(newest);
    const older = open.slice(0, end);
    const before = conversation.slice(0, conversation.indexOf(newest)).filter((m) => !older.includes(m));
    pairs.push({ newest, older, before: before.slice(-CONTEXT), answers: answer === null ? [] : [answer], passedOn });
    open = open.slice(end + 1);
    passedOn = false;
  };

  for (const mail of conversation) {
    if (!isFromUs(mail, us)) {
      open.push(mail);
      for (const address of [mail.from, ...mail.replyTo]) people.add(address);
      continue;
    }
    const toCustomer = mail.to.some((address) => people.has(address) && !us.ours.has(address));
    if (mail.ours) {
      if (toCustomer) byFirstline.push(...open.splice(0));
    } else if (!toCustomer) passedOn ||= open.length > 0 && mail.to.some((address) => !us.own.has(address));
    else if (open.length > 0) close(mail);
    else {
      const last = pairs.at(-1);
      if (last?.answers[0] !== undefined && mail.at - last.answers[0].at <= AFTERWORD) last.answers.push(mail);
    }
  }
  if (passedOn) close(null);
  return { pairs, unanswered: open, byFirstline };
}

type Open = Omit<Pair, 'answers'> & { readonly answers: IndexedMail[] };

/** From us: what lies in Sent, what bears our own address, and a team member's mail with us in copy. */
function isFromUs(mail: IndexedMail, { own, ours, staff }: Us): boolean {
  if (mail.role === 'sent') return true;
  // A form writes in our own name and says in Reply-To who asks.
  if (own.has(mail.from)) return !mail.replyTo.some((address) => !ours.has(address));
  return staff.has(mail.from);
}
