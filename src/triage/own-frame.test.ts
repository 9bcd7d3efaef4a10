import { expect, test } from 'vitest';
import type { DraftPart } from './draft-body.ts';
import { withoutOwnFrame } from './own-frame.ts';

const part = (text: string, ...cites: string[]): DraftPart => ({ as: 'paragraph', text, cites });
const OPEN = part('Open it.', 'a#1');
const texts = (...parts: readonly DraftPart[]) =>
  withoutOwnFrame(parts)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');

test.each<[string, readonly DraftPart[], readonly string[]]>([
  ['a greeting', [part('Hello Ann,'), OPEN], ['Open it.']],
  [
    'a greeting in a part of its own with a line more',
    [part('Dear Mr Smith,\n\nThank you for your message.'), OPEN],
    ['Thank you for your message.', 'Open it.'],
  ],
  ['a greeting in German', [part('Sehr geehrte Frau Meier,'), OPEN], ['Open it.']],
  ['a greeting in Japanese', [part('こんにちは。'), OPEN], ['Open it.']],
  ['a sign-off', [OPEN, part('Kind regards,\nShop Support')], ['Open it.']],
  ['a sign-off in parts', [OPEN, part('Mit freundlichen Grüßen'), part('Ihr Team')], ['Open it.']],
  ['both', [part('Bonjour,'), OPEN, part('Cordialement,')], ['Open it.']],
  ['thanks stay', [part('Thank you for your message.'), OPEN], ['Thank you for your message.', 'Open it.']],
  ['what cites stays', [part('Hello,', 'a#1'), OPEN, part('Best,', 'a#1')], ['Hello,', 'Open it.', 'Best,']],
  ['a greeting that says more stays', [part('Hello Ann, your plan ends today.'), OPEN], ['Hello Ann, your plan ends today.', 'Open it.']],
  [
    'a sign-off with a claim below it stays',
    [OPEN, part('Kind regards,'), part('Close it.', 'a#1')],
    ['Open it.', 'Kind regards,', 'Close it.'],
  ],
  ['a sign-off with a letter below it stays', [OPEN, part('Kind regards,\na\nb\nc\nd')], ['Open it.', 'Kind regards,\na\nb\nc\nd']],
  ['nothing', [], []],
])('%s', (_, parts, left) => expect(texts(...parts)).toEqual(left));
