import type { SenderVerdict } from '../mail/sender.ts';

/** How long a hand-off vouches for whoever got it, ms: longer than any holiday of a mail server, shorter than mailboxes keep what leaks. */
export const TOKEN_LIFE = 14 * 24 * 3_600_000;

type Teams = Readonly<Record<string, { readonly email: string; readonly staff: readonly string[] }>>;

export interface StaffClaim {
  /** The address the mail names as its author. */
  readonly from: string;
  readonly verdict: Pick<SenderVerdict, 'verdict' | 'unjudged'>;
  /** Of this inbox, as they are configured now. */
  readonly teams: Teams;
  /** Its address names one ticket, and what it answers was about another: nobody knows which customer is meant. */
  readonly isMixedUp: boolean;
  /** The mail of ours that it answers. */
  readonly handoff: { readonly team: string; readonly recipient: string; readonly created_at: number } | null;
  readonly now: number;
}

export type StaffTrust = { readonly may: true; readonly by: 'verified' | 'token' } | { readonly may: false; readonly why: string };

/** Whether an address is one of this inbox's teams, or of their people. */
export function isOfTeams(address: string, teams: Teams): boolean {
  return Object.values(teams).some((team) => team.email === address || team.staff.includes(address));
}

/**
 * Whether a mail that claims to be a team member's may act on a ticket. What it answers selects the ticket and proves nothing where our own server speaks of the
 * sender: then the verdict alone counts. Where no server of ours says anything, knowing the hand-off does: it was sent to that team and nobody else, and not long ago.
 */
export function staffTrust({ from, verdict, teams, handoff, isMixedUp, now }: StaffClaim): StaffTrust {
  if (!isOfTeams(from, teams)) return no('nobody of a team writes from this address');
  if (verdict.verdict === 'failed') return no('its sender failed verification: somebody else may have written it');
  if (isMixedUp) return no('its address names another ticket than the mail that it answers');
  if (verdict.verdict === 'verified') return { may: true, by: 'verified' };
  if (verdict.unjudged !== true) return no('our mail server does not vouch for its sender');
  if (handoff === null) return no('no server of ours vouches for its sender, and it answers no mail of ours');
  const age = now - handoff.created_at;
  if (age < 0 || age >= TOKEN_LIFE)
    return no('no server of ours vouches for its sender, and the mail that it answers is older than 14 days');
  const addressed = handoff.recipient.split(' ');
  const reached = Object.entries(teams).flatMap(([id, team]) => (id === handoff.team || addressed.includes(team.email) ? [team] : []));
  const receivers = [...addressed, ...reached.flatMap((team) => [team.email, ...team.staff])];
  if (!receivers.includes(from)) return no('no server of ours vouches for its sender, and the mail that it answers went to others');
  return { may: true, by: 'token' };
}

function no(why: string): StaffTrust {
  return { may: false, why };
}
