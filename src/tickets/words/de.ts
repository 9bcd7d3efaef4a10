import type { Words } from './en.ts';

export const DE: Words = {
  urgent: 'dringend',
  high: 'hoch',
  normal: 'normal',
  low: 'niedrig',
  news: 'Neues',
  'New in this conversation': 'Neu in diesem Gespräch',
  'Open questions: no passage answers them': 'Offene Fragen: kein Abschnitt beantwortet sie',
  'The conversation, newest first': 'Das Gespräch, Neuestes zuerst',
  '{0} older mails of it are in the support mailbox.': '{0} ältere Mails daraus liegen im Support-Postfach.',
  'The original is attached as it came, with its attachments.': 'Das Original hängt an, wie es kam, mit seinen Anhängen.',
  'The original is too large to attach: it is in the support mailbox.':
    'Das Original ist zu groß zum Anhängen: Es liegt im Support-Postfach.',
  'In their own words ({0}): {1}': 'In eigenen Worten ({0}): {1}',
  "In {0}, in the customer's own words: no model has read it.": 'Sprache: {0}, in den Worten des Kunden: Kein Modell hat es gelesen.',
  "In {0}, in the customer's own words: the model in use ({1}) did not translate it.":
    'Sprache: {0}, in den Worten des Kunden: Das Modell ({1}) hat es nicht übersetzt.',
  From: 'Von',
  Why: 'Warum',
  'To you': 'An euch',
  Rules: 'Regeln',
  Category: 'Kategorie',
  Language: 'Sprache',
  Files: 'Dateien',
  'none fits': 'keine passt',
  'cannot be told': 'nicht erkennbar',
  'sender not verified': 'Absender nicht bestätigt',
  'SENDER ADDRESS IS FORGED, authentication failed': 'ABSENDER GEFÄLSCHT, Prüfung nicht bestanden',
  'Suggested reply, not sent': 'Vorschlag für die Antwort, nicht gesendet',
  'It rests on these passages:': 'Er stützt sich auf diese Abschnitte:',
  'Recent tickets of this address': 'Letzte Tickets dieser Adresse',
  '(no subject)': '(kein Betreff)',
  'Staff ({0})': 'Team ({0})',
  '(not read)': '(nicht gelesen)',
  new: 'neu',
  triaging: 'in Prüfung',
  answered: 'beantwortet',
  drafted: 'Entwurf liegt bereit',
  shadowed: 'nur aufgezeichnet',
  escalated: 'weitergegeben',
  'with staff': 'bei einem Menschen',
  'followed up': 'nachgefragt',
  closed: 'geschlossen',
  'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.':
    'Antworte auf diese Mail: Deine Antwort geht von {0} an den Kunden. Anderes tut eine eigene erste Zeile: {1}.',
  '#approve (sends the suggested reply)': '#approve (sendet den Vorschlag)',
  '#auto (hands it back)': '#auto (gibt zurück)',
  'What was tried': 'Was versucht wurde',
  'Nothing in the knowledge base came close.': 'Nichts in der Wissensbasis kam dem nahe.',
  'Passages considered; one is ground for an answer from {0}:': 'Erwogene Abschnitte; ab {0} trägt einer eine Antwort:',
  'The knowledge base was not searched: it was clear before that a person has to see this.':
    'Die Wissensbasis wurde nicht durchsucht: Es war vorher klar, dass ein Mensch das sehen muss.',
  'The knowledge base was searched with the words of the mail.': 'Die Wissensbasis wurde mit den Worten der Mail durchsucht.',
  'The knowledge base was searched with the words of the mail, and for {0}.':
    'Die Wissensbasis wurde mit den Worten der Mail durchsucht, und nach {0}.',
  'The look-up {0}: {1}.': 'Die Abfrage {0}: {1}.',
  'The model gave no answer ({0}).': 'Das Modell gab keine Antwort ({0}).',
  'The draft did not pass the check {0}: {1}': 'Der Entwurf hat die Prüfung {0} nicht bestanden: {1}',
  'The rule "{0}" names {1}.': 'Die Regel „{0}“ nennt {1}.',
  'The rule "{0}" names you, too; {1} has the ticket.': 'Die Regel „{0}“ nennt auch euch; das Ticket hat {1}.',
  "No team takes over mail in {0}: it is {1}'s.": 'Kein Team übernimmt Mail in dieser Sprache ({0}): {1} bekommt sie.',
  '{0} takes over mail in {1}.': '{0} übernimmt Mail in dieser Sprache ({1}).',
  '{0} has the category {1}.': '{0} hat die Kategorie {1}.',
  "No rule, language or category names a team: it is {0}'s.": 'Keine Regel, Sprache oder Kategorie nennt ein Team: {0} bekommt es.',
  "Nothing names a team for the category {0}: it is {1}'s.": 'Nichts nennt ein Team für die Kategorie {0}: {1} bekommt es.',
  '{0} is closed until {1}.': '{0} ist bis {1} nicht da.',
  '{0} is closed.': '{0} ist nicht da.',
  '{0} has the ticket now: you need not answer.': '{0} hat das Ticket jetzt: Ihr müsst nicht antworten.',
  'This team has the conversation.': 'Dieses Team hat das Gespräch.',
  'No mail reaches the team that it was for.': 'Das Team, für das es war, erreicht keine Mail.',
  'Rule: {0}.': 'Regel: {0}.',
  'The sender failed verification: this may not be from who it says.':
    'Der Absender hat die Prüfung nicht bestanden: Vielleicht ist er nicht, wer er zu sein vorgibt.',
  'There is nothing to read in this mail.': 'In dieser Mail steht nichts.',
  'The sender is not part of this conversation.': 'Der Absender gehört nicht zu diesem Gespräch.',
  'The text gives instructions to a machine.': 'Der Text gibt einer Maschine Anweisungen.',
  'The customer asks for a person.': 'Der Kunde wünscht einen Menschen.',
  'The customer is upset.': 'Der Kunde ist verärgert.',
  'This needs a specialist or a decision.': 'Das braucht Fachleute oder eine Entscheidung.',
  'The mail has a subject but no text.': 'Die Mail hat einen Betreff, aber keinen Text.',
  'It fits no category.': 'Es passt in keine Kategorie.',
  'The category is uncertain ({0}).': 'Die Kategorie ist unsicher ({0}).',
  'No article covers this.': 'Kein Artikel behandelt das.',
  'Not all of it is covered; it also asks: {0}': 'Nicht alles ist beantwortet; gefragt wird auch: {0}',
  'The articles found do not answer it.': 'Die gefundenen Artikel beantworten es nicht.',
  'The customer wrote again, and a person has this conversation': 'Der Kunde hat wieder geschrieben, und ein Mensch hat dieses Gespräch',
  'The mail is older than Firstline may answer': 'Die Mail ist älter, als Firstline beantworten darf',
  'The mail says that a mail of ours did not arrive': 'Die Mail sagt, dass eine Mail von uns nicht ankam',
  'It has waited too long for an automatic answer; the last problem was: {0}':
    'Es hat zu lange auf eine automatische Antwort gewartet; das letzte Problem war: {0}',
  '{0} gives it to you': '{0} gibt es euch',
  '{0} gives it to you: {1}': '{0} gibt es euch: {1}',
  'The team {0} is away: its mailbox answered by itself, “{1}”': 'Das Team {0} ist nicht da: Sein Postfach hat selbst geantwortet, „{1}“',
  'It could not be delivered to the team {0}': 'Dem Team {0} konnte es nicht zugestellt werden',
  'It could not be delivered to the team {0}: {1}': 'Dem Team {0} konnte es nicht zugestellt werden: {1}',
  'It was first escalated because: {0}': 'Weitergegeben wurde es zuerst, weil: {0}',
  'You may have had this before: an earlier copy may have been sent, {0}':
    'Vielleicht habt ihr das schon: Eine frühere Kopie könnte gesendet sein, {0}',
  'The mail about this to the team {0} could not be delivered: {1}': 'Die Mail darüber an das Team {0} konnte nicht zugestellt werden: {1}',
  'The mail about this to the team {0} may not have arrived: {1}': 'Die Mail darüber an das Team {0} ist vielleicht nicht angekommen: {1}',
  'Our answer could not be delivered: {0}': 'Unsere Antwort konnte nicht zugestellt werden: {0}',
  'A mail that needs a person': 'Eine Mail, die einen Menschen braucht',
  'Many people write about: {0}': 'Viele schreiben über: {0}',
  '{0} conversations about the same within {1} minutes: nobody is answered on their own until you say so':
    '{0} Gespräche über dasselbe in {1} Minuten: Niemandem wird einzeln geantwortet, bis ihr es sagt',
  'answer this mail with #broadcast in the first line and your text below it, and each of them gets it in their own conversation, as does whoever writes later':
    'Antwortet auf diese Mail mit #broadcast in der ersten Zeile und eurem Text darunter: Alle bekommen ihn im eigenen Gespräch, auch wer später schreibt',
  '#lift in the first line lets each be answered as usual': 'Mit #lift in der ersten Zeile wird wieder jedem einzeln geantwortet',
  'also waiting: {0}': 'Es warten auch: {0}',
  '**Sent to {0}:**': '**Gesendet an {0}:**',
  'With {0}.': 'Mit {0}.',
  'Not sent along: {0}.': 'Nicht mitgesendet: {0}.',
  'The customer had written again before this left: look at their newest mail.':
    'Der Kunde hatte wieder geschrieben, bevor dies abging: Sieh dir seine neueste Mail an.',
  'The ticket is closed; the customer gets no answer.': 'Das Ticket ist geschlossen; der Kunde bekommt keine Antwort.',
  'The ticket is closed as spam.': 'Das Ticket ist als Spam geschlossen.',
  'Firstline has the conversation again.': 'Firstline hat das Gespräch wieder.',
  'The team {0} has the ticket.': 'Das Team {0} hat das Ticket.',
  'The note is kept with the ticket.': 'Die Notiz ist beim Ticket abgelegt.',
  'It is recorded that the decision was wrong.': 'Es ist festgehalten, dass die Entscheidung falsch war.',
  'Nothing was decided here that could be wrong.': 'Hier wurde nichts entschieden, was falsch sein könnte.',
  'There is no ticket any more: nothing was done.': 'Das Ticket gibt es nicht mehr: Nichts wurde getan.',
  'The reply is sent as it stands, unless the customer has written again.':
    'Die Antwort wird so gesendet, wie sie ist, wenn der Kunde nicht wieder geschrieben hat.',
  'The reply has been sent, or is on its way.': 'Die Antwort ist gesendet oder unterwegs.',
  'There is no draft and no suggested reply that could be sent.':
    'Es gibt keinen Entwurf und keinen Vorschlag, der gesendet werden könnte.',
  'It is not sent: the conversation has moved on since it was written.':
    'Sie wird nicht gesendet: Das Gespräch ist weitergegangen, seit sie geschrieben wurde.',
  'Your text goes to {0} conversations, as fast as may be sent, and to whoever writes about the same until #lift.':
    'Dein Text geht in {0} Gespräche, so schnell gesendet werden darf, und bis #lift an alle, die über dasselbe schreiben.',
  '{0} more have had an answer already, or are closed.': '{0} weitere haben schon eine Antwort oder sind geschlossen.',
  'Without your files: a link reaches as many.': 'Ohne deine Dateien: Ein Link erreicht ebenso viele.',
  'Lifted: {0} held mails are decided about now, and later ones as usual.':
    'Aufgehoben: Über {0} zurückgehaltene Mails wird jetzt entschieden, über spätere wie sonst.',
  'This ticket is not one of many about the same, or that has been lifted: nothing was done.':
    'Dieses Ticket ist keines von vielen über dasselbe, oder das ist aufgehoben: Nichts wurde getan.',
  '**Nothing was done, and nothing was sent to the customer.** {0}': '**Nichts wurde getan, und der Kunde hat nichts bekommen.** {0}',
  '**Nothing of this was sent to the customer.** {0}': '**Nichts davon ging an den Kunden.** {0}',
  'Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:':
    'Deine Antwort wiederholt Worte unserer Mail an dich, die nicht für den Kunden bestimmt ist. Das bliebe davon übrig:',
  '{0} has answered the customer’s last mail already. This is your answer:':
    '{0} hat die letzte Mail des Kunden schon beantwortet. Das ist deine Antwort:',
  'A colleague': 'Jemand aus dem Team',
  'Your answer looks like the command {0}, which wants its sign: answer with that to carry it out. This is your answer:':
    'Deine Antwort sieht aus wie der Befehl {0}, der sein Zeichen braucht: Antworte damit, um ihn auszuführen. Das ist deine Antwort:',
  'Below a command nothing is sent. This is what you wrote there:':
    'Was unter einem Befehl steht, wird nicht gesendet. Das hast du dort geschrieben:',
  'Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.':
    'Antworte mit `#send` in der ersten Zeile, um es so zu senden, oder mit anderen Worten, um diese zu senden.',
  '**Your answer may or may not have reached the customer:** {0}. Look in your provider’s log, or ask them, before you send it again.':
    '**Deine Antwort hat den Kunden vielleicht erreicht, vielleicht nicht:** {0}. Sieh im Protokoll eures Anbieters nach oder frag ihn, bevor du sie noch einmal sendest.',
  '**Your answer did not reach the customer:** {0}.': '**Deine Antwort hat den Kunden nicht erreicht:** {0}.',
  '**Your answer came back: it did not arrive at {0}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.':
    '**Deine Antwort kam zurück: Bei {0} ist sie nicht angekommen.** Der Mailserver dort hat sie nicht genommen. Vielleicht ist die Adresse falsch; vielleicht gibt es einen anderen Weg.',
  '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.':
    '**Nichts wurde getan, und der Kunde hat nichts bekommen:** Deine Mail wurde aus dem Support-Postfach verschoben oder gelöscht, bevor Firstline sie gelesen hatte. Sende sie noch einmal; vielleicht muss eine Regel dieses Postfachs geändert werden.',
  '**Nothing was done, and nothing was sent to the customer:** your mail does not lead to its ticket. Answer the mail that gave you the ticket, without changing the address.':
    '**Nichts wurde getan, und der Kunde hat nichts bekommen:** Deine Mail führt zu keinem Ticket. Antworte auf die Mail, mit der du das Ticket bekommen hast, ohne die Adresse zu ändern.',
  'This is what you wrote:': 'Das hast du geschrieben:',
  '(nothing)': '(nichts)',
  '(no text)': '(kein Text)',
  '**{0} wrote again.** You have this conversation: Firstline does not answer it.':
    '**{0} hat wieder geschrieben.** Ihr habt dieses Gespräch: Firstline antwortet darin nicht.',
  'If nobody answers until {0}, Firstline does.': 'Antwortet bis {0} niemand, dann antwortet Firstline.',
  '**{0} still waits for an answer, since {1}.**': '**{0} wartet noch auf eine Antwort, seit {1}.**',
  '{0} has it, and was reminded.': '{0} hat es und wurde erinnert.',
  'A reply waits in Drafts: send it, change it or delete it there, or answer this mail.':
    'Eine Antwort wartet in den Entwürfen: dort senden, ändern oder löschen, oder diese Mail beantworten.',
  'Answer this mail, and your words go to the customer. `#close` ends it without an answer, `#assign` and a team gives it to another one.':
    'Antwortet auf diese Mail, und eure Worte gehen an den Kunden. `#close` beendet es ohne Antwort, `#assign` und ein Team gibt es einem anderen.',
  '**An answer in the name of {0} was not sent to the customer:** {1}.': '**Eine Antwort im Namen von {0} ging nicht an den Kunden:** {1}.',
  'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:':
    'Stammt sie wirklich daher, kann sie vom eigenen Konto noch einmal geschrieben werden; sonst hat jemand eine Mail von uns gesehen, die nicht für ihn bestimmt war. Darin stand:',
  'nobody of a team writes from this address': 'niemand aus einem Team schreibt von dieser Adresse',
  'its sender failed verification: somebody else may have written it':
    'der Absender hat die Prüfung nicht bestanden, jemand anders kann sie geschrieben haben',
  'its address names another ticket than the mail that it answers':
    'ihre Adresse nennt ein anderes Ticket als die Mail, auf die sie antwortet',
  'our mail server does not vouch for its sender': 'unser Mailserver bürgt nicht für den Absender',
  'no server of ours vouches for its sender, and it answers no mail of ours':
    'kein Server von uns bürgt für den Absender, und sie antwortet auf keine Mail von uns',
  'no server of ours vouches for its sender, and the mail that it answers is older than 14 days':
    'kein Server von uns bürgt für den Absender, und die Mail, auf die sie antwortet, ist älter als 14 Tage',
  'no server of ours vouches for its sender, and the mail that it answers went to others':
    'kein Server von uns bürgt für den Absender, und die Mail, auf die sie antwortet, ging an andere',
  'What an answer to a hand-off does:': 'Was eine Antwort auf eine Übergabe bewirkt:',
  '- Text: it is sent to the customer, from the support address, with your attachments.':
    '- Text: Er geht an den Kunden, von der Support-Adresse, mit deinen Anhängen.',
  '- `#approve` sends the suggested reply or the draft as it is.': '- `#approve` sendet den Vorschlag oder den Entwurf, wie er ist.',
  '- `#close`, `#spam` end the ticket without an answer.': '- `#close`, `#spam` beenden das Ticket ohne Antwort.',
  '- `#assign` and a team gives it to that team: {0}.': '- `#assign` und ein Team gibt es diesem Team: {0}.',
  '- `#note` and a text keeps the text with the ticket; beside `#assign`, that team reads it.':
    '- `#note` und ein Text legt den Text beim Ticket ab; neben `#assign` liest ihn dieses Team.',
  '- `#wrong` and why records that the decision was wrong.': '- `#wrong` und warum hält fest, dass die Entscheidung falsch war.',
  '- `#auto` gives the conversation back to Firstline.': '- `#auto` gibt das Gespräch an Firstline zurück.',
  '- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.':
    '- `#broadcast` und ein Text antwortet allen, die über dasselbe schrieben, wo es viele waren; mit `#lift` wird wieder jedem einzeln geantwortet.',
  'A command stands in the first line; several stand below each other.':
    'Ein Befehl steht in der ersten Zeile; mehrere stehen untereinander.',
  '#{0} stands below other text: commands belong in the first line.': '#{0} steht unter anderem Text: Befehle gehören in die erste Zeile.',
  '#{0} is no command.': '#{0} ist kein Befehl.',
  '#{0} is no command: did you mean #{1}?': '#{0} ist kein Befehl: Ist #{1} gemeint?',
  '#{0} wants a text behind it.': 'Hinter #{0} gehört ein Text.',
  '#assign wants a team behind it. The teams are {0}.': 'Hinter #assign gehört ein Team. Die Teams sind {0}.',
  'There is no team {0}. The teams are {1}.': 'Ein Team {0} gibt es nicht. Die Teams sind {1}.',
  'There is no team {0}: did you mean #assign {1}? The teams are {2}.':
    'Ein Team {0} gibt es nicht: Ist #assign {1} gemeint? Die Teams sind {2}.',
  'Your mail is encrypted ({0}), and Firstline has no key.': 'Deine Mail ist verschlüsselt ({0}), und Firstline hat keinen Schlüssel.',
  'There is no text of yours in your mail.': 'In deiner Mail steht kein Text von dir.',
  'Your mail says nothing but what was in ours, which is meant for you and not for the customer.':
    'In deiner Mail steht nur, was in unserer stand, und die ist für dich und nicht für den Kunden.',
  'Your text repeats words of our mail to you, which is not meant for customers: write #broadcast and only your own words.':
    'Dein Text wiederholt Worte unserer Mail an dich, die nicht für Kunden bestimmt ist: Schreib #broadcast und nur deine eigenen Worte.',
  '#broadcast wants a sender whom our own mail server vouches for.':
    '#broadcast verlangt einen Absender, für den unser eigener Mailserver bürgt.',
  '#send stands alone: nothing was done.': '#send steht allein: Nichts wurde getan.',
  'There is no text of yours that waits to be sent.': 'Kein Text von dir wartet darauf, gesendet zu werden.',
  'There is no mail of the customer that it could answer.': 'Es gibt keine Mail des Kunden, auf die geantwortet werden könnte.',
};
