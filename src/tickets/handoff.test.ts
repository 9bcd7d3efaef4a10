import { describe, expect, test } from 'vitest';
import { renderSheet } from '../mail/sheet.ts';
import { GUARD_RULES } from '../triage/guard.ts';
import type { EscalateOutcome } from '../triage/outcome.ts';
import { GUARD_WORDS } from './finding-words.ts';
import { type Handoff, handoffBlocks, handoffSubject, INTERNAL_MARK } from './handoff.ts';

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
  team: { name: 'Billing', language: 'en', reads: 'en', others: ['sales', 'legal'], zone: 'utc' },
  support: 'support@shop.example',
  thread: [{ from: 'Ada Byron (ada@customer.example)', at: Date.UTC(2026, 0, 31, 8, 5), text: 'I want my money back.', isNew: true }],
  passages: [],
  enough: 0.45,
  guard: [],
  lookups: [],
  model: 'builtin',
  recent: [],
  attachments: [],
  originals: 'attached',
  isNews: false,
};
const TRIED = { searches: [], modelFailed: null, open: [] };
const render = (more: Partial<Handoff>) => renderSheet(handoffBlocks({ ...HANDOFF, ...more }));
const say = (text: string) => render({ thread: [{ from: 'Ada', at: 0, text, isNew: true }] });
/** The text on one line, as it is read. */
const read = (more: Partial<Handoff>) => render(more).text.replace(/\s+/g, ' ');

test.each([
  ['urgent', 'Delete my data', '[#42 urgent] Delete my data'],
  ['normal', 'Invoice', '[#42] Invoice'],
  ['low', '', '[#42 low] (no subject)'],
] as const)('the subject tells the ticket and how much it hurries: %s', (priority, subject, line) => {
  expect(handoffSubject({ ticket: 42, subject, outcome: { ...OUTCOME, priority } }, 'en')).toBe(line);
});

test('everything a person needs is in it', () => {
  const text = read({
    outcome: {
      ...OUTCOME,
      route: { steps: ['category:billing'], why: 'Billing has the category billing.' },
      rules: ['Refunds'],
      suggestedReply: 'Dear Ada, …',
      tried: { searches: ['refund yearly plan'], modelFailed: null, open: ['Who pays the fee?'] },
    },
    passages: [
      { title: 'Refunds: within 30 days', score: 0.62 },
      { title: 'Gift cards', score: 0.4 },
    ],
    guard: [{ rule: 'figure', detail: '90 days' }],
    recent: [{ number: 17, subject: 'Invoice', state: 'with_staff', at: Date.UTC(2025, 11, 24, 9, 30) }],
    attachments: [
      { filename: 'invoice.pdf', size: 12_345 },
      { filename: 'note.txt', size: 12 },
      { filename: 'film.mp4', size: 3_400_000 },
    ],
  });
  for (const part of [
    '#42 · high',
    'Wants a refund.',
    'From: Ada Byron (ada@customer.example) Why: no article covers it To you: Billing has the category billing.',
    'Rules: Refunds Category: billing Language: English',
    'Files: invoice.pdf, 12 kB; note.txt, 12 B; film.mp4, 3.4 MB',
    'Reply to this mail: your answer goes to the customer from support@shop.example.',
    '#approve (sends the suggested reply), #close, #spam, #assign sales, #note …, #wrong …, #auto (hands it back)',
    '== Suggested reply, not sent == Dear Ada, …',
    '== Open questions: no passage answers them == - Who pays the fee?',
    'searched with the words of the mail, and for "refund yearly plan".',
    'The draft holds a figure that no passage has: 90 days',
    'ground for an answer from 45 %: - Refunds: within 30 days: 62 % - Gift cards: 40 %',
    '== Recent tickets of this address == - #17 Invoice: with staff, 2025-12-24 09:30 UTC',
    'Ada Byron (ada@customer.example), 2026-01-31 08:05 UTC: > I want my money back.',
    'The original is attached as it came, with its attachments.',
  ])
    expect(text).toContain(part);
});

