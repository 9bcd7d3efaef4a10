import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { DELETION } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const toIberia: Outcome = {
  ...({ kind: 'escalate', category: null, priority: 'urgent', language: 'es', labels: [], reason: 'It has to.' } as const),
  ...({ team: 'iberia', rules: [], summary: 'Look', suggestedReply: null, considered: [] } as const),
};

test('an escalation in doubt goes to the fallback team when its own was taken out of triage.yaml meanwhile', async () => {
  await desk.receive({ subject: 'My data', text: DELETION });
  const fault = (point: string) => {
    if (point === 'act.before-accept') throw new Error('the disk is full');
  };
  await desk.work(desk.withParts({ fault, triage: () => Promise.resolve({ outcome: toIberia, trace: TRACE }) }));
  expect((await desk.effects()).find((e) => e.kind === 'forward')).toMatchObject({ state: 'data' });
  const { iberia: _, ...teams } = desk.parts.policy.teams;
  const edited = desk.withParts({ policy: { ...desk.parts.policy, teams } });
  for (let look = 0; look < 4; look += 1) await desk.work(edited);
  const forwards = desk.world.submission.accepted.map((mail) => mail.to);
  expect(forwards).toEqual([['soporte@hazelnote.example'], ['support-team@hazelnote.example']]);
  expect((await desk.effects()).filter((e) => e.kind === 'forward').map((e) => e.state)).toEqual(['uncertain', 'filed']);
});

test('an escalation under way keeps the address that it was decided with', async () => {
  await desk.receive({ subject: 'My data', text: DELETION });
  const parts = desk.withParts({ triage: () => Promise.resolve({ outcome: toIberia, trace: TRACE }) });
  desk.world.submission.faults.onData = () => '451 4.3.0 try again later';
  await desk.work(parts);
  desk.world.submission.faults.onData = () => null;
  const { iberia: _, ...teams } = desk.parts.policy.teams;
  await desk.work(desk.withParts({ policy: { ...desk.parts.policy, teams } }));
  expect(desk.world.submission.accepted.map((mail) => mail.to)).toEqual([['soporte@hazelnote.example']]);
});
