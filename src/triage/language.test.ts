import { expect, test } from 'vitest';
import { detectLanguage } from './language.ts';

test.each([
  ['en', 'I forgot my password'],
  ['en', 'Where can I download the invoice for March? I need it as a PDF.'],
  ['de', 'Wo finde ich meine Rechnung?'],
  ['de', 'Passwort vergessen'],
  ['es', '¿Cómo puedo restablecer la contraseña?'],
  ['fr', 'Où puis-je télécharger ma facture ?'],
  ['pt', 'Não consigo entrar na minha conta, o que devo fazer?'],
  ['it', 'Come posso scaricare la fattura?'],
  ['nl', 'Hoe reset ik mijn wachtwoord?'],
  ['pl', 'Jak mogę zresetować hasło?'],
  ['ru', 'Как сбросить пароль?'],
  ['uk', 'Як скинути пароль до облікового запису?'],
  ['ar', 'كيف يمكنني إعادة تعيين كلمة المرور؟'],
  ['ja', 'パスワードを忘れました。'],
  ['ja', 'PDFのダウンロード方法'],
  ['zh', '我忘记了密码'],
  ['ko', '비밀번호를 잊어버렸어요'],
  ['el', 'Ξέχασα τον κωδικό μου'],
  ['th', 'ลืมรหัสผ่าน'],
  ['en', 'My colleague 田中 cannot sign in to the workspace'],
])('%s: %s', async (language, text) => expect(await detectLanguage(text)).toBe(language));

test.each(['', 'ok', '???', '12345', 'https://shop.example/reset ann@shop.example', 'PDF'])('too short to tell: %j', async (text) =>
  expect(await detectLanguage(text)).toBeNull(),
);