test('the line above which an answer is written comes first, in both parts', () => {
  const { text, html } = render({});
  expect(text.split('\n')[0]).toBe(INTERNAL_MARK);
  expect(
    html
      .replace(/<[^>]*>/g, '')
      .trim()
      .startsWith(INTERNAL_MARK),
  ).toBe(true);
});

test('a phone shows first what it is about, who asks, why, and how to act', () => {
  const text = read({ outcome: { ...OUTCOME, suggestedReply: 'Dear Ada, …', tried: { ...TRIED, open: ['Why?'] } } });
  const order = [
    'Wants a refund.',
    'From:',
    'Why:',
    'Reply to this mail',
    'Suggested reply',
    'Open questions',
    'What was tried',
    'I want my money back.',
  ];
  expect(order.map((part) => text.indexOf(part))).toEqual(order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b));
  expect(order.every((part) => text.includes(part))).toBe(true);
});

describe('what was tried', () => {
  test.each<[string, Partial<Handoff>, string]>([
    ['nothing, where it was clear before', {}, 'The knowledge base was not searched'],
    [
      'a look-up that found nothing',
      {
        outcome: { ...OUTCOME, tried: TRIED },
        lookups: [{ name: 'order', parameters: {}, status: 'not-found', detail: '', ms: 5, bytes: 0 }],
      },
      'The look-up order: the server knows nothing of it.',
    ],
    ['a search that found nothing', { outcome: { ...OUTCOME, tried: TRIED } }, 'Nothing in the knowledge base came close.'],
    [
      'a model that was away',
      { outcome: { ...OUTCOME, tried: { ...TRIED, modelFailed: 'rate_limited' } } },
      'The model gave no answer (rate limited).',
    ],
  ])('%s', (_, more, words) => expect(read(more)).toContain(words));

  test('of a search or a question that is the whole mail, the beginning', () => {
    const mail = `Since Monday ${'the page stays white for everybody in our office and '.repeat(5)}what now?`;
    const text = read({ outcome: { ...OUTCOME, tried: { ...TRIED, searches: [mail, `${mail} `], open: [mail] } } });
    expect(text).toContain('searched with the words of the mail, and for "Since Monday the page stays white for everybody in our offi…".');
    expect(text).toMatch(/no passage answers them == - Since Monday .{140,150}… ==/);
  });

  test('every rule of the guard has words for people', () => expect(Object.keys(GUARD_WORDS).toSorted()).toEqual(GUARD_RULES.toSorted()));
});

describe('a mail in another language than the team reads', () => {
  const french = { ...OUTCOME, language: 'fr' };
  const thread = [{ from: 'Ada', at: 0, text: 'Je veux être remboursée. Merci !', isNew: true }];
  test.each<[string, Partial<Handoff>, string]>([
    [
      'is summed up in theirs, and keeps the own words',
      { outcome: { ...french, summaryLanguage: 'en' } },
      'In their own words (French): Je veux être remboursée.',
    ],
    [
      'says that the model did not translate it',
      { outcome: { ...french, summaryLanguage: 'fr' } },
      "In French, in the customer's own words: the model in use (builtin) did not translate it.",
    ],
    ['says that no model has read it', { outcome: french, model: 'none' }, "In French, in the customer's own words: no model has read it."],
  ])('%s', (_, more, words) => expect(read({ thread, ...more })).toContain(words));

  test('says nothing of it where the team reads it', () => {
    expect(read({ thread, outcome: { ...french, summaryLanguage: 'fr' }, team: { ...HANDOFF.team, reads: 'fr' } })).not.toContain(
      'own words',
    );
  });
});

