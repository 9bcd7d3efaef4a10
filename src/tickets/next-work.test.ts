import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { nextWork, type WorkFacts } from './next-work.ts';

const at = (text: string) => DateTime.fromISO(text, { setZone: true }).toMillis();
const MONDAY = at('2026-11-23T10:00:00Z');
const HOUR = 3_600_000;

/** Berlin: UTC+1 in November. */
const OFFICE = { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-17:00'] } };

interface Settings {
  readonly followUp?: unknown;
  readonly sla?: unknown;
  readonly hours?: unknown;
  readonly billing?: unknown;
  readonly lead?: unknown;
}

function policy({ billing, ...rest }: Settings): TriageConfig {
  return TriageConfig.parse({
    categories: {},
    teams: {
      support: { name: 'Support', email: 'support@x.example' },
      billing: { name: 'Billing', email: 'billing@x.example', ...(billing === undefined ? {} : { hours: billing }) },
    },
    fallbackTeam: 'support',
    ...rest,
  });
}

const NOBODY_WAITS: WorkFacts = {
  ...{ state: 'closed', owes: 'nobody', priority: 'normal', team: null, owedSince: null, staffSince: null, snoozedUntil: null },
  ...{
    teamRemindedAt: null,
    leadRemindedAt: null,
    followUps: 0,
    askedAt: null,
    asked: 'no',
    writable: true,
    utcOffset: null,
    personSince: null,
  },
};
const ANSWERED: WorkFacts = { ...NOBODY_WAITS, state: 'answered', owes: 'customer', owedSince: MONDAY };
const ESCALATED: WorkFacts = {
  ...NOBODY_WAITS,
  state: 'escalated',
  owes: 'us',
  owedSince: MONDAY - HOUR,
  staffSince: MONDAY,
  team: 'billing',
};

/** `follow-up 2026-11-25T10:00Z`, or `nothing`. */
function next(facts: Partial<WorkFacts>, settings: Settings = {}, base: WorkFacts = ANSWERED): string {
  const work = nextWork({ ...base, ...facts }, policy(settings));
  return work === null ? 'nothing' : `${work.kind} ${DateTime.fromMillis(work.at, { zone: 'utc' }).toFormat('ccc d.L. HH:mm')}`;
}

describe('a customer who says nothing', () => {
  test.each<[string, Partial<WorkFacts>, Settings, string]>([
    ['is asked after 48 hours', {}, {}, 'follow-up Wed 25.11. 10:00'],
    ['is asked about what a person has answered, too', { state: 'with_staff' }, {}, 'follow-up Wed 25.11. 10:00'],
    ['unless the installation does not want that', { state: 'with_staff' }, { followUp: { afterStaff: false } }, 'close Sat 28.11. 10:00'],
    ['after as long as is configured', {}, { followUp: { after: '90m' } }, 'follow-up Mon 23.11. 11:30'],
    ['after business days', {}, { hours: OFFICE, followUp: { after: '3 business days' } }, 'follow-up Thu 26.11. 10:00'],
    ['in the hours of the support', { owedSince: at('2026-11-20T19:00:00Z') }, { hours: OFFICE }, 'follow-up Mon 23.11. 08:00'],
    ['in those of their own clock', { utcOffset: -480 }, { hours: OFFICE }, 'follow-up Wed 25.11. 17:00'],
    ['of that alone where the support has none', { utcOffset: -480 }, {}, 'follow-up Wed 25.11. 17:00'],
    ['at any hour where that is wanted', { utcOffset: -480 }, { hours: OFFICE, followUp: { anyTime: true } }, 'follow-up Wed 25.11. 10:00'],
    [
      'is not asked twice: the ticket is closed',
      { state: 'followed_up', followUps: 1, askedAt: MONDAY + 50 * HOUR, asked: 'yes' },
      {},
      'close Sat 28.11. 12:00',
    ],
    ['while the question is on its way: nothing', { asked: 'on its way' }, {}, 'nothing'],
    ['whom the question did not reach: closed as if it had', { asked: 'yes' }, {}, 'close Sat 28.11. 10:00'],
    ['has been asked in an earlier silence', { followUps: 1 }, {}, 'close Sat 28.11. 10:00'],
    ['may be asked as often as is configured', { followUps: 1 }, { followUp: { max: 2 } }, 'follow-up Wed 25.11. 10:00'],
    ['or never', {}, { followUp: { max: 0 } }, 'close Sat 28.11. 10:00'],
    ['and is no person, or cannot be written to', { writable: false }, {}, 'close Sat 28.11. 10:00'],
    [
      'a quiet end does not wait for anybody’s hours',
      { state: 'followed_up', askedAt: at('2026-11-25T10:00:00Z'), utcOffset: -480 },
      {},
      'close Sat 28.11. 10:00',
    ],
    [
      'one with a mail does',
      { state: 'followed_up', askedAt: at('2026-11-25T10:00:00Z'), utcOffset: -480 },
      { followUp: { closingMail: true } },
      'close Mon 30.11. 17:00',
    ],
    ['from before anybody counted: nothing', { owedSince: null }, {}, 'nothing'],
    ['where nothing is followed up: nothing', {}, { followUp: 'off' }, 'nothing'],
    ['while the ticket is snoozed: it comes back first', { snoozedUntil: MONDAY + HOUR }, {}, 'unsnooze Mon 23.11. 11:00'],
    ['whom a person has answered, and still has', { state: 'with_staff', personSince: MONDAY }, {}, 'follow-up Wed 25.11. 10:00'],
    ['whom a person has taken over since: nothing', { personSince: MONDAY + 1 }, {}, 'nothing'],
    [
      'or since the question: nothing',
      { state: 'followed_up', askedAt: MONDAY + 50 * HOUR, personSince: MONDAY + 51 * HOUR },
      {},
      'nothing',
    ],
    ['although we owe the word: nothing', { owes: 'us' }, {}, 'nothing'],
  ])('%s', (_, facts, settings, expected) => expect(next(facts, settings)).toBe(expected));

  test.each(['new', 'triaging', 'shadowed', 'closed', 'gone'] as const)('is not asked while the ticket is %s', (state) => {
    expect(next({ state })).toBe('nothing');
  });
});

describe('what staff owe', () => {
  test.each<[string, Partial<WorkFacts>, Settings, string]>([
    ['the team is reminded of, by the priority', { priority: 'urgent' }, {}, 'remind-team Mon 23.11. 11:00'],
    ['normal: a day', {}, {}, 'remind-team Tue 24.11. 10:00'],
    ['a draft that waits for a person, too', { state: 'drafted', team: null }, {}, 'remind-team Tue 24.11. 10:00'],
    [
      'within the hours of the team',
      { priority: 'high', staffSince: at('2026-11-20T14:00:00Z') },
      { billing: OFFICE },
      'remind-team Mon 23.11. 08:00',
    ],
    [
      'else in those of the support',
      { priority: 'high', staffSince: at('2026-11-20T14:00:00Z') },
      { hours: OFFICE },
      'remind-team Mon 23.11. 08:00',
    ],
    [
      'urgent at any hour where the team wants that',
      { priority: 'urgent', staffSince: at('2026-11-20T16:30:00Z') },
      { billing: { ...OFFICE, urgentAnyTime: true } },
      'remind-team Fri 20.11. 17:30',
    ],
    [
      'counted in business hours',
      { staffSince: at('2026-11-20T14:00:00Z') },
      { hours: OFFICE, sla: { firstResponse: { normal: '4 business hours' } } },
      'remind-team Mon 23.11. 10:00',
    ],
    ['then the lead hears of it', { teamRemindedAt: MONDAY + 24 * HOUR }, {}, 'remind-lead Wed 25.11. 10:00'],
    [
      'within the hours of the lead',
      { priority: 'high', teamRemindedAt: MONDAY },
      { lead: { name: 'L', email: 'l@x.example', hours: { zone: 'UTC', week: { wed: ['12:00-13:00'] } } } },
      'remind-lead Wed 25.11. 12:00',
    ],
    ['and nobody after that', { teamRemindedAt: MONDAY, leadRemindedAt: MONDAY }, {}, 'nothing'],
    ['since before anybody counted: nobody', { staffSince: null }, {}, 'nothing'],
    ['where nobody wants to be reminded: nobody', {}, { sla: 'off' }, 'nothing'],
    ['while it is snoozed: nobody', { snoozedUntil: MONDAY }, {}, 'unsnooze Mon 23.11. 10:00'],
    [
      'of a team that the configuration no longer has: by the hours of the support',
      { team: 'former', staffSince: at('2026-11-20T20:00:00Z') },
      { hours: OFFICE },
      'remind-team Mon 23.11. 08:00',
    ],
  ])('%s', (_, facts, settings, expected) => expect(next(facts, settings, ESCALATED)).toBe(expected));
});

test('nothing is due before its time has passed on the clock, whatever clocks on walls do', () => {
  for (const owedSince of ['2026-03-27T22:30:00Z', '2026-10-23T23:30:00Z', '2026-12-31T23:59:59Z'].map(at)) {
    const work = nextWork({ ...ANSWERED, owedSince }, policy({ hours: OFFICE }));
    expect(work?.at).toBeGreaterThanOrEqual(owedSince + 48 * HOUR);
  }
});
