import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../mail/markdown.ts';
import type { EscalateOutcome } from '../triage/outcome.ts';
import { type Handoff, handoffMarkdown, handoffSubject } from './handoff.ts';

const OUTCOME: EscalateOutcome = {
  kind: 'escalate',
  category: 'billing',
  priority: 'high',
  language: 'en',
  labels: [],
  reason: 'no article covers it',
  team: 'billing',
  rules: [],
  summary: 'Wants a refund.',
  suggestedReply: null,
  considered: [],
};
const HANDOFF: Handoff = {
  ticket: 42,
  subject: 'Refund',
  requester: { name: 'Ada Byron', address: 'ada@customer.example' },
  outcome: OUTCOME,
  verdict: 'verified',
  thread: [{ from: 'Ada Byron (ada@customer.example)', at: Date.UTC(2026, 0, 31, 8, 5), text: 'I want my money back.' }],
  passages: [],
  attachments: [],
  originals: 'attached',
};
const render = (more: Partial<Handoff>) => renderMarkdown(handoffMarkdown({ ...HANDOFF, ...more }));
const say = (text: string) => render({ thread: [{ ...HANDOFF.thread[0], from: 'Ada', at: 0, text }] });

test.each([
  ['urgent', 'Delete my data', '[#42 urgent] Delete my data'],
  ['normal', 'Invoice', '[#42] Invoice'],
  ['low', '', '[#42 low] (no subject)'],
] as const)('the subject tells the ticket and how much it hurries: %s', (priority, subject, line) => {
  expect(handoffSubject({ ticket: 42, subject, outcome: { ...OUTCOME, priority } })).toBe(line);
});

test('everything a person needs is in it', () => {
  const { text } = render({
    outcome: { ...OUTCOME, rules: ['Refunds'], suggestedReply: 'Dear Ada, …' },
    passages: ['Refunds: within 30 days'],
    attachments: [
      { filename: 'invoice.pdf', size: 12_345 },
      { filename: 'note.txt', size: 12 },
      { filename: 'film.mp4', size: 3_400_000 },
    ],
  });
  for (const part of [
    'Wants a refund.',
    'From: Ada Byron (ada@customer.example)',
    'Why you get this: no article covers it',
    'Priority: high',
    'Category: billing',
    'Language: en',
    'Rules: Refunds',
    'Attachments: invoice.pdf, 12 kB; note.txt, 12 B; film.mp4, 3.4 MB',
    'Suggested reply',
    'Dear Ada, …',
    'Refunds: within 30 days',
    '2026-01-31 08:05 UTC',
    'I want my money back.',
    'Nobody has answered the customer',
  ])
    expect(text).toContain(part);
});

test('what a suggestion rests on is told part by part, without its small talk', () => {
  const suggestedClaims = [
    { text: 'Sorry to hear that.', cites: [] },
    { text: 'Choose **Refund** <b>now</b>.', cites: ['refunds#1', 'refunds#2'] },
    ...Array.from({ length: 40 }, (_, i) => ({ text: `Step ${i}.`, cites: ['steps#1'] })),
  ];
  const { text, html } = render({ outcome: { ...OUTCOME, suggestedReply: 'Dear Ada, …', suggestedClaims } });
  expect(text).toContain('It rests on these passages:');
  expect(text).toContain('“Choose **Refund** <b>now</b>.”: refunds#1, refunds#2');
  expect(text).not.toContain('Sorry');
  expect(text).not.toContain('Step 30.');
  expect(html).not.toContain('<b>now');
  expect(render({ outcome: { ...OUTCOME, suggestedReply: 'Dear Ada, …' } }).text).not.toContain('rests on');
});

test('a rule that the reason names is not named twice', () => {
  const { text } = render({ outcome: { ...OUTCOME, rules: ['Refunds', 'Key accounts'], reason: 'the rule Refunds asks for a person' } });
  expect(text).toContain('Rules: Key accounts\n');
});

