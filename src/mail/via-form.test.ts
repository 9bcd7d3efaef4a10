import { expect, test } from 'vitest';
import { htmlText } from './parse-html.ts';
import { readForm } from './via-form.ts';

/** More shapes of form mail than the fixtures have: one a line of what makers and languages do differently. */
const TEXTS: Readonly<Record<string, string>> = {
  elementor: `Name: Ann Lee
Email: ann@customer.example
Message: I forgot my password.
Please help me.

---

Date: May 4, 2026
Time: 10:50 am
Page URL: https://shop.example/contact/
User Agent: Mozilla/5.0 (X11)
Remote IP: 203.0.113.5
Powered by: Elementor`,
  drupal: `Submitted on Monday, May 4, 2026 - 10:50
Submitted by anonymous user: 203.0.113.5
Submitted values are:

Your name: Ann Lee
Your email address: ann@customer.example
Subject: Password
Message:
I forgot my password.

Can you help?

The results of this submission may be viewed at:
https://shop.example/node/1/submission/2`,
  hubspot: `New form submission on Contact

First name
Ann

Last name
Lee

Email
ann@customer.example

How can we help?
I forgot my password.

Page
Contact us`,
  printed: `Array
(
    [name] => Ann Lee
    [email] => ann@customer.example
    [phone] => 555
    [message] => I forgot my password.
Second line.
)`,
  markdown: `| Field | Value |
|---|---|
| Name | Ann Lee |
| Email | ann@customer.example |
| Message | I forgot my password. |`,
  messageFirst: `Message: I forgot my password.
My email: is not working either.
What now?
Name: Ann Lee
Email: ann@customer.example`,
  german: `Neue Nachricht über das Kontaktformular

Anrede: Frau
Vorname: Anna
Nachname: Müller
Firma: Müller GmbH
E-Mail-Adresse: anna@kunde.example
Telefon: 030 123
Ihre Nachricht:
Guten Tag,

ich habe mein Passwort vergessen.
Meine Kundennummer: 4711

Mit freundlichen Grüßen
Anna Müller

Datenschutz: Ich habe die Datenschutzerklärung gelesen`,
  aligned: `Name    : Ann Lee
E-Mail  : ann@customer.example
Subject : Password
Message : I forgot my password.`,
  french: `Bonjour,

Vous avez reçu un nouveau message depuis le formulaire de contact.

Nom et prénom : Chloé Petit
Adresse mail : chloe@client.example
Objet : Mot de passe
Votre message :
J'ai oublié mon mot de passe.

Cordialement`,
  italian: `Nome: Luca
Cognome: Bianchi
Email: luca@cliente.example
Messaggio: Ho dimenticato la password. Potete aiutarmi?
Privacy: Accetto il trattamento dei dati`,
  dutch: `Naam: Jan de Vries
E-mailadres: jan@klant.example
Telefoonnummer: 06
Bericht: Ik ben mijn wachtwoord vergeten.`,
  polish: `Imię i nazwisko: Jan Kowalski
Adres e-mail: jan@klient.example
Treść wiadomości: Zapomniałem hasła.`,
  portuguese: `Nome: João Silva
E-mail: joao@cliente.example
Assunto: Senha
Mensagem: Esqueci minha senha.`,
  russian: `Имя: Иван
Телефон: +7
E-mail: ivan@client.example
Сообщение: Я забыл пароль.`,
  chinese: `姓名：王伟
邮箱：wang@kehu.example
电话：138
留言：我忘记了密码。`,
  turkish: `Adınız Soyadınız: Ali Veli
E-posta adresiniz: ali@musteri.example
Mesajınız: Şifremi unuttum.`,
  swedish: `Namn: Anna
E-post: anna@kund.example
Meddelande: Jag har glömt mitt lösenord.`,
  jsonish: `name: "Ann Lee", 
email: "ann@customer.example", 
message: "I forgot my password."`,
  bareSender: `From: Ann Lee ann@customer.example
Subject: Password

Message Body:
I forgot my password.`,
  mailtolinks: `Name: Ann Lee
Email: ann@customer.example <mailto:ann@customer.example>
Comments: I forgot my password.`,
  starred: `*Name:* Ann Lee
*Email:* ann@customer.example
*Message:* I forgot my password.`,
  numbered: `1. Name: Ann Lee
2. Email: ann@customer.example
3. Your question: I forgot my password.`,
};

