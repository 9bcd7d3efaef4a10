/** Replies as the HTML of the big clients has them; all say the same. */

const NEW = '<div>New words, first line.</div><div>Second line of mine.</div>';
const OLD = '<div>Old words of theirs.</div><div>More of theirs.</div>';

/** By client; `attribution` is HTML. */
export function attributedReplies(attribution: string): Readonly<Record<string, string>> {
  return {
    gmail: `<div dir="ltr">${NEW}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${attribution}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${OLD}</blockquote></div>`,
    'gmail sig': `<div dir="ltr">${NEW}<div><br></div>-- <br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Ana</div><div>Shop</div></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${attribution}<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
    'gmail bottom': `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${attribution}<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div><div dir="ltr">${NEW}</div>`,
    apple: `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;">${NEW}<div><br><blockquote type="cite"><div>${attribution}</div><br class="Apple-interchange-newline"><div>${OLD}</div></blockquote></div><br></body></html>`,
    iphone: `<html><body dir="auto">${NEW}<br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">${attribution}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${OLD}</div></blockquote></body></html>`,
    thunderbird: `<html><body><p>New words, first line.<br>Second line of mine.</p><div class="moz-cite-prefix">${attribution}<br></div><blockquote type="cite" cite="mid:1@x">${OLD}</blockquote><div class="moz-signature">-- <br>Ana</div></body></html>`,
    'thunderbird bottom': `<html><body><div class="moz-cite-prefix">${attribution}<br></div><blockquote type="cite" cite="mid:1@x">${OLD}</blockquote><p>New words, first line.<br>Second line of mine.</p></body></html>`,
    yahoo: `<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-family:Helvetica"><div></div>${NEW}<div><br></div></div><div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted"><div style="font-family:'Helvetica Neue'"><div>${attribution}</div><div><br></div>${OLD}</div></div></body></html>`,
    yahoo2: `<div>${NEW}</div><div class="yahoo_quoted" id="yahoo_quoted_1"><div><div>${attribution}</div><div><br></div>${OLD}</div></div>`,
    proton: `<div style="font-family: Arial">${NEW}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">${attribution}<br><blockquote class="protonmail_quote" type="cite">${OLD}</blockquote><br></div>`,
    zoho: `<div style="font-family: Verdana">${NEW}<br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204);"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><br><div id="Zm-_Id_-Sgn1">---- ${attribution.replace(/:$/, '')} ---<br></div><br><blockquote id="blockquote_zmail" style="margin: 0px;">${OLD}</blockquote></div>`,
    roundcube: `<html><body>${NEW}<p id="reply-intro">${attribution}</p><blockquote type="cite" style="padding: 0 0.4em">${OLD}</blockquote></body></html>`,
    samsung: `<html><body dir="auto">${NEW}<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">Sent from my Galaxy</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Original message --------</div><div>From: Support &lt;support@example.com&gt; </div><div>Date: 5/6/24  10:00  (GMT+01:00) </div><div>To: ana@shop.example </div><div>Subject: Order </div><div><br></div></div>${OLD}</body></html>`,
    'plain blockquote': `${NEW}<p>${attribution}</p><blockquote>${OLD}</blockquote>`,
    spark: `<html><body><div name="messageBodySection">${NEW}</div><div name="messageReplySection">${attribution}<br><blockquote type="cite" style="border-left: thin solid">${OLD}</blockquote></div></body></html>`,
    tutanota: `<div>${NEW}</div><div>-- <br></div><div>Secured with Tuta Mail:<br>https://tuta.com/free-email</div><div><br></div><div>May 6, 2024, 10:00 by support@example.com:<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8">${OLD}</blockquote>`,
    fastmail: `<div>${NEW}</div><div><br></div><div>${attribution}<br></div><blockquote type="cite" id="qt" style=""><div>${OLD}</div></blockquote>`,
    hey: `<div class="trix-content">${NEW}</div><div class="hey_quote"><details open><summary>${attribution}</summary><blockquote>${OLD}</blockquote></details></div>`,
    mailru: `<html><body>${NEW}<div><br></div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">${attribution}<br><div id=""><div class="js-helper js-readmsg-msg">${OLD}</div></div></blockquote></body></html>`,
    yandex: `<div>${NEW}</div><div> </div><div>${attribution}</div><blockquote><div>${OLD}</div></blockquote>`,
    '163': `<div style="line-height:1.7;color:#000000;font-size:14px;">${NEW}<p><br></p><pre><br>${attribution}</pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex"><div>${OLD}</div></blockquote></div>`,
    k9: `<html><body>${NEW}<br><br><div class="gmail_quote"><div dir="auto">${attribution}</div><blockquote class="gmail_quote" style="margin: 0pt">${OLD}</blockquote></div></body></html>`,
    superhuman: `<div>${NEW}</div><br><div class="sh-signature"><div class="gmail_signature">Ana</div></div><br><div class="gmail_quote">${attribution}<br><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
    front: `<div>${NEW}</div><div class="front-signature">Ana</div><br><blockquote type="cite" class="front-blockquote">${attribution}<br><br>${OLD}</blockquote>`,
    missive: `<div>${NEW}</div><div class="missive_quote">${attribution} <blockquote>${OLD}</blockquote></div>`,
    helpscout: `<div>${NEW}</div><div class="front-block"></div><div class="gmail_quote_container"><div>${attribution}</div><blockquote>${OLD}</blockquote></div>`,
    zimbra: `<html><body><div style="font-family: arial">${NEW}<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Support" &lt;support@example.com&gt;<br><b>To: </b>"ana" &lt;a@b&gt;<br><b>Sent: </b>Monday, 6 May, 2024 10:00:00<br><b>Subject: </b>Order<br></div><div data-marker="__QUOTED_TEXT__">${OLD}</div></div></body></html>`,
  };
}

