import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TriageConfig } from '../config/triage-schema.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { makeBuiltinModel } from '../model/builtin/builtin.ts';
import type { Model } from '../model/model.ts';
import { ScriptedModel } from '../model/scripted.ts';
import { guardDraft } from './guard.ts';
import type { Outcome } from './outcome.ts';
import { loadPrompts } from './prompts.ts';
import { applyRules } from './rules.ts';
import { classification, input } from './testing/facts.ts';
import { type TriageInput, triage } from './triage.ts';

/** The shipped configuration, articles and prompts with the built-in model: what is covered is answered, what is not goes to a person, nothing is wrong. */
const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const config = TriageConfig.parse(parse(await readFile(path('config/triage.yaml'), 'utf8')));
const knowledge = await loadKnowledge(path('knowledge-base'), Date.UTC(2026, 0, 31));
const prompts = await loadPrompts(path('prompts'));
const builtin = makeBuiltinModel();

async function decide(subject: string, text: string, model: Model = builtin, more: Partial<TriageInput> = {}): Promise<Outcome> {
  const parts = { complete: model.complete, modelName: model.name, knowledge, prompts, config };
  const { outcome } = await triage(input({ subject, text, ...more }), parts, new AbortController().signal);
  return outcome;
}

describe('answers, from the right article', () => {
  test.each([
    ['password-reset', 'Password', "Hi,\n\nI can't remember my password and the reset mail never shows up. What can I do?\n\nThanks\nBob"],
    ['password-reset', 'expired', 'reset link expired'],
    [
      'invoices',
      'Where is my invoice?',
      'Hello,\n\nwhere can I find the invoice for my last payment? I need to download it as a PDF.\n\nRegards\nTom Whitaker',
    ],
    ['vat', 'VAT', 'How do I add our VAT number to the invoices?'],
    ['payment-methods', 'bank transfer', 'Is it possible to pay by bank transfer?'],
    ['plans', 'pricing', 'How much does the Plus plan cost per year?'],
    ['student-discount', 'students', 'Do you have a discount for students?'],
    ['export-notes', 'export', 'Can I export everything to PDF?'],
    ['print-note', 'print', 'How can I print a note?'],
    ['offline', 'offline', 'Can I use the app without an internet connection?'],
    ['password-reset-es', 'contraseña', 'Hola, he olvidado mi contraseña. ¿Cómo la cambio?\n\nGracias'],
    ['export-notes-es', 'exportar', '¿Cómo exporto todas mis notas?'],
    ['password-reset-de', 'Passwort', 'Hallo, ich habe mein Passwort vergessen. Wie kann ich es zurücksetzen?'],
    ['invoices-de', 'Rechnung', 'Wo kann ich meine Rechnungen als PDF herunterladen?'],
  ])('%s: %s', async (article, subject, text) => {
    const outcome = await decide(subject, text);
    expect(outcome).toMatchObject({ kind: 'reply', mode: 'auto', heldBack: [] });
    expect(outcome.kind === 'reply' && outcome.citations.map((id) => id.split('#')[0])).toEqual([article]);
  });
});

describe('leaves to people', () => {
  test.each([
    ['what no article covers', 'gift', "Can I buy a gift card for my sister's birthday?"],
    ['what an article only touches', 'discount', 'Can I get a discount if I pay for three years?'],
    ['what only sounds alike', 'dark mode', 'How do I enable dark mode on my smart TV?'],
    ['a second question that nothing covers', 'two', 'How do I reset my password? And can I also pay with Bitcoin?'],
    [
      'two topics in one mail',
      'Two things',
      'How do I transfer the ownership of our workspace? And how do we get our VAT number on to the invoices?',
    ],
    ['a dispute', 'Invoice', 'The invoice from March shows the wrong amount, you charged me twice the price and I want it corrected.'],
    [
      "somebody else's account",
      'reset',
      'My former employee refuses to give me his password. Can you reset it so that I can read his notes?',
    ],
    ['a greeting', 'hello', 'Hi'],
    ['another world', 'weather', 'What will the weather be like in Berlin tomorrow?'],
    ['anger', 'invoice', 'Where is my invoice? This is unacceptable.'],
    ['who wants a person', 'password', 'I forgot my password. I want to talk to a real person.'],
  ])('%s', async (_, subject, text) => expect(await decide(subject, text)).toMatchObject({ kind: 'escalate' }));

  test.each([
    ['es', 'iberia', 'app', '¿Tienen una versión de la aplicación para el Apple Watch?'],
    ['de', 'dach', 'Rechnung', 'Können Sie die Rechnung auf 60 Tage Zahlungsziel umstellen?'],
    ['ja', 'japan', '縦書き', 'ノートを縦書きで表示する機能はありますか。'],
  ])('what is not covered in %s, to the team %s', async (language, team, subject, text) => {
    expect(await decide(subject, text)).toMatchObject({ kind: 'escalate', language, team });
  });
});

