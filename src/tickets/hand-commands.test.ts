import { expect, test } from 'vitest';
import { readHand } from './hand-commands.ts';

const snoozes = (label: string) => /^snooze\/\d+d$/.test(label);
const KNOWN = { snoozes, priority: 'high', categories: ['billing', 'password-reset'], teams: ['support', 'billing', 'compliance'] };

/** What a hand does, `+label` and `-label`; what it asks for; what does not stay. */
const CASES = [
  ['+needs-human', 'escalate', ''],
  ['-needs-human', 'hand back', ''],
  ['+resolved', 'close', ''],
  ['+spam', 'spam', ''],
  ['+wrong', 'wrong', ''],
  ['-wrong', '', ''],
  ['+wrong +needs-human +billing', 'wrong, category billing, escalate', ''],
  ['-spam', 'hand back', ''],
  ['-resolved', '', ''],
  ['+urgent', 'priority urgent', ''],
  ['+low', 'priority low', ''],
  ['+normal', 'priority normal', ''],
  ['-high', 'priority normal', ''],
  ['+high', '', ''],
  // Not the priority that the ticket has: a leftover of somebody's.
  ['-urgent', '', ''],
  ['-high +low', 'priority low', ''],
  ['+billing', 'category billing', ''],
  ['-billing', '', ''],
  ['+team/compliance', 'team compliance', ''],
  ['-team/billing', 'team null', ''],
  ['-team/billing +team/support', 'team support', ''],
  // One look, one wish: more cautious counts.
  ['+needs-human +resolved', 'escalate', 'resolved'],
  ['+needs-human +spam +resolved', 'escalate', 'resolved spam'],
  ['+resolved +spam', 'close', 'spam'],
  ['-needs-human +resolved', 'close', ''],
  ['-needs-human +spam', 'spam', ''],
  ['+low +urgent', 'priority urgent', 'low'],
  ['+password-reset +billing', 'category billing', 'password-reset'],
  ['+team/compliance +team/billing', 'team billing', 'team/compliance'],
  ['-needs-human +team/billing', 'team billing', ''],
  ['-needs-human -team/billing', 'hand back', ''],
  ['+needs-human +team/billing', 'team billing', ''],
  ['+team/billing +resolved', 'team billing', 'resolved'],
  ['+snooze/3d', 'snooze snooze/3d', ''],
  ['-snooze/3d', 'snooze null', ''],
  ['-snooze/3d +snooze/5d', 'snooze snooze/5d', ''],
  ['+snooze/3d +snooze/5d', 'snooze snooze/3d', 'snooze/5d'],
  ['+snooze/tomorrow', '', 'snooze/tomorrow'],
  ['+urgent +snooze/3d', 'priority urgent, snooze snooze/3d', ''],
  // What nobody has configured is a person's own.
  ['+team/nobody +vip +gardening -old', '', ''],
  ['+answered', '', ''],
  ['+team/', '', ''],
  ['', '', ''],
] as const;

test.each(CASES)('%s asks for: %s', (hand, commands, overruled) => {
  const words = hand.split(' ').filter((word) => word !== '');
  const add = words.flatMap((word) => (word.startsWith('+') ? [word.slice(1)] : []));
  const remove = words.flatMap((word) => (word.startsWith('-') ? [word.slice(1)] : []));
  const read = readHand({ add, remove }, KNOWN);
  expect(read.commands.map((c) => ('to' in c ? `${c.kind} ${c.to}` : 'label' in c ? `${c.kind} ${c.label}` : c.kind)).join(', ')).toBe(
    commands,
  );
  expect(read.overruled.join(' ')).toBe(overruled);
});
