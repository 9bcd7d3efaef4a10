import type { TriageConfig } from '../config/triage-schema.ts';
import type { Address } from '../mail/message.ts';

/** The support lead, or whoever takes what nobody else does. */
export function leadOf({ lead, teams, fallbackTeam }: Pick<TriageConfig, 'lead' | 'teams' | 'fallbackTeam'>): Address {
  const { name, email } = lead ?? teams[fallbackTeam] ?? { name: '', email: '' };
  return { name, address: email };
}
