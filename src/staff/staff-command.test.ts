import { expect, test } from 'vitest';
import { readCommands, signless } from './staff-command.ts';

const TEAMS = { support: { name: 'Support' }, billing: { name: 'Billing' }, 'on-call': { name: 'Engineer on call' } };
const read = (words: string) => readCommands(words, TEAMS);

test.each([
  ['as it is written in the mail', '#approve'],
  ['capitalised by a phone', '#Approve'],
  ['in capitals', '#APPROVE'],
  ['with a full stop behind it', '#approve.'],
  ['with a space, as a phone puts it', '# approve'],
  ['behind a non-breaking space', '\u00a0#approve\u00a0'],
  ['behind an invisible mark', '\u200b\ufeff#approve'],
  ['with the wide sign of a Japanese keyboard', '＃approve'],
  ['in bold', '*#approve*'],
  ['below blank lines', '\n\n#approve\n\n'],
  ['escaped by a client that writes Markdown', '\\#approve'],
])('a command is understood %s', (_, words) => {
  expect(read(words)).toEqual({ commands: [{ name: 'approve' }], rest: '', mistakes: [] });
});

test.each([
  ['#assign billing', { name: 'assign', team: 'billing' }],
  ['#Assign\u00a0Billing.', { name: 'assign', team: 'billing' }],
  ['#assign team/on-call', { name: 'assign', team: 'on-call' }],
  ['#assign engineer on call', { name: 'assign', team: 'on-call' }],
  ['#note she called twice', { name: 'note', text: 'she called twice' }],
  ['#note\nshe called\n\ntwice', { name: 'note', text: 'she called\n\ntwice' }],
  ['#wrong the price is old', { name: 'wrong', text: 'the price is old' }],
  ['#wrong', { name: 'wrong', text: '' }],
  ['#broadcast\nWe know, and mend it.', { name: 'broadcast', text: 'We know, and mend it.' }],
  ['#lift', { name: 'lift' }],
  ['#close', { name: 'close' }],
  ['#spam', { name: 'spam' }],
  ['#auto', { name: 'auto' }],
  ['#send', { name: 'send' }],
  ['#help', { name: 'help' }],
  ['#lift', { name: 'lift' }],
  ['#broadcast\nWe are on it.\n\nSorry.', { name: 'broadcast', text: 'We are on it.\n\nSorry.' }],
])('%s', (words, command) => {
  expect(read(words)).toEqual({ commands: [command], rest: '', mistakes: [] });
});

test('several commands stand below each other; a note takes what is below all of them', () => {
  expect(read('#assign billing\n\n#note please hurry\nshe waits')).toEqual({
    commands: [
      { name: 'assign', team: 'billing' },
      { name: 'note', text: 'please hurry\nshe waits' },
    ],
    rest: '',
    mistakes: [],
  });
  expect(read('#note for Priya\n#close')?.commands).toEqual([{ name: 'note', text: 'for Priya' }, { name: 'close' }]);
});

test('what is below a command that takes no text is kept apart', () => {
  expect(read('#approve\n\nBest regards\nMarta')).toEqual({ commands: [{ name: 'approve' }], rest: 'Best regards\nMarta', mistakes: [] });
});

test.each([
  ['#aprove', '#aprove is no command: did you mean #approve?'],
  ['#colse', '#colse is no command: did you mean #close?'],
  ['#foo', '#foo is no command.'],
  ['#löschen', '#löschen is no command.'],
  ['#assign', '#assign wants a team behind it. The teams are support, billing, on-call.'],
  ['#assign biling', 'There is no team biling: did you mean #assign billing? The teams are support, billing, on-call.'],
  ['#note', '#note wants a text behind it.'],
  ['#broadcast', '#broadcast wants a text behind it.'],
  ['Hello,\n\n#aprove', '#aprove stands below other text: commands belong in the first line.'],
  ['Hello,\n\n#approve', '#approve stands below other text: commands belong in the first line.'],
])('%j is a mistake, and no answer', (words, mistake) => {
  expect(read(words)?.mistakes).toEqual([mistake]);
});

test('one mistake among commands is told', () => {
  expect(read('#close\n#aprove')).toMatchObject({ mistakes: ['#aprove is no command: did you mean #approve?'] });
});

test.each([
  'Hello Ada,\n\nit is on its way.',
  '#42 has been shipped.',
  'Order # 17 is late.',
  '> #approve\nNo, we cannot.',
  'Use the tag #summer in your note.',
  '',
])('%j has no command', (words) => {
  expect(read(words)).toBeNull();
});

test.each([
  ['approve', 'approve'],
  ['Approve.', 'approve'],
  ['/close', 'close'],
  ['@spam', 'spam'],
  ['**approve**', 'approve'],
  ['Approve\n\nMarta Lindqvist\nSupport', 'approve'],
  ['assign billing', 'assign'],
  ['Assign: billing', 'assign'],
  ['Approve the invoice first, please.', null],
  ['Close the window and open it again.', null],
  ['Send it to us.', null],
  ['Hello Ada,\n\nhelp', null],
  ['Wrong number', null],
  ['', null],
])('%j looks like the command %s', (words, name) => {
  expect(signless(words)).toBe(name);
});
