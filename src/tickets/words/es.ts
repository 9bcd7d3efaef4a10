import type { Words } from './en.ts';

export const ES: Words = {
  urgent: 'urgente',
  high: 'alta',
  normal: 'normal',
  low: 'baja',
  news: 'novedades',
  'New in this conversation': 'Nuevo en esta conversación',
  'Open questions: no passage answers them': 'Preguntas abiertas: ningún pasaje las responde',
  'The conversation, newest first': 'La conversación, lo más reciente primero',
  '{0} older mails of it are in the support mailbox.': '{0} correos anteriores están en el buzón de soporte.',
  'The original is attached as it came, with its attachments.': 'El original va adjunto tal como llegó, con sus adjuntos.',
  'The original is too large to attach: it is in the support mailbox.':
    'El original es demasiado grande para adjuntarlo: está en el buzón de soporte.',
  'In their own words ({0}): {1}': 'En sus propias palabras ({0}): {1}',
  "In {0}, in the customer's own words: no model has read it.": 'En {0}, en palabras del cliente: ningún modelo lo ha leído.',
  "In {0}, in the customer's own words: the model in use ({1}) did not translate it.":
    'En {0}, en palabras del cliente: el modelo ({1}) no lo tradujo.',
  From: 'De',
  Why: 'Motivo',
  'To you': 'A ustedes',
  Rules: 'Reglas',
  Category: 'Categoría',
  Language: 'Idioma',
  Files: 'Archivos',
  'none fits': 'ninguna encaja',
  'cannot be told': 'no se reconoce',
  'sender not verified': 'remitente sin verificar',
  'SENDER ADDRESS IS FORGED, authentication failed': 'REMITENTE FALSIFICADO, no superó la verificación',
  'Suggested reply, not sent': 'Respuesta propuesta, no enviada',
  'It rests on these passages:': 'Se apoya en estos pasajes:',
  'Recent tickets of this address': 'Tickets recientes de esta dirección',
  '(no subject)': '(sin asunto)',
  'Staff ({0})': 'Equipo ({0})',
  '(not read)': '(no leído)',
  new: 'nuevo',
  triaging: 'en revisión',
  answered: 'respondido',
  drafted: 'con borrador',
  shadowed: 'solo registrado',
  escalated: 'derivado',
  'with staff': 'con una persona',
  'followed up': 'con seguimiento',
  closed: 'cerrado',
  'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.':
    'Responda a este correo: su respuesta llega al cliente desde {0}. Una primera línea propia hace otra cosa: {1}.',
  '#approve (sends the suggested reply)': '#approve (envía la respuesta propuesta)',
  '#auto (hands it back)': '#auto (la devuelve)',
  'What was tried': 'Lo que se intentó',
  'Nothing in the knowledge base came close.': 'Nada en la base de conocimiento se acercó.',
  'Passages considered; one is ground for an answer from {0}:': 'Pasajes considerados; uno sustenta una respuesta a partir de {0}:',
  'The knowledge base was not searched: it was clear before that a person has to see this.':
    'No se buscó en la base de conocimiento: ya estaba claro que esto debe verlo una persona.',
  'The knowledge base was searched with the words of the mail.': 'Se buscó en la base de conocimiento con las palabras del correo.',
  'The knowledge base was searched with the words of the mail, and for {0}.':
    'Se buscó en la base de conocimiento con las palabras del correo, y también {0}.',
  'The look-up {0}: {1}.': 'La consulta {0}: {1}.',
  'The model gave no answer ({0}).': 'El modelo no dio respuesta ({0}).',
  'The draft did not pass the check {0}: {1}': 'El borrador no superó la comprobación {0}: {1}',
  'The rule "{0}" names {1}.': 'La regla «{0}» nombra a {1}.',
  'The rule "{0}" names you, too; {1} has the ticket.': 'La regla «{0}» también los nombra a ustedes; el ticket lo tiene {1}.',
  "No team takes over mail in {0}: it is {1}'s.": 'Ningún equipo se encarga del correo en {0}: es de {1}.',
  '{0} takes over mail in {1}.': '{0} se encarga del correo en {1}.',
  '{0} has the category {1}.': '{0} tiene la categoría {1}.',
  "No rule, language or category names a team: it is {0}'s.": 'Ninguna regla, idioma o categoría nombra un equipo: es de {0}.',
  "Nothing names a team for the category {0}: it is {1}'s.": 'Nada nombra un equipo para la categoría {0}: es de {1}.',
  '{0} is closed until {1}.': '{0} está cerrado hasta {1}.',
  '{0} is closed.': '{0} está cerrado.',
  '{0} has the ticket now: you need not answer.': '{0} tiene ahora el ticket: no hace falta que respondan.',
  'This team has the conversation.': 'Este equipo tiene la conversación.',
  'No mail reaches the team that it was for.': 'Ningún correo llega al equipo al que iba destinado.',
  'Rule: {0}.': 'Regla: {0}.',
  'The sender failed verification: this may not be from who it says.':
    'El remitente no superó la verificación: puede que no sea quien dice ser.',
  'There is nothing to read in this mail.': 'En este correo no hay nada que leer.',
  'The sender is not part of this conversation.': 'El remitente no forma parte de esta conversación.',
  'The text gives instructions to a machine.': 'El texto da instrucciones a una máquina.',
  'The customer asks for a person.': 'El cliente pide una persona.',
  'The customer is upset.': 'El cliente está molesto.',
  'This needs a specialist or a decision.': 'Esto necesita un especialista o una decisión.',
  'The mail has a subject but no text.': 'El correo tiene asunto, pero no texto.',
  'It fits no category.': 'No encaja en ninguna categoría.',
  'The category is uncertain ({0}).': 'La categoría es incierta ({0}).',
  'No article covers this.': 'Ningún artículo trata esto.',
  'Not all of it is covered; it also asks: {0}': 'No todo está cubierto; también pregunta: {0}',
  'The articles found do not answer it.': 'Los artículos encontrados no lo responden.',
  'The customer wrote again, and a person has this conversation': 'El cliente ha vuelto a escribir, y una persona tiene esta conversación',
  'The mail is older than Firstline may answer': 'El correo es más antiguo de lo que Firstline puede responder',
  'The mail says that a mail of ours did not arrive': 'El correo dice que un correo nuestro no llegó',
  'It has waited too long for an automatic answer; the last problem was: {0}':
    'Ha esperado demasiado una respuesta automática; el último problema fue: {0}',
  '{0} gives it to you': '{0} se lo pasa a ustedes',
  '{0} gives it to you: {1}': '{0} se lo pasa a ustedes: {1}',
  'The team {0} is away: its mailbox answered by itself, “{1}”': 'El equipo {0} está ausente: su buzón respondió solo, «{1}»',
  'It could not be delivered to the team {0}': 'No se pudo entregar al equipo {0}',
  'It could not be delivered to the team {0}: {1}': 'No se pudo entregar al equipo {0}: {1}',
  'It was first escalated because: {0}': 'Se derivó primero porque: {0}',
  'You may have had this before: an earlier copy may have been sent, {0}':
    'Puede que ya lo tengan: una copia anterior puede haberse enviado, {0}',
  'The mail about this to the team {0} could not be delivered: {1}': 'El correo sobre esto al equipo {0} no se pudo entregar: {1}',
  'The mail about this to the team {0} may not have arrived: {1}': 'El correo sobre esto al equipo {0} quizá no haya llegado: {1}',
  'Our answer could not be delivered: {0}': 'Nuestra respuesta no se pudo entregar: {0}',
  'A mail that needs a person': 'Un correo que necesita a una persona',
  'Many people write about: {0}': 'Muchas personas escriben sobre: {0}',
  '{0} conversations about the same within {1} minutes: nobody is answered on their own until you say so':
    '{0} conversaciones sobre lo mismo en {1} minutos: no se responde a nadie por separado hasta que lo indiquen',
  'answer this mail with #broadcast in the first line and your text below it, and each of them gets it in their own conversation, as does whoever writes later':
    'respondan a este correo con #broadcast en la primera línea y su texto debajo, y cada uno lo recibe en su propia conversación, también quien escriba después',
  '#lift in the first line lets each be answered as usual': '#lift en la primera línea hace que se vuelva a responder a cada uno',
  'also waiting: {0}': 'también esperan: {0}',
  '**Sent to {0}:**': '**Enviado a {0}:**',
  'With {0}.': 'Con {0}.',
  'Not sent along: {0}.': 'No se envió: {0}.',
  'The customer had written again before this left: look at their newest mail.':
    'El cliente había vuelto a escribir antes de que esto saliera: mire su último correo.',
  'The ticket is closed; the customer gets no answer.': 'El ticket está cerrado; el cliente no recibe respuesta.',
  'The ticket is closed as spam.': 'El ticket está cerrado como spam.',
  'Firstline has the conversation again.': 'Firstline tiene de nuevo la conversación.',
  'The team {0} has the ticket.': 'El equipo {0} tiene el ticket.',
  'The note is kept with the ticket.': 'La nota queda guardada con el ticket.',
  'It is recorded that the decision was wrong.': 'Queda registrado que la decisión fue errónea.',
  'Nothing was decided here that could be wrong.': 'Aquí no se decidió nada que pudiera ser erróneo.',
  'There is no ticket any more: nothing was done.': 'El ticket ya no existe: no se hizo nada.',
  'The reply is sent as it stands, unless the customer has written again.':
    'La respuesta se envía tal como está, salvo que el cliente haya vuelto a escribir.',
  'The reply has been sent, or is on its way.': 'La respuesta se ha enviado o está en camino.',
  'There is no draft and no suggested reply that could be sent.': 'No hay borrador ni respuesta propuesta que se pueda enviar.',
  'It is not sent: the conversation has moved on since it was written.': 'No se envía: la conversación ha seguido desde que se escribió.',
  'Your text goes to {0} conversations, as fast as may be sent, and to whoever writes about the same until #lift.':
    'Su texto va a {0} conversaciones, tan rápido como se permite enviar, y a quien escriba sobre lo mismo hasta #lift.',
  '{0} more have had an answer already, or are closed.': '{0} más ya tienen respuesta o están cerradas.',
  'Without your files: a link reaches as many.': 'Sin sus archivos: un enlace llega a los mismos.',
  'Lifted: {0} held mails are decided about now, and later ones as usual.':
    'Levantado: ahora se decide sobre {0} correos retenidos, y sobre los siguientes como siempre.',
  'This ticket is not one of many about the same, or that has been lifted: nothing was done.':
    'Este ticket no es uno de muchos sobre lo mismo, o eso ya se levantó: no se hizo nada.',
  '**Nothing was done, and nothing was sent to the customer.** {0}': '**No se hizo nada, y no se envió nada al cliente.** {0}',
  '**Nothing of this was sent to the customer.** {0}': '**Nada de esto se envió al cliente.** {0}',
  'Your answer repeats words of our mail to you, which is not meant for the customer. This is what would be left of it:':
    'Su respuesta repite palabras de nuestro correo interno, que no es para el cliente. Esto es lo que quedaría:',
  '{0} has answered the customer’s last mail already. This is your answer:':
    '{0} ya ha respondido al último correo del cliente. Esta es su respuesta:',
  'A colleague': 'Alguien del equipo',
  'Your answer looks like the command {0}, which wants its sign: answer with that to carry it out. This is your answer:':
    'Su respuesta parece la orden {0}, que necesita su signo: responda con ella para ejecutarla. Esta es su respuesta:',
  'Below a command nothing is sent. This is what you wrote there:': 'Debajo de una orden no se envía nada. Esto es lo que escribió allí:',
  'Answer with `#send` in the first line to send it as it stands, or with other words to send those instead.':
    'Responda con `#send` en la primera línea para enviarlo tal cual, o con otras palabras para enviar esas.',
  '**Your answer may or may not have reached the customer:** {0}. Look in your provider’s log, or ask them, before you send it again.':
    '**Su respuesta puede haber llegado al cliente o no:** {0}. Mire el registro de su proveedor o pregúntele antes de enviarla otra vez.',
  '**Your answer did not reach the customer:** {0}.': '**Su respuesta no llegó al cliente:** {0}.',
  '**Your answer came back: it did not arrive at {0}.** Their mail server did not take it. The address may be wrong; perhaps you can reach them in another way.':
    '**Su respuesta fue devuelta: no llegó a {0}.** El servidor de correo no la aceptó. Quizá la dirección sea errónea; quizá pueda contactar por otra vía.',
  '**Nothing was done, and nothing was sent to the customer:** your mail was moved out of the support mailbox, or deleted, before Firstline had read it. Send it again; a rule of that mailbox may have to be changed.':
    '**No se hizo nada, y no se envió nada al cliente:** su correo se movió del buzón de soporte, o se borró, antes de que Firstline lo leyera. Envíelo otra vez; quizá haya que cambiar una regla de ese buzón.',
  '**Nothing was done, and nothing was sent to the customer:** your mail does not lead to its ticket. Answer the mail that gave you the ticket, without changing the address.':
    '**No se hizo nada, y no se envió nada al cliente:** su correo no lleva a ningún ticket. Responda al correo que le dio el ticket, sin cambiar la dirección.',
  'This is what you wrote:': 'Esto es lo que escribió:',
  '(nothing)': '(nada)',
  '(no text)': '(sin texto)',
  '**{0} wrote again.** You have this conversation: Firstline does not answer it.':
    '**{0} ha vuelto a escribir.** Ustedes tienen esta conversación: Firstline no la responde.',
  'If nobody answers until {0}, Firstline does.': 'Si nadie responde hasta {0}, lo hará Firstline.',
  '**{0} still waits for an answer, since {1}.**': '**{0} sigue esperando una respuesta, desde {1}.**',
  '{0} has it, and was reminded.': 'Lo tiene {0}, y ya ha recibido un recordatorio.',
  'A reply waits in Drafts: send it, change it or delete it there, or answer this mail.':
    'Una respuesta espera en Borradores: envíenla, cámbienla o bórrenla allí, o respondan a este correo.',
  'Answer this mail, and your words go to the customer. `#close` ends it without an answer, `#assign` and a team gives it to another one.':
    'Respondan a este correo, y sus palabras irán al cliente. `#close` lo cierra sin respuesta, `#assign` y un equipo se lo da a otro.',
  '**An answer in the name of {0} was not sent to the customer:** {1}.': '**Una respuesta en nombre de {0} no se envió al cliente:** {1}.',
  'If it is theirs, they can write it again from their own mail account; otherwise somebody has seen a mail of ours that was not meant for them. It said:':
    'Si es suya, puede escribirla otra vez desde su propia cuenta; si no, alguien ha visto un correo nuestro que no era para él. Decía:',
  'nobody of a team writes from this address': 'nadie de un equipo escribe desde esta dirección',
  'its sender failed verification: somebody else may have written it':
    'su remitente no superó la verificación, puede haberla escrito otra persona',
  'its address names another ticket than the mail that it answers': 'su dirección nombra otro ticket que el correo al que responde',
  'our mail server does not vouch for its sender': 'nuestro servidor de correo no responde por su remitente',
  'no server of ours vouches for its sender, and it answers no mail of ours':
    'ningún servidor nuestro responde por su remitente, y no contesta a ningún correo nuestro',
  'no server of ours vouches for its sender, and the mail that it answers is older than 14 days':
    'ningún servidor nuestro responde por su remitente, y el correo al que contesta tiene más de 14 días',
  'no server of ours vouches for its sender, and the mail that it answers went to others':
    'ningún servidor nuestro responde por su remitente, y el correo al que contesta iba dirigido a otros',
  'What an answer to a hand-off does:': 'Lo que hace una respuesta a una derivación:',
  '- Text: it is sent to the customer, from the support address, with your attachments.':
    '- Texto: se envía al cliente, desde la dirección de soporte, con sus adjuntos.',
  '- `#approve` sends the suggested reply or the draft as it is.': '- `#approve` envía la respuesta propuesta o el borrador tal como está.',
  '- `#close`, `#spam` end the ticket without an answer.': '- `#close`, `#spam` terminan el ticket sin respuesta.',
  '- `#assign` and a team gives it to that team: {0}.': '- `#assign` y un equipo se lo pasa a ese equipo: {0}.',
  '- `#note` and a text keeps the text with the ticket; beside `#assign`, that team reads it.':
    '- `#note` y un texto guarda el texto con el ticket; junto a `#assign`, ese equipo lo lee.',
  '- `#wrong` and why records that the decision was wrong.': '- `#wrong` y el motivo registra que la decisión fue errónea.',
  '- `#auto` gives the conversation back to Firstline.': '- `#auto` devuelve la conversación a Firstline.',
  '- `#broadcast` and a text answers everybody who wrote about the same, where many did; `#lift` lets each be answered as usual.':
    '- `#broadcast` y un texto responde a todos los que escribieron sobre lo mismo, si fueron muchos; con `#lift` se vuelve a responder a cada uno.',
  'A command stands in the first line; several stand below each other.': 'Una orden va en la primera línea; varias, una debajo de otra.',
  '#{0} stands below other text: commands belong in the first line.':
    '#{0} está debajo de otro texto: las órdenes van en la primera línea.',
  '#{0} is no command.': '#{0} no es una orden.',
  '#{0} is no command: did you mean #{1}?': '#{0} no es una orden: ¿quería decir #{1}?',
  '#{0} wants a text behind it.': '#{0} necesita un texto detrás.',
  '#assign wants a team behind it. The teams are {0}.': '#assign necesita un equipo detrás. Los equipos son {0}.',
  'There is no team {0}. The teams are {1}.': 'No hay ningún equipo {0}. Los equipos son {1}.',
  'There is no team {0}: did you mean #assign {1}? The teams are {2}.':
    'No hay ningún equipo {0}: ¿quería decir #assign {1}? Los equipos son {2}.',
  'Your mail is encrypted ({0}), and Firstline has no key.': 'Su correo está cifrado ({0}), y Firstline no tiene la clave.',
  'There is no text of yours in your mail.': 'En su correo no hay ningún texto suyo.',
  'Your mail says nothing but what was in ours, which is meant for you and not for the customer.':
    'Su correo solo dice lo que decía el nuestro, que es para usted y no para el cliente.',
  'Your text repeats words of our mail to you, which is not meant for customers: write #broadcast and only your own words.':
    'Su texto repite palabras de nuestro correo interno, que no es para clientes: escriba #broadcast y solo sus propias palabras.',
  '#broadcast wants a sender whom our own mail server vouches for.':
    '#broadcast exige un remitente por el que responda nuestro propio servidor de correo.',
  '#send stands alone: nothing was done.': '#send va solo: no se hizo nada.',
  'There is no text of yours that waits to be sent.': 'No hay ningún texto suyo pendiente de envío.',
  'There is no mail of the customer that it could answer.': 'No hay ningún correo del cliente al que pudiera responder.',
};
