import type { TriageConfig } from '../config/triage-schema.ts';
import type { Address } from '../mail/message.ts';
import type { DigestPlan } from './digest-time.ts';
import { openingHours } from './routing.ts';

/** The support lead, or whoever takes what nobody else does. */
export function leadOf({ lead, teams, fallbackTeam }: Pick<TriageConfig, 'lead' | 'teams' | 'fallbackTeam'>): Address {
  const { name, email } = lead ?? teams[fallbackTeam] ?? { name: '', email: '' };
  return { name, address: email };
}

/** When they get the digest; null: not at all. */
export function digestPlan({ lead, teams, fallbackTeam, holidays, digest }: TriageConfig): DigestPlan | null {
  if (digest === 'off') return null;
  const hours = openingHours(lead === undefined ? teams[fallbackTeam]?.hours : lead.hours, holidays);
  return { hours, at: digest.at ?? null, zone: digest.zone ?? null };
}
