import { describe, expect, test } from 'vitest';
import { decideReply, decideStop, type Proposal } from './decide.ts';
import { BEFORE_DRAFT, BEFORE_MODEL, type Facts, firstStop } from './gates.ts';
import { NOTHING_LOOKED_UP } from './look-ups.ts';
import { applyRules } from './rules.ts';
import { CONFIG, classification, input, KNOWLEDGE } from './testing/facts.ts';

const NO_SIGNALS = { angry: false, wantsPerson: false, urgent: false };

function facts(more: Partial<Facts> = {}): Facts {
  const found = KNOWLEDGE.search(['reset a forgotten password'], { locale: 'en', audience: 'public', limit: 2 });
  const rules = applyRules(CONFIG.rules, { subject: '', rawText: '', from: '', language: null, category: null });
  return {
    input: input(),
    config: CONFIG,
    language: 'en',
    heard: { by: 'words', code: 'en' },
    signals: NO_SIGNALS,
    feedback: null,
    silentSince: null,
    suspicious: false,
    rules,
    classification: classification(),
    found,
    asked: [],
    lookedUp: NOTHING_LOOKED_UP,
    ...more,
  };
}

const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  citations: ['password-reset#1'],
  claims: [{ text: 'Open the page.', cites: ['password-reset#1'] }],
  text: 'Hello Ann,\n\nOpen the page.\n\nKind regards',
  findings: [],
  framed: true,
  ...more,
});

const rule = (rawText: string, category: string | null = null) =>
  applyRules(CONFIG.rules, { subject: '', rawText, from: '', language: 'en', category });
const answered = [{ from: 'us', at: 0, text: 'Open the page.' }] as const;

test('an ordinary question passes all gates', () => {
  expect(firstStop([...BEFORE_MODEL, ...BEFORE_DRAFT], facts())).toBeNull();
});

describe('a person sees', () => {
  test.each<[string, Partial<Facts>, string]>([
    ['a sender that failed verification', { input: input({ sender: { verdict: 'failed', aligned: [] } }) }, 'verification'],
    ['an empty mail', { input: input({ subject: '', text: ' ' }) }, 'nothing to read'],
    ['a mail without text', { input: input({ text: ' ' }) }, 'no text'],
    ['a stranger in the thread', { input: input({ participant: false }) }, 'not part'],
    ['what a rule escalates', { rules: rule('delete my data') }, 'Deletion'],
    ['text for machines', { suspicious: true }, 'machine'],
    ['who asks for a person, by word list', { signals: { ...NO_SIGNALS, wantsPerson: true } }, 'person'],
    ['who asks for a person, by the model', { classification: classification({ wantsPerson: true }) }, 'person'],
    ['who is angry, by word list', { signals: { ...NO_SIGNALS, angry: true } }, 'upset'],
    ['who is angry, by the model', { classification: classification({ sentiment: 'angry' }) }, 'upset'],
    ['what is complex', { classification: classification({ complexity: 'complex' }) }, 'specialist'],
    ['what fits no category', { classification: classification({ category: null }) }, 'no category'],
    ['what may fit a category', { classification: classification({ confidence: 0.49 }) }, 'uncertain'],
    ['what no article covers', { found: [] }, 'No article'],
    ['what an article hardly covers', { found: facts().found.map((f) => ({ ...f, score: 0.44 })) }, 'No article'],
  ])('%s', (_, more, reason) => {
    const stop = firstStop([...BEFORE_MODEL, ...BEFORE_DRAFT], facts(more));
    expect(stop).toMatchObject({ kind: 'escalate', reason: expect.stringContaining(reason) });
  });

  test('a spoofed sender with a label, and no suggestion', () => {
    const spoofed = facts({ input: input({ sender: { verdict: 'failed', aligned: [] } }) });
    const stop = firstStop(BEFORE_MODEL, spoofed);
    expect(stop === null ? null : decideStop(spoofed, stop)).toMatchObject({ kind: 'escalate', labels: ['spoofed'], suggestedReply: null });
  });
});

describe('"still broken"', () => {
  const NO_HELP = 'The customer says that our answer did not help.';
  test.each<[string, Partial<Facts>, boolean]>([
    ['read by code', { feedback: 'unsolved' }, true],
    ['read by the model', { feedback: 'other', classification: classification({ feedback: 'unsolved' }) }, true],
    ['read by the model, where code reads thanks', { feedback: 'solved', classification: classification({ feedback: 'unsolved' }) }, true],
    ['read by neither', { feedback: 'other', classification: classification({ feedback: 'other' }) }, false],
  ])('after an answer, %s', (_, more, stops) => {
    const stop = firstStop(BEFORE_DRAFT, facts({ ...more, input: input({ thread: answered }) }));
    expect(stop?.reason === NO_HELP).toBe(stops);
  });

  test('in a first mail is the question itself', () =>
    expect(firstStop(BEFORE_DRAFT, facts({ classification: classification({ feedback: 'unsolved' }) }))?.reason).not.toBe(NO_HELP));
});

