import type { TriageConfig } from '../config/triage-schema.ts';
import { type CourseRow, coursesBetween, suppressedBetween } from '../ledger/courses.ts';
import type { Run } from '../ledger/database.ts';
import { openingHours } from '../tickets/routing.ts';
import { countedAs, type Figures, makeTally, type Tally } from './tally.ts';
import { weeksBetween } from './weeks.ts';
import { workClock } from './work-clock.ts';

/** By what the tickets of a period are told apart. */
export const DIMENSIONS = ['category', 'language', 'team', 'week'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Statistics {
  readonly inbox: string;
  /** ms; from, and before. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** Tickets whose first mail came in the period, as they stand now. */
  readonly all: Figures;
  /** Most tickets first; weeks in their order, those without tickets among them. */
  readonly groups: Readonly<Record<Dimension, readonly Group[]>>;
  /** Mails of the period that rules kept from being answered, because machines wrote them: no tickets. */
  readonly suppressed: number;
}

export interface Group {
  /** Null: none, such as no category. */
  readonly name: string | null;
  /** Of a week: the period does not hold all of it. */
  readonly partial?: boolean;
  readonly figures: Figures;
}

interface Period {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly now: number;
}

/** Reads week by week, so that a long period takes no more memory than its figures do. */
export async function statisticsOf(run: Run, inbox: string, policy: TriageConfig, { from, to, zone, now }: Period): Promise<Statistics> {
  const all = makeTally();
  const tallies = {
    category: new Map<string | null, Tally>(),
    language: new Map<string | null, Tally>(),
    team: new Map<string | null, Tally>(),
  };
  const work = teamClocks(policy, from, now);
  const weeks: Group[] = [];
  for (const week of weeksBetween(from, to, zone)) {
    const ofWeek = makeTally();
    for (const row of await coursesBetween(run, { inbox, from: week.from, to: week.to })) {
      const ticket = countedAs(row, work(row));
      all.add(ticket);
      ofWeek.add(ticket);
      for (const by of DISTINCT) tallyOf(tallies[by], row[by]).add(ticket);
    }
    weeks.push({ name: week.week, partial: week.partial, figures: ofWeek.figures() });
  }
  const suppressed = await suppressedBetween(run, inbox, from, to);
  const groups = { category: grouped(tallies.category), language: grouped(tallies.language), team: grouped(tallies.team), week: weeks };
  return { inbox, from, to, zone, all: all.figures(), groups, suppressed };
}

const DISTINCT = ['category', 'language', 'team'] as const;

function tallyOf(tallies: Map<string | null, Tally>, name: string | null): Tally {
  const known = tallies.get(name);
  if (known !== undefined) return known;
  const made = makeTally();
  tallies.set(name, made);
  return made;
}

function grouped(tallies: ReadonlyMap<string | null, Tally>): readonly Group[] {
  return [...tallies]
    .map(([name, tally]) => ({ name, figures: tally.figures() }))
    .sort((a, b) => b.figures.tickets - a.figures.tickets || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}

/** By the hours of the team that has a ticket, or of the one that takes what no other does; else those of the support as a whole. */
function teamClocks({ teams, fallbackTeam, hours, holidays }: TriageConfig, from: number, to: number) {
  const clocks = new Map<string, ReturnType<typeof workClock>>();
  return ({ team }: Pick<CourseRow, 'team'>) => {
    const id = team ?? fallbackTeam;
    const known = clocks.get(id);
    if (known !== undefined) return known;
    const made = workClock(openingHours(teams[id]?.hours ?? hours, holidays), from, to);
    clocks.set(id, made);
    return made;
  };
}
