import type { LoadedConfig } from './load.ts';
import type { TriageConfig } from './triage-schema.ts';

/**
 * Every address that is ours: mail from one of them is never answered.
 * @param policies of all inboxes
 */
export function installationAddresses(
  config: LoadedConfig,
  policies: readonly (Pick<TriageConfig, 'teams'> & Partial<Pick<TriageConfig, 'lead'>>)[],
): { readonly ours: ReadonlySet<string>; readonly staff: ReadonlySet<string> } {
  const teams = policies.flatMap((policy) => Object.values(policy.teams));
  const leads = policies.flatMap(({ lead }) => (lead === undefined ? [] : [lead.email]));
  const staff = new Set([...teams.flatMap((t) => [t.email, ...t.staff]), ...leads]);
  // A group passes our answers on to itself: it is nobody to answer either.
  const groups = config.inboxes.flatMap((i) => i.config.intake.via.flatMap((path) => (path.kind === 'group' ? [path.address] : [])));
  return { staff, ours: new Set([...staff, ...groups, ...config.inboxes.flatMap((i) => [i.config.address, ...i.config.aliases])]) };
}
