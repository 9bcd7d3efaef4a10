import type { Words } from './en.ts';

export const FR: Words = {
  urgent: 'urgent',
  high: 'haute',
  normal: 'normale',
  low: 'basse',
  news: 'du nouveau',
  'New in this conversation': 'Nouveau dans cette conversation',
  'Open questions: no passage answers them': 'Questions ouvertes : aucun passage n’y répond',
  'The conversation, newest first': 'La conversation, du plus récent au plus ancien',
  '{0} older mails of it are in the support mailbox.': '{0} messages plus anciens sont dans la boîte du support.',
  'The original is attached as it came, with its attachments.': 'L’original est joint tel quel, avec ses pièces jointes.',
  'The original is too large to attach: it is in the support mailbox.':
    'L’original est trop volumineux pour être joint : il est dans la boîte du support.',
  'In their own words ({0}): {1}': 'Dans ses propres mots ({0}) : {1}',
  "In {0}, in the customer's own words: no model has read it.": 'En {0}, dans les mots du client : aucun modèle ne l’a lu.',
  "In {0}, in the customer's own words: the model in use ({1}) did not translate it.":
    'En {0}, dans les mots du client : le modèle ({1}) ne l’a pas traduit.',
  From: 'De',
  Why: 'Pourquoi',
  'To you': 'À vous',
  Rules: 'Règles',
  Category: 'Catégorie',
  Language: 'Langue',
  Files: 'Fichiers',
  'none fits': 'aucune ne convient',
  'cannot be told': 'indéterminée',
  'sender not verified': 'expéditeur non vérifié',
  'SENDER ADDRESS IS FORGED, authentication failed': 'EXPÉDITEUR FALSIFIÉ, vérification échouée',
  'Suggested reply, not sent': 'Réponse proposée, non envoyée',
  'It rests on these passages:': 'Elle s’appuie sur ces passages :',
  'Recent tickets of this address': 'Tickets récents de cette adresse',
  '(no subject)': '(sans objet)',
  'Staff ({0})': 'Équipe ({0})',
  '(not read)': '(non lu)',
  new: 'nouveau',
  triaging: 'en cours d’examen',
  answered: 'répondu',
  drafted: 'brouillon prêt',
  shadowed: 'enregistré seulement',
  escalated: 'transmis',
  'with staff': 'chez une personne',
  'followed up': 'relancé',
  closed: 'fermé',
  'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.':
    'Répondez à ce message : votre réponse part au client depuis {0}. Une première ligne à part fait autre chose : {1}.',
  '#approve (sends the suggested reply)': '#approve (envoie la réponse proposée)',
  '#auto (hands it back)': '#auto (la rend)',
  'What was tried': 'Ce qui a été essayé',
  'Nothing in the knowledge base came close.': 'Rien dans la base de connaissances ne s’en approche.',
  'Passages considered; one is ground for an answer from {0}:': 'Passages examinés ; un passage fonde une réponse à partir de {0} :',
  'The knowledge base was not searched: it was clear before that a person has to see this.':
    'La base de connaissances n’a pas été consultée : il était déjà clair qu’une personne doit voir ce message.',
  'The knowledge base was searched with the words of the mail.': 'La base de connaissances a été consultée avec les mots du message.',
  'The knowledge base was searched with the words of the mail, and for {0}.':
    'La base de connaissances a été consultée avec les mots du message, et pour {0}.',
  'The look-up {0}: {1}.': 'La consultation {0} : {1}.',
  'The model gave no answer ({0}).': 'Le modèle n’a pas répondu ({0}).',
  'The draft did not pass the check {0}: {1}': 'Le brouillon n’a pas passé le contrôle {0} : {1}',
  'The rule "{0}" names {1}.': 'La règle « {0} » désigne {1}.',
  'The rule "{0}" names you, too; {1} has the ticket.': 'La règle « {0} » vous désigne aussi ; {1} a le ticket.',
  "No team takes over mail in {0}: it is {1}'s.": 'Aucune équipe ne prend en charge cette langue ({0}) : c’est pour {1}.',
  '{0} takes over mail in {1}.': '{0} prend en charge cette langue ({1}).',
  '{0} has the category {1}.': '{0} a la catégorie {1}.',
  "No rule, language or category names a team: it is {0}'s.": 'Aucune règle, langue ou catégorie ne désigne d’équipe : c’est pour {0}.',
  "Nothing names a team for the category {0}: it is {1}'s.": 'Rien ne désigne d’équipe pour la catégorie {0} : c’est pour {1}.',
  '{0} is closed until {1}.': '{0} est fermé jusqu’au {1}.',
  '{0} is closed.': '{0} est fermé.',
  '{0} has the ticket now: you need not answer.': '{0} a maintenant le ticket : vous n’avez pas à répondre.',
  'This team has the conversation.': 'Cette équipe a la conversation.',
  'No mail reaches the team that it was for.': 'Aucun message n’atteint l’équipe à laquelle il était destiné.',
  'Rule: {0}.': 'Règle : {0}.',
  'The sender failed verification: this may not be from who it says.':
    'L’expéditeur n’a pas passé la vérification : il n’est peut-être pas celui qu’il dit être.',
  'There is nothing to read in this mail.': 'Il n’y a rien à lire dans ce message.',
  'The sender is not part of this conversation.': 'L’expéditeur ne fait pas partie de cette conversation.',
  'The text gives instructions to a machine.': 'Le texte donne des instructions à une machine.',
  'The customer asks for a person.': 'Le client demande une personne.',
  'The customer is upset.': 'Le client est mécontent.',
  'This needs a specialist or a decision.': 'Il faut un spécialiste ou une décision.',
  'The mail has a subject but no text.': 'Le message a un objet mais pas de texte.',
  'It fits no category.': 'Il n’entre dans aucune catégorie.',
  'The category is uncertain ({0}).': 'La catégorie est incertaine ({0}).',
  'No article covers this.': 'Aucun article n’en traite.',
  'Not all of it is covered; it also asks: {0}': 'Tout n’est pas couvert ; il est aussi demandé : {0}',
  'The articles found do not answer it.': 'Les articles trouvés n’y répondent pas.',
  'The customer wrote again, and a person has this conversation': 'Le client a réécrit, et une personne a cette conversation',
  'The mail is older than Firstline may answer': 'Le message est plus ancien que ce à quoi Firstline peut répondre',
  'The mail says that a mail of ours did not arrive': 'Le message dit qu’un de nos messages n’est pas arrivé',
  'It has waited too long for an automatic answer; the last problem was: {0}':
    'Il a trop attendu une réponse automatique ; le dernier problème était : {0}',
  '{0} gives it to you': '{0} vous le confie',
  '{0} gives it to you: {1}': '{0} vous le confie : {1}',
  'The team {0} is away: its mailbox answered by itself, “{1}”': 'L’équipe {0} est absente : sa boîte a répondu d’elle-même, « {1} »',
  'It could not be delivered to the team {0}': 'Il n’a pas pu être remis à l’équipe {0}',
  'It could not be delivered to the team {0}: {1}': 'Il n’a pas pu être remis à l’équipe {0} : {1}',
  'It was first escalated because: {0}': 'Il a d’abord été transmis parce que : {0}',
  'You may have had this before: an earlier copy may have been sent, {0}':
    'Vous l’avez peut-être déjà : une copie précédente a pu être envoyée, {0}',
  'The mail about this to the team {0} could not be delivered: {1}': 'Le message à ce sujet à l’équipe {0} n’a pas pu être remis : {1}',
  'The mail about this to the team {0} may not have arrived: {1}': 'Le message à ce sujet à l’équipe {0} n’est peut-être pas arrivé : {1}',
  'Our answer could not be delivered: {0}': 'Notre réponse n’a pas pu être remise : {0}',
  'A mail that needs a person': 'Un message qui demande une personne',
  'Many people write about: {0}': 'Beaucoup de gens écrivent au sujet de : {0}',
  '{0} conversations about the same within {1} minutes: nobody is answered on their own until you say so':
    '{0} conversations sur le même sujet en {1} minutes : personne ne reçoit de réponse individuelle tant que vous ne le dites pas',
  'answer this mail with #broadcast in the first line and your text below it, and each of them gets it in their own conversation, as does whoever writes later':
    'répondez à ce message par #broadcast en première ligne et votre texte en dessous : chacun le reçoit dans sa propre conversation, comme ceux qui écriront plus tard',
  '#lift in the first line lets each be answered as usual': '#lift en première ligne : chacun reçoit de nouveau sa propre réponse',
  'also waiting: {0}': 'attendent aussi : {0}',
  '**Sent to {0}:**': '**Envoyé à {0} :**',
  'With {0}.': 'Avec {0}.',
  'Not sent along: {0}.': 'Non joint à l’envoi : {0}.',
  'The customer had written again before this left: look at their newest mail.':
    'Le client avait réécrit avant ce départ : voyez son dernier message.',
  'The ticket is closed; the customer gets no answer.': 'Le ticket est fermé ; le client ne reçoit pas de réponse.',
  'The ticket is closed as spam.': 'Le ticket est fermé comme indésirable.',
  'Firstline has the conversation again.': 'Firstline a de nouveau la conversation.',
  'The team {0} has the ticket.': 'L’équipe {0} a le ticket.',
  'The note is kept with the ticket.': 'La note est gardée avec le ticket.',
  'It is recorded that the decision was wrong.': 'Il est noté que la décision était mauvaise.',
  'Nothing was decided here that could be wrong.': 'Rien n’a été décidé ici qui puisse être mauvais.',
  'There is no ticket any more: nothing was done.': 'Le ticket n’existe plus : rien n’a été fait.',
  'The reply is sent as it stands, unless the customer has written again.':
    'La réponse est envoyée telle quelle, sauf si le client a réécrit.',
  'The reply has been sent, or is on its way.': 'La réponse est envoyée, ou en route.',
  'There is no draft and no suggested reply that could be sent.': 'Il n’y a ni brouillon ni réponse proposée à envoyer.',
  'It is not sent: the conversation has moved on since it was written.': 'Elle n’est pas envoyée : la conversation a avancé depuis.',
  'Your text goes to {0} conversations, as fast as may be sent, and to whoever writes about the same until #lift.':
    'Votre texte part dans {0} conversations, aussi vite que l’envoi le permet, et à quiconque écrit sur le même sujet jusqu’à #lift.',
  '{0} more have had an answer already, or are closed.': '{0} autres ont déjà une réponse, ou sont fermées.',
  'Without your files: a link reaches as many.': 'Sans vos fichiers : un lien touche autant de monde.',
  'Lifted: {0} held mails are decided about now, and later ones as usual.':
    'Levé : {0} messages retenus sont traités maintenant, et les suivants comme d’habitude.',
  'This ticket is not one of many about the same, or that has been lifted: nothing was done.':
    'Ce ticket ne fait pas partie d’un afflux sur le même sujet, ou celui-ci est levé : rien n’a été fait.',
  '**Nothing was done, and nothing was sent to the customer.** {0}': '**Rien n’a été fait, et rien n’a été envoyé au client.** {0}',
  '**Nothing of this was sent to the customer.** {0}': '**Rien de ceci n’a été envoyé au client.** {0}',
  'Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:':
    'Votre réponse répète des mots de notre message interne, qui n’est pas destiné au client. Voici ce qu’il en resterait :',
  '{0} has answered the customer’s last mail already. This is your answer:':
    '{0} a déjà répondu au dernier message du client. Voici votre réponse :',
  'A colleague': 'Une personne de l’équipe',
  'Your answer looks like the command {0}, which wants its sign: answer with that to carry it out. This is your answer:':
    'Votre réponse ressemble à la commande {0}, à laquelle il faut son signe : répondez par celle-ci pour l’exécuter. Voici votre réponse :',
  'Below a command nothing is sent. This is what you wrote there:':
    'Sous une commande, rien n’est envoyé. Voici ce que vous y avez écrit :',
  'Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.':
    'Répondez par `#send` en première ligne pour l’envoyer tel quel, ou par d’autres mots pour envoyer ceux-là.',
  '**Your answer may or may not have reached the customer:** {0}. Look in your provider’s log, or ask them, before you send it again.':
    '**Votre réponse a peut-être atteint le client, peut-être pas :** {0}. Voyez le journal de votre fournisseur, ou demandez-lui, avant de la renvoyer.',
  '**Your answer did not reach the customer:** {0}.': '**Votre réponse n’a pas atteint le client :** {0}.',
  '**Your answer came back: it did not arrive at {0}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.':
    '**Votre réponse est revenue : elle n’est pas arrivée à {0}.** Le serveur de messagerie ne l’a pas acceptée. L’adresse est peut-être fausse ; un autre moyen de contact existe peut-être.',
  '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.':
    '**Rien n’a été fait, et rien n’a été envoyé au client :** votre message a été déplacé hors de la boîte du support, ou supprimé, avant que Firstline ne l’ait lu. Renvoyez-le ; une règle de cette boîte est peut-être à changer.',
  '**Nothing was done, and nothing was sent to the customer:** your mail does not lead to its ticket. Answer the mail that gave you the ticket, without changing the address.':
    '**Rien n’a été fait, et rien n’a été envoyé au client :** votre message ne mène à aucun ticket. Répondez au message qui vous a confié le ticket, sans changer l’adresse.',
  'This is what you wrote:': 'Voici ce que vous avez écrit :',
  '(nothing)': '(rien)',
  '(no text)': '(pas de texte)',
  '**{0} wrote again.** You have this conversation: Firstline does not answer it.':
    '**{0} a réécrit.** Vous avez cette conversation : Firstline n’y répond pas.',
  'If nobody answers until {0}, Firstline does.': 'Si personne ne répond avant {0}, Firstline répond.',
  '**{0} still waits for an answer, since {1}.**': '**{0} attend toujours une réponse, depuis {1}.**',
  '{0} has it, and was reminded.': '{0} s’en occupe et a reçu un rappel.',
  'A reply waits in Drafts: send it, change it or delete it there, or answer this mail.':
    'Une réponse attend dans les brouillons : envoyez-la, modifiez-la ou supprimez-la là-bas, ou répondez à ce message.',
  'Answer this mail, and your words go to the customer. `#close` ends it without an answer, `#assign` and a team gives it to another one.':
    'Répondez à ce message, et vos mots iront au client. `#close` le ferme sans réponse, `#assign` et une équipe le confie à une autre.',
  '**An answer in the name of {0} was not sent to the customer:** {1}.':
    '**Une réponse au nom de {0} n’a pas été envoyée au client :** {1}.',
  'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:':
    'Si elle vient bien de là, elle peut être réécrite depuis son propre compte ; sinon, quelqu’un a vu un de nos messages qui ne lui était pas destiné. Elle disait :',
  'nobody of a team writes from this address': 'personne d’une équipe n’écrit depuis cette adresse',
  'its sender failed verification: somebody else may have written it':
    'son expéditeur n’a pas passé la vérification, une autre personne peut l’avoir écrite',
  'its address names another ticket than the mail that it answers': 'son adresse désigne un autre ticket que le message auquel elle répond',
  'our mail server does not vouch for its sender': 'notre serveur de messagerie ne se porte pas garant de son expéditeur',
  'no server of ours vouches for its sender, and it answers no mail of ours':
    'aucun de nos serveurs ne se porte garant de son expéditeur, et elle ne répond à aucun de nos messages',
  'no server of ours vouches for its sender, and the mail that it answers is older than 14 days':
    'aucun de nos serveurs ne se porte garant de son expéditeur, et le message auquel elle répond a plus de 14 jours',
  'no server of ours vouches for its sender, and the mail that it answers went to others':
    'aucun de nos serveurs ne se porte garant de son expéditeur, et le message auquel elle répond était adressé à d’autres',
  'What an answer to a hand-off does:': 'Ce que fait une réponse à une transmission :',
  '- Text: it is sent to the customer, from the support address, with your attachments.':
    '- Du texte : il est envoyé au client, depuis l’adresse du support, avec vos pièces jointes.',
  '- `#approve` sends the suggested reply or the draft as it is.': '- `#approve` envoie la réponse proposée ou le brouillon tel quel.',
  '- `#close`, `#spam` end the ticket without an answer.': '- `#close`, `#spam` terminent le ticket sans réponse.',
  '- `#assign` and a team gives it to that team: {0}.': '- `#assign` et une équipe le confie à cette équipe : {0}.',
  '- `#note` and a text keeps the text with the ticket; beside `#assign`, that team reads it.':
    '- `#note` et un texte garde le texte avec le ticket ; à côté de `#assign`, cette équipe le lit.',
  '- `#wrong` and why records that the decision was wrong.': '- `#wrong` et la raison note que la décision était mauvaise.',
  '- `#auto` gives the conversation back to Firstline.': '- `#auto` rend la conversation à Firstline.',
  '- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.':
    '- `#broadcast` et un texte répond à tous ceux qui ont écrit sur le même sujet, s’ils sont nombreux ; avec `#lift`, chacun reçoit de nouveau sa propre réponse.',
  'A command stands in the first line; several stand below each other.':
    'Une commande se met en première ligne ; plusieurs, l’une sous l’autre.',
  '#{0} stands below other text: commands belong in the first line.':
    '#{0} est sous un autre texte : les commandes vont en première ligne.',
  '#{0} is no command.': '#{0} n’est pas une commande.',
  '#{0} is no command: did you mean #{1}?': '#{0} n’est pas une commande : vouliez-vous dire #{1} ?',
  '#{0} wants a text behind it.': '#{0} veut un texte à sa suite.',
  '#assign wants a team behind it. The teams are {0}.': '#assign veut une équipe à sa suite. Les équipes sont {0}.',
  'There is no team {0}. The teams are {1}.': 'Il n’y a pas d’équipe {0}. Les équipes sont {1}.',
  'There is no team {0}: did you mean #assign {1}? The teams are {2}.':
    'Il n’y a pas d’équipe {0} : vouliez-vous dire #assign {1} ? Les équipes sont {2}.',
  'Your mail is encrypted ({0}), and Firstline has no key.': 'Votre message est chiffré ({0}), et Firstline n’a pas la clé.',
  'There is no text of yours in your mail.': 'Il n’y a aucun texte de vous dans votre message.',
  'Your mail says nothing but what was in ours, which is meant for you and not for the customer.':
    'Votre message ne dit que ce que disait le nôtre, qui est pour vous et non pour le client.',
  'Your text repeats words of our mail to you, which is not meant for customers: write #broadcast and only your own words.':
    'Votre texte répète des mots de notre message interne, qui n’est pas destiné aux clients : écrivez #broadcast et seulement vos propres mots.',
  '#broadcast wants a sender whom our own mail server vouches for.':
    '#broadcast veut un expéditeur dont notre propre serveur de messagerie se porte garant.',
  '#send stands alone: nothing was done.': '#send se met seul : rien n’a été fait.',
  'There is no text of yours that waits to be sent.': 'Aucun texte de vous n’attend d’être envoyé.',
  'There is no mail of the customer that it could answer.': 'Il n’y a pas de message du client auquel elle pourrait répondre.',
};
