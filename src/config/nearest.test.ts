import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it.each([
  ['pasword', ['user', 'password'], 'password'],
  ['Host', ['host', 'port'], 'host'],
  ['prot', ['host', 'port'], 'port'],
  ['adress', ['address', 'aliases'], 'address'],
  ['colour', ['host', 'port'], undefined],
  ['x', [], undefined],
])('takes %s among %j for %s', (text, candidates, meant) => {
  expect(nearest(text, candidates)).toBe(meant);
});
