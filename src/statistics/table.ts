import type { Cell } from './csv.ts';
import { INVOLVEMENTS, RESOLUTIONS } from './standing.ts';
import type { Dimension, Statistics } from './statistics.ts';

/** Every column is defined in docs/statistics.md. */
export const COLUMNS = [
  ...['inbox', 'by', 'name', 'partial', 'tickets'],
  ...INVOLVEMENTS.flatMap((involvement) => RESOLUTIONS.map((resolution) => `${involvement}_${resolution}`)),
  ...['escalated', 'ended', 'reopened', 'answered'],
  ...['first_answer_p50_hours', 'first_answer_p90_hours', 'first_answer_p50_work_hours', 'first_answer_p90_work_hours'],
] as const;

/** A row a group, for spreadsheets. Pure. */
export function groupRows({ inbox, groups }: Statistics, by: Dimension): readonly (readonly Cell[])[] {
  return groups[by].map(({ name, partial, figures }) => {
    const { tickets, matrix, escalated, ended, reopened, firstAnswer: t } = figures;
    const cells = INVOLVEMENTS.flatMap((involvement) => RESOLUTIONS.map((resolution) => matrix[involvement][resolution]));
    const times = [t.p50, t.p90, t.workP50, t.workP90].map((hours) => (hours === null ? null : Math.round(hours * 10_000) / 10_000));
    return [inbox, by, name ?? '', partial === true ? 'yes' : '', tickets, ...cells, escalated, ended, reopened, t.answered, ...times];
  });
}
