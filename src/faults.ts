/**
 * Named points at which a test makes the process die, as `kill -9` would. `FIRSTLINE_FAULT=act.before-data:3` dies at
 * the third passage of that point. Never set in production.
 */
export const FAULT_POINTS = [
  'intake.before-commit',
  'intake.after-commit',
  'triage.after-lease',
  'triage.before-commit',
  'triage.after-commit',
  'staff.before-commit',
  'staff.after-commit',
  'drafts.before-withdraw',
  'drafts.after-withdraw',
  'drafts.before-release',
  'drafts.after-release',
  'drafts.before-tidy',
  'drafts.after-tidy',
  'due.before-commit',
  'due.after-commit',
  'act.after-claim',
  'act.before-data',
  'act.in-data',
  'act.before-accept',
  'act.after-accept',
  'act.before-file',
  'act.after-file',
  'act.before-labels',
  'act.after-labels',
  'act.before-done',
  'sweep.start',
  'sweep.after-ring',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

export type Fault = (point: FaultPoint) => void;

/** @param spec value of FIRSTLINE_FAULT; undefined: no faults. An unknown point throws, so that a test cannot pass by a typing error. */
export function makeFault(spec: string | undefined, die: () => void): Fault {
  if (spec === undefined || spec === '') return () => undefined;
  const [point, count = '1'] = spec.split(':');
  if (!FAULT_POINTS.some((p) => p === point))
    throw new Error(`FIRSTLINE_FAULT names no fault point: ${point}; there are ${FAULT_POINTS.join(', ')}`);
  if (!/^[1-9]\d*$/.test(count)) throw new Error(`FIRSTLINE_FAULT wants a whole number from 1 behind the colon, not ${count}`);
  let left = Number(count);
  return (passed) => {
    if (passed !== point) return;
    left -= 1;
    if (left === 0) die();
  };
}
