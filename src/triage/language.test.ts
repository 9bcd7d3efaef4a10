import { expect, test } from 'vitest';
import { detectLanguage, languageOfNewest, readLanguage } from './language.ts';

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

test.each([
  ['de', 'Wie verbinde ich Hazelnote mit Google Drive, Microsoft Teams und Slack? Der Web Clipper zeigt „Access denied“.'],
  ['de', 'Hallo, beim Synchronisieren kommt: "Error: connection timed out, please try again later". Was kann ich tun?'],
  [
    'de',
    'Das passiert beim Start:\n\n```\nError: the file could not be opened because it is in use by another process\n```\n\nWas soll ich tun?',
  ],
  ['de', 'Wann kommt die Rechnung?\n\n> Thank you for your order. We will send you the invoice as soon as it has been paid.'],
  ['es', '¿Cuándo llega la factura?\n\n-- \nAna Pérez\nThis message is confidential and intended only for the person it is addressed to.'],
  ['fr', "Bonjour, le Web Clipper n'enregistre plus les pages de Chrome."],
  ['it', 'Il web clipper di Chrome non salva più le pagine, cosa devo fare?'],
  ['ja', 'Web Clipperで保存するとErrorになります。どうすればいいですか。'],
  ['ja', '設定画面のSettings › Billingが開きません'],
  ['pt', 'Não recebi o e-mail para redefinir a minha senha.'],
  ['es', 'No recibí el correo para restablecer mi contraseña.'],
  ['da', 'Hvordan nulstiller jeg min adgangskode, når jeg har glemt den?'],
  ['sv', 'Hur återställer jag mitt lösenord när jag har glömt det?'],
  ['nl', 'Ik heb mijn wachtwoord vergeten, hoe kan ik het herstellen?'],
  ['cs', 'Jak si mohu obnovit zapomenuté heslo ke svému účtu?'],
  ['de', 'ich moechte mein passwort zuruecksetzen, koennen sie mir bitte helfen'],
  ['es', 'hola no puedo entrar en mi cuenta me podeis ayudar con la contrasena'],
])('%s, whatever else stands in it: %s', async (language, text) => expect(await detectLanguage(text)).toBe(language));

test('Serbian and Croatian in Latin letters are one of the two', async () => {
  expect(['hr', 'sr', 'bs']).toContain(await detectLanguage('Kako mogu da resetujem lozinku za svoj nalog?'));
});

test.each<[string | null, string, readonly string[]]>([
  ['de', 'ok', ['Wo finde ich meine Rechnung?']],
  ['es', 'PDF', ['Where is my invoice, please?', '¿Dónde está mi factura, por favor?', '???']],
  ['en', 'Where is my invoice, please?', ['Wo finde ich meine Rechnung?']],
  [null, 'ok', ['PDF']],
  [null, 'ok', []],
])('the conversation is in %s: %j after %j', async (language, newest, earlier) =>
  expect(await languageOfNewest([...earlier, newest])).toBe(language),
);

test.each<[string, boolean, string | null, readonly string[]]>([
  ['Where can I download the invoice for March? I need it as a PDF.', true, 'en', ['en']],
  ['パスワードを忘れました。', true, 'ja', ['ja']],
  ['我忘记了密码,无法登录我的账户,请帮我重置密码。', true, 'zh', ['zh', 'ja']],
  ['返金希望', false, 'zh', ['zh', 'ja']],
  ['Hei, kan du sende faktura', false, 'da', ['da', 'no']],
  ['factura marzo', false, null, ['es', 'it']],
  ['ok', false, null, []],
  ['', false, null, []],
])('%j: whether it is sure (%j) of %j, and which others are near', async (text, sure, language, near) => {
  const reading = await readLanguage(text);
  expect(reading).toMatchObject({ sure, language });
  expect(reading.near).toEqual(near.length === 0 ? [] : expect.arrayContaining([...near]));
  if (language !== null) expect(reading.near[0]).toBe(language);
});
