import { expect, test } from 'vitest';
import { makeRules } from './testing/guarded.ts';

const LIFT =
  'The lift of the museum is open from ten to six. Guided tours start at the fountain and cost €4 per person. Ask the porter for a wheelchair.';
const AUFZUG = 'Der Aufzug des Museums fährt von zehn bis sechs. Führungen beginnen am Brunnen. Rollstühle gibt es beim Pförtner.';
const rules = makeRules(['fact', 'word']);

test.each([
  ['another kind of person', 'en', LIFT, 'Ask the teacher for a wheelchair.', ['fact']],
  ['a thing nobody spoke of', 'en', LIFT, 'Guided tours come with an umbrella.', ['word']],
  ['a way of paying', 'en', LIFT, 'Guided tours are paid by cheque.', ['fact']],
  ['a German compound of other things', 'de', AUFZUG, 'Führungen beginnen am Kassenhäuschen.', ['word']],
  [
    'two sentences of a passage made into one',
    'en',
    'Bring a passport. Films have sound. Its invoice is sent later.',
    'The invoice for the passport is sent later.',
    ['fact'],
  ],
] as const)('%s is stopped', (_, language, passage, answer, expected) => expect(rules(answer, passage, language)).toEqual(expected));

test.each([
  ['plain words around it', 'en', LIFT, 'You will usually find that the lift is open from ten to six; just go ahead and use it.'],
  ['another form of a word', 'en', LIFT, 'The guided tour starts at the fountain.'],
  [
    'another word for the same',
    'en',
    'Your data is kept on our servers. You pay by card.',
    'You can settle the payment with a credit card.',
  ],
  ['a compound of known words', 'de', AUFZUG, 'Der Museumsaufzug fährt von zehn bis sechs.'],
  ['the same in another language', 'es', 'Refunds arrive on your card.', 'El reembolso llega a su tarjeta.'],
] as const)('%s holds', (_, language, passage, answer) => expect(rules(answer, passage, language)).toEqual([]));
