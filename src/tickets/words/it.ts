import type { Words } from './en.ts';

export const IT: Words = {
  urgent: 'urgente',
  high: 'alta',
  normal: 'normale',
  low: 'bassa',
  news: 'novità',
  'New in this conversation': 'Nuovo in questa conversazione',
  'Open questions: no passage answers them': 'Domande aperte: nessun passaggio vi risponde',
  'The conversation, newest first': 'La conversazione, dal più recente',
  '{0} older mails of it are in the support mailbox.': '{0} messaggi precedenti sono nella casella dell’assistenza.',
  'The original is attached as it came, with its attachments.': 'L’originale è allegato così com’è arrivato, con i suoi allegati.',
  'The original is too large to attach: it is in the support mailbox.':
    'L’originale è troppo grande da allegare: è nella casella dell’assistenza.',
  'In their own words ({0}): {1}': 'Con parole sue ({0}): {1}',
  "In {0}, in the customer's own words: no model has read it.": 'In {0}, con le parole del cliente: nessun modello l’ha letto.',
  "In {0}, in the customer's own words: the model in use ({1}) did not translate it.":
    'In {0}, con le parole del cliente: il modello ({1}) non l’ha tradotto.',
  From: 'Da',
  Why: 'Perché',
  'To you': 'A voi',
  Rules: 'Regole',
  Category: 'Categoria',
  Language: 'Lingua',
  Files: 'File',
  'none fits': 'nessuna adatta',
  'cannot be told': 'non riconoscibile',
  'sender not verified': 'mittente non verificato',
  'SENDER ADDRESS IS FORGED, authentication failed': 'MITTENTE FALSIFICATO, verifica non superata',
  'Suggested reply, not sent': 'Risposta proposta, non inviata',
  'It rests on these passages:': 'Si basa su questi passaggi:',
  'Recent tickets of this address': 'Ticket recenti di questo indirizzo',
  '(no subject)': '(senza oggetto)',
  'Staff ({0})': 'Team ({0})',
  '(not read)': '(non letto)',
  new: 'nuovo',
  triaging: 'in esame',
  answered: 'risposto',
  drafted: 'bozza pronta',
  shadowed: 'solo registrato',
  escalated: 'passato a una persona',
  'with staff': 'con una persona',
  'followed up': 'sollecitato',
  closed: 'chiuso',
  'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.':
    'Rispondi a questo messaggio: la tua risposta arriva al cliente da {0}. Una prima riga a sé fa altro: {1}.',
  '#approve (sends the suggested reply)': '#approve (invia la risposta proposta)',
  '#auto (hands it back)': '#auto (la restituisce)',
  'What was tried': 'Che cosa è stato tentato',
  'Nothing in the knowledge base came close.': 'Nulla nella base di conoscenza si avvicinava.',
  'Passages considered; one is ground for an answer from {0}:': 'Passaggi considerati; uno regge una risposta da {0}:',
  'The knowledge base was not searched: it was clear before that a person has to see this.':
    'La base di conoscenza non è stata consultata: era già chiaro che deve vederlo una persona.',
  'The knowledge base was searched with the words of the mail.': 'La base di conoscenza è stata consultata con le parole del messaggio.',
  'The knowledge base was searched with the words of the mail, and for {0}.':
    'La base di conoscenza è stata consultata con le parole del messaggio, e per {0}.',
  'The look-up {0}: {1}.': 'La ricerca {0}: {1}.',
  'The model gave no answer ({0}).': 'Il modello non ha risposto ({0}).',
  'The draft did not pass the check {0}: {1}': 'La bozza non ha superato il controllo {0}: {1}',
  'The rule "{0}" names {1}.': 'La regola «{0}» indica {1}.',
  'The rule "{0}" names you, too; {1} has the ticket.': 'La regola «{0}» indica anche voi; il ticket è di {1}.',
  "No team takes over mail in {0}: it is {1}'s.": 'Nessun team si occupa di questa lingua ({0}): tocca a {1}.',
  '{0} takes over mail in {1}.': '{0} si occupa di questa lingua ({1}).',
  '{0} has the category {1}.': '{0} ha la categoria {1}.',
  "No rule, language or category names a team: it is {0}'s.": 'Nessuna regola, lingua o categoria indica un team: tocca a {0}.',
  "Nothing names a team for the category {0}: it is {1}'s.": 'Nulla indica un team per la categoria {0}: tocca a {1}.',
  '{0} is closed until {1}.': '{0} è chiuso fino a {1}.',
  '{0} is closed.': '{0} è chiuso.',
  '{0} has the ticket now: you need not answer.': 'Ora il ticket è di {0}: non dovete rispondere.',
  'This team has the conversation.': 'Questo team ha la conversazione.',
  'No mail reaches the team that it was for.': 'Nessun messaggio raggiunge il team a cui era destinato.',
  'Rule: {0}.': 'Regola: {0}.',
  'The sender failed verification: this may not be from who it says.':
    'Il mittente non ha superato la verifica: potrebbe non essere chi dice di essere.',
  'There is nothing to read in this mail.': 'In questo messaggio non c’è nulla da leggere.',
  'The sender is not part of this conversation.': 'Il mittente non fa parte di questa conversazione.',
  'The text gives instructions to a machine.': 'Il testo dà istruzioni a una macchina.',
  'The customer asks for a person.': 'Il cliente chiede una persona.',
  'The customer is upset.': 'Il cliente è irritato.',
  'This needs a specialist or a decision.': 'Serve uno specialista o una decisione.',
  'The mail has a subject but no text.': 'Il messaggio ha un oggetto ma nessun testo.',
  'It fits no category.': 'Non rientra in nessuna categoria.',
  'The category is uncertain ({0}).': 'La categoria è incerta ({0}).',
  'No article covers this.': 'Nessun articolo ne tratta.',
  'Not all of it is covered; it also asks: {0}': 'Non tutto è coperto; chiede anche: {0}',
  'The articles found do not answer it.': 'Gli articoli trovati non vi rispondono.',
  'The customer wrote again, and a person has this conversation': 'Il cliente ha scritto ancora, e una persona ha questa conversazione',
  'The mail is older than Firstline may answer': 'Il messaggio è più vecchio di quanto Firstline possa rispondere',
  'The mail says that a mail of ours did not arrive': 'Il messaggio dice che un nostro messaggio non è arrivato',
  'It has waited too long for an automatic answer; the last problem was: {0}':
    'Ha atteso troppo una risposta automatica; l’ultimo problema era: {0}',
  '{0} gives it to you': '{0} lo passa a voi',
  '{0} gives it to you: {1}': '{0} lo passa a voi: {1}',
  'The team {0} is away: its mailbox answered by itself, “{1}”': 'Il team {0} è assente: la sua casella ha risposto da sola, «{1}»',
  'It could not be delivered to the team {0}': 'Non è stato possibile consegnarlo al team {0}',
  'It could not be delivered to the team {0}: {1}': 'Non è stato possibile consegnarlo al team {0}: {1}',
  'It was first escalated because: {0}': 'Era stato passato perché: {0}',
  'You may have had this before: an earlier copy may have been sent, {0}':
    'Forse l’avete già: una copia precedente può essere stata inviata, {0}',
  'The mail about this to the team {0} could not be delivered: {1}': 'Il messaggio su questo al team {0} non è stato consegnato: {1}',
  'The mail about this to the team {0} may not have arrived: {1}': 'Il messaggio su questo al team {0} forse non è arrivato: {1}',
  'Our answer could not be delivered: {0}': 'La nostra risposta non è stata consegnata: {0}',
  'A mail that needs a person': 'Un messaggio che richiede una persona',
  'Many people write about: {0}': 'Molte persone scrivono di: {0}',
  '{0} conversations about the same within {1} minutes: nobody is answered on their own until you say so':
    '{0} conversazioni sulla stessa cosa in {1} minuti: nessuno riceve una risposta propria finché non lo dite voi',
  'answer this mail with #broadcast in the first line and your text below it, and each of them gets it in their own conversation, as does whoever writes later':
    'rispondete a questo messaggio con #broadcast nella prima riga e il vostro testo sotto: ognuno lo riceve nella propria conversazione, anche chi scriverà dopo',
  '#lift in the first line lets each be answered as usual': 'con #lift nella prima riga si torna a rispondere a ciascuno',
  'also waiting: {0}': 'in attesa anche: {0}',
  '**Sent to {0}:**': '**Inviato a {0}:**',
  'With {0}.': 'Con {0}.',
  'Not sent along: {0}.': 'Non inviato: {0}.',
  'The customer had written again before this left: look at their newest mail.':
    'Il cliente aveva scritto ancora prima di questo invio: guarda il suo ultimo messaggio.',
  'The ticket is closed; the customer gets no answer.': 'Il ticket è chiuso; il cliente non riceve risposta.',
  'The ticket is closed as spam.': 'Il ticket è chiuso come spam.',
  'Firstline has the conversation again.': 'Firstline ha di nuovo la conversazione.',
  'The team {0} has the ticket.': 'Il team {0} ha il ticket.',
  'The note is kept with the ticket.': 'La nota è conservata con il ticket.',
  'It is recorded that the decision was wrong.': 'È registrato che la decisione era sbagliata.',
  'Nothing was decided here that could be wrong.': 'Qui non è stato deciso nulla che possa essere sbagliato.',
  'There is no ticket any more: nothing was done.': 'Il ticket non esiste più: non è stato fatto nulla.',
  'The reply is sent as it stands, unless the customer has written again.':
    'La risposta viene inviata così com’è, a meno che il cliente abbia scritto ancora.',
  'The reply has been sent, or is on its way.': 'La risposta è stata inviata o è in viaggio.',
  'There is no draft and no suggested reply that could be sent.': 'Non c’è bozza né risposta proposta da inviare.',
  'It is not sent: the conversation has moved on since it was written.':
    'Non viene inviata: la conversazione è andata avanti da quando è stata scritta.',
  'Your text goes to {0} conversations, as fast as may be sent, and to whoever writes about the same until #lift.':
    'Il tuo testo va in {0} conversazioni, alla velocità consentita, e a chiunque scriva della stessa cosa fino a #lift.',
  '{0} more have had an answer already, or are closed.': 'Altre {0} hanno già una risposta o sono chiuse.',
  'Without your files: a link reaches as many.': 'Senza i tuoi file: un collegamento raggiunge altrettante persone.',
  'Lifted: {0} held mails are decided about now, and later ones as usual.':
    'Revocato: ora si decide su {0} messaggi trattenuti, e sui successivi come al solito.',
  'This ticket is not one of many about the same, or that has been lifted: nothing was done.':
    'Questo ticket non è uno di molti sulla stessa cosa, o il blocco è revocato: non è stato fatto nulla.',
  '**Nothing was done, and nothing was sent to the customer.** {0}': '**Non è stato fatto nulla, e nulla è stato inviato al cliente.** {0}',
  '**Nothing of this was sent to the customer.** {0}': '**Nulla di questo è stato inviato al cliente.** {0}',
  'Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:':
    'La tua risposta ripete parole del nostro messaggio interno, che non è per il cliente. Ne resterebbe questo:',
  '{0} has answered the customer’s last mail already. This is your answer:':
    '{0} ha già risposto all’ultimo messaggio del cliente. Questa è la tua risposta:',
  'A colleague': 'Una persona del team',
  'Your answer looks like the command {0}, which wants its sign: answer with that to carry it out. This is your answer:':
    'La tua risposta somiglia al comando {0}, che vuole il suo segno: rispondi con quello per eseguirlo. Questa è la tua risposta:',
  'Below a command nothing is sent. This is what you wrote there:': 'Sotto un comando non si invia nulla. Lì hai scritto questo:',
  'Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.':
    'Rispondi con `#send` nella prima riga per inviarlo così com’è, o con altre parole per inviare quelle.',
  '**Your answer may or may not have reached the customer:** {0}. Look in your provider’s log, or ask them, before you send it again.':
    '**La tua risposta può aver raggiunto il cliente oppure no:** {0}. Guarda nel registro del vostro fornitore, o chiedi, prima di inviarla ancora.',
  '**Your answer did not reach the customer:** {0}.': '**La tua risposta non ha raggiunto il cliente:** {0}.',
  '**Your answer came back: it did not arrive at {0}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.':
    '**La tua risposta è tornata indietro: non è arrivata a {0}.** Il server di posta non l’ha accettata. Forse l’indirizzo è sbagliato; forse c’è un altro modo per contattare il cliente.',
  '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.':
    '**Non è stato fatto nulla, e nulla è stato inviato al cliente:** il tuo messaggio è stato spostato dalla casella dell’assistenza, o cancellato, prima che Firstline lo leggesse. Invialo di nuovo; forse va cambiata una regola di quella casella.',
  '**Nothing was done, and nothing was sent to the customer:** your mail does not lead to its ticket. Answer the mail that gave you the ticket, without changing the address.':
    '**Non è stato fatto nulla, e nulla è stato inviato al cliente:** il tuo messaggio non porta a nessun ticket. Rispondi al messaggio che ti ha affidato il ticket, senza cambiare l’indirizzo.',
  'This is what you wrote:': 'Hai scritto questo:',
  '(nothing)': '(nulla)',
  '(no text)': '(nessun testo)',
  '**{0} wrote again.** You have this conversation: Firstline does not answer it.':
    '**{0} ha scritto ancora.** Questa conversazione è vostra: Firstline non vi risponde.',
  'If nobody answers until {0}, Firstline does.': 'Se nessuno risponde entro {0}, lo fa Firstline.',
  '**{0} still waits for an answer, since {1}.**': '**{0} aspetta ancora una risposta, da {1}.**',
  '{0} has it, and was reminded.': 'È di {0}, che ha ricevuto un promemoria.',
  'A reply waits in Drafts: send it, change it or delete it there, or answer this mail.':
    'Una risposta aspetta nelle bozze: inviatela, cambiatela o cancellatela lì, o rispondete a questo messaggio.',
  'Answer this mail, and your words go to the customer. `#close` ends it without an answer, `#assign` and a team gives it to another one.':
    'Rispondete a questo messaggio, e le vostre parole vanno al cliente. `#close` chiude senza risposta, `#assign` e un team lo dà a un altro.',
  '**An answer in the name of {0} was not sent to the customer:** {1}.':
    '**Una risposta a nome di {0} non è stata inviata al cliente:** {1}.',
  'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:':
    'Se è davvero sua, può riscriverla dal proprio account; altrimenti qualcuno ha visto un nostro messaggio non destinato a lui. Diceva:',
  'nobody of a team writes from this address': 'nessuno di un team scrive da questo indirizzo',
  'its sender failed verification: somebody else may have written it':
    'il suo mittente non ha superato la verifica, può averla scritta qualcun altro',
  'its address names another ticket than the mail that it answers':
    'il suo indirizzo indica un ticket diverso dal messaggio a cui risponde',
  'our mail server does not vouch for its sender': 'il nostro server di posta non garantisce per il suo mittente',
  'no server of ours vouches for its sender, and it answers no mail of ours':
    'nessun nostro server garantisce per il suo mittente, e non risponde a nessun nostro messaggio',
  'no server of ours vouches for its sender, and the mail that it answers is older than 14 days':
    'nessun nostro server garantisce per il suo mittente, e il messaggio a cui risponde ha più di 14 giorni',
  'no server of ours vouches for its sender, and the mail that it answers went to others':
    'nessun nostro server garantisce per il suo mittente, e il messaggio a cui risponde era diretto ad altri',
  'What an answer to a hand-off does:': 'Che cosa fa una risposta a un passaggio:',
  '- Text: it is sent to the customer, from the support address, with your attachments.':
    '- Testo: viene inviato al cliente, dall’indirizzo dell’assistenza, con i tuoi allegati.',
  '- `#approve` sends the suggested reply or the draft as it is.': '- `#approve` invia la risposta proposta o la bozza così com’è.',
  '- `#close`, `#spam` end the ticket without an answer.': '- `#close`, `#spam` chiudono il ticket senza risposta.',
  '- `#assign` and a team gives it to that team: {0}.': '- `#assign` e un team lo passa a quel team: {0}.',
  '- `#note` and a text keeps the text with the ticket; beside `#assign`, that team reads it.':
    '- `#note` e un testo conserva il testo con il ticket; accanto a `#assign`, quel team lo legge.',
  '- `#wrong` and why records that the decision was wrong.': '- `#wrong` e il motivo registra che la decisione era sbagliata.',
  '- `#auto` gives the conversation back to Firstline.': '- `#auto` restituisce la conversazione a Firstline.',
  '- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.':
    '- `#broadcast` e un testo risponde a tutti quelli che hanno scritto della stessa cosa, se sono molti; con `#lift` si torna a rispondere a ciascuno.',
  'A command stands in the first line; several stand below each other.': 'Un comando sta nella prima riga; più comandi, uno sotto l’altro.',
  '#{0} stands below other text: commands belong in the first line.': '#{0} sta sotto altro testo: i comandi vanno nella prima riga.',
  '#{0} is no command.': '#{0} non è un comando.',
  '#{0} is no command: did you mean #{1}?': '#{0} non è un comando: intendevi #{1}?',
  '#{0} wants a text behind it.': '#{0} vuole un testo dopo di sé.',
  '#assign wants a team behind it. The teams are {0}.': '#assign vuole un team dopo di sé. I team sono {0}.',
  'There is no team {0}. The teams are {1}.': 'Non c’è nessun team {0}. I team sono {1}.',
  'There is no team {0}: did you mean #assign {1}? The teams are {2}.': 'Non c’è nessun team {0}: intendevi #assign {1}? I team sono {2}.',
  'Your mail is encrypted ({0}), and Firstline has no key.': 'Il tuo messaggio è cifrato ({0}), e Firstline non ha la chiave.',
  'There is no text of yours in your mail.': 'Nel tuo messaggio non c’è nessun testo tuo.',
  'Your mail says nothing but what was in ours, which is meant for you and not for the customer.':
    'Il tuo messaggio dice solo ciò che c’era nel nostro, che è per te e non per il cliente.',
  'Your text repeats words of our mail to you, which is not meant for customers: write #broadcast and only your own words.':
    'Il tuo testo ripete parole del nostro messaggio interno, che non è per i clienti: scrivi #broadcast e solo parole tue.',
  '#broadcast wants a sender whom our own mail server vouches for.':
    '#broadcast vuole un mittente per cui garantisca il nostro server di posta.',
  '#send stands alone: nothing was done.': '#send sta da solo: non è stato fatto nulla.',
  'There is no text of yours that waits to be sent.': 'Non c’è nessun tuo testo in attesa di invio.',
  'There is no mail of the customer that it could answer.': 'Non c’è nessun messaggio del cliente a cui rispondere.',
};