describe('data deletion', () => {
  test.each([
    ['Please delete my account and all my data.'],
    ['Bitte alle meine Daten löschen.'],
    ['Quiero que eliminen mis datos.'],
    ['私のデータを削除してください。'],
  ])('reaches compliance as urgent: %s', async (text) => {
    expect(await decide('Request', text)).toMatchObject({ kind: 'escalate', team: 'compliance', priority: 'urgent' });
  });

  test.each([
    'Where is my invoice? And then delete my account and erase my data.',
    'Please delete my user account and everything in it.',
    'I want all of my data deleted.',
    'Please erase everything you have stored about me.',
    'Kindly remove all personal information you hold on me.',
    'I hereby request erasure of my personal data under Article 17 GDPR.',
    'Please delete all of my personal information (CCPA).',
    'Can you permanently delete my Hazelnote account?',
    "I'd like my account deleted.",
    'I request the deletion of my account.',
    'Please wipe my data from your servers.',
    'This is a GDPR deletion request.',
    'Bitte löschen Sie mein Konto.',
    'Löschen Sie bitte alle meine personenbezogenen Daten.',
    'Ich beantrage die Löschung meines Kontos.',
    'Solicito la eliminación de mis datos personales.',
    'Quiero que borren todos mis datos.',
    'Por favor, eliminad mi cuenta y toda mi información.',
    'Je souhaite la suppression de mon compte.',
    'Veuillez supprimer toutes mes données personnelles.',
    'Effacez mes données, s’il vous plaît.',
    'Chiedo la cancellazione dei miei dati personali.',
    'Vi prego di cancellare tutti i miei dati.',
    'Per favore eliminate il mio account.',
    'Quero apagar a minha conta.',
    'Solicito a eliminação dos meus dados pessoais.',
    'Verwijder mijn account en mijn gegevens, alstublieft.',
    'アカウントと全てのデータを消してください。',
    '退会するので個人データをすべて削除してください。',
  ])('also when a model calls it an unimportant billing question that it can answer: %s', async (text) => {
    const model = new ScriptedModel([{ task: 'classify', value: classification({ category: 'billing', confidence: 1, priority: 'low' }) }]);
    const outcome = await decide('Invoice', text, model);
    expect(outcome).toMatchObject({
      kind: 'escalate',
      team: 'compliance',
      priority: 'urgent',
      labels: expect.arrayContaining(['data-deletion']),
    });
    model.assertDone();
  });

  test.each([
    'I deleted a note by accident, can I get it back?',
    'How do I delete a notebook that I shared with my account manager?',
    'Can I remove my card and pay by invoice?',
    'Wie lösche ich eine Notiz?',
    '¿Cómo elimino una nota compartida?',
    'Comment supprimer une note ?',
    'Come elimino una nota condivisa?',
    'ノートを削除するにはどうすればいいですか。',
  ])('is not what it only sounds like: %s', (text) => {
    const rules = applyRules(config.rules, { subject: 'Question', rawText: text, from: 'a@b.example', language: null, category: null });
    expect(rules.names).not.toContain('Data deletion goes to compliance');
  });
});

test('a refund is drafted, not sent', async () => {
  expect(await decide('Refund', 'I would like a refund for my yearly plan, how do I ask for it?')).toMatchObject({
    kind: 'reply',
    mode: 'draft',
  });
});

test('nothing is sent while the installation is in shadow', async () => {
  expect(await decide('Password', 'How do I reset my password?', builtin, { maxAutonomy: 'shadow' })).toMatchObject({
    kind: 'reply',
    mode: 'shadow',
  });
});

test('every public passage may be quoted word for word', () => {
  for (const p of knowledge.passages.filter((x) => x.audience === 'public')) {
    const findings = guardDraft({
      answer: p.text,
      citations: [p.id],
      claims: [{ text: p.text, cites: [p.id] }],
      offered: [p],
      maxWords: 250,
      customerText: '',
      language: p.locale,
      answerLanguage: p.locale,
    });
    expect(findings, p.id).toEqual([]);
  }
});
