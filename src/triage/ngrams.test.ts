import { eld } from 'eld/small';
import { expect, test } from 'vitest';
import { loadDetector } from './ngrams.ts';

const detector = await loadDetector();

test.each([
  'Where can I download the invoice for March?',
  "L'invité n'a pas reçu d'e-mail, qu'est-ce que je peux faire ?",
  'Wo kann ich meine Rechnungen als PDF herunterladen?',
  '¿Cómo puedo restablecer la contraseña?',
  'Não consigo entrar na minha conta.',
  'Come posso scaricare la fattura?',
  'Hoe reset ik mijn wachtwoord?',
  'Jak mogę zresetować hasło?',
  'Hvordan nulstiller jeg min adgangskode?',
  'Şifremi nasıl sıfırlayabilirim?',
  'Как сбросить пароль?',
  'كيف يمكنني إعادة تعيين كلمة المرور؟',
  'パスワードを忘れました。',
  '我忘记了密码',
  'constructor toString __proto__ hasOwnProperty',
  'xq',
  '',
])('gives the scores of eld/small: %s', (text) => {
  expect(detector.detect(text).getScores()).toEqual(eld.detect(text).getScores());
});

test('knows a mail of many sentences as eld/small does', () => {
  const text = 'How do I reset my password? '.repeat(60);
  expect(detector.detect(text).getScores()).toEqual(eld.detect(text).getScores());
});
