import type { TriageConfig } from '../config/triage-schema.ts';

/** Where the days and weeks of an inbox begin: on the wall of the support, else of the team that takes what no other does, else of the lead; UTC where nobody says. Pure. */
export function zoneOf({ hours, teams, fallbackTeam, lead, digest }: TriageConfig): string {
  const told = digest === 'off' ? undefined : digest.zone;
  return hours?.zone ?? teams[fallbackTeam]?.hours?.zone ?? lead?.hours?.zone ?? told ?? 'UTC';
}
