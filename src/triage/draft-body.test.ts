import { expect, test } from 'vitest';
import { bodyOf, type DraftPart, firstWords } from './draft-body.ts';

const part = (as: DraftPart['as'], text: string, ...cites: string[]): DraftPart => ({ as, text, cites });

test.each<[string, readonly DraftPart[], string]>([
  ['nothing', [], ''],
  ['paragraphs stand apart', [part('paragraph', 'One.'), part('paragraph', ' Two.\n')], 'One.\n\nTwo.'],
  ['a sentence goes on', [part('paragraph', 'One.'), part('sentence', 'Two.'), part('paragraph', 'Three.')], 'One. Two.\n\nThree.'],
  ['a first sentence is a paragraph', [part('sentence', 'One.')], 'One.'],
  [
    'steps are counted, and what follows stands apart',
    [part('paragraph', 'So:'), part('step', 'Open it.'), part('step', 'Close it.'), part('paragraph', 'Done.')],
    'So:\n\n1. Open it.\n2. Close it.\n\nDone.',
  ],
  [
    'a sentence goes on in a step',
    [part('step', 'Open it.'), part('sentence', 'Wait.'), part('step', 'Close it.')],
    '1. Open it. Wait.\n2. Close it.',
  ],
  [
    "the model's own marks are not doubled",
    [part('step', '1. Open it.'), part('step', '2) Close it.'), part('bullet', '- One')],
    '1. Open it.\n2. Close it.\n\n- One',
  ],
  [
    'steps go on after a note',
    [part('step', '1. Open it.'), part('paragraph', 'Wait.'), part('step', '2. Close it.')],
    '1. Open it.\n\nWait.\n\n2. Close it.',
  ],
  ['bullets', [part('bullet', 'One'), part('bullet', '* Two'), part('bullet', '• Three')], '- One\n- Two\n- Three'],
  [
    'lines of an item belong to it',
    [part('step', 'Open it:\n- left\n- right'), part('bullet', 'One\n\nmore')],
    '1. Open it:\n   - left\n   - right\n\n- One\n\n  more',
  ],
  ['a paragraph keeps its own lines and lists', [part('paragraph', 'So:\n\n1. Open\n2. Close')], 'So:\n\n1. Open\n2. Close'],
  ['a figure is no mark', [part('bullet', '3.5 GB'), part('step', '12 months')], '- 3.5 GB\n\n1. 12 months'],
  ['Japanese goes on without a space', [part('paragraph', '開きます。'), part('sentence', '選びます。')], '開きます。選びます。'],
  ['parts without text are left out', [part('paragraph', ' \n'), part('paragraph', 'One.'), part('sentence', '')], 'One.'],
])('%s', (_, parts, answer) => expect(bodyOf(parts).answer).toBe(answer));

test('citations belong to parts; of all of them each counts once, in the order of the text', () => {
  const body = bodyOf([
    part('paragraph', 'Hi.'),
    part('step', '1. Open it.', 'b#2', 'a#1', 'b#2'),
    part('paragraph', '', 'z#9'),
    part('sentence', 'So.', '[a#1]', ' c#1 '),
  ]);
  expect(body.citations).toEqual(['b#2', 'a#1', 'c#1']);
  expect(body.claims).toEqual([
    { text: 'Hi.', cites: [] },
    { text: '1. Open it.', cites: ['b#2', 'a#1'] },
    { text: 'So.', cites: ['a#1', 'c#1'] },
  ]);
});

test.each([
  ['Open it.', 20, 'Open it.'],
  [' Open\n\nit  now. ', 20, 'Open it now.'],
  ['Open it now.', 8, 'Open it…'],
  ['🙂🙂', 2, '\uFFFD…'],
])('the first words of %j in %i characters', (text, characters, line) => expect(firstWords(text, characters)).toBe(line));
