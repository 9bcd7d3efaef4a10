import { INTERNAL_MARK } from '../../tickets/handoff.ts';

/** Answers of team members to a hand-off as the mail clients of the world write them, with invented names. */
export interface StaffAnswer {
  readonly client: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** What the customer is to get. */
  readonly own: string;
}

export const CUSTOMER_WORDS = 'Hello,\n\ncan I move my subscription to another person?\nAnd does it cost anything?\n\nAda';

/** What stands in the mail to the team. */
export const INTERNAL = [
  INTERNAL_MARK,
  '',
  'Ada Example wants to give her subscription to somebody else',
  '',
  '- From: Ada Example (ada@customer.example)',
  '- Why you get this: no article answers the question well enough for an automatic answer',
  '- Priority: high',
  '',
  'Suggested reply, not sent:',
  '',
  '> Hello Ada, please tell us the address of the person who takes the subscription over.',
  '',
  'The conversation, newest last:',
  '',
  'Ada Example (ada@customer.example), 2026-03-20 09:12 UTC',
  '',
  ...CUSTOMER_WORDS.split('\n').map((line) => `> ${line}`.trimEnd()),
  '',
  'The original mail is attached. Nobody has answered the customer yet.',
].join('\n');

export const SUGGESTED = 'Hello Ada, please tell us the address of the person who takes the subscription over.';

const OWN = 'Hello Ada,\n\nyes, you can. We have moved it to Ben,\nand it costs nothing.\n\nBest regards\nMarta';
const FROM = 'Hazelnote Support <support+fl-0123456789abcdef0123@hazelnote.example>';
const quoted = INTERNAL.split('\n')
  .map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`))
  .join('\n');
const html = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      line === '' ? '<div><br></div>' : `<div>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</div>`,
    )
    .join('');
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<p class="MsoNormal">${line === '' ? '&nbsp;' : line.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}<o:p></o:p></p>`)
    .join('\n');
const footer =
  'This e-mail and any attachments are confidential and intended solely for the addressee.\nIf you are not the intended recipient, please delete it.\nHazelnote Ltd, registered in Ireland no. 000000';

