import { expect, test } from 'vitest';
import { newestText } from './reply-text.ts';

/** Whole replies in plain text, each as one client or habit makes them. */
const REPLIES: readonly (readonly [name: string, text: string, expected: string, subject?: string])[] = [
  ['gh', 'Looks good.\n\n—\nReply to this email directly or view it on GitHub.', 'Looks good.'],
  [
    'sig+quote',
    'Thanks, that works.\n\n--\nAna Lopez\nShop Ltd\nTel: +49 1\n\nOn Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n> hi\n> there',
    'Thanks, that works.',
  ],
  ['footer+attr', 'Ok\n\nSent from my iPhone\n\n> On May 7, 2024, at 9:00 AM, Support <s@example.com> wrote:\n> \n> hi', 'Ok'],
  ['apple quoted attr', 'Ok\n\n> Am 07.05.2024 um 09:00 schrieb Support <s@example.com>:\n> \n> \ufeffhallo\n> du', 'Ok'],
  [
    'double quote below',
    'Yes.\n\nOn Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n\n> A?\n>\n> On Mon, May 6, 2024 at 9:00 AM Ana <a@shop.example> wrote:\n>\n>> B',
    'Yes.',
  ],
  [
    'outlook plain',
    'Yes please.\n\nKind regards\nAna\n\n-----Original Message-----\nFrom: Support [mailto:s@example.com] \nSent: Tuesday, May 7, 2024 9:00 AM\nTo: Ana\nSubject: RE: x\n\nHello',
    'Yes please.\n\nKind regards\nAna',
  ],
  [
    'outlook star',
    'Yes please.\n\n*From:* Support <s@example.com>\n*Sent:* Tuesday, May 7, 2024 9:00 AM\n*To:* Ana\n*Subject:* RE: x\n\nHello',
    'Yes please.',
  ],
  [
    'outlook one line',
    'Yes please.\n\nFrom: Support <s@example.com>  Sent: Tuesday, May 7, 2024 9:00 AM  To: Ana  Subject: RE: x\n\nHello',
    'Yes please.',
  ],
  [
    'date first',
    'Yes.\n\nDate: Tue, 7 May 2024 09:00:00 +0000\nFrom: s@example.com\nTo: ana@shop.example\nSubject: Re: x\n\nHello',
    'Yes.',
  ],
  ['to first', 'Yes.\n\nTo: ana@shop.example\nFrom: s@example.com\nSubject: Re: x\nDate: Tue, 7 May 2024 09:00:00 +0000\n\nHello', 'Yes.'],
  ['hotmail', 'Yes.\n\nDate: Tue, 7 May 2024 09:00:00 +0000\nSubject: Re: x\nFrom: s@example.com\nTo: ana@shop.example\n\nHello', 'Yes.'],
  [
    'inline no gt',
    'My answers below.\n\nOn Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n> Which version?\n2.1\n> Which OS?\nLinux',
    'My answers below.\n\n> Which version?\n2.1\n> Which OS?\nLinux',
  ],
  [
    'quote then reply then quote',
    '> The price is 5.\n\nI was told 4.\n\nOn Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n> The price is 5.',
    '> The price is 5.\n\nI was told 4.',
  ],
  ['bars', 'Yes.\n\n| Support wrote:\n| hello', 'Yes.'],
  ['numbered', '1. one\n2. two\n\nLe mar. 7 mai 2024 à 09:00, Support <s@example.com> a écrit :\n\n> x', '1. one\n2. two'],
  ['code', 'Try this:\n\n    > select 1\n\nIt fails.', 'Try this:\n\n    > select 1\n\nIt fails.', 'Question'],
  ['gt own', '5 > 3 and a > b\n> is my prompt\nfails', '5 > 3 and a > b\n> is my prompt\nfails', 'Question'],
  [
    'I wrote',
    'Hello,\n\non Monday your colleague Tom wrote:\n"We will refund."\n\nWhere is it?',
    'Hello,\n\non Monday your colleague Tom wrote:\n"We will refund."\n\nWhere is it?',
    'Question',
  ],
  [
    'own from to',
    'Flight\nFrom: Berlin\nTo: Rome\nDate: 7 May 2024\nSubject to change',
    'Flight\nFrom: Berlin\nTo: Rome\nDate: 7 May 2024\nSubject to change',
    'Question',
  ],
  [
    'wrapped3',
    'Ok.\n\nOn Tue, May 7, 2024 at 9:00 AM Very Long Department Name of Support\nand Services of the Example Company\n<support-and-services@example.com> wrote:\n\n> x',
    'Ok.',
  ],
  [
    'nl signature',
    'Prima.\n\nMet vriendelijke groet,\nAna\n\nOp di 7 mei 2024 om 09:00 schreef Support <s@example.com>:\n> x',
    'Prima.\n\nMet vriendelijke groet,\nAna',
  ],
  ['tab quote', 'Ok\n\nOn 7 May 2024 09:00, Support <s@example.com> wrote:\n\n\tOld text\n\tmore', 'Ok'],
  ['html-ish', 'Ok\n\n<div>hello</div>', 'Ok\n\n<div>hello</div>'],
  [
    'aol',
    'Ok\n\n\n-----Original Message-----\nFrom: Support <s@example.com>\nTo: ana <a@shop.example>\nSent: Tue, May 7, 2024 9:00 am\nSubject: x\n\nHi',
    'Ok',
  ],
  [
    'gmx',
    'Ok\n \n\nGesendet: Dienstag, 7. Mai 2024 um 09:00 Uhr\nVon: "Support" <s@example.com>\nAn: ana@shop.example\nBetreff: x\n\nHi',
    'Ok',
  ],
  [
    'tonline',
    'Ok\n\n-----Original-Nachricht-----\nBetreff: x\nDatum: 2024-05-07T09:00:00+0200\nVon: "Support" <s@example.com>\nAn: "Ana" <a@shop.example>\n\nHi',
    'Ok',
  ],
  [
    'lotus',
    'Ok\n\n\n\nVon:    Support <s@example.com>\nAn:     Ana/Shop@Shop\nDatum:  07.05.2024 09:00\nBetreff:        Re: x\n\n\n\nHi',
    'Ok',
  ],
  [
    'lotus2',
    'Ok\n\n|---------+---------------------------->\n|         |           Support          |\n\nHi',
    'Ok\n\n|---------+---------------------------->\n|         |           Support          |\n\nHi',
  ],
  [
    'mailru',
    'Ок\n\n\n--\nОтправлено из Mail.ru для Android\nвторник, 07 мая 2024г., 09:00 +03:00 от Support s@example.com :\n\n>Привет',
    'Ок',
  ],
  ['yahoo jp', '了解です。\n\n--- Support <s@example.com> からのメッセージ:\n> x', '了解です。'],
  [
    'naver',
    '알겠습니다.\n\n-----Original Message-----\nFrom: "Support"<s@example.com>\nTo: <a@shop.example>\nCc:\nSent: 2024-05-07 (화) 09:00:00 (GMT+09:00)\nSubject: x\n\nHi',
    '알겠습니다.',
  ],
  [
    'qq',
    '好的\n\n\n\n\n------------------ 原始邮件 ------------------\n发件人: "Support" <s@example.com>;\n发送时间: 2024年5月7日(星期二) 上午9:00\n收件人: "Ana"<a@shop.example>;\n主题: x\n\nHi',
    '好的',
  ],
  ['163', '好的\n\n\n\n\n\n\n\n\nAt 2024-05-07 09:00:00, "Support" <s@example.com> wrote:\n\nHi', '好的'],
  [
    'empty reply',
    '\n\nOn Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n> hi',
    'On Tue, May 7, 2024 at 9:00 AM Support <s@example.com> wrote:\n> hi',
  ],
  ['thanks sig name', 'Danke!\nAna\n\n--\nAna Beispiel | Shop GmbH | shop.example', 'Danke!\nAna'],
  ['equals', 'Yes.\n\n=====\nfoo', 'Yes.\n\n=====\nfoo'],
];

const CASES = REPLIES.map(([name, text, expected, subject = 'Re: Order']) => ({ name, text, expected, subject }));

test.each(CASES)('$name', ({ text, expected, subject }) => {
  expect(newestText({ text, html: null, subject }).text).toBe(expected);
});
