import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DraftPassage, ModelRequest } from '../model.ts';
import { makeBuiltinModel } from './builtin.ts';
import { trainClassifier } from './classifier.ts';
import { quotePassages } from './quote.ts';
import { matter } from './sentences.ts';
import { readSignals } from './signals.ts';

const EXAMPLES = [
  ...[
    'I forgot my password',
    'reset link expired',
    'cannot remember my password',
    'Passwort vergessen',
    'olvidé mi contraseña',
    'パスワードを忘れました',
  ].map((text) => ({ label: 'password', text })),
  ...[
    'where is my invoice',
    'send me the bill',
    'I need a receipt',
    'Wo ist meine Rechnung',
    'dónde está la factura',
    '請求書を送ってください',
  ].map((text) => ({ label: 'billing', text })),
  ...['how do I export notes', 'download everything as PDF', 'Notizen exportieren', 'exportar mis notas', 'ノートを書き出す方法'].map(
    (text) => ({ label: 'export', text }),
  ),
];

describe('the classifier', () => {
  const classifier = trainClassifier(EXAMPLES);
  test.each([
    ['password', 'my pasword is forgotten, please'],
    ['billing', 'invoices of last year?'],
    ['export', 'exporting my notes'],
    ['password', 'Ich habe das Passwort vergessen'],
    ['billing', 'no encuentro la factura'],
    ['billing', '請求書はどこですか'],
  ])('sorts into %s: %s', (label, text) => expect(classifier.classify(text)[0]).toMatchObject({ label }));

  test('is not sure of what it does not know', () => {
    for (const text of ['Will it rain in Paris?', 'best pancakes recipe', 'qwertz', ''])
      expect(classifier.classify(text)[0]?.confidence ?? 0).toBeLessThan(0.5);
  });

  test('is the same each time it is trained, and knows nothing without examples', () => {
    expect(trainClassifier(EXAMPLES).classify('password help')).toEqual(classifier.classify('password help'));
    expect(trainClassifier([]).classify('password')).toEqual([]);
  });
});

describe('the matter of a mail', () => {
  test('is what is left without greeting, thanks and name', () => {
    expect(matter('Hi there,\n\nI forgot my password. How can I\nreset it?\n\nMany thanks,\nAnn Lee')).toEqual([
      'I forgot my password.',
      'How can I',
      'reset it?',
    ]);
    expect(matter('Hola, he olvidado mi contraseña. ¿Cómo la cambio?\n\nUn saludo\nLucía')).toEqual([
      'he olvidado mi contraseña.',
      '¿Cómo la cambio?',
    ]);
    expect(matter('Guten Tag,\n\nwo finde ich die Rechnung?\n\nMit freundlichen Grüßen\nJürgen Möller')).toEqual([
      'wo finde ich die Rechnung?',
    ]);
  });

  test.each([
    'My name is Ben.',
    'My name’s Ada Okafor.',
    'Ich heiße Jürgen von der Heide.',
    'Me llamo María de la Cruz.',
    "Je m'appelle Zoé Martin.",
    'Mi chiamo Luca.',
    'O meu nome é João.',
  ])('has no place for who asks: %s', (said) => expect(matter(`${said} Where is the invoice?`)).toEqual(['Where is the invoice?']));

  test.each([
    'My name is wrong on the invoice.',
    'My name is Ben and I forgot my password.',
    'Me llamó la atención.',
    'Mein Name ist falsch geschrieben.',
  ])('keeps what is said of a name: %s', (said) => expect(matter(said)).toEqual([said]));

  test('joins what a mail client has wrapped', () => {
    expect(matter('I have been trying since this morning to download the file\nthat you mention in the article.')).toHaveLength(1);
  });
});

const NOTHING = { angry: false, wantsPerson: false, urgent: false };
test.each([
  ['This is unacceptable.', { angry: true }],
  ['Das ist eine Frechheit!', { angry: true }],
  ['C’est inadmissible', { angry: true }],
  ['WHERE IS MY MONEY I WANT IT NOW', { angry: true }],
  ['Can I talk to a real person?', { wantsPerson: true }],
  ['Quiero hablar con una persona', { wantsPerson: true }],
  ['Bitte mit einem Mitarbeiter sprechen', { wantsPerson: true }],
  ['担当者と話したい', { wantsPerson: true }],
  ['We need this urgently', { urgent: true }],
  ['至急お願いします', { urgent: true }],
  ['Where can I find my invoices?', {}],
])('word lists see in %j: %j', (text, expected) => expect(readSignals('', text)).toEqual({ ...NOTHING, ...expected }));

describe('quoting', () => {
  const passage = (more: Partial<DraftPassage>): DraftPassage => ({
    id: 'reset#1',
    title: 'Reset a password',
    text: 'Choose **Send link**.',
    score: 0.9,
    lead: 0.4,
    locale: 'en',
    headlines: ['Reset a password', 'I forgot my password'],
    ...more,
  });
  const ask = (passages: readonly DraftPassage[], text = 'I forgot my password. How do I reset it?') =>
    quotePassages({ task: 'draft', subject: 'Password', text, language: 'en', passages });

  test('gives the passage word for word', () => {
    expect(ask([passage({})])).toEqual({
      cannotAnswer: false,
      body: [{ as: 'paragraph', text: 'Choose **Send link**.', cites: ['reset#1'] }],
    });
  });

  test('takes the one that the words find best, wherever meaning has put it', () => {
    const near = passage({ id: 'near#1', score: 0, lead: -0.9 });
    expect(ask([near, passage({})])).toMatchObject({ body: [{ cites: ['reset#1'] }] });
  });

  test('needs less of a lead when the headline is the question', () => {
    expect(ask([passage({ lead: 0.12 })], 'I forgot my password')).toMatchObject({ cannotAnswer: false });
  });

  test.each<[string, readonly DraftPassage[], string?]>([
    ['there is none', []],
    ['the match is weak', [passage({ score: 0.5 })]],
    ['another article is nearly as good', [passage({ lead: 0.15 })], 'The link to reset the password does not work'],
    ['another article is as good, and the headline is the question', [passage({ lead: 0.05 })], 'I forgot my password'],
    ['the passage is in another language', [passage({ locale: 'de' })]],
    [
      'the article is on something narrower',
      [passage({ title: 'Reset the security key of a tablet', headlines: ['Reset the security key of a tablet'] })],
    ],
    ['a second question is on something else', [passage({})], 'How do I reset my password? And do you sell gift cards for birthdays?'],
  ])('gives nothing when %s', (_, passages, text) => expect(ask(passages, text)).toMatchObject({ cannotAnswer: true, body: [] }));
});

test('the model checks its own answer against the schema, and obeys the signal', async () => {
  const request: ModelRequest<{ nope: string }> = {
    task: 'classify',
    messages: [],
    input: {
      task: 'classify',
      subject: '',
      text: 'password',
      language: 'en',
      categories: [{ id: 'a', description: 'Passwords', examples: [] }],
    },
    schema: z.object({ nope: z.string() }),
    schemaName: 'x',
    maxOutputTokens: 1,
  };
  const model = makeBuiltinModel();
  expect(await model.complete(request, new AbortController().signal)).toMatchObject({ status: 'invalid' });
  expect(await model.complete(request, AbortSignal.abort())).toEqual({ status: 'aborted' });
});
