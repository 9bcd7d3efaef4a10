import { expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { zoneOf } from './zone.ts';

const hours = (zone: string) => ({ zone, week: { 'mon-fri': ['09:00-17:00'] } });
const TEAM = { name: 'Support', email: 'team@shop.example' };

test.each([
  ['of the support', { hours: hours('Europe/Berlin'), teams: { support: { ...TEAM, hours: hours('Asia/Tokyo') } } }, 'Europe/Berlin'],
  ['of the fallback team', { teams: { support: { ...TEAM, hours: hours('Asia/Tokyo') } } }, 'Asia/Tokyo'],
  ['of the digest', { teams: { support: TEAM }, digest: { zone: 'Europe/Paris' } }, 'Europe/Paris'],
  ['of nobody', { teams: { support: TEAM }, digest: 'off' }, 'UTC'],
])('the zone %s', (_, more, zone) => {
  expect(zoneOf(TriageConfig.parse({ fallbackTeam: 'support', categories: { billing: { description: 'Invoices' } }, ...more }))).toBe(zone);
});