/** Clients that put the header of the old mail above it; `header` is HTML. */
export function headedReplies(header: string): Readonly<Record<string, string>> {
  return {
    'outlook desktop': `<html><body lang="EN-US"><div class="WordSection1"><p class="MsoNormal">New words, first line.<o:p></o:p></p><p class="MsoNormal">Second line of mine.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${header}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Old words.</p></div></body></html>`,
    'outlook 2010': `<html><body><div class="WordSection1"><p class="MsoNormal">New words, first line.<o:p></o:p></p><p class="MsoNormal">Second line of mine.<o:p></o:p></p><div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class="MsoNormal">${header}<o:p></o:p></p></div><p class="MsoNormal">Old words.</p></div></body></html>`,
    'outlook quoteleft': `<html><body><div class="WordSection1"><p class="MsoNormal">New words, first line.</p><p class="MsoNormal">Second line of mine.</p><div style="border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt"><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${header}</p></div></div><p class="MsoNormal">Old words.</p></div></div></body></html>`,
    owa: `<html><body dir="ltr"><div class="elementToProof" style="font-family: Aptos">New words, first line.</div><div class="elementToProof">Second line of mine.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${header}</font><div>&nbsp;</div></div>${OLD}</body></html>`,
    'owa x_': `<html><body><div>New words, first line.</div><div>Second line of mine.</div><div id="x_appendonsend"></div><hr><div id="x_divRplyFwdMsg">${header}</div>${OLD}</body></html>`,
    'new outlook': `<html><body><div>New words, first line.</div><div>Second line of mine.</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">${header}</div>${OLD}</div></body></html>`,
    'outlook mac': `<html><body>${NEW}<div><br></div><span id="OLK_SRC_BODY_SECTION"><div style="border-top: #b5c4df 1pt solid">${header}</div>${OLD}</span></body></html>`,
    'windows mail': `<html><body><div class="WordSection1"><p class="MsoNormal">New words, first line.</p><p class="MsoNormal">Second line of mine.</p><p class="MsoNormal">&nbsp;</p><div style='mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt'><p class="MsoNormal">${header}</p></div><p>Old</p></div></body></html>`,
    gmx: `<html><body><div style="font-family: Verdana;font-size: 12.0px;">${NEW}<div><br></div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">${header}</div><div name="quoted-content">${OLD}</div></div></div></body></html>`,
    'gmx new': `<html><body>${NEW}<div class="gmail_quote"></div><div id="sub-body-container" style="margin: 10px 5px 5px 10px; padding: 10px 0px 10px 10px; border-left: 2px solid rgb(195, 217, 229);"><div style="margin: 0px 0px 10px;"><div>${header}</div></div>${OLD}</div></body></html>`,
    qq: `<div>${NEW}</div><div><br></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">------------------&nbsp;Original&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div>${header}</div></div><div>${OLD}</div>`,
    'plain header': `<p>New words, first line.<br>Second line of mine.</p><hr><p>${header}</p><p>Old words.</p>`,
  };
}