describe('news', () => {
  const thread = [
    { from: 'Ada', at: 1, text: 'I want my money back.', isNew: false },
    { from: 'Ada', at: 2, text: 'And the fee, too.', isNew: true },
  ];
  const news = read({ isNews: true, thread, recent: [{ number: 17, subject: 'Invoice', state: 'answered', at: 0 }] });

  test('show what is new, and how to act', () => {
    expect(news).toContain('#42 · high · news');
    expect(news).toContain('== New in this conversation == Ada, 1970-01-01 00:00 UTC: > And the fee, too.');
    expect(news).toContain('Reply to this mail');
  });

  test('do not tell again what was told', () => {
    for (const known of ['I want my money back.', 'What was tried', 'Recent tickets']) expect(news).not.toContain(known);
  });
});

test('times are those of the clock on their wall', () => {
  expect(read({ team: { ...HANDOFF.team, zone: 'Asia/Tokyo' } })).toContain('2026-01-31 17:05 (Asia/Tokyo)');
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
  ['failed', 'SENDER ADDRESS IS FORGED'],
] as const)('a %s sender is shown as such', (verdict, words) => {
  const { text } = render({ verdict });
  expect(/sender/i.test(text)).toBe(words !== '');
  expect(text).toContain(words);
});

test('of a long conversation the newest twelve mails are shown, of a long mail its beginning', () => {
  const thread = Array.from({ length: 20 }, (_, i) => ({ from: 'Ada', at: i, text: `mail number ${i}.`, isNew: i === 19 }));
  const { text } = render({ thread });
  expect(text).not.toContain('mail number 7.');
  expect(text).toContain('8 older mails');
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
  const shape = (html: string) => html.match(/<(?!\/?p>|br>)[^>]*>/g)?.map((tag) => tag.replace(/ dir="\w+"/, ''));

  test.each(ATTACKS.map((attack) => [JSON.stringify(attack), attack] as const))('as text: %s', (_name, attack) => {
    expect(shape(say(attack).html)).toEqual(shape(plain));
  });

  test.each(ATTACKS.map((attack) => [JSON.stringify(attack), attack] as const))(
    'as a name, a subject, a summary, a reason, a file name: %s',
    (_name, attack) => {
      const with_ = (words: string) =>
        render({
          requester: { name: words, address: 'ada@customer.example' },
          outcome: { ...OUTCOME, summary: words, reason: words, rules: [words], tried: { ...TRIED, searches: [words], open: [words] } },
          thread: [{ from: words, at: 0, text: 'x', isNew: true }],
          attachments: [{ filename: words, size: 1 }],
          passages: [{ title: words, score: 0.5 }],
          recent: [{ number: 1, subject: words, state: 'answered', at: 0 }],
          guard: [{ rule: 'figure', detail: words }],
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
    const as = (from: string) => render({ thread: [{ from, at: 0, text: 'x', isNew: true }] }).html;
    expect(shape(as(name))).toEqual(shape(as('harmless')));
  });

  test('the words themselves arrive unchanged', () => {
    const words = '```js\nconst a = "<b>" && `x`;\n```\n  indented\n\ttab';
    for (const line of words.split('\n')) expect(say(words).text).toContain(line.trim());
    expect(render({ requester: { name: 'A*d*a_b_ [x] <y> \\', address: 'a@b.example' } }).text).toContain('A*d*a_b_ [x] <y> \\');
  });
});

test('each line has the direction of its own words, and each file a line of its own', () => {
  const { html, text } = render({
    thread: [{ from: 'Ada', at: 0, text: 'Kannst du?\n\nأرسلتها أمس.\n+49 30 0000000', isNew: true }],
    attachments: [
      { filename: 'لقطة شاشة.png', size: 1_000 },
      { filename: 'invoice.pdf', size: 1_000 },
    ],
  });
  expect(html).toMatch(
    /<div dir="auto">Kannst du\?<br>\n<\/div>\n<div dir="rtl">أرسلتها أمس\.<\/div>\n<div dir="auto">\+49 30 0000000<\/div>/,
  );
  expect(html).toMatch(/<div dir="rtl"[^>]*>لقطة شاشة\.png, 1 kB<\/div>\n<div dir="auto"[^>]*>invoice\.pdf, 1 kB<\/div>/);
  expect(text).toContain('Files: لقطة شاشة.png, 1 kB; invoice.pdf, 1 kB');
});
