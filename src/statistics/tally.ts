import type { Course } from '../tickets/course.ts';
import { INVOLVEMENTS, type Involvement, involvementOf, RESOLUTIONS, type Resolution, resolutionOf } from './standing.ts';

/** Counts tickets. Pure. */

export interface Figures {
  readonly tickets: number;
  /** Every ticket is in one cell. */
  readonly matrix: Readonly<Record<Involvement, Readonly<Record<Resolution, number>>>>;
  /** That a person had to take, at any time. */
  readonly escalated: number;
  /** That have ended, at any time. */
  readonly ended: number;
  /** Of these, that were open again, at any time. */
  readonly reopened: number;
  readonly firstAnswer: FirstAnswer;
  /** The same of the tickets that people had as much to do with. */
  readonly firstAnswerBy: Readonly<Record<'nobody' | 'approved' | 'person', FirstAnswer>>;
}

/** From the customer's first mail to the first answer; hours. Null where nothing has been answered. */
export interface FirstAnswer {
  readonly answered: number;
  /** By the clock. */
  readonly p50: number | null;
  readonly p90: number | null;
  /** Within the hours of the team. */
  readonly workP50: number | null;
  readonly workP90: number | null;
}

/** What a ticket adds to every tally that it is in. */
export interface Counted {
  readonly involvement: Involvement;
  readonly resolution: Resolution;
  readonly escalated: boolean;
  readonly ended: boolean;
  readonly reopened: boolean;
  /** ms from its first mail to its first answer, by the clock and at work; null: has none. */
  readonly clock: number | null;
  readonly working: number | null;
}

/**
 * @param ticket its course, and when the mail that opened it came, ms
 * @param work ms at work between two moments, by the hours of its team
 */
export function countedAs(ticket: Course & { readonly received_at: number }, work: (from: number, to: number) => number): Counted {
  const { received_at: from, first_answer_at: to, escalated_at, resolved_by, reopened } = ticket;
  return {
    involvement: involvementOf(ticket),
    resolution: resolutionOf(ticket),
    escalated: escalated_at !== null,
    ended: resolved_by !== null || reopened > 0,
    reopened: reopened > 0,
    // What a person wrote before the mail was taken in was no wait.
    clock: to === null ? null : Math.max(0, to - from),
    working: to === null ? null : to <= from ? 0 : work(from, to),
  };
}

export interface Tally {
  readonly add: (ticket: Counted) => void;
  readonly figures: () => Figures;
}

export function makeTally(): Tally {
  const matrix = Object.fromEntries(
    INVOLVEMENTS.map((involvement) => [involvement, Object.fromEntries(RESOLUTIONS.map((resolution) => [resolution, 0]))]),
  ) as Record<Involvement, Record<Resolution, number>>;
  const times = { nobody: makeTimes(), approved: makeTimes(), person: makeTimes() };
  let tickets = 0;
  let escalated = 0;
  let ended = 0;
  let reopened = 0;
  return {
    add: ({ involvement, resolution, clock, working, ...ticket }) => {
      tickets += 1;
      matrix[involvement][resolution] += 1;
      escalated += Number(ticket.escalated);
      ended += Number(ticket.ended);
      reopened += Number(ticket.reopened);
      if (clock === null || working === null || involvement === 'unanswered' || involvement === 'waiting') return;
      times[involvement].clock.push(clock);
      times[involvement].working.push(working);
    },
    figures: () => ({
      ...{ tickets, matrix, escalated, ended, reopened },
      firstAnswer: firstAnswer(Object.values(times)),
      firstAnswerBy: { nobody: firstAnswer([times.nobody]), approved: firstAnswer([times.approved]), person: firstAnswer([times.person]) },
    }),
  };
}

interface Times {
  readonly clock: number[];
  readonly working: number[];
}

function makeTimes(): Times {
  return { clock: [], working: [] };
}

function firstAnswer(times: readonly Times[]): FirstAnswer {
  const clock = Float64Array.from(times.flatMap((t) => t.clock)).sort();
  const working = Float64Array.from(times.flatMap((t) => t.working)).sort();
  return {
    answered: clock.length,
    p50: hours(percentile(clock, 50)),
    p90: hours(percentile(clock, 90)),
    workP50: hours(percentile(working, 50)),
    workP90: hours(percentile(working, 90)),
  };
}

/** The smallest value that so many percent of all do not exceed (nearest rank): a time that somebody really waited. */
export function percentile(sorted: ArrayLike<number>, percent: number): number | null {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}

/** To a second. */
function hours(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1_000) / 3_600;
}
