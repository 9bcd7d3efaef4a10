import { fileURLToPath } from 'node:url';
import { eld } from 'eld/small';
import { describe, expect, test } from 'vitest';
import { Rule } from '../config/triage-schema.ts';
import { ScriptedModel } from '../model/scripted.ts';
import type { LanguageReading } from './language.ts';
import { LANGUAGE_CODES } from './language-codes.ts';
import { loadPrompts } from './prompts.ts';
import { agreeOnLanguage } from './second-opinion.ts';
import { CONFIG, classification, draftOf, input, KNOWLEDGE } from './testing/facts.ts';
import { type TriageInput, triage } from './triage.ts';

const SURE: LanguageReading = { language: 'de', sure: true, near: ['de'] };
const NEAR: LanguageReading = { language: 'da', sure: false, near: ['da', 'no', 'sv'] };
const SHORT: LanguageReading = { language: null, sure: false, near: ['it', 'ro'] };
const NOTHING: LanguageReading = { language: null, sure: false, near: [] };
const INBOX = ['en', 'es', 'de'];

test.each<[string, LanguageReading, string | null, string | null, string | null, string]>([
  // what, of the words, of the model, of the thread → language, by
  ['code is sure', SURE, 'en', 'es', 'de', 'words'],
  ['code is sure, and nobody was asked', SURE, null, null, 'de', 'words'],
  ['both say the same', NEAR, 'da', 'en', 'da', 'words'],
  ['the model says one of those near', NEAR, 'no', 'en', 'no', 'model'],
  ['the model has no opinion', NEAR, 'unknown', 'en', 'da', 'words'],
  ['no model was asked', NEAR, null, 'en', 'da', 'words'],
  ['the model says another, which the thread decides', NEAR, 'pt', 'de', 'de', 'thread'],
  ['the model says another, which nothing decides', NEAR, 'pt', null, null, 'inbox'],
  ['the model says another, and that the inbox speaks it is no excuse', NEAR, 'es', null, null, 'inbox'],
  ['few words, one of those near', SHORT, 'ro', 'de', 'ro', 'model'],
  ['few words, a language of the inbox', SHORT, 'es', 'de', 'es', 'model'],
  ['few words, and neither', SHORT, 'pt', 'de', 'de', 'thread'],
  ['few words, and neither, nor a thread', SHORT, 'pt', null, null, 'inbox'],
  ['few words, no opinion', SHORT, 'unknown', 'de', 'de', 'thread'],
  ['few words, no model', SHORT, null, null, null, 'inbox'],
  ['nothing to read: whatever the model says', NOTHING, 'es', 'de', 'de', 'thread'],
  ['nothing to read, no thread', NOTHING, 'es', null, null, 'inbox'],
])('%s', (_, words, model, thread, language, by) =>
  expect(agreeOnLanguage({ words, model, thread, inbox: INBOX })).toEqual({ language, by }),
);

test('whatever a model says, it gets a language that the words could be in, or one of the inbox, or of the thread', () => {
  for (const words of [SURE, NEAR, SHORT, NOTHING])
    for (const model of LANGUAGE_CODES)
      for (const thread of [null, 'fr']) {
        const { language } = agreeOnLanguage({ words, model, thread, inbox: INBOX });
        expect([...words.near, ...INBOX, 'fr', null]).toContain(language);
      }
});

test('a model may name every language that code tells apart', () => {
  expect(Object.values(eld.info().Languages).filter((code) => !LANGUAGE_CODES.some((known) => known === code))).toEqual([]);
  expect(new Set(LANGUAGE_CODES).size).toBe(LANGUAGE_CODES.length);
});

describe('in triage', () => {
  const german = 'Wo finde ich meine Rechnung? Ich suche sie seit gestern.';
  const run = async (text: string, language: unknown, more: Partial<TriageInput> = {}, rules: object[] = []) => {
    const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
    const sorted = { ...classification({ category: 'billing', queries: ['find your invoices'] }), language };
    const body = draftOf('Abra **Ajustes › Facturación**. Allí está cada factura en PDF.', ['invoices-es#1']);
    const model = new ScriptedModel([
      { task: 'classify', value: sorted },
      { task: 'draft', value: body },
    ]);
    const config = { ...CONFIG, rules: rules.map((rule) => Rule.parse(rule)) };
    const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config };
    const { outcome, trace } = await triage(input({ subject: 'Factura', text, ...more }), parts, new AbortController().signal);
    const [sorting, drafting] = model.requests.map(({ messages }) => messages.map((m) => m.content).join('\n'));
    return { outcome, trace, sorting, drafting };
  };

  test('two words that code cannot tell are answered in the language that the model reads', async () => {
    const { outcome, trace, sorting, drafting } = await run('Factura marzo', 'es');
    expect(sorting).toContain('(language: not clear;');
    expect(drafting).toContain('In es (ISO 639 code)');
    expect(outcome).toMatchObject({ kind: 'reply', language: 'es', text: expect.stringMatching(/^Hola, Ann:/) });
    expect(trace.heard).toEqual({ by: 'model', code: null });
  });

  test('a sentence that code is sure of is in its language, whatever the model says', async () => {
    const { outcome, trace, sorting } = await run(german, 'es');
    expect(sorting).toContain('(language: de;');
    expect(outcome).toMatchObject({ language: 'de' });
    expect(trace.heard).toEqual({ by: 'words', code: 'de' });
  });

  test('what is no language is no opinion, and no reason to ask again', async () => {
    for (const odd of ['klingon', '', null, 7, undefined]) {
      const { outcome, trace } = await run('Factura marzo', odd, { thread: [{ from: 'customer', at: 0, text: german }] });
      expect(outcome, String(odd)).toMatchObject({ language: 'de' });
      expect(trace.heard).toEqual({ by: 'thread', code: 'de' });
    }
  });

  test('a rule about the language that code reads holds, also where the model reads another; so does one about that', async () => {
    const mail = { thread: [{ from: 'customer', at: 0, text: german } as const] };
    const limit = (language: string) => [{ name: 'Careful', when: { language: [language] }, then: { autonomy: 'shadow' } }];
    for (const language of ['de', 'es']) {
      const { outcome } = await run('Factura marzo', 'es', mail, limit(language));
      expect(outcome, language).toMatchObject({ kind: 'reply', language: 'es', mode: 'shadow' });
    }
    expect((await run('Factura marzo', 'es', mail, limit('fr'))).outcome).toMatchObject({ kind: 'reply', mode: 'auto' });
  });
});
