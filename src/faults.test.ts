import { describe, expect, test } from 'vitest';
import { FAULT_POINTS, makeFault } from './faults.ts';

function passing(spec: string | undefined) {
  let deaths = 0;
  const fault = makeFault(spec, () => {
    deaths += 1;
  });
  return { fault, deaths: () => deaths };
}

test.each([undefined, ''])('without a specification (%j) nobody dies', (spec) => {
  const { fault, deaths } = passing(spec);
  for (const point of FAULT_POINTS) fault(point);
  expect(deaths()).toBe(0);
});

describe.each(FAULT_POINTS)('%s', (point) => {
  test('dies at its first passage, and only there', () => {
    const { fault, deaths } = passing(point);
    for (const other of FAULT_POINTS) if (other !== point) fault(other);
    expect(deaths()).toBe(0);
    fault(point);
    expect(deaths()).toBe(1);
    fault(point);
    expect(deaths()).toBe(1);
  });
});

test('a number says at which passage', () => {
  const { fault, deaths } = passing('act.before-data:3');
  fault('act.before-data');
  fault('act.before-data');
  expect(deaths()).toBe(0);
  fault('act.before-data');
  expect(deaths()).toBe(1);
});

test.each(['act.befor-data', 'nonsense', ':2', 'act.before-data:0', 'act.before-data:x', 'act.before-data:1.5'])(
  '%j throws, so that no test passes by a typing error',
  (spec) => {
    expect(() => passing(spec)).toThrow(/FIRSTLINE_FAULT/);
  },
);
