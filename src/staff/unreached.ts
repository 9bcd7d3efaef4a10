import type { MachineWord } from './staff-mail.ts';

/** A mail of ours to a team that a machine speaks of. */
export interface Unreached {
  readonly word: MachineWord;
  /** Whom it speaks of: the sender of an absence message, the receivers that a report names. Lower case. */
  readonly about: readonly string[];
  /** The team that the mail was for; '' for a notice, null where nothing says which mail it was. */
  readonly toTeam: string | null;
  /** The team that has the ticket and has not answered; null where nobody waits for one. */
  readonly waitsFor: string | null;
  readonly teams: Readonly<Record<string, { readonly email: string; readonly staff: readonly string[] }>>;
  /** Members who are known to be away from this ticket already. */
  readonly absent: ReadonlySet<string>;
}

/**
 * What follows from it. `nothing`: nobody lacks anything; `some`: one of several, and colleagues have the mail; `team`: nobody there has it. Whether the ticket is to go to
 * others is said by `team` alone, and only while that team is the one that has it. Pure.
 */
export type Reach =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'some' }
  | { readonly kind: 'team'; readonly team: string; readonly has: boolean };

export function reachOf({ word, about, toTeam, waitsFor, teams, absent }: Unreached): Reach {
  if (word === 'other') return { kind: 'nothing' };
  const team = toTeam ?? waitsFor;
  // What we tell one person about their own mail: whoever is away has written it nevertheless.
  if (team === null || team === '') return word === 'away' ? { kind: 'nothing' } : { kind: 'some' };
  if (isOfMembersOnly(about, teams[team], absent)) return { kind: 'some' };
  return { kind: 'team', team, has: team === waitsFor };
}

/** The list itself works, and somebody on it may still read what came by it. */
function isOfMembersOnly(about: readonly string[], team: Unreached['teams'][string] | undefined, absent: ReadonlySet<string>): boolean {
  if (team === undefined || about.length === 0) return false;
  const others = team.staff.filter((address) => address !== team.email && !about.includes(address) && !absent.has(address));
  return others.length > 0 && about.every((address) => address !== team.email && team.staff.includes(address));
}
