import { describe, expect, test } from 'vitest';
import { questionsOf } from './questions.ts';

describe('two questions', () => {
  test.each([
    ['en', 'How do I reset my password? And can I also pay with Bitcoin?'],
    ['en', 'How do I reset my password and can I pay with Bitcoin?'],
    ['en', 'Where is my invoice for March? Also, I would like to know whether you ship to Norway.'],
    ['en', 'My invoice for March is missing. Where can I find it? And how do I change the address on it?'],
    ['en', '1. How do I reset my password?\n2. How do I export my notes?'],
    ['en', 'How do I export my notes?\n\nPlease also send me the invoice for March.'],
    ['en', 'How do I reset my password?\n\nBest regards\nAnn\n\nP.S. Do you ship to Norway?'],
    ['es', '¿Cómo cambio mi contraseña? ¿Y puedo pagar con Bitcoin?'],
    ['es', '¿Dónde está mi factura y cómo cancelo la suscripción?'],
    ['de', 'Wie setze ich mein Passwort zurück? Und kann ich auch mit Bitcoin bezahlen?'],
    ['de', 'Wo finde ich meine Rechnung und wie kündige ich das Abo?'],
    ['fr', 'Comment réinitialiser mon mot de passe ? Et puis-je payer en bitcoin ?'],
    ['fr', 'Où est ma facture et comment résilier mon abonnement ?'],
    ['it', 'Come reimposto la password? E posso pagare in bitcoin?'],
    ['it', "Dov'è la mia fattura e come disdico l'abbonamento?"],
    ['ja', 'パスワードを忘れました。再設定の方法はありますか。ビットコインで支払えますか。'],
    ['ja', '請求書はどこですか。また、ノートの書き出し方法を教えてください。'],
  ])('%s: %s', (language, text) => expect(questionsOf(text, language).map((q) => q.text)).toHaveLength(2));
});

describe('one question', () => {
  test.each([
    ['en', 'I forgot my password. How do I reset it?'],
    ['en', "I can't remember my password. What can I do? Can you help me?"],
    ['en', 'How do I reset my password? I mean, where do I change the password?'],
    ['en', 'How do I reset my password? What are the steps?'],
    ['en', 'Where is my invoice? I need to download it as a PDF.'],
    ['en', 'How can I reset the password of my account? Is it possible to reset my password?'],
    ['en', 'Where can I find it and download it as a PDF?'],
    ['en', 'How do I export my notes? Please find attached a screenshot.'],
    ['en', 'How do I export my notes?\n\n-- \nAnn Lee\nHave you tried our new garden furniture?'],
    ['en', 'How do I export my notes?\n\n> Can you tell us your order number?\n> Do you ship to Norway?'],
    ['en', 'How do I export my notes?\n\nKind regards,\nAnn Lee\nHave you tried our new garden furniture?'],
    ['de', 'Wie exportiere ich Notizen?\n\nMit freundlichen Grüßen\nJürgen Möller\nBrauchen Sie neue Fenster?\nwww.fenster.example'],
    ['ja', 'ノートの書き出し方法を教えてください。\nよろしくお願いいたします。\n田中\n新製品カタログはご覧になりましたか。'],
    ['es', 'He olvidado mi contraseña. ¿Cómo la cambio? ¿Me pueden ayudar?'],
    ['es', '¿Cómo cambio mi contraseña? Es decir, ¿dónde puedo cambiarla?'],
    ['de', 'Ich habe mein Passwort vergessen. Was kann ich tun? Können Sie mir helfen?'],
    ['de', 'Wo finde ich meine Rechnung? Ich brauche sie als PDF.\n\n-- \nHaben Sie schon unseren Katalog gesehen?'],
    ['fr', "J'ai oublié mon mot de passe. Que dois-je faire ? Pouvez-vous m'aider ?"],
    ['it', 'Ho dimenticato la password. Cosa posso fare? Potete aiutarmi?'],
    ['ja', 'パスワードを忘れました。どうすればいいですか。教えてください。'],
    ['ja', 'パスワードを忘れました。再設定の方法を教えてください。可能ですか。'],
  ])('%s: %s', (language, text) => expect(questionsOf(text, language).map((q) => q.text)).toHaveLength(1));
});

test('a question that names no topic stands with what it leans on', () => {
  expect(questionsOf('The reset mail never arrives. What can I do? And do you sell gift cards?', 'en')).toEqual([
    { text: 'The reset mail never arrives. What can I do?', inContext: 'The reset mail never arrives. What can I do?' },
    { text: 'And do you sell gift cards?', inContext: 'And do you sell gift cards?' },
  ]);
});

test('statements, thanks and nothing ask nothing', () => {
  for (const text of ['', 'It works now, thank you.', 'Notes are missing.']) expect(questionsOf(text, 'en')).toEqual([]);
});
