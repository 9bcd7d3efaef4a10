import { PRIORITIES } from '../triage/outcome.ts';
import { checkLookups, type LookupContext } from './check-lookups.ts';
import { nearest } from './nearest.ts';
import type { Team, TriageConfig } from './triage-schema.ts';
import { needsHours } from './work-duration.ts';

/** What no single value shows: names in triage.yaml that must exist elsewhere in it. Pure. */

interface Found {
  readonly path: string;
  readonly message: string;
}

/** `ours`: address → inbox id, of every inbox of this installation. */
export function checkTriage(
  config: TriageConfig,
  { ours, ...context }: Omit<LookupContext, 'categories'> & { readonly ours: ReadonlyMap<string, string> },
): readonly Found[] {
  const teams = Object.keys(config.teams);
  const categories = Object.keys(config.categories);
  return [
    ...(categories.length === 0 ? [{ path: 'categories', message: 'name at least one category' }] : []),
    ...unknown('team', 'fallbackTeam', config.fallbackTeam, teams),
    ...Object.entries(config.categories).flatMap(([id, category]) => unknown('team', `categories.${id}.team`, category.team, teams)),
    ...checkLookups(config.lookups, { ...context, categories }),
    ...config.rules.flatMap((rule, index) => [
      ...unknown('team', `rules.${index}.then.escalate`, rule.then.escalate, teams),
      ...(rule.when.category ?? []).flatMap((id, at) => unknown('category', `rules.${index}.when.category.${at}`, id, categories)),
    ]),
    ...Object.entries(config.teams).flatMap(([id, team]) => checkHours(id, team, config)),
    ...checkLead(config, ours),
    ...checkCalendars('hours', config.hours, config),
    ...checkTimes(config),
    ...Object.entries(config.teams).flatMap(([id, team]) => {
      const inbox = ours.get(team.email);
      if (inbox === undefined) return [];
      return [
        { path: `teams.${id}.email`, message: `is an address of inbox ${inbox}, where nobody would see escalations: give the team's own` },
      ];
    }),
  ];
}

function checkHours(id: string, { hours, outsideHours }: Team, { teams, holidays }: TriageConfig): Found[] {
  const path = `teams.${id}.outsideHours`;
  const next = outsideHours === undefined || outsideHours === 'same' || outsideHours === 'fallback' ? undefined : outsideHours;
  return [
    ...(outsideHours !== undefined && hours === undefined
      ? [{ path, message: 'says nothing without hours: add them, or leave it out' }]
      : []),
    ...(next === id ? [{ path, message: 'is the team itself: write same if mail shall wait for it' }] : []),
    ...unknown('team', path, next, Object.keys(teams)),
    ...checkCalendars(`teams.${id}.hours`, hours, { holidays }),
  ];
}

function checkLead({ lead, holidays }: TriageConfig, ours: ReadonlyMap<string, string>): Found[] {
  const inbox = lead === undefined ? undefined : ours.get(lead.email);
  return [
    ...(inbox === undefined
      ? []
      : [{ path: 'lead.email', message: `is an address of inbox ${inbox}, where nobody would read it: give the lead’s own` }]),
    ...checkCalendars('lead.hours', lead?.hours, { holidays }),
  ];
}

function checkCalendars(path: string, hours: Team['hours'], { holidays }: Pick<TriageConfig, 'holidays'>): Found[] {
  const calendars = (hours?.holidays ?? []).map((name, at) => ({ name, at })).filter(({ name }) => /^[a-z]/.test(name));
  return calendars.flatMap(({ name, at }) => unknown('calendar', `${path}.holidays.${at}`, name, Object.keys(holidays)));
}

/** Business days and hours are somebody's: without their hours nobody could count them. */
function checkTimes({ followUp, sla, hours, teams, fallbackTeam }: TriageConfig): Found[] {
  if (hours !== undefined) return [];
  const silence = followUp === 'off' || teams[fallbackTeam]?.hours !== undefined ? [] : (['after', 'closeAfter'] as const);
  const always = Object.keys(teams).filter((id) => teams[id]?.hours === undefined);
  const terms = sla === 'off' || always.length === 0 ? [] : (['firstResponse', 'thenLead'] as const);
  const who = `${always.length === 1 ? 'the team' : 'the teams'} ${always.join(', ')} ${always.length === 1 ? 'has' : 'have'} no hours`;
  return [
    ...silence
      .filter((name) => followUp !== 'off' && needsHours(followUp[name]))
      .map((name) => ({
        path: `followUp.${name}`,
        message: 'is counted by hours that nobody has: add hours for the support, or for fallbackTeam',
      })),
    ...terms.flatMap((name) =>
      PRIORITIES.filter((priority) => sla !== 'off' && needsHours(sla[name][priority])).map((priority) => ({
        path: `sla.${name}.${priority}`,
        message: `is counted by the hours of a team, and ${who}: add them, or hours for the support as a whole`,
      })),
    ),
  ];
}

/** What things of a kind are listed under. */
const LISTED = { team: 'teams', category: 'categories', calendar: 'holidays' } as const;

function unknown(kind: keyof typeof LISTED, path: string, id: string | undefined, known: readonly string[]): Found[] {
  if (id === undefined || known.includes(id)) return [];
  const meant = nearest(id, known);
  const others = known.length === 0 ? '' : `, or write one of ${known.join(', ')}`;
  const hint = meant === undefined ? `add it under ${LISTED[kind]}${others}` : `did you mean ${meant}?`;
  return [{ path, message: `${id} is not a ${kind}: ${hint}` }];
}
