import { describe, expect, test } from 'vitest';
import { parsedFixture } from './fixtures/mail.ts';
import { newestText } from './reply-text.ts';

const separate = (text: string, subject = 'Re: x') => newestText({ text, html: null, subject });

describe('HTML of known clients', () => {
  test.each([
    ['reply-gmail', 'It works now, thanks. But the invoice is wrong.'],
    ['reply-outlook', 'Guten Tag,\n\ndie Rechnung fehlt noch.\n\nBen'],
    ['reply-outlook-web', 'Please send it again.'],
    ['reply-thunderbird', 'Ja, aber Schritt 3 fehlt.'],
    ['reply-yahoo', 'When will I get it?'],
  ])('%s: only the new words', async (name, expected) => {
    expect(newestText(await parsedFixture(name)).text).toBe(expected);
  });

  test('the quoted mail and the signature are kept apart', async () => {
    const { quoted, signature } = newestText(await parsedFixture('reply-gmail'));
    expect(quoted).toContain('please open the link');
    expect(signature).toContain('Shop Lda.');
  });

  test('answers between quotes stay with the questions they answer', async () => {
    expect(newestText(await parsedFixture('reply-gmail-inline')).text).toBe(
      '> Which version do you use?\n\nVersion 2.\n\n> Which browser?\n\nFirefox, on Linux.',
    );
  });
});

