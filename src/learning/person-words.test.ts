import { describe, expect, test } from 'vitest';
import { passesOn, refuses } from './person-words.ts';

describe('who passes a question on', () => {
  test.each([
    'I have forwarded your request to our billing team, they will get back to you.',
    "I'm passing this on to a colleague.",
    'A colleague will look into this tomorrow.',
    'Ich habe Ihre Anfrage an die Buchhaltung weitergeleitet.',
    'Eine Kollegin meldet sich bei Ihnen.',
    'He reenviado su solicitud al departamento de facturación.',
    'J’ai transmis votre demande à notre service comptable.',
    'Ho inoltrato la Sua richiesta al reparto contabilità.',
    'Encaminhei o seu pedido à equipa de faturação.',
    'Ik heb uw vraag doorgestuurd naar de administratie.',
  ])('%s', (text) => expect(passesOn(text)).toBe(true));

  test.each([
    'Open the settings and choose Export.',
    'You can forward the invoice to your accountant from there.',
    'Sie finden die Rechnung in den Einstellungen.',
    'Puede compartir la nota con un compañero.',
  ])('not: %s', (text) => expect(passesOn(text)).toBe(false));
});

describe('who refuses', () => {
  test.each([
    'Unfortunately we cannot refund renewals.',
    "We don't offer a student discount.",
    'That is not possible on the Free plan.',
    'Das ist leider nicht möglich.',
    'Wir können die Zahlung leider nicht erstatten.',
    'Lo siento, no podemos devolver ese importe.',
    'Nous ne remboursons pas les renouvellements.',
    'Purtroppo non è possibile.',
    'Infelizmente não podemos fazer isso.',
    'Dat is helaas niet mogelijk.',
  ])('%s', (text) => expect(refuses(text)).toBe(true));

  test.each([
    'If you cannot find the mail, look in the spam folder.',
    'Yes, within 30 days of the payment.',
    'Unfortunately the link has expired, please ask for a new one.',
    'Wenn Sie die Mail nicht finden können, sehen Sie im Spam-Ordner nach.',
    'No hay problema, aquí tiene el enlace.',
  ])('not: %s', (text) => expect(refuses(text)).toBe(false));
});
