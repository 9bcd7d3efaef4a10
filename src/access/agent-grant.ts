import type { TriageConfig } from '../config/triage-schema.ts';
import { STATUS_LABELS } from '../tickets/labels.ts';
import { PRIORITIES } from '../triage/outcome.ts';
import type { Grant } from './access.ts';

/** Labels that code itself sets beyond what config names. */
export const SYSTEM_LABELS = ['suppressed', 'quarantined', 'spoofed', 'suspicious'] as const;

/**
 * What the built-in agent may do in its inbox: answer whoever is part of the conversation, write to the teams, and set
 * the labels that the configuration names. A model cannot widen it.
 */
export function agentGrant(inbox: string, triage: TriageConfig): Grant {
  const teams = Object.entries(triage.teams);
  const set = triage.labels.grant.set ?? [
    ...STATUS_LABELS,
    ...PRIORITIES,
    ...SYSTEM_LABELS,
    ...Object.keys(triage.categories),
    ...Object.values(triage.categories).flatMap((c) => c.labels),
    ...triage.rules.flatMap((r) => r.then.labels),
    ...teams.map(([id]) => `team/${id}`),
    'lang/*',
  ];
  return {
    inbox,
    actor: 'agent',
    scopes: new Set(['mail:read', 'mail:send', 'mail:manage']),
    see: null,
    hide: new Set(),
    set: new Set(set),
    sendTo: new Set(teams.map(([, team]) => team.email)),
  };
}
