import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../knowledge/build.ts';
import { computingTime } from '../testing/computing-time.ts';
import { bodyOf } from './draft-body.ts';
import { guardDraft } from './guard.ts';
import { article } from './testing/facts.ts';

const { passages } = buildKnowledge([
  article({
    id: 'reset',
    title: 'Reset a forgotten password',
    body: 'Open https://shop.example/reset and choose **Send link**. The link works once, for 60 minutes.\n\n## The mail does not arrive\n\nLook in your spam folder. The mail comes within two minutes.',
  }),
  article({ id: 'plus', title: 'Deleted notes with Plus', body: 'With Plus, deleted notes stay in the trash for 90 days.' }),
  article({
    id: 'team',
    title: 'Deleted notes with Team',
    body: 'With Team, deleted notes stay in the trash for one year. An admin can restore them.',
  }),
  article({
    id: 'frist',
    locale: 'de',
    title: 'Rechnung berichtigen',
    body: 'Eine Rechnung können Sie 14 Tage lang unter **Rechnungen** berichtigen.',
  }),
]);

/** Rules of citations that a draft breaks, and what the guard says of them. Parts are `[text, …cites]`. */
function broken(parts: readonly (readonly [string, ...string[]])[], language = 'en', customerText = ''): string[] {
  const body = bodyOf(parts.map(([text, ...cites]) => ({ as: 'paragraph', text, cites })));
  const findings = guardDraft({ ...body, offered: passages, maxWords: 250, customerText, language, answerLanguage: language });
  return findings.map(({ rule, detail }) => `${rule}: ${detail}`);
}
const rules = (...given: Parameters<typeof broken>) => [...new Set(broken(...given).map((finding) => finding.split(':')[0]))];

const OPEN = ['Open https://shop.example/reset and choose **Send link**.', 'reset#1'] as const;

describe('a part without a citation', () => {
  test.each<[string, string]>([
    ['en', 'Thank you for your message.'],
    ['en', "I'm sorry to hear that, and I understand how frustrating this is."],
    ['en', 'We are happy to help! Please follow these steps.'],
    ['en', "If you have any other questions, don't hesitate to contact us."],
    ['en', 'Did that help?'],
    ['en', '🙂'],
    ['es', 'Gracias por su mensaje. Lamentamos las molestias.'],
    ['es', 'Estamos encantados de ayudarle.'],
    ['de', 'Vielen Dank für Ihre Nachricht. Das tut mir leid.'],
    ['de', 'Bitte entschuldigen Sie die Unannehmlichkeiten.'],
    ['fr', 'Merci pour votre message. Nous sommes désolés pour ce désagrément.'],
    ['it', 'Grazie per il messaggio, ci scusiamo per il disagio.'],
    ['pt', 'Obrigado pela sua mensagem. Lamentamos o incómodo.'],
    ['nl', 'Bedankt voor je bericht. Wat vervelend!'],
    ['ja', 'お問い合わせありがとうございます。'],
    ['ja', 'ご不便をおかけして申し訳ございません。'],
  ])('may be small talk: %s: %s', (language, text) => expect(rules([[text], OPEN], language)).not.toContain('uncited-claim'));

  test.each<[string, string]>([
    ['en', 'Deleted notes stay in the trash.'],
    ['en', 'Thank you for your message, your notes are safe.'],
    ['en', 'I am sorry, but refunds are not possible.'],
    ['en', 'You can do that.'],
    ['en', 'No, sorry.'],
    ['en', 'Happy to help: it takes 5 minutes.'],
    ['en', 'Here is what you need: **Settings**.'],
    ['en', 'We are happy to give you this for free.'],
    ['en', 'I understand; our parcels come by ship every Tuesday.'],
    ['es', 'Gracias por su mensaje. Las notas borradas se conservan.'],
    ['de', 'Vielen Dank, Ihr Tarif endet morgen.'],
    ['fr', 'Merci, votre formule sera prolongée.'],
    ['it', 'Ci scusiamo, le note restano nel cestino.'],
    ['pt', 'Obrigado, as notas ficam no lixo.'],
    ['nl', 'Bedankt, je abonnement stopt vanzelf.'],
    ['ja', 'お問い合わせありがとうございます。削除したメモは復元できます。'],
    ['pl', 'Usunięte notatki pozostają w koszu.'],
    ['pl', 'Dziękujemy za wiadomość.'],
  ])('may say nothing: %s: %s', (language, text) => expect(rules([[text], OPEN], language)).toContain('uncited-claim'));

  test('that ends in a colon rests on what the next part cites', () => {
    expect(rules([['To reset your password:'], OPEN])).toEqual([]);
    expect(rules([['Deleted notes stay for 90 days:'], OPEN])).toContain('figure');
    expect(rules([OPEN, ['Deleted notes stay in the trash:']])).toContain('uncited-claim');
    expect(
      rules([['Deleted notes with Plus stay for 90 days:'], ['An admin can restore them.', 'team#1'], ['In the trash.', 'plus#1']]),
    ).toContain('misplaced-citation');
  });

  test('is not safe when no part has one', () => expect(rules([['Deleted notes stay in the trash.']])).toContain('uncited'));
});

