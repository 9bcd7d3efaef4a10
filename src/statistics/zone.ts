import type { TriageConfig } from '../config/triage-schema.ts';

/** Where the days and weeks of an inbox begin: on the wall of the team that takes what no other does, else of its lead; UTC where nobody says. Pure. */
export function zoneOf({ teams, fallbackTeam, lead, digest }: TriageConfig): string {
  const told = digest === 'off' ? undefined : digest.zone;
  return teams[fallbackTeam]?.hours?.zone ?? lead?.hours?.zone ?? told ?? 'UTC';
}
