import { describe, expect, test } from 'vitest';
import { wireKeyword } from '../mail/keyword.ts';
import { byHand, projectionChange, projectionOf } from './projection.ts';

const LONG = 'y'.repeat(60);
const inbound = (disposition: string | null) => ({ direction: 'in', disposition });

test.each<[string, string[], { direction: string; disposition: string | null }, string[]]>([
  ['labels as keywords, sorted', ['needs-human', 'billing'], inbound('escalated'), ['billing', 'needs-human']],
  ['what keywords cannot hold is escaped', ['zurück gestellt'], inbound(null), ['zur^c3^bcck^20gestellt']],
  ['urgent is flagged, in every client', ['urgent'], inbound('escalated'), ['urgent', '\\Flagged']],
  ['answered mail is read and answered', ['answered'], inbound('answered'), ['answered', '\\Seen', '\\Answered']],
  ['drafted mail stays unread', ['drafted'], inbound('drafted'), ['drafted']],
  ['escalated mail stays unread', [], inbound('escalated'), []],
  ['our own mail is not marked as answered', ['answered'], { direction: 'out', disposition: 'answered' }, ['answered']],
])('what shows: %s', (_name, labels, message, flags) => {
  expect(projectionOf(new Set(labels), message)).toEqual(flags);
});

test.each<[string, string[], string[], { add: string[]; remove: string[] }]>([
  ['nothing', ['a'], ['a'], { add: [], remove: [] }],
  ['both ways', ['a', 'b'], ['b', 'c'], { add: ['c'], remove: ['a'] }],
  ['a flag for urgent is taken back', ['urgent', '\\Flagged'], [], { add: [], remove: ['urgent', '\\Flagged'] }],
  ['what was read stays read', ['\\Seen', '\\Answered'], [], { add: [], remove: [] }],
])('what to store: %s', (_name, shown, wanted, change) => {
  expect(projectionChange(shown, wanted)).toEqual(change);
});

describe('done by hand is what is seen and was not projected, both ways', () => {
  const NOTHING = { add: [], remove: [], addedKeywords: [], removedKeywords: [] };
  test.each<[string, string[], string[], Partial<ReturnType<typeof byHand>>]>([
    ['nothing', ['billing'], ['billing'], {}],
    ['a label added', ['billing', 'vip'], ['billing'], { add: ['vip'], addedKeywords: ['vip'] }],
    ['a label removed', [], ['urgent'], { remove: ['urgent'], removedKeywords: ['urgent'] }],
    [
      'both',
      ['resolved'],
      ['needs-human'],
      { add: ['resolved'], addedKeywords: ['resolved'], remove: ['needs-human'], removedKeywords: ['needs-human'] },
    ],
    ['another spelling is the same keyword', ['Billing', 'NEEDS-HUMAN'], ['billing', 'needs-human'], {}],
    [
      'an escaped label comes back as people write it',
      ['zur^C3^BCck^20gestellt'],
      [],
      { add: ['zurück gestellt'], addedKeywords: ['zur^c3^bcck^20gestellt'] },
    ],
    ['a long label that a server keeps shortened is the same', [wireKeyword(LONG)], [LONG], {}],
    ['a long label removed comes back whole', [], [LONG], { remove: ['y'.repeat(60)], removedKeywords: [LONG] }],
    ['system flags are nobody’s labels', ['\\Seen', '\\Flagged', '\\Answered', '\\Deleted', '\\Draft'], ['\\Recent'], {}],
    ['registered keywords are nobody’s labels', ['$Forwarded', '$MDNSent', '$Junk', '$label1'], [], {}],
    ['what clients set for themselves is nobody’s label', ['Junk', 'NonJunk', 'NotJunk', 'Forwarded', 'MDNSent', 'Redirected'], [], {}],
    ['a label of ours with such a name was not projected as ours', [], ['junk'], {}],
  ])('%s', (_name, observed, projected, change) => {
    expect(byHand(observed, projected)).toEqual({ ...NOTHING, ...change });
  });
});
