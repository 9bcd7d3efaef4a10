import { expect, test } from 'vitest';
import type { Passage } from '../knowledge/knowledge.ts';
import { guardDraft } from './guard.ts';

const passage = (text: string, locale = 'en'): Passage => ({
  id: 'p#1',
  articleId: 'p',
  title: 'Article',
  text,
  locale,
  audience: 'public',
});

function rules(answer: string, text: string, language = 'en', customerText = ''): string[] {
  const offered = [passage(text)];
  const findings = guardDraft({
    answer,
    citations: ['p#1'],
    claims: [{ text: answer, cites: ['p#1'] }],
    offered,
    maxWords: 250,
    customerText,
    language,
    answerLanguage: language,
  });
  return [...new Set(findings.map((f) => f.rule))];
}

const TRASH = 'Notes you delete stay in the trash for 30 days. After 30 days we cannot restore a note.';
const CARD = 'On a Team plan only owners can change the card. Payments are taken by the bank.';
const MENU = 'Open **Settings › Billing › Plan** and choose **Cancel plan**. You can cancel up to the day before the renewal.';
const PLANS = 'Uploads: 5 GB on Plus and 20 GB on Team. Free has ten templates, Plus and Team have no limit.';
const PAY = 'We accept Visa and PayPal. Guests are free of charge.';

test.each([
  ['label', 'Open **Settings › Account › Plan**.', MENU, 'en'],
  ['label', 'Öffnen Sie **Settings › Plan**.', MENU, 'de'],
  ['label', 'Open Settings › Account.', MENU, 'en'],
  ['label', 'Choose "Delete everything".', MENU, 'en'],
  ['name', 'We accept Visa and Apple Pay.', PAY, 'en'],
  ['name', 'Wir nehmen Visa und Klarna.', PAY, 'de'],
  ['name', 'VisaとAmazonが使えます。', PAY, 'ja'],
  ['fact', 'Every guest is free of charge immediately.', PAY, 'en'],
  ['fact', 'Con esto recibe un descuento.', PAY, 'es'],
  ['opposite', 'After 30 days we can restore a note.', TRASH, 'en'],
  ['opposite', 'Nach 30 Tagen können wir eine Notiz wiederherstellen.', TRASH, 'de'],
  ['opposite', 'Pasados 30 días podemos recuperar una nota.', TRASH, 'es'],
  ['opposite', 'Après 30 jours, nous pouvons restaurer une note.', TRASH, 'fr'],
  ['opposite', 'Dopo 30 giorni possiamo ripristinare una nota.', TRASH, 'it'],
  ['opposite', '30日後はノートを復元できます。', TRASH, 'ja'],
  ['opposite', 'You can cancel up to the day after the renewal.', MENU, 'en'],
  ['opposite', 'Gli ospiti sono a pagamento.', PAY, 'it'],
  ['opposite', 'A reset deletes your notes.', 'Open the page. Your notes are not touched.', 'en'],
  ['condition', 'On a Team plan members and owners can change the card.', CARD, 'en'],
  ['actor', 'Payments are taken by the store.', `${CARD} The app store issues receipts.`, 'en'],
  ['pair', 'You have 20 GB on Plus.', PLANS, 'en'],
  ['holder', 'While Free and Team have no limit, there are templates.', PLANS, 'en'],
] as const)('%s: %s', (rule, answer, text, language) => expect(rules(answer, text, language)).toContain(rule));

test.each([
  ['Notes are kept in the trash for 30 days; afterwards they cannot be restored.', TRASH, 'en'],
  ['Gelöschte Notizen bleiben 30 Tage im Papierkorb. Danach können wir sie nicht wiederherstellen.', TRASH, 'de'],
  ['Une note supprimée reste 30 jours dans la corbeille ; ensuite, nous ne pouvons pas la restaurer.', TRASH, 'fr'],
  ['削除したノートは30日間ゴミ箱に残ります。30日後は復元できません。', TRASH, 'ja'],
  ['Only owners may change the card.', CARD, 'en'],
  ['Vaya a **Settings › Billing › Plan** y elija **Cancel plan**.', MENU, 'es'],
  ['Plus gives you 5 GB and Team 20 GB.', PLANS, 'en'],
  ['Gli ospiti sono gratuiti.', PAY, 'it'],
])('holds: %s', (answer, text, language) => expect(rules(answer, text, language)).toEqual([]));

test("the customer's own words may be quoted back, but are no menu", () => {
  expect(rules('About "Error 17": open **Settings › Billing › Plan**.', MENU, 'en', 'It says Error 17')).not.toContain('label');
  expect(rules('Open **Settings › Refund me**.', MENU, 'en', 'Settings › Refund me')).toContain('label');
});

test('a question says nothing', () => expect(rules('Can we restore a note after 30 days?', TRASH)).not.toContain('opposite'));