describe('a part that cites', () => {
  test('what was not shown is not safe, and named', () => {
    expect(broken([OPEN, ['Look in your spam folder.', 'reset#2', 'secret#1']])).toEqual(['unknown-citation: secret#1']);
  });

  test.each<[string, readonly [string, ...string[]][]]>([
    ['its own passage each', [[...OPEN], ['Look in your spam folder; it comes within two minutes.', 'reset#2']]],
    ['two passages for one part', [['With Plus, deleted notes stay for 90 days, with Team for one year.', 'plus#1', 'team#1']]],
    ['more than it needs', [[...OPEN], ['With Plus, deleted notes stay in the trash for 90 days.', 'plus#1', 'team#1']]],
  ])('%s holds', (_, parts) => expect(broken(parts)).toEqual([]));

  test.each<[string, string, readonly [string, ...string[]][]]>([
    [
      'figure',
      '60 minutes',
      [
        ['The link works once, for 60 minutes.', 'reset#2'],
        ['Choose **Send link**.', 'reset#1'],
      ],
    ],
    [
      'figure',
      '90 days',
      [
        ['With Plus, deleted notes stay for 90 days.', 'team#1'],
        ['In the trash.', 'plus#1'],
      ],
    ],
    [
      'link',
      'shop.example/reset',
      [
        ['Open https://shop.example/reset.', 'plus#1'],
        ['Choose **Send link**.', 'reset#1'],
      ],
    ],
    [
      'label',
      'Send link',
      [
        ['Choose **Send link** for it.', 'team#1'],
        ['The link works once.', 'reset#1'],
      ],
    ],
    [
      'fact',
      '(admin)',
      [
        ['An admin can restore deleted notes.', 'plus#1'],
        ['With Team for one year.', 'team#1'],
      ],
    ],
    [
      'words',
      'open it and choose the link for a forgotten password.',
      [
        ['Open it and choose the link for a forgotten password.', 'plus#1'],
        ['The link works once.', 'reset#1'],
      ],
    ],
  ])('the wrong passage, where another that is cited says it (%s)', (rule, words, parts) => {
    const findings = broken(parts);
    expect(findings.filter((finding) => !finding.startsWith('misplaced-citation: '))).toEqual([]);
    expect(findings.join('\n').toLowerCase()).toContain(`${words} (${rule}): not in ${parts[0]?.[1]}`.toLowerCase());
  });

  test('a passage that does not say it, in an answer that is otherwise right', () => {
    const parcels = ['Smart televisions understand handwriting with every stylus.', 'reset#1'] as const;
    expect(rules([OPEN, ['The link works once, for 60 minutes.', 'reset#1'], ['Look in your spam folder.', 'reset#2'], parcels])).toContain(
      'unsupported-claim',
    );
  });

  test('what the customer wrote may be taken up', () => {
    const taken = [OPEN, ['That also holds for the tablet, phone and laptop in your office.', 'reset#1']] as const;
    expect(rules(taken, 'en', 'I use a tablet, a phone and a laptop in the office.')).not.toContain('unsupported-claim');
    expect(rules(taken)).toContain('unsupported-claim');
  });

  test('a passage in another language is held to figures and links, not to words', () => {
    expect(rules([['You can correct an invoice for 14 days under **Rechnungen**.', 'frist#1']])).toEqual([]);
    expect(
      rules([
        ['You can correct an invoice for 60 days under **Rechnungen**.', 'frist#1'],
        ['The link works for 60 minutes.', 'reset#1'],
      ]),
    ).toContain('figure');
  });
});

test('what no cited passage says is told once, by the rule that finds it', () => {
  expect(rules([OPEN, ['The link works once, for 70 minutes.', 'reset#1'], ['The mail comes within two minutes.', 'reset#2']])).toEqual([
    'figure',
  ]);
});

test('many parts are judged in time', () => {
  const many = Array.from({ length: 150 }, (_, i): [string, string] => [
    `The link works, for ${i} minutes.`,
    i % 2 === 0 ? 'reset#1' : 'plus#1',
  ]);
  const spent = computingTime();
  expect(rules(many)).toContain('misplaced-citation');
  expect(spent()).toBeLessThan(5_000);
});