const PAGES: Readonly<Record<string, string>> = {
  squarespace: `<div><p>Form Submission - Contact</p><p><b>Name:</b> Ann Lee</p><p><b>Email:</b> <a href="mailto:ann@customer.example">ann@customer.example</a></p><p><b>Message:</b> I forgot my password.<br>Help.</p><p>(Sent via <a href="https://shop.example">Shop</a>)</p></div>`,
  jotform: `<table><tbody><tr><td><table><tbody><tr><td><div>Question</div></td><td><div>Answer</div></td></tr><tr><td>Full Name</td><td>Ann Lee</td></tr><tr><td>E-mail</td><td><a href="mailto:ann@customer.example">ann@customer.example</a></td></tr><tr><td>What is your question?</td><td>I forgot my password.</td></tr></tbody></table></td></tr></tbody></table>`,
  stacked: `<table><tr><td style="padding-top:25px"><strong>Name</strong></td></tr><tr><td>Ann Lee</td></tr><tr><td><strong>Email</strong></td></tr><tr><td><a href="mailto:ann@customer.example">ann@customer.example</a></td></tr><tr><td><strong>Comment or Message</strong></td></tr><tr><td>I forgot my password.<br>Thanks</td></tr></table><p>Sent from <a href="https://shop.example">Shop</a></p>`,
  headings: `<h3>Name</h3><p>Ann Lee</p><h3>Email</h3><p>ann@customer.example</p><h3>Message</h3><p>I forgot my password.</p><p>Second paragraph.</p>`,
  list: `<ul><li><strong>Name</strong>: Ann Lee</li><li><strong>Email</strong>: ann@customer.example</li><li><strong>Message</strong>: I forgot my password.</li></ul>`,
  layout: `<table width="100%"><tr><td><img src="logo.png"></td></tr><tr><td><h1>New enquiry</h1></td></tr><tr><td><table><tr><td>Nombre</td><td>Lucía</td></tr><tr><td>Correo electrónico</td><td>lucia@cliente.example</td></tr><tr><td>Mensaje</td><td>He olvidado mi contraseña.</td></tr><tr><td>Acepto la política de privacidad</td><td>Sí</td></tr></table></td></tr><tr><td>© Shop</td></tr></table>`,
  spans: `<div><span>Name</span><br><span>Ann Lee</span><br><br><span>Email</span><br><span>ann@customer.example</span><br><br><span>Message</span><br><span>I forgot my password.</span></div>`,
};

const NO_LABELS = { email: [], name: [], subject: [], message: [] };
type Read = readonly [name: string, email: string, who: string, subject: string | null, words: string];

test.each<Read>([
  ['elementor', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\nPlease help me.'],
  ['drupal', 'ann@customer.example', 'Ann Lee', 'Password', 'I forgot my password.\n\nCan you help?'],
  ['hubspot', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['printed', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\nSecond line.'],
  ['markdown', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['messageFirst', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\nMy email: is not working either.\nWhat now?'],
  [
    'german',
    'anna@kunde.example',
    'Anna Müller',
    null,
    'Guten Tag,\n\nich habe mein Passwort vergessen.\nMeine Kundennummer: 4711\n\nMit freundlichen Grüßen\nAnna Müller',
  ],
  ['aligned', 'ann@customer.example', 'Ann Lee', 'Password', 'I forgot my password.'],
  ['french', 'chloe@client.example', 'Chloé Petit', 'Mot de passe', "J'ai oublié mon mot de passe.\n\nCordialement"],
  ['italian', 'luca@cliente.example', 'Luca Bianchi', null, 'Ho dimenticato la password. Potete aiutarmi?'],
  ['dutch', 'jan@klant.example', 'Jan de Vries', null, 'Ik ben mijn wachtwoord vergeten.'],
  ['polish', 'jan@klient.example', 'Jan Kowalski', null, 'Zapomniałem hasła.'],
  ['portuguese', 'joao@cliente.example', 'João Silva', 'Senha', 'Esqueci minha senha.'],
  ['russian', 'ivan@client.example', 'Иван', null, 'Я забыл пароль.'],
  ['chinese', 'wang@kehu.example', '王伟', null, '我忘记了密码。'],
  ['turkish', 'ali@musteri.example', 'Ali Veli', null, 'Şifremi unuttum.'],
  ['swedish', 'anna@kund.example', 'Anna', null, 'Jag har glömt mitt lösenord.'],
  ['jsonish', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['bareSender', 'ann@customer.example', 'Ann Lee', 'Password', 'I forgot my password.'],
  ['mailtolinks', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['starred', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['numbered', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
])('%s is read from its lines', (name, email, who, subject, words) => {
  expect(readForm({ text: TEXTS[name] ?? '', html: null }, NO_LABELS)).toMatchObject({ email, name: who, subject, words });
});

test.each<Read>([
  ['squarespace', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\nHelp.'],
  ['jotform', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['stacked', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\nThanks'],
  ['headings', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.\n\nSecond paragraph.'],
  ['list', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
  ['layout', 'lucia@cliente.example', 'Lucía', null, 'He olvidado mi contraseña.'],
  ['spans', 'ann@customer.example', 'Ann Lee', null, 'I forgot my password.'],
])('%s is read from its HTML', (name, email, who, subject, words) => {
  const html = PAGES[name] ?? '';
  expect(readForm({ text: htmlText(html), html }, NO_LABELS)).toMatchObject({ email, name: who, subject, words });
});

test('labels of the configuration count', () => {
  const text = 'Wer: Ann\nWohin: ann@customer.example\nWas: I forgot my password.';
  const own = { email: ['Wohin'], name: ['Wer'], subject: [], message: ['was'] };
  expect(readForm({ text, html: null }, own)).toMatchObject({ email: 'ann@customer.example', name: 'Ann', words: 'I forgot my password.' });
});

test.each([
  ['a telephone number in the message', 'Email: a@b.example\nMessage: Hi\nPhone: 555\nCall me.', 'Hi\nCall me.'],
  [
    'an address in the message, below the real one',
    'Email: a@b.example\nMessage: I wrote from\nEmail: c@d.example\nbefore.',
    'I wrote from\nEmail: c@d.example\nbefore.',
  ],
  ['no field for a message', 'Email: a@b.example\nWhat went wrong: It does not start.\nPhone: 555', 'It does not start.'],
  ['no form at all', 'Please help me.', 'Please help me.'],
])('with %s nothing that was said is lost', (_, text, words) => {
  expect(readForm({ text, html: null }, NO_LABELS).words).toBe(words);
});