describe('text of any client', () => {
  test('answers between quotes stay, the footer of the phone goes', async () => {
    const { text, signature } = newestText(await parsedFixture('reply-apple-inline'));
    expect(text).toContain('The small one.');
    expect(text).toContain('Since March.');
    expect(signature).toBe('Envoyé de mon iPhone');
  });

  test('a forwarded mail is part of what the customer wants read', async () => {
    const { text, quoted } = newestText(await parsedFixture('forward-outlook'));
    expect(text).toContain('Is this mail from you?');
    expect(text).toContain('Pay 2 euros');
    expect(quoted).toBe('');
  });

  test('the same header block below a reply is quoted', async () => {
    const message = await parsedFixture('forward-outlook');
    expect(newestText({ ...message, subject: 'RE: Your parcel' }).text).toBe('Is this mail from you?');
  });

  test.each([
    'On Mon, May 6, 2024 at 10:00 AM Support <support@example.com> wrote:',
    'Am Mo., 6. Mai 2024 um 10:00 Uhr schrieb Support <support@example.com>:',
    'Le lun. 6 mai 2024 à 10:00, Support <support@example.com> a écrit :',
    'El lun, 6 may 2024 a las 10:00, Support (<support@example.com>) escribió:',
    'Il giorno lun 6 mag 2024 alle ore 10:00 Support <support@example.com> ha scritto:',
    'Em seg., 6 de mai. de 2024 às 10:00, Support <support@example.com> escreveu:',
    'Op ma 6 mei 2024 om 10:00 schreef Support <support@example.com>:',
    'Den mån 6 maj 2024 kl 10:00 skrev Support <support@example.com>:',
    'man. 6. maj 2024 kl. 10.00 skrev Support <support@example.com>:',
    'ma 6. toukok. 2024 klo 10.00 Support (support@example.com) kirjoitti:',
    'pon., 6 maj 2024 o 10:00 Support <support@example.com> napisał(a):',
    'po 6. 5. 2024 v 10:00 odesílatel Support <support@example.com> napsal:',
    'po 6. 5. 2024 o 10:00 Support <support@example.com> napísal(a):',
    'Support <support@example.com> ezt írta (időpont: 2024. máj. 6., H, 10:00):',
    'În lun., 6 mai 2024 la 10:00, Support <support@example.com> a scris:',
    'Support <support@example.com>, 6 May 2024 Pzt, 10:00 tarihinde şunu yazdı:',
    'Στις Δευ 6 Μαΐ 2024 στις 10:00 π.μ., ο χρήστης Support <support@example.com> έγραψε:',
    'пн, 6 мая 2024 г. в 10:00, Support <support@example.com>:',
    'пн, 6 мая 2024 г. в 10:00 Support <support@example.com> писал(а):',
    'пн, 6 трав. 2024 р. о 10:00 Support <support@example.com> пише:',
    'pon, 6. svi 2024. u 10:00 Support <support@example.com> napisao je:',
    'בתאריך יום ב׳, 6 במאי 2024 ב-10:00 מאת Support <support@example.com>: כתב:',
    'في الاثنين، 6 مايو 2024 في 10:00 ص تمت كتابة ما يلي بواسطة Support <support@example.com>: كتب:',
    'Vào Th 2, 6 thg 5, 2024 vào lúc 10:00 Support <support@example.com> đã viết:',
    'Pada tanggal Sen, 6 Mei 2024 pukul 10.00 Support <support@example.com> menulis:',
    '2024年5月6日(月) 10:00 Support <support@example.com>:',
    'Support <support@example.com> 于2024年5月6日周一 10:00写道：',
    'Support <support@example.com> 於 2024年5月6日 週一 上午10:00寫道：',
    '2024년 5월 6일 (월) 오전 10:00, Support <support@example.com>님이 작성:',
  ])('is separated at: %s', (line) => {
    expect(separate(`New words.\n\n${line}\n\n> Old words.\n> More.`)).toEqual({
      text: 'New words.',
      quoted: `${line}\n\n> Old words.\n> More.`,
      signature: '',
    });
  });

  test.each([
    '-----Original Message-----',
    '-------- Ursprüngliche Nachricht --------',
    "-----Message d'origine-----",
    '-----Mensaje original-----',
    '-----Messaggio originale-----',
    '----- Mensagem original -----',
    '-----Oorspronkelijk bericht-----',
    '-----Исходное сообщение-----',
    '------------------ 原始邮件 ------------------',
    'From: Support\nSent: Monday\nTo: Ana\nSubject: x',
    'Von: Support\nGesendet: Montag\nAn: Ana\nBetreff: x',
    '*De :* Support\n*Envoyé :* lundi\n*À :* Ana\n*Objet :* x',
    '________________________________\nDe: Support\nEnviado: lunes\nPara: Ana\nAsunto: x',
    'Od: Support\nWysłano: poniedziałek\nDo: Ana\nTemat: x',
    'От: Support\nДата: понедельник\nКому: Ana\nТема: x',
    '差出人: Support\n送信日時: 2024年5月6日\n宛先: Ana\n件名: x',
    '发件人: Support\n发送时间: 2024年5月6日\n收件人: Ana\n主题: x',
  ])('is cut at: %s', (block) => {
    expect(separate(`New words.\n\n${block}\n\nOld words without a mark.`).text).toBe('New words.');
  });

  test('an attribution wrapped over several lines is one', () => {
    expect(separate('New.\n\nOn Mon, May 6, 2024 at 10:00 AM Some Very Long Name <\nsupport@example.com> wrote:\n\n> Old').text).toBe(
      'New.',
    );
  });

  test('an answer below the quoted mail is the text', () => {
    expect(separate('On Mon, 6 May 2024 at 10:00, Support wrote:\n> Which version?\n\nVersion 2.').text).toBe('Version 2.');
  });

  test('an answer below an unmarked header block is the text', () => {
    expect(separate('-----Original Message-----\nFrom: Support\nTo: Ana\n\n> Which version?\n\nVersion 2.').text).toContain('Version 2.');
  });

  test('a signature behind its delimiter goes, words behind a ruler stay', () => {
    expect(separate('Hello\n\n-- \nAna\nShop')).toEqual({ text: 'Hello', quoted: '', signature: 'Ana\nShop' });
    expect(separate(`Hello\n--\n${'line\n'.repeat(40)}`).text).toContain('line');
  });

  test.each([
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé depuis mon mobile',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verzonden vanaf mijn iPhone',
    "Wysłane z iPhone'a",
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的 iPhone',
    'Get Outlook for Android',
  ])('the footer goes: %s', (footer) => {
    expect(separate(`Hello\n\n${footer}`)).toEqual({ text: 'Hello', quoted: '', signature: footer });
  });
});

describe('never empty when something was written', () => {
  test.each([
    ['only a quote', '> all of it\n> quoted'],
    ['only a signature', '-- \nAna'],
    ['only a footer', 'Sent from my iPhone'],
    ['only an attribution', 'On Mon, 6 May 2024 at 10:00, Support wrote:'],
    ['only a header block', 'From: a\nTo: b\nSubject: c'],
  ])('%s', (_, text) => {
    expect(separate(text).text).not.toBe('');
  });

  test('and empty only for an empty mail', () => {
    expect(separate(' \n\n')).toEqual({ text: '', quoted: '', signature: '' });
  });
});

describe("the customer's own sentences are no marks", () => {
  test.each([
    'On this day\n\nI wrote something\n\nwhich matters.',
    'On 3 May your colleague wrote:\n\nWe will refund you.\n\nWhy was that not done?',
    'From: Berlin\n\nI want to go to Paris.',
    'Sent from the warehouse on Monday, says your site, but the parcel has not arrived here in the meantime and nobody answers my calls about it.',
    'Steps:\n--flag does not work\n-- neither does this one',
  ])('%s', (text) => {
    expect(separate(text).text).toBe(text);
  });
});
