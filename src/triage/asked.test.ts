import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../knowledge/build.ts';
import type { Article } from '../knowledge/knowledge.ts';
import { makeBuiltinModel } from '../model/builtin/builtin.ts';
import { ScriptedModel } from '../model/scripted.ts';
import { askedOf } from './asked.ts';
import { loadPrompts } from './prompts.ts';
import { article, CONFIG, classification, input } from './testing/facts.ts';
import { triage } from './triage.ts';

const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));

/** An article on passwords, with a second section on how long the link lasts, and one on invoices, in each language. */
const ARTICLES: Readonly<Record<string, readonly [Pick<Article, 'title' | 'body'>, Pick<Article, 'title' | 'body'>]>> = {
  en: [
    {
      title: 'Reset a forgotten password',
      body: 'Open the sign-in page and choose **Send reset link**.\n\n## How long the reset link is valid\n\nThe reset link is valid for 60 minutes.',
    },
    { title: 'Find your invoices', body: 'Open **Settings › Billing**. Every invoice is there as a PDF.' },
  ],
  es: [
    {
      title: 'Restablecer una contraseña olvidada',
      body: 'Abra la página de acceso y elija **Enviar enlace**.\n\n## Cuánto tiempo vale el enlace\n\nEl enlace vale 60 minutos.',
    },
    { title: 'Encontrar sus facturas', body: 'Abra **Ajustes › Facturación**. Allí está cada factura en PDF.' },
  ],
  de: [
    {
      title: 'Passwort vergessen und zurücksetzen',
      body: 'Öffnen Sie die Anmeldung und wählen Sie **Link senden**.\n\n## Wie lange der Link gültig ist\n\nDer Link ist 60 Minuten gültig.',
    },
    { title: 'Rechnungen finden', body: 'Öffnen Sie **Einstellungen › Rechnungen**. Dort liegt jede Rechnung als PDF.' },
  ],
  fr: [
    {
      title: 'Réinitialiser un mot de passe oublié',
      body: 'Ouvrez la page de connexion et choisissez **Envoyer le lien**.\n\n## Combien de temps le lien est valable\n\nLe lien est valable 60 minutes.',
    },
    { title: 'Trouver vos factures', body: 'Ouvrez **Paramètres › Facturation**. Chaque facture y est en PDF.' },
  ],
  it: [
    {
      title: 'Reimpostare una password dimenticata',
      body: 'Apra la pagina di accesso e scelga **Invia link**.\n\n## Per quanto tempo vale il link\n\nIl link vale 60 minuti.',
    },
    { title: 'Trovare le fatture', body: 'Apra **Impostazioni › Fatturazione**. Ogni fattura è lì in PDF.' },
  ],
  ja: [
    {
      title: 'パスワードの再設定',
      body: 'ログイン画面で**リンクを送信**を選択します。\n\n## リンクの有効期間\n\nリンクの有効期間は60分です。',
    },
    { title: '請求書の確認', body: '**設定 › 請求**を開きます。請求書はPDFで保存されています。' },
  ],
};
const KNOWLEDGE = buildKnowledge(
  Object.entries(ARTICLES).flatMap(([locale, [password, invoices]]) => [
    article({ id: `password-${locale}`, locale, ...password }),
    article({ id: `invoices-${locale}`, locale, ...invoices }),
  ]),
);

async function draftCiting(language: string, text: string, citations: readonly string[], more = {}) {
  const model = new ScriptedModel([
    { task: 'classify', value: classification({ queries: [], ...more }) },
    {
      task: 'draft',
      value: {
        cannotAnswer: false,
        body: KNOWLEDGE.passages.filter((p) => citations.includes(p.id)).map((p) => ({ as: 'paragraph', text: p.text, cites: [p.id] })),
      },
    },
  ]);
  const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
  const of = input({ text, inbox: { ...input().inbox, locale: language } });
  return (await triage(of, parts, new AbortController().signal)).outcome;
}

const BOTH: readonly [string, string][] = [
  ['en', 'How do I reset my password? And where do I find my invoices?'],
  ['es', '¿Cómo puedo restablecer la contraseña olvidada? ¿Y dónde encuentro mis facturas?'],
  ['de', 'Wie kann ich mein Passwort zurücksetzen? Und wo finde ich meine Rechnungen?'],
  ['fr', 'Comment réinitialiser mon mot de passe ? Et où trouver mes factures ?'],
  ['it', 'Come posso reimpostare la password? E dove trovo le fatture?'],
  ['ja', 'パスワードの再設定はどうすればいいですか。また、請求書の確認はどこでできますか。'],
];

