import type { EscalateOutcome } from '../triage/outcome.ts';

/** A mail about the ticket that a team has got, or is about to get. */
export interface SentToTeam {
  readonly team: string;
  /** Key of its outbox row. */
  readonly effect: string;
  readonly messageId: string | null;
  readonly subject: string;
  /** The newest mail of the customer that it was about, and why it was written. */
  readonly message: string;
  readonly reason: string;
}

/** A mail that a team shall get. */
export interface Letter {
  readonly team: string;
  /** Why this team; null: as the decision says. */
  readonly why: string | null;
  /** The first mail of the conversation that the team has about this ticket; null: this is it, and everything is told. */
  readonly first: SentToTeam | null;
}

export interface Escalated {
  readonly outcome: Pick<EscalateOutcome, 'team' | 'also' | 'reason'>;
  /** The mail that is decided about. */
  readonly message: string;
  /** The team that had the ticket before; null: none. */
  readonly before: string | null;
  /** Oldest first. */
  readonly sent: readonly SentToTeam[];
}

/**
 * Who is written to about an escalation, and how much. Pure. A team gets the whole once a ticket and then only what is new, in the same conversation; the same mail of the
 * customer for the same reason is nothing new. The teams of other rules that match get theirs, too, and a team that had the ticket hears who has it now.
 */
export function lettersFor({ outcome, message, before, sent }: Escalated, nameOf: (team: string) => string): readonly Letter[] {
  const others = (outcome.also ?? []).map(({ team, rule }) => ({
    team,
    why: `The rule "${rule}" names you, too; ${nameOf(outcome.team)} has the ticket.`,
  }));
  const moved = before !== null && before !== outcome.team && sent.some(({ team }) => team === before);
  const wanted = [
    { team: outcome.team, why: null },
    ...others,
    ...(moved ? [{ team: before, why: `${nameOf(outcome.team)} has the ticket now: you need not answer.` }] : []),
  ];
  const once = wanted.filter(({ team }, at) => wanted.findIndex((other) => other.team === team) === at);
  return once.flatMap(({ team, why }) => {
    const told = sent.filter((mail) => mail.team === team);
    const known = told.some((mail) => mail.message === message && mail.reason === outcome.reason);
    return known ? [] : [{ team, why, first: told[0] ?? null }];
  });
}
