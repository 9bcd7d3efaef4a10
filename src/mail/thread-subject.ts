import { baseSubject } from './thread.ts';

/**
 * Words that say nothing of what a mail is about, in the languages of the prefixes: a subject of these alone fits anybody's mail. Lower
 * case, without accents.
 */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  [
    // Greetings and politeness.
    'hi hello hey dear there good morning afternoon evening day please thanks thank you regards hallo guten tag morgen abend liebe bitte danke',
    'hola buenos buenas dias tardes estimados gracias bonjour bonsoir salut merci ciao buongiorno salve grazie ola bom boa obrigado obrigada',
    'hej hei moi goddag tack takk tak dzien dobry czesc dziekuje merhaba selam tesekkurler',
    // What support mail is anyway.
    'question questions query enquiry inquiry request help support problem problems issue issues error trouble urgent important asap info',
    'information contact message mail email feedback ticket customer service team update reply answer follow up followup new test fwd re',
    'frage fragen anfrage hilfe problem fehler wichtig dringend kontakt nachricht kundendienst kundenservice antwort anliegen',
    'pregunta preguntas consulta ayuda problema problemas urgente importante informacion contacto mensaje soporte respuesta solicitud',
    'demande aide probleme urgence contact message assistance reponse renseignement renseignements domanda richiesta aiuto assistenza',
    'informazioni messaggio risposta duvida ajuda pedido mensagem suporte vraag hulp bericht probleem fraga hjalp sporsmal sporgsmal hjelp',
    'pytanie pomoc wiadomosc soru yardim mesaj',
    // No subject, as clients write it.
    'no none without subject kein keine ohne betreff sin asunto sans objet senza oggetto sem assunto geen onderwerp ingen utan amne emne brak tematu',
    // Little words between them.
    'a an the of to for from with about and or on in is it my our your me we us i der die das ein eine mit von zu zum zur und an am im fur mein',
    'el la los las un una de del con para por y mi le les des du au aux et mon ma il lo gli di da per e o os as um uma het een van voor en',
  ].flatMap((words) => words.split(' ')),
);

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * What a subject is about, for comparing: without prefixes, case and accents. Null when it would fit many conversations: fewer than two telling words, and no
 * number that names something.
 */
export function tellingSubject(subject: string): string | null {
  const base = fold(baseSubject(subject));
  const telling = [...words.segment(base)].filter((part) => part.isWordLike === true && !EMPTY_WORDS.has(part.segment));
  const names = telling.some(({ segment }) => /\d{3}/.test(segment));
  return names || new Set(telling.map(({ segment }) => segment)).size >= 2 ? base : null;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
