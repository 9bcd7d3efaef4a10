import { expect, test } from 'vitest';
import { interpret, type StaffAct, type StaffMailFacts } from './interpret.ts';

const PLAIN: StaffMailFacts = {
  machine: null,
  trust: { may: true, by: 'verified' },
  reachesCustomer: false,
  encryption: null,
  words: 'It is on its way.',
  clean: 'It is on its way.',
  sent: [],
  answered: null,
  waiting: null,
  otherAnswer: null,
  teams: { support: { name: 'Support' }, billing: { name: 'Billing' } },
};
const PROPOSAL = { message: 'msg_1', words: 'It is on its way.' };
const NO = { may: false, why: 'its sender failed verification' } as const;

const CASES: readonly (readonly [string, Partial<StaffMailFacts>, Partial<StaffAct>])[] = [
  ['an answer is sent', {}, { kind: 'relay', words: 'It is on its way.' }],
  ['a machine is one, whoever it claims to be', { machine: 'away', trust: NO }, { kind: 'machine', word: 'away' }],
  ['a machine is one although the customer is in copy', { machine: 'undeliverable', reachesCustomer: true }, { kind: 'machine' }],
  ['who may not act does not', { trust: NO }, { kind: 'refused', why: NO.why }],
  ['who may not act commands nothing', { trust: NO, words: '#approve' }, { kind: 'refused' }],
  ['who may not act takes nothing over', { trust: NO, reachesCustomer: true }, { kind: 'refused' }],
  ['what the customer has is not sent again', { reachesCustomer: true }, { kind: 'takeover' }],
  ['a command with the customer in copy is none', { reachesCustomer: true, words: '#approve' }, { kind: 'takeover' }],
  ['what cannot be read is told', { encryption: 'PGP/MIME', words: '' }, { kind: 'help' }],
  ['an empty answer is told', { words: '', clean: '' }, { kind: 'help' }],
  ['the same words again are a machine’s', { sent: ['It is  on\nits way.'] }, { kind: 'repeated' }],
  [
    'internal words come back',
    { words: 'Why you get this … It is.', clean: 'It is.' },
    { kind: 'confirm', words: 'It is.', why: 'internal' },
  ],
  ['nothing but internal words is told', { words: 'Why you get this …', clean: '' }, { kind: 'help' }],
  ['a second person is asked', { otherAnswer: 'Joe' }, { kind: 'confirm', why: 'answered', by: 'Joe' }],
  [
    'a command without its sign is asked about',
    { words: 'Approve', clean: 'Approve' },
    { kind: 'confirm', why: 'command', by: '#approve' },
  ],
  ['a mistyped command is told', { words: '#aprove' }, { kind: 'help', mistakes: ['#aprove is no command: did you mean #approve?'] }],
  ['one mistake stops all of them', { words: '#close\n#foo' }, { kind: 'help' }],
  ['help is help', { words: '#help' }, { kind: 'help', mistakes: [] }],
  ['commands are carried out', { words: '#close' }, { kind: 'commands', commands: [{ name: 'close' }], rest: '' }],
  ['text below a command is no answer', { words: '#close\nBye' }, { kind: 'commands', rest: 'Bye' }],
  ['#send sends what waits', { words: '#send', waiting: PROPOSAL }, { kind: 'send', proposal: PROPOSAL }],
  ['#approve sends what was asked about', { words: '#approve', answered: PROPOSAL }, { kind: 'send', proposal: PROPOSAL }],
  ['#approve of a hand-off is about its suggestion', { words: '#approve', waiting: PROPOSAL }, { kind: 'commands' }],
  ['#send without anything to send is told', { words: '#send' }, { kind: 'help' }],
  ['#broadcast wants a verified sender', { words: '#broadcast We are on it.', trust: { may: true, by: 'token' } }, { kind: 'help' }],
  [
    '#broadcast with internal words is told',
    { words: '#broadcast It is us.\nWhy you get this …', clean: '#broadcast It is us.' },
    { kind: 'help' },
  ],
  [
    '#broadcast of a verified sender is carried out',
    { words: '#broadcast It is us.', clean: '#broadcast It is us.' },
    { kind: 'commands' },
  ],
  ['#send among others is told', { words: '#send\n#close', waiting: PROPOSAL }, { kind: 'help' }],
  [
    'an answer to the question is an answer',
    { words: 'Say this instead.', clean: 'Say this instead.', answered: PROPOSAL },
    { kind: 'relay' },
  ],
];
test.each(CASES)('%s', (_, facts, act) => {
  expect(interpret({ ...PLAIN, ...facts })).toMatchObject(act);
});