describe('two questions that articles cover', () => {
  test.each(BOTH)('%s: are answered when the draft cites a ground for each: %s', async (language, text) => {
    const outcome = await draftCiting(language, text, [`password-${language}#1`, `invoices-${language}#1`]);
    expect(outcome).toMatchObject({ kind: 'reply', mode: 'auto', heldBack: [] });
  });

  test.each(BOTH)('%s: go to a person when the draft leaves one out: %s', async (language, text) => {
    const outcome = await draftCiting(language, text, [`password-${language}#1`]);
    expect(outcome).toMatchObject({ kind: 'escalate', gap: 'no-article', reason: expect.stringContaining('also asks: ') });
  });

  test.each(BOTH)('%s: the built-in model does not glue two articles together: %s', async (_, text) => {
    const model = makeBuiltinModel();
    const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
    expect((await triage(input({ text }), parts, new AbortController().signal)).outcome).toMatchObject({ kind: 'escalate' });
  });
});

describe('two questions, one of which nothing covers', () => {
  test.each([
    ['en', 'How do I reset my password? And can I pay with Bitcoin?', 'pay with Bitcoin'],
    ['en', 'How do I reset my password and can I pay with Bitcoin?', 'pay with Bitcoin'],
    ['es', '¿Cómo puedo restablecer la contraseña? ¿Y venden tarjetas de regalo?', 'tarjetas de regalo'],
    ['de', 'Wie kann ich mein Passwort zurücksetzen? Und verkaufen Sie Gutscheine?', 'Gutscheine'],
    ['fr', 'Comment réinitialiser mon mot de passe ? Et vendez-vous des cartes cadeaux ?', 'cartes cadeaux'],
    ['it', 'Come posso reimpostare la password? E vendete buoni regalo?', 'buoni regalo'],
    ['ja', 'パスワードの再設定はどうすればいいですか。ギフトカードは販売していますか。', 'ギフトカード'],
  ])('%s: %s', async (_, text, open) => {
    const model = new ScriptedModel([{ task: 'classify', value: classification({ queries: [] }) }]);
    const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
    const { outcome } = await triage(input({ text }), parts, new AbortController().signal);
    expect(outcome).toMatchObject({ kind: 'escalate', gap: 'no-article' });
    expect(outcome.reason).toMatch(new RegExp(`also asks: .*${open}`, 'u'));
    model.assertDone();
  });
});

describe('one question', () => {
  test.each([
    ['said in two sentences', 'I forgot my password. How do I reset it? What are the steps?'],
    ['beside one in a signature', 'How do I reset my password?\n\n-- \nAnn Lee\nHave you seen our garden furniture?'],
    ['beside one in a quotation', 'How do I reset my password?\n\n> Could you tell us your shoe size?'],
    ['asked twice', 'How can I reset my password? Is it possible to reset the password?'],
  ])('%s is one', async (_, text) => {
    const outcome = await draftCiting('en', text, ['password-en#1'], { queries: ['reset my password'] });
    expect(outcome).toMatchObject({ kind: 'reply', mode: 'auto' });
  });
});

describe('what a model counts', () => {
  const ask = async (language: string, text: string, questions: number, queries: readonly string[]) => {
    const hasArticles = language in ARTICLES;
    const asked = await askedOf(
      { text, language, classification: { questions, queries }, threshold: 0.45, hasArticles },
      async (searched, limit) => KNOWLEDGE.search(searched, { locale: language, audience: 'public', limit }),
    );
    return asked.map(({ text: t, grounds }) => [t, grounds[0]?.passage.articleId ?? null]);
  };

  test('each of its searches needs a ground when it sees more than code does', async () => {
    expect(await ask('en', 'I need my password reset, my invoices and a gift card', 2, ['reset password', 'gift card'])).toEqual([
      ['reset password', 'password-en'],
      ['gift card', null],
    ]);
  });

  test('what it counts and does not name has no ground', async () => {
    expect(await ask('en', 'Password and other things', 3, ['reset password'])).toEqual([
      ['reset password', 'password-en'],
      ['2 more, not told apart', null],
    ]);
  });

  test('its searches stand for questions in a language without articles', async () => {
    expect(await ask('sv', 'Hur återställer jag lösenordet? Var finns mina fakturor?', 2, ['reset password', 'find invoices'])).toEqual([
      ['reset password', 'password-en'],
      ['find invoices', 'invoices-en'],
    ]);
    expect(await ask('sv', 'Hur återställer jag lösenordet? Var finns mina fakturor?', 1, ['reset password'])).toEqual([
      ['reset password', 'password-en'],
      ['1 more, not told apart', null],
    ]);
  });

  test('more questions than a first line answers are not searched for one by one', async () => {
    const text = Array.from({ length: 400 }, (_, i) => `Is topic${i} possible with gadget${i}?`).join(' ');
    expect((await ask('en', text, 1, [])).at(-1)).toEqual(['392 more, not told apart', null]);
  });

  test('one question is searched for with the whole mail', async () =>
    expect(await ask('en', 'How do I reset my password?', 1, ['x'])).toEqual([]));
});