describe('thanks', () => {
  const thanks = { feedback: 'solved' as const, classification: classification({ feedback: 'solved', category: null }) };

  test('after an answer is only noted', () => {
    expect(firstStop(BEFORE_DRAFT, facts({ ...thanks, input: input({ text: 'Thanks!', thread: answered }) }))).toMatchObject({
      kind: 'note',
    });
  });

  test.each<[string, Partial<Facts>]>([
    ['in a first mail', { feedback: null, input: input({ text: 'Thanks!' }) }],
    [
      'with an attachment',
      { ...thanks, input: input({ thread: answered, attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', size: 1 }] }) },
    ],
    [
      'when the model sees a wish',
      { ...thanks, classification: classification({ feedback: 'other' }), input: input({ thread: answered }) },
    ],
    ['when only the model sees it', { ...thanks, feedback: 'other', input: input({ thread: answered }) }],
    ['with a rule that escalates', { ...thanks, rules: rule('delete my data'), input: input({ thread: answered }) }],
  ])('%s is not', (_, more) => expect(firstStop(BEFORE_DRAFT, facts(more))?.kind).not.toBe('note'));
});

describe('a draft', () => {
  test('of a category on auto is sent', () => {
    expect(decideReply(facts(), proposal())).toMatchObject({
      kind: 'reply',
      mode: 'auto',
      heldBack: [],
      citations: ['password-reset#1'],
      claims: proposal().claims,
    });
  });

  test.each<[string, Partial<Facts>, Partial<Proposal>, string]>([
    ['its category says draft', { classification: classification({ category: 'refund' }) }, {}, 'draft'],
    [
      'a rule says draft',
      { rules: applyRules(CONFIG.rules, { subject: '', rawText: '', from: 'a@hospital.example', language: 'en', category: null }) },
      {},
      'draft',
    ],
    ['the installation is in shadow', { input: input({ maxAutonomy: 'shadow' }) }, {}, 'shadow'],
    ['something is unproven', {}, { findings: [{ rule: 'figure', detail: '90' }] }, 'draft'],
    ['the language has no greeting', { language: 'pl' }, { framed: false }, 'draft'],
    [
      'an attachment was not read',
      { input: input({ attachments: [{ filename: 'form.pdf', contentType: 'application/pdf', size: 900 }] }) },
      {},
      'draft',
    ],
  ])('is not sent when %s', (_, more, draft, mode) =>
    expect(decideReply(facts(more), proposal(draft))).toMatchObject({ kind: 'reply', mode }),
  );

  test('says why it is held back', () => {
    expect(decideReply(facts(), proposal({ findings: [{ rule: 'figure', detail: '90' }] }))).toMatchObject({ heldBack: ['figure: 90'] });
  });

  test('is sent in spite of a logo in the signature', () => {
    const logo = { filename: 'logo.png', contentType: 'image/png', size: 8_000 };
    expect(decideReply(facts({ input: input({ attachments: [logo] }) }), proposal())).toMatchObject({ mode: 'auto' });
  });

  test('that is unsafe goes to a person without its text', () => {
    const outcome = decideReply(facts(), proposal({ findings: [{ rule: 'link', detail: 'evil.example' }] }));
    expect(outcome).toMatchObject({ kind: 'escalate', suggestedReply: null, reason: expect.stringContaining('link') });
  });

  test.each([
    [{ ticket: 3, threadToday: 0, senderToday: 0 }],
    [{ ticket: 0, threadToday: 5, senderToday: 0 }],
    [{ ticket: 0, threadToday: 0, senderToday: 10 }],
  ])('at a cap goes to a person, with its text: %j', (counts) => {
    expect(decideReply(facts({ input: input({ counts }) }), proposal())).toMatchObject({
      kind: 'escalate',
      suggestedReply: proposal().text,
      suggestedClaims: proposal().claims,
    });
  });
});

describe('an outcome', () => {
  test('has labels of category and rules, and a priority that is only ever raised', () => {
    const outcome = decideStop(
      facts({ rules: rule('delete my data'), classification: classification({ category: 'billing', priority: 'low' }) }),
      { kind: 'escalate', reason: '', labels: ['x'] },
    );
    expect(outcome).toMatchObject({
      category: 'billing',
      labels: ['money', 'gdpr', 'x'],
      priority: 'urgent',
      team: 'compliance',
      rules: ['Deletion'],
    });
  });

  test('has no category below the threshold', () => {
    const outcome = decideStop(facts({ classification: classification({ category: 'data-deletion', confidence: 0.3 }) }), {
      kind: 'escalate',
      reason: '',
      labels: [],
    });
    expect(outcome).toMatchObject({ category: null, priority: 'normal', team: 'support' });
  });

  test("sums up in the customer's own words when no model did", () => {
    const own = input({ text: 'The app is\nslow today. It takes minutes.' });
    expect(decideStop(facts({ classification: null, input: own }), { kind: 'escalate', reason: '', labels: [] })).toMatchObject({
      summary: 'The app is slow today.',
    });
  });
});

test('an escalation says who takes it and why', () => {
  const es = facts({ classification: classification({ category: 'billing' }), language: 'es' });
  expect(decideStop(es, { kind: 'escalate', reason: '', labels: [] })).toMatchObject({
    team: 'iberia',
    route: { steps: ['locale:iberia'], why: 'Iberia takes over mail in Spanish.' },
  });
});
