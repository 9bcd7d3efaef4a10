import { DateTime } from 'luxon';
import type { Team, TriageConfig } from '../config/triage-schema.ts';
import type { Priority } from '../triage/outcome.ts';
import { isOpen, nextOpening, type OpeningHours } from './business-hours.ts';

/** What of a ticket decides who takes it. */
export interface RouteFacts {
  /** The escalating rules that match, and the team of the first. */
  readonly rule: { readonly team: string; readonly rules: readonly string[] } | null;
  /** Of the customer; null when it cannot be told. */
  readonly language: string | null;
  /** The inbox's own language. */
  readonly locale: string;
  /** As far as it counts. */
  readonly category: string | null;
  readonly priority: Priority;
  /** ms since the epoch. */
  readonly at: number;
}

export type Teams = Pick<TriageConfig, 'teams' | 'categories' | 'fallbackTeam' | 'holidays'>;

/** Why a team was thought of, in this order: the audit has these words. */
export type RouteStep = `${'rule' | 'locale' | 'category' | 'fallback' | 'closed' | 'next'}:${string}`;

export interface Route {
  readonly team: string;
  /** The teams that were thought of, and why; the closed ones among them. */
  readonly steps: readonly RouteStep[];
  /** The same for people: one or two sentences. */
  readonly why: string;
}

/**
 * Who takes an escalation. Pure.
 *
 * 1. A rule's team, because rules are hard: whatever must reach specialists in any language is a rule's business.
 * 2. For a language other than the inbox's own, the team that owns it, before the category's team: people who cannot read the mail could only hand it on, while
 *    a regional team can ask the specialists. A category's team that reads the language keeps it. A language that nobody owns is the fallback's; where no team
 *    owns any language, languages decide nothing.
 * 3. The category's team. 4. The fallback team.
 * 5. Outside the hours of that team the next one, as configured. Where all of them are closed it waits for the first: nobody else would see it earlier.
 */
export function route(facts: RouteFacts, config: Teams): Route {
  const first = firstTeam(facts, config);
  const closed: string[] = [];
  let team = first.team;
  while (isClosed(team, facts, config)) {
    closed.push(team);
    const next = nextTeam(team, config);
    if (next === null || closed.includes(next)) return waits(first, closed, facts, config);
    team = next;
  }
  if (closed.length === 0) return { team, steps: [first.step], why: first.why };
  const steps = [first.step, ...closed.map((id): RouteStep => `closed:${id}`), stepTo(team, closed.at(-1) ?? '', config)];
  return { team, steps, why: `${first.why} ${closed.map((id) => closedWords(id, facts, config)).join(' ')}` };
}

/** What a team reads: what it says, else the customer's own language where the team owns it, else the inbox's. */
export function readingLanguage(team: Pick<Team, 'language' | 'locales'> | undefined, customer: string | null, locale: string): string {
  if (team?.language !== undefined) return team.language;
  return customer !== null && team?.locales.includes(customer) === true ? customer : locale;
}

interface First {
  readonly team: string;
  readonly step: RouteStep;
  readonly why: string;
}

function firstTeam({ rule, language, locale, category }: RouteFacts, { teams, categories, fallbackTeam }: Teams): First {
  if (rule !== null) {
    const [name = ''] = rule.rules;
    return { team: rule.team, step: `rule:${rule.team}`, why: `The rule "${name}" names ${nameOf(rule.team, teams)}.` };
  }
  const specialists = category === null ? undefined : categories[category]?.team;
  if (language !== null && language !== locale && Object.values(teams).some((team) => team.locales.length > 0)) {
    const reads = specialists !== undefined && owns(teams[specialists], language);
    const regional = reads ? specialists : Object.keys(teams).find((id) => teams[id]?.locales.includes(language));
    const words = languageName(language);
    return regional === undefined
      ? {
          team: fallbackTeam,
          step: `fallback:${fallbackTeam}`,
          why: `No team takes over mail in ${words}: it is ${nameOf(fallbackTeam, teams)}'s.`,
        }
      : { team: regional, step: `locale:${regional}`, why: `${nameOf(regional, teams)} takes over mail in ${words}.` };
  }
  if (specialists !== undefined)
    return { team: specialists, step: `category:${specialists}`, why: `${nameOf(specialists, teams)} has the category ${category}.` };
  const why = category === null ? 'No rule, language or category names a team' : `Nothing names a team for the category ${category}`;
  return { team: fallbackTeam, step: `fallback:${fallbackTeam}`, why: `${why}: it is ${nameOf(fallbackTeam, teams)}'s.` };
}

function owns(team: Team | undefined, language: string): boolean {
  return team !== undefined && (team.locales.includes(language) || team.language === language);
}

function isClosed(id: string, { at, priority }: RouteFacts, config: Teams): boolean {
  const hours = hoursOf(id, config);
  if (hours === null || (priority === 'urgent' && config.teams[id]?.hours?.urgentAnyTime === true)) return false;
  return !isOpen(hours, at);
}

/** Null where a team's mail waits for it. */
function nextTeam(id: string, { teams, fallbackTeam }: Teams): string | null {
  const next = teams[id]?.outsideHours ?? 'fallback';
  if (next === 'same') return null;
  return next === 'fallback' ? fallbackTeam : next;
}

function stepTo(team: string, from: string, { teams }: Teams): RouteStep {
  return (teams[from]?.outsideHours ?? 'fallback') === 'fallback' ? `fallback:${team}` : `next:${team}`;
}

/** Everybody is closed, or the last one wants its mail to wait. */
function waits(first: First, closed: readonly string[], facts: RouteFacts, config: Teams): Route {
  const last = closed.at(-1) ?? first.team;
  const team = config.teams[last]?.outsideHours === 'same' ? last : first.team;
  const steps = [first.step, ...closed.map((id): RouteStep => `closed:${id}`)];
  return { team, steps, why: `${first.why} ${closed.map((id) => closedWords(id, facts, config)).join(' ')}` };
}

function closedWords(id: string, { at }: RouteFacts, config: Teams): string {
  const hours = hoursOf(id, config);
  const next = hours === null ? null : nextOpening(hours, at);
  const until =
    next === null ? '' : ` until ${DateTime.fromMillis(next, { zone: hours?.zone ?? 'utc' }).toFormat("ccc yyyy-MM-dd HH:mm '('z')'")}`;
  return `${nameOf(id, config.teams)} is closed${until}.`;
}

/** With the calendars that its holidays name; null: always at work. */
function hoursOf(id: string, { teams, holidays }: Teams): OpeningHours | null {
  return openingHours(teams[id]?.hours, holidays);
}

/** Hours with the calendars that their holidays name; null: always at work. */
export function openingHours(hours: Team['hours'], holidays: TriageConfig['holidays']): OpeningHours | null {
  return hours === undefined ? null : { ...hours, holidays: hours.holidays.flatMap((day) => holidays[day] ?? [day]) };
}

function nameOf(id: string, teams: Teams['teams']): string {
  return teams[id]?.name ?? id;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

/** `Spanish`; the code where it has no name. */
export function languageName(code: string): string {
  return NAMES.of(code) ?? code;
}
