import { expect, test } from 'vitest';
import { reachOf, type Unreached } from './unreached.ts';

const TEAMS = {
  support: { email: 'support-team@shop.example', staff: ['marta@shop.example', 'joe@shop.example'] },
  compliance: { email: 'compliance@shop.example', staff: ['ines@shop.example'] },
};
const LIST: Unreached = {
  word: 'away',
  about: ['support-team@shop.example'],
  toTeam: 'support',
  waitsFor: 'support',
  teams: TEAMS,
  absent: new Set(),
};

test.each<[string, Partial<Unreached>, unknown]>([
  ['the list of the team is away', {}, { kind: 'team', team: 'support', has: true }],
  ['it does not exist', { word: 'undeliverable' }, { kind: 'team', team: 'support', has: true }],
  ['a report names nobody', { word: 'undeliverable', about: [] }, { kind: 'team', team: 'support', has: true }],
  ['an address that nobody configured', { about: ['ticket@desk.example'] }, { kind: 'team', team: 'support', has: true }],
  ['one of two members is away', { about: ['marta@shop.example'] }, { kind: 'some' }],
  ['one of two members has no mailbox any more', { word: 'undeliverable', about: ['joe@shop.example'] }, { kind: 'some' }],
  ['the second of two', { about: ['marta@shop.example'], absent: new Set(['joe@shop.example']) }, { kind: 'team' }],
  ['both at once', { word: 'undeliverable', about: ['joe@shop.example', 'marta@shop.example'] }, { kind: 'team' }],
  ['the only member', { about: ['ines@shop.example'], toTeam: 'compliance', waitsFor: 'compliance' }, { kind: 'team' }],
  ['a team that only had to know', { toTeam: 'compliance', about: ['compliance@shop.example'] }, { kind: 'team', has: false }],
  ['the team that had the ticket before', { waitsFor: 'compliance' }, { kind: 'team', team: 'support', has: false }],
  ['a ticket that nobody waits for', { waitsFor: null }, { kind: 'team', team: 'support', has: false }],
  ['a mail that nothing names', { toTeam: null }, { kind: 'team', team: 'support', has: true }],
  ['the same of a ticket that waits for nobody', { toTeam: null, waitsFor: null }, { kind: 'nothing' }],
  ['away, as a notice finds out', { toTeam: '', about: ['marta@shop.example'] }, { kind: 'nothing' }],
  ['a notice does not arrive', { toTeam: '', word: 'undeliverable' }, { kind: 'some' }],
  ['a receipt', { word: 'other' }, { kind: 'nothing' }],
])('%s', (_, facts, reach) => {
  expect(reachOf({ ...LIST, ...facts })).toMatchObject(reach as object);
});
