import { DEMO_INBOX } from './demo-mail.ts';
import { encodeWords, escapeHtml, type HeaderField, isAscii, multipart, part, quotedPrintable, rawMail, rfcDate } from './raw.ts';

/** Mail as the big clients write it: their headers, their parts, their way of quoting. */
export interface Letter {
  readonly from: Person;
  readonly to?: Person;
  readonly cc?: Person;
  readonly subject: string;
  readonly text: string;
  readonly quote?: Quote;
  readonly date: number;
  /** Minutes east of UTC. */
  readonly zone?: number;
  /** Without angle brackets; null leaves Message-ID out. */
  readonly id: string | null;
  /** Ids of the thread, oldest first, without angle brackets; the last one is the parent. */
  readonly thread?: readonly string[];
}

export interface Person {
  readonly name: string;
  readonly address: string;
}

/** The mail that is answered. */
export interface Quote {
  readonly by: Person;
  readonly at: number;
  readonly text: string;
}

export function fromGmail(letter: Letter): Buffer {
  const boundary = `000000000000${letter.date.toString(16)}06`;
  const { quote } = letter;
  const attribution = quote && `On ${shortDate(quote.at, letter.zone)} ${quote.by.name} <${quote.by.address}> wrote:`;
  const text = quote ? `${letter.text}\n\n${attribution}\n\n${marked(quote.text)}` : letter.text;
  const html = [
    `<div dir="ltr">${htmlLines(letter.text)}</div>`,
    ...(quote
      ? [
          `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escapeHtml(attribution ?? '')}<br></div>`,
          '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
          `${htmlLines(quote.text)}</blockquote></div>`,
        ]
      : []),
  ].join('\n');
  return rawMail(
    [
      received(letter, 'mail-lf1-f54.bigmailer.example'),
      ['MIME-Version', '1.0'],
      ...threadFields(letter),
      ['From', mailbox(letter.from)],
      ['Date', rfcDate(letter.date, letter.zone)],
      ['X-Gm-Features', 'AWmQ_bl2m7c5jX3hVn0oU1tY8wZrKqP'],
      ...idField(letter),
      ['Subject', encodeWords(letter.subject)],
      ...recipients(letter),
      ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
    ],
    multipart(boundary, [textPart('text/plain', text), textPart('text/html', html)]),
  );
}

export function fromThunderbird(letter: Letter): Buffer {
  const { quote } = letter;
  const text = quote
    ? `On ${shortDate(quote.at, letter.zone)} ${quote.by.name} wrote:\n${marked(quote.text)}\n\n${letter.text}`
    : letter.text;
  return rawMail(
    [
      received(letter, 'mail.smallhost.example'),
      ...idField(letter),
      ['Date', rfcDate(letter.date, letter.zone)],
      ['MIME-Version', '1.0'],
      ['User-Agent', 'Mozilla Thunderbird'],
      ['Subject', encodeWords(letter.subject)],
      ['Content-Language', 'en-GB'],
      ...recipients(letter),
      ...threadFields(letter),
      ['From', mailbox(letter.from)],
      ['Content-Type', 'text/plain; charset=UTF-8; format=flowed'],
      ['Content-Transfer-Encoding', isAscii(text) ? '7bit' : '8bit'],
    ],
    `${text}\n`,
  );
}

export function fromAppleMail(letter: Letter): Buffer {
  const { quote } = letter;
  const text = quote
    ? `${letter.text}\n\n> On ${shortDate(quote.at, letter.zone)} ${quote.by.name} <${quote.by.address}> wrote:\n> \n${marked(quote.text)}`
    : letter.text;
  return rawMail(
    [
      received(letter, 'st43p00im-ztfb10073301.fruitmail.example'),
      ['From', mailbox(letter.from)],
      ['Content-Type', 'text/plain;\n\tcharset=utf-8'],
      ['Content-Transfer-Encoding', 'quoted-printable'],
      ['Mime-Version', '1.0 (Mac OS X Mail 16.0 \\(3826.600.51.1.1\\))'],
      ['Subject', encodeWords(letter.subject)],
      ...idField(letter),
      ['Date', rfcDate(letter.date, letter.zone)],
      ...threadFields(letter),
      ...recipients(letter),
      ['X-Mailer', 'Apple Mail (2.3826.600.51.1.1)'],
    ],
    `${quotedPrintable(text)}\n`,
  );
}