export const ANSWERS: readonly StaffAnswer[] = [
  {
    client: 'Thunderbird, top-posted',
    text: `${OWN}\n\nOn 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n`,
    own: OWN,
  },
  {
    client: 'Thunderbird, bottom-posted',
    text: `On 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n\n${OWN}\n`,
    own: OWN,
  },
  {
    client: 'Thunderbird, bottom-posted, with a signature',
    text: `On 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n\n${OWN}\n\n-- \nMarta Lindqvist\nmarta.lindqvist@hazelnote.example\n+46 70 000 00 00\n`,
    own: OWN,
  },
  {
    client: 'Thunderbird in German',
    text: `${OWN}\n\nAm 20.03.2026 um 10:15 schrieb Hazelnote Support:\n${quoted}\n`,
    own: OWN,
  },
  {
    client: 'Apple Mail in French',
    text: `${OWN}\n\n> Le 20 mars 2026 à 10:15, ${FROM} a écrit :\n> \n${quoted}\n`,
    own: OWN,
  },
  {
    client: 'Apple Mail, HTML only',
    text: '',
    html: `<html><body>${html(OWN)}<br><div><blockquote type="cite"><div>On 20 Mar 2026, at 10:15, Hazelnote Support &lt;support@hazelnote.example&gt; wrote:</div><br><div>${html(INTERNAL)}</div></blockquote></div><br></body></html>`,
    own: OWN,
  },
  {
    client: 'Gmail on the web',
    text: `${OWN}\n\nOn Fri, Mar 20, 2026 at 10:15 AM ${FROM}\nwrote:\n\n${quoted}\n`,
    html: `<div dir="ltr">${html(OWN)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, Mar 20, 2026 at 10:15 AM Hazelnote Support &lt;<a href="mailto:support@hazelnote.example">support@hazelnote.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">${html(INTERNAL)}</blockquote></div>`,
    own: OWN,
  },
  {
    client: 'Gmail on a phone, with its signature',
    text: `${OWN}\n\n--\nMarta Lindqvist\nHazelnote\n\nOn Fri, 20 Mar 2026, 10:15 Hazelnote Support, <support@hazelnote.example> wrote:\n\n${quoted}\n`,
    html: `<div dir="auto">${html(OWN)}<div dir="auto"><br></div><div data-smartmail="gmail_signature" class="gmail_signature">Marta Lindqvist<br>Hazelnote</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Fri, 20 Mar 2026, 10:15 Hazelnote Support, &lt;support@hazelnote.example&gt; wrote:<br></div><blockquote class="gmail_quote">${html(INTERNAL)}</blockquote></div>`,
    own: OWN,
  },
  {
    client: 'Outlook on a desktop',
    text: `${OWN}\n\nFrom: Hazelnote Support <support@hazelnote.example>\nSent: Friday, March 20, 2026 10:15 AM\nTo: Support <support-team@hazelnote.example>\nSubject: [#42 high] My subscription\n\n${INTERNAL}\n`,
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><div class="WordSection1">${paragraphs(OWN)}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Hazelnote Support &lt;support@hazelnote.example&gt; <br><b>Sent:</b> Friday, March 20, 2026 10:15 AM<br><b>To:</b> Support &lt;support-team@hazelnote.example&gt;<br><b>Subject:</b> [#42 high] My subscription<o:p></o:p></p></div></div>${paragraphs(INTERNAL)}</div></body></html>`,
    own: OWN,
  },
  {
    client: 'Outlook on a desktop in German, with a legal footer',
    text: `${OWN}\n\n${footer}\n\nVon: Hazelnote Support <support@hazelnote.example>\nGesendet: Freitag, 20. März 2026 10:15\nAn: Support <support-team@hazelnote.example>\nBetreff: [#42 high] My subscription\n\n${INTERNAL}\n`,
    own: OWN,
  },
  {
    client: 'Outlook on the web, HTML only',
    text: '',
    html: `<div class="elementToProof" style="font-family: Aptos">${html(OWN)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Hazelnote Support &lt;support@hazelnote.example&gt;<br><b>Sent:</b> Friday, March 20, 2026 10:15 AM<br><b>To:</b> Support<br><b>Subject:</b> [#42 high] My subscription<div>&nbsp;</div></div><div>${html(INTERNAL)}</div>`,
    own: OWN,
  },
  {
    client: 'Outlook on a phone',
    text: `${OWN}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Hazelnote Support <support@hazelnote.example>\nSent: Friday, March 20, 2026 10:15:00 AM\nTo: Support <support-team@hazelnote.example>\nSubject: [#42 high] My subscription\n\n${INTERNAL}\n`,
    own: OWN,
  },
  {
    client: 'an iPhone',
    text: `${OWN}\n\nSent from my iPhone\n\n> On 20 Mar 2026, at 10:15, Hazelnote Support <support@hazelnote.example> wrote:\n> \n> \n${quoted}\n`,
    own: OWN,
  },
  {
    client: 'an iPhone in German',
    text: `${OWN}\n\nVon meinem iPhone gesendet\n\n> Am 20.03.2026 um 10:15 schrieb Hazelnote Support <support@hazelnote.example>:\n> \n> \n${quoted}\n`,
    own: OWN,
  },
  {
    client: 'Gmail, where somebody forwards instead of answering',
    subject: 'Fwd: [#42 high] My subscription',
    text: `${OWN}\n\n---------- Forwarded message ---------\nFrom: ${FROM}\nDate: Fri, Mar 20, 2026 at 10:15 AM\nSubject: [#42 high] My subscription\nTo: Support <support-team@hazelnote.example>\n\n\n${INTERNAL}\n`,
    own: OWN,
  },
  {
    client: 'a client that quotes nothing',
    text: `${OWN}\n`,
    own: OWN,
  },
  {
    client: 'a client that quotes without any mark of a quotation',
    text: `${OWN}\n\n${INTERNAL}\n`,
    own: OWN,
  },
  {
    client: 'a client that wraps the mark',
    text: `${OWN}\n\n${INTERNAL.replace('write your', 'write\nyour')}\n`,
    own: OWN,
  },
  {
    client: 'answers between the customer’s lines',
    text: `On 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted.replace(
      '>> And does it cost anything?',
      '\nYes, you can.\n\n>> And does it cost anything?\n\nNo, it is free.\n',
    )}\n\nMarta\n`,
    own: 'Yes, you can.\n\n> And does it cost anything?\n\nNo, it is free.\n\n> Ada\n\nMarta',
  },
  {
    client: 'a single word',
    text: `Yes.\n\nOn 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n`,
    own: 'Yes.',
  },
  {
    client: 'nothing but the quotation',
    text: `On 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n`,
    own: '',
  },
  {
    client: 'nothing but the quotation, in Outlook',
    text: `From: Hazelnote Support <support@hazelnote.example>\nSent: Friday, March 20, 2026 10:15 AM\nTo: Support <support-team@hazelnote.example>\nSubject: [#42 high] My subscription\n\n${INTERNAL}\n`,
    own: '',
  },
  {
    client: 'nothing but a phone’s footer',
    text: `\n\nSent from my iPhone\n\n> On 20 Mar 2026, at 10:15, Hazelnote Support <support@hazelnote.example> wrote:\n> \n${quoted}\n`,
    own: '',
  },
  {
    client: 'a command above the quotation',
    text: `#approve\n\nOn 20/03/2026 10:15, Hazelnote Support wrote:\n${quoted}\n`,
    own: '#approve',
  },
  {
    client: 'a command in HTML only, with a non-breaking space',
    text: '',
    html: `<div dir="ltr"><div>#Assign&nbsp;billing</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Fri, Mar 20, 2026 at 10:15 AM Hazelnote Support &lt;support@hazelnote.example&gt; wrote:<br></div><blockquote class="gmail_quote">${html(INTERNAL)}</blockquote></div>`,
    own: '#Assign billing',
  },
];
