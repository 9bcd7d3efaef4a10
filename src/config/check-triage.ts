import { nearest } from './nearest.ts';
import type { TriageConfig } from './triage-schema.ts';

/** What no single value shows: names in triage.yaml that must exist elsewhere in it. Pure. */

interface Found {
  readonly path: string;
  readonly message: string;
}

/** `ours`: address → inbox id, of every inbox of this installation. */
export function checkTriage(config: TriageConfig, ours: ReadonlyMap<string, string>): readonly Found[] {
  const teams = Object.keys(config.teams);
  const categories = Object.keys(config.categories);
  return [
    ...(categories.length === 0 ? [{ path: 'categories', message: 'name at least one category' }] : []),
    ...unknown('team', 'fallbackTeam', config.fallbackTeam, teams),
    ...Object.entries(config.categories).flatMap(([id, category]) => unknown('team', `categories.${id}.team`, category.team, teams)),
    ...config.rules.flatMap((rule, index) => [
      ...unknown('team', `rules.${index}.then.escalate`, rule.then.escalate, teams),
      ...(rule.when.category ?? []).flatMap((id, at) => unknown('category', `rules.${index}.when.category.${at}`, id, categories)),
    ]),
    ...Object.entries(config.teams).flatMap(([id, team]) => {
      const inbox = ours.get(team.email);
      if (inbox === undefined) return [];
      return [
        { path: `teams.${id}.email`, message: `is an address of inbox ${inbox}, where nobody would see escalations: give the team's own` },
      ];
    }),
  ];
}

function unknown(kind: 'team' | 'category', path: string, id: string | undefined, known: readonly string[]): Found[] {
  if (id === undefined || known.includes(id)) return [];
  const meant = nearest(id, known);
  const where = kind === 'team' ? 'teams' : 'categories';
  const hint = meant === undefined ? `add it under ${where}, or write one of ${known.join(', ')}` : `did you mean ${meant}?`;
  return [{ path, message: `${id} is not a ${kind}: ${hint}` }];
}