/** HTML only, as Outlook sends it through many company gateways. `html` lines are paragraphs; they may hold markup. */
export function fromOutlook(letter: Letter): Buffer {
  const { quote } = letter;
  const paragraphs = letter.text
    .split('\n')
    .map((line) => `<p class="MsoNormal">${line === '' ? '&nbsp;' : escapeHtml(line)}<o:p></o:p></p>`);
  const history = quote && [
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">',
    `<p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span lang="EN-US"> ${escapeHtml(`${quote.by.name} <${quote.by.address}>`)}<br>`,
    `<b>Sent:</b> ${shortDate(quote.at, letter.zone)}<br><b>To:</b> ${letter.from.name}<br><b>Subject:</b> ${escapeHtml(letter.subject)}<o:p></o:p></span></p></div></div>`,
    `<p class="MsoNormal">${htmlLines(quote.text)}<o:p></o:p></p>`,
  ];
  const html = [OUTLOOK_HEAD, ...paragraphs, ...(history ?? []), '</div>', '</body>', '</html>'].join('\n');
  return rawMail(
    [
      received(letter, 'EUR05-DB8-obe.outbound.officecloud.example'),
      ['From', mailbox(letter.from)],
      ...recipients(letter),
      ['Subject', encodeWords(letter.subject)],
      ['Thread-Topic', encodeWords(letter.subject.replace(/^RE: /, ''))],
      ['Thread-Index', 'AQHbqLw4s1Yx0mZr2Ue9fQv7pKc3TA=='],
      ['Date', rfcDate(letter.date)],
      ...idField(letter),
      ...threadFields(letter),
      ['Accept-Language', 'en-GB, en-US'],
      ['Content-Language', 'en-US'],
      ['X-MS-Has-Attach', ''],
      ['X-MS-TNEF-Correlator', ''],
      ['Content-Type', 'text/html; charset="utf-8"'],
      ['Content-Transfer-Encoding', 'quoted-printable'],
      ['MIME-Version', '1.0'],
    ],
    `${quotedPrintable(html)}\n`,
  );
}

const OUTLOOK_HEAD = [
  '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">',
  '<head>',
  '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
  '<meta name="Generator" content="Microsoft Word 15 (filtered medium)">',
  '<style><!--',
  '@font-face {font-family:Aptos; panose-1:2 11 0 4 2 2 2 2 2 4;}',
  'p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Aptos",sans-serif; mso-ligatures:standardcontextual;}',
  'span.EmailStyle17 {mso-style-type:personal-compose; color:windowtext;}',
  'div.WordSection1 {page:WordSection1;}',
  '--></style>',
  '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->',
  '</head>',
  '<body lang="EN-GB" link="#467886" vlink="#96607D" style="word-wrap:break-word">',
  '<div class="WordSection1">',
].join('\n');

/** The line that our own mail server would have put on top. */
export function received({ date }: Pick<Letter, 'date'>, host: string): HeaderField {
  return [
    'Received',
    `from ${host} (${host} [192.0.2.25])\n\tby mx.hazelnote.example (Postfix) with ESMTPS id 4Zx${date.toString(36)}\n\tfor <${DEMO_INBOX.address}>; ${rfcDate(date)}`,
  ];
}

export function mailbox({ name, address }: Person): string {
  if (name === '') return address;
  return `${isAscii(name) ? (/[^\w .-]/.test(name) ? `"${name}"` : name) : encodeWords(name)} <${address}>`;
}

function recipients({ to, cc }: Letter): HeaderField[] {
  return [['To', mailbox(to ?? DEMO_INBOX)], ...(cc ? [['Cc', mailbox(cc)] as const] : [])];
}

function idField({ id }: Letter): HeaderField[] {
  return id === null ? [] : [['Message-ID', `<${id}>`]];
}

function threadFields({ thread = [] }: Letter): HeaderField[] {
  const parent = thread.at(-1);
  if (parent === undefined) return [];
  return [
    ['In-Reply-To', `<${parent}>`],
    ['References', thread.map((id) => `<${id}>`).join('\n ')],
  ];
}

function textPart(type: string, text: string): string {
  const plain = isAscii(text) && text.split('\n').every((line) => line.length < 900);
  const encoding: HeaderField[] = plain ? [] : [['Content-Transfer-Encoding', 'quoted-printable']];
  return part([['Content-Type', `${type}; charset="UTF-8"`], ...encoding], plain ? text : quotedPrintable(text));
}

function htmlLines(text: string): string {
  return escapeHtml(text).split('\n').join('<br>\n');
}

function marked(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** `Tue, 4 Mar 2025 at 10:12`, as attributions have it. */
function shortDate(at: number, zone = 0): string {
  const [day, date, month, year, time] = rfcDate(at, zone).split(' ');
  return `${day} ${date} ${month} ${year} at ${time?.slice(0, 5)}`;
}
