import { expect, test } from 'vitest';
import { labelChange, labelsFor, statusWhileOpen, type TicketFacts, withLanguage } from './labels.ts';

const FACTS: TicketFacts = { status: 'answered', priority: 'normal', category: null, language: null, team: null, extra: [] };

test.each<[string, Partial<TicketFacts>, string[]]>([
  ['nothing but a status', {}, ['answered']],
  ['a normal priority is not worth a label', { priority: 'normal' }, ['answered']],
  ['other priorities are', { priority: 'urgent' }, ['answered', 'urgent']],
  ['a low one too', { priority: 'low' }, ['answered', 'low']],
  [
    'everything',
    { status: 'needs-human', priority: 'high', category: 'billing', language: 'es', team: 'iberia', extra: ['vip'] },
    ['needs-human', 'high', 'billing', 'lang/es', 'team/iberia', 'vip'],
  ],
  ['each once', { priority: 'urgent', category: 'urgent', extra: ['urgent', 'answered'] }, ['answered', 'urgent']],
])('the labels of a decision: %s', (_name, facts, labels) => {
  expect(labelsFor({ ...FACTS, ...facts })).toEqual(labels);
});

test.each<[string, string[], string[], { add: string[]; remove: string[] }]>([
  ['nothing to change', ['answered'], ['answered'], { add: [], remove: [] }],
  ['a status replaces a status', ['needs-human', 'billing'], ['answered'], { add: ['answered'], remove: ['needs-human'] }],
  ['a priority replaces a priority', ['high'], ['answered', 'urgent'], { add: ['answered', 'urgent'], remove: ['high'] }],
  ['without a new priority the old one stays', ['urgent', 'new'], ['answered'], { add: ['answered'], remove: ['new'] }],
  ['a language replaces a language', ['lang/en'], ['answered', 'lang/es'], { add: ['answered', 'lang/es'], remove: ['lang/en'] }],
  [
    'a team replaces a team',
    ['team/support', 'team/sales'],
    ['team/billing'],
    { add: ['team/billing'], remove: ['team/support', 'team/sales'] },
  ],
  ['without a new language and team the old ones stay', ['lang/en', 'team/x'], ['stale'], { add: ['stale'], remove: [] }],
  ['labels of people stay', ['vip', 'call-back', 'new'], ['answered', 'billing'], { add: ['answered', 'billing'], remove: ['new'] }],
  ['an earlier category stays: it may be a label of somebody', ['billing'], ['refund'], { add: ['refund'], remove: [] }],
  [
    'all statuses that should never have been together',
    ['new', 'ongoing', 'waiting'],
    ['resolved'],
    { add: ['resolved'], remove: ['new', 'ongoing', 'waiting'] },
  ],
])('what to change: %s', (_name, current, wanted, change) => {
  expect(labelChange(new Set(current), wanted)).toEqual(change);
});

test.each<[string, string[], boolean, string | null]>([
  ['a first mail is new', [], true, 'new'],
  ['a second one before anything was decided changes nothing', ['new'], false, null],
  ['a mail after an answer makes it ongoing', ['answered', 'billing'], false, 'ongoing'],
  ['a mail after thanks makes it ongoing', ['resolved'], false, 'ongoing'],
  ['what a team has stays with the team', ['needs-human'], false, null],
  ['what waits for a model waits on', ['waiting'], false, null],
])('status of an open ticket: %s', (_name, labels, isNew, status) => {
  expect(statusWhileOpen(new Set(labels), isNew)).toBe(status);
});

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['the one that is wanted', [], ['answered', 'lang/es'], ['answered', 'lang/es']],
  ['the one it has', ['lang/es'], ['answered'], ['answered']],
  ['und, where none can be told', ['urgent'], ['answered'], ['answered', 'lang/und']],
])('a ticket has a language: %s', (_, current, wanted, labels) => expect(withLanguage(new Set(current), wanted)).toEqual(labels));
