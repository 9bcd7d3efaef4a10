import type { TriageConfig } from './triage-schema.ts';

/** Domains of examples and tests (RFC 2606, RFC 6761): mail to them reaches nobody. */
const RESERVED = /(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(com|net|org)$/;

/** Ids of the teams whose escalations would reach nobody, as those of the sample company. */
export function unreachableTeams({ teams }: Pick<TriageConfig, 'teams'>): readonly string[] {
  return Object.entries(teams).flatMap(([id, { email }]) => (RESERVED.test(email.slice(email.lastIndexOf('@') + 1)) ? [id] : []));
}