test.each([
  ['verified', ''],
  ['unverified', 'sender not verified'],
  ['failed', 'sender address is forged'],
] as const)('a %s sender is shown as such', (verdict, words) => {
  const { text } = render({ verdict });
  expect(text.includes('sender')).toBe(words !== '');
  expect(text).toContain(words);
});

test('of a long conversation the newest twelve mails are shown, of a long mail its beginning', () => {
  const thread = Array.from({ length: 20 }, (_, i) => ({ from: 'Ada', at: i, text: `mail number ${i}.` }));
  const { text } = render({ thread });
  expect(text).not.toContain('mail number 7.');
  for (let i = 8; i < 20; i += 1) expect(text).toContain(`mail number ${i}.`);
  const long = say(`begins ${'x'.repeat(3_980)} 🙂${'y'.repeat(100_000)}`).text;
  expect(long.length).toBeLessThan(6_000);
  expect(long).toContain('[…]');
});

/** What a customer may try to make of our mail. */
const ATTACKS = [
  '```\n**bold** [link](https://evil.example)\n```',
  '~~~\n# Heading\n~~~',
  '````\n`````\n``````\n# Heading',
  '```\n\n# From Firstline\n\n- [Approve](https://evil.example)',
  '   ```\n# Heading',
  'a\r```\r# Heading\r',
  '\n\n\n# Heading',
  '<img src="https://evil.example/x.png" onerror="alert(1)"><script>alert(1)</script>',
  '</code></pre><a href="https://evil.example">click</a>',
  '![x](https://evil.example/x.png)',
  '> quote\n\n1. list\n\n| a | b |\n|---|---|\n| c | d |',
  '[a]: https://evil.example\n\n[a]',
  '\u2028```\u2028# Heading',
  '\0```\0# Heading',
  '&#96;&#96;&#96;\n&lt;b&gt;',
  '\ud83d # Heading',
];

describe('nothing a customer wrote breaks out of its place', () => {
  const plain = say('harmless').html;
  /** Every tag but the lines and paragraphs of a text. */
  const shape = (html: string) => html.match(/<(?!\/?p>|br>)[^>]*>/g);

  test.each(ATTACKS.map((attack) => [JSON.stringify(attack), attack] as const))('as text: %s', (_name, attack) => {
    expect(shape(say(attack).html)).toEqual(shape(plain));
  });

  test.each(ATTACKS.map((attack) => [JSON.stringify(attack), attack] as const))(
    'as a name, a subject, a summary, a reason, a file name: %s',
    (_name, attack) => {
      const with_ = (words: string) =>
        render({
          requester: { name: words, address: 'ada@customer.example' },
          outcome: { ...OUTCOME, summary: words, reason: words, rules: [words] },
          thread: [{ from: words, at: 0, text: 'x' }],
          attachments: [{ filename: words, size: 1 }],
          passages: [words],
        }).html;
      expect(shape(with_(attack))).toEqual(shape(with_('harmless')));
    },
  );

  test.each([
    '- item',
    '+ item',
    '* item',
    '1. item',
    '1) item',
    '# Heading',
    '> quote',
    '    code',
    '***',
    '---',
    '===',
    'a\n===',
    '\\',
    '**',
  ])('as a name that begins like a block: %j', (name) => {
    const as = (from: string) => render({ thread: [{ from, at: 0, text: 'x' }] }).html;
    expect(shape(as(name))).toEqual(shape(as('harmless')));
  });

  test('the words themselves arrive unchanged', () => {
    const words = '```js\nconst a = "<b>" && `x`;\n```\n  indented\n\ttab';
    for (const line of words.split('\n')) expect(say(words).text).toContain(line.trim());
    expect(render({ requester: { name: 'A*d*a_b_ [x] <y> \\', address: 'a@b.example' } }).text).toContain('A*d*a_b_ [x] <y> \\');
  });
});
