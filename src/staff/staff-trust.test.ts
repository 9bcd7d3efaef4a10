import { expect, test } from 'vitest';
import { type StaffClaim, staffTrust, TOKEN_LIFE } from './staff-trust.ts';

const NOW = Date.parse('2026-03-20T10:00:00Z');
const TEAMS = {
  support: { email: 'team@shop.example', staff: ['marta@shop.example', 'joe@shop.example'] },
  billing: { email: 'billing@shop.example', staff: ['priya@shop.example'] },
};
const VERIFIED = { verdict: 'verified' } as const;
const SILENT = { verdict: 'unverified', unjudged: true } as const;
const DOUBTFUL = { verdict: 'unverified' } as const;
const FAILED = { verdict: 'failed' } as const;
const HANDOFF = { team: 'support', recipient: 'team@shop.example', created_at: NOW - 60_000 };

const claim = (change: Partial<StaffClaim>): StaffClaim => ({
  from: 'marta@shop.example',
  verdict: SILENT,
  teams: TEAMS,
  handoff: HANDOFF,
  isMixedUp: false,
  now: NOW,
  ...change,
});

const MAY: readonly (readonly [string, Partial<StaffClaim>, 'verified' | 'token'])[] = [
  ['a verified colleague', { verdict: VERIFIED }, 'verified'],
  ['a verified team address', { verdict: VERIFIED, from: 'team@shop.example' }, 'verified'],
  ['a verified colleague of another team', { verdict: VERIFIED, from: 'priya@shop.example' }, 'verified'],
  ['a verified colleague with an old hand-off', { verdict: VERIFIED, handoff: { ...HANDOFF, created_at: 0 } }, 'verified'],
  ['a verified colleague who answers by reference alone', { verdict: VERIFIED, handoff: null }, 'verified'],
  ['a person of the team it went to, where no server says anything', {}, 'token'],
  ['the address it went to, where no server says anything', { from: 'team@shop.example' }, 'token'],
  ['whoever a notice went to', { handoff: { ...HANDOFF, team: '', recipient: 'marta@shop.example' } }, 'token'],
  ['a person of the team that a notice went to', { handoff: { ...HANDOFF, team: '' } }, 'token'],
  ['a moment before 14 days are over', { handoff: { ...HANDOFF, created_at: NOW - TOKEN_LIFE + 1 } }, 'token'],
];
test.each(MAY)('%s may act', (_, change, by) => {
  expect(staffTrust(claim(change))).toEqual({ may: true, by });
});

const MAY_NOT: readonly (readonly [string, Partial<StaffClaim>, RegExp])[] = [
  ['a stranger with a stolen token', { from: 'eve@evil.example' }, /nobody of a team/],
  ['a verified stranger with a stolen token', { from: 'eve@evil.example', verdict: VERIFIED }, /nobody of a team/],
  ['a forged colleague', { verdict: FAILED }, /failed verification/],
  ['a forged colleague with a fresh token', { verdict: FAILED, handoff: HANDOFF }, /failed verification/],
  ['a colleague whom our server does not vouch for, token or not', { verdict: DOUBTFUL }, /does not vouch/],
  ['a token of 14 days', { handoff: { ...HANDOFF, created_at: NOW - TOKEN_LIFE } }, /older than 14 days/],
  ['a token of the future', { handoff: { ...HANDOFF, created_at: NOW + 1 } }, /older than 14 days/],
  ['the token of another team', { from: 'priya@shop.example' }, /went to others/],
  ['the token of a team that is no more', { handoff: { ...HANDOFF, team: 'gone', recipient: 'gone@shop.example' } }, /went to others/],
  ['the token of another ticket than the one that is answered', { verdict: VERIFIED, isMixedUp: true }, /names another ticket/],
  ['no token at all', { handoff: null }, /answers no mail of ours/],
];
test.each(MAY_NOT)('%s may not', (_, change, why) => {
  const trust = staffTrust(claim(change));
  expect(trust).toMatchObject({ may: false });
  expect(trust).toHaveProperty('why', expect.stringMatching(why));
});
