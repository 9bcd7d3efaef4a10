/**
 * What people write who want to steer a machine, folded, in en es de fr it pt nl ja: the parts that injection.ts puts together. None of them means anything alone: "ignore", "instructions" and
 * "assistant" are ordinary words of ordinary mails.
 */

const any = (...lists: readonly string[]): string =>
  lists
    .map((list) =>
      list
        .trim()
        .split(/\s*,\s*/)
        .join('|'),
    )
    .join('|');

/** A word as it is, in scripts with spaces between words. */
export const word = (alternatives: string): string => `(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`;

export const DISREGARD = any(
  'ignore, disregard, forget, override, bypass, discard, do not follow, stop following, pay no attention to',
  'olvid\\w+, ignor\\w+, descart\\w+, haz caso omiso, haga caso omiso, no sigas, no tengas en cuenta',
  'ignorier\\w*, vergiss, vergessen sie, missacht\\w*, ubergeh\\w*, uberschreib\\w*, befolge nicht',
  'oubli\\w+, ne tenez pas compte, ne tiens pas compte, ne suivez pas, neglig\\w+, faites abstraction',
  'dimentic\\w+, scord\\w+, non tenere conto, non tenga conto, tralascia',
  'esquec\\w+, desconsider\\w+, nao siga',
  'negeer\\w*, vergeet, vergeten, sla over',
);

export const ORDERS = any(
  'instructions?, prompts?, rules, guidelines, directives, commands, orders, programming, guardrails',
  'instrucci\\w+, indicaciones, reglas, ordenes, directrices',
  'anweisung\\w*, instruktion\\w*, vorgaben, regeln, befehle?, richtlinien',
  'consignes, regles, directives',
  'istruzion\\w+, regole, indicazioni, direttive, ordini',
  'instruc\\w+, regras, orientacoes, diretrizes',
  'instructies, regels, opdrachten, aanwijzingen, richtlijnen',
);

/** Which orders: those that the machine had. */
export const FORMER = any(
  'all, any, previous, prior, earlier, above, preceding, existing, your, former, given to you',
  'todas, todo, anterior\\w*, previ\\w+, tus, sus',
  'alle\\w*, bisherig\\w*, vorherig\\w*, vorig\\w*, fruher\\w*, obig\\w*, deine, ihre',
  'toutes?, precedent\\w*, anterieur\\w*, ci-dessus, tes, vos',
  'tutt\\w+, precedent\\w*, finora, ricevut\\w+, sopra, tue, sue',
  'todas, anterior\\w*, previ\\w+, suas, tuas',
  'eerdere, vorige, voorgaande, bovenstaande, jouw, uw',
);

export const MACHINE = any(
  'ai, a\\.i\\., llm, ai[- ]?assistant, ai[- ]?agent, language model, chatbot, bot, \\p{L}+bot, ai[- ]?model, virtual assistant, automated assistant, mail assistant, assistant',
  'ia, asistente, asistente de ia, inteligencia artificial, modelo de lenguaje',
  'ki, ki-\\p{L}+, assistent\\w*, kunstliche intelligenz, sprachmodell',
  'intelligence artificielle, assistant, modele de langage',
  'intelligenza artificiale, assistente, assistente automatico, modello linguistico',
  'inteligencia artificial, assistente, modelo de linguagem',
  'kunstmatige intelligentie, ai-assistent, taalmodel',
);

/** "You are from now on": a part for the machine to play. */
export const YOU_ARE = any(
  "you are, you're, you will be, act as, behave as, respond as, pretend, roleplay, role-play, imagine you are",
  'eres, actua como, comportate, finge, haz como si, seras',
  'du bist, sie sind, tu so, verhalte dich, stell dir vor, spiele die rolle',
  'tu es, vous etes, agis comme, fais semblant, faites comme si, comporte-toi',
  'sei, agisci come, comportati, fai finta, fingi, immagina',
  'voce e, aja como, finja, faca de conta, comporte-se',
  'je bent, jij bent, u bent, doe alsof, gedraag je',
);

export const FROM_NOW = any(
  'from now on, now, no longer, henceforth',
  'a partir de ahora, desde ahora, ahora, ya no',
  'ab jetzt, ab sofort, von nun an, jetzt, nicht mehr',
  'desormais, dorenavant, a partir de maintenant, maintenant, ne plus',
  "d'ora in poi, da ora, ora, non piu",
  'a partir de agora, agora',
  'vanaf nu, voortaan, nu, niet meer',
);

/** Without what holds it. */
export const UNBOUND = any(
  '(?:without|no|any|free of|has no) (?:any )?(?:restrictions?|rules|limits|limitations|filters?), unrestricted, unfiltered, developer mode, god mode, jailbroken',
  'sin (?:ninguna )?(?:restricciones|restriccion|reglas|limites|filtros), modo (?:de )?desarrollador',
  '(?:ohne|keine) (?:jede )?(?:einschrankung\\w*|regeln|grenzen|filter), entwicklermodus, unbeschrankt\\w*',
  'sans (?:aucune )?(?:restrictions?|regles?|limites?|filtres?), mode developpeur',
  'senza (?:alcuna )?(?:restrizioni|regole|limiti|filtri), modalita sviluppatore',
  'sem (?:nenhuma )?(?:restricoes|regras|limites|filtros), modo (?:de )?desenvolvedor',
  'zonder (?:enige )?(?:beperkingen|regels|grenzen|filters), ontwikkelaarsmodus',
);

export const REVEAL = any(
  'reveal, show, print, repeat, output, display, tell, give, share, list, leak, recite, send, translate, summari[sz]e',
  'muestr\\w+, revel\\w+, ensen\\w+, dime, repit\\w+, escrib\\w+, imprim\\w+, envi\\w+',
  'gib, geben, zeig\\w*, nenn\\w*, verrat\\w*, wiederhol\\w*, schreib\\w*, sende?',
  'affich\\w+, montr\\w+, donn\\w+, repet\\w+, communiqu\\w+',
  'mostr\\w+, rivel\\w+, ripet\\w+, scriv\\w+, stampa, invia\\w*',
  'mostre\\w*, revele, repita, escreva, envie',
  'toon, laat, geef, herhaal, onthul, stuur, verstuur',
);

/** What a customer has no way of knowing about. */
export const INSIDE = any(
  'system prompt, system instructions, hidden instructions, initial instructions, your instructions, your prompt, text above this, words above, internal (?:articles?|documents?|notes|guides?|passages?)',
  'prompt del? sistema, instrucciones de(?:l)? sistema, documentos internos, articulos internos, tu prompt',
  'system-?prompt\\w*, systemanweisung\\w*, interne[n]? (?:artikel|dokumente?|anweisungen|notizen), dein\\w* prompt',
  'prompt systeme, prompt du systeme, instructions systeme, documents internes, articles internes',
  'prompt di sistema, istruzioni di sistema, articoli interni, documenti interni',
  'prompt d[eo] sistema, instrucoes do sistema, documentos internos, artigos internos',
  'systeemprompt, systeeminstructies, interne (?:handleiding|documenten|artikelen)',
);

/** How one speaks to somebody in a mail. */
export const NOTE_TO = any(
  '(?:note|message|notice|attention|instructions?|hello|hi|dear|hey|important|reminder) (?:to|for)?',
  '(?:nota|mensaje|aviso|atencion|instrucci\\w+|estimado|hola) (?:para|a|al)?',
  '(?:hinweis|nachricht|anweisung\\w*|achtung|mitteilung|liebe|hallo) (?:an|fur)?',
  "(?:note|message|consignes?|attention|instructions?) (?:a|pour|de|au)?, a l'attention de",
  '(?:nota|messaggio|avviso|istruzion\\w+|attenzione) (?:per|a|al)?',
  '(?:nota|mensagem|aviso|instruc\\w+|atencao) (?:para|a|ao)?',
  '(?:bericht|notitie|opmerking|instructies?|let op|attentie) (?:aan|voor)?',
);

/** A line that pretends to be the machine's own. */
export const SYSTEM_LINE = any(
  'system (?:message|instruction|instructions|override|command|notice|update|alert)',
  '(?:mensaje|instruccion|instrucciones|aviso|orden) del sistema',
  'system(?:nachricht|anweisung|anweisungen|meldung|befehl|hinweis)',
  '(?:message|instruction|consigne|ordre) (?:du )?systeme, systeme',
  '(?:messaggio|istruzione|istruzioni|avviso) d(?:i|el) sistema',
  '(?:mensagem|instrucao|instrucoes|aviso) d[eo] sistema',
  'systeem(?:bericht|instructie|melding|opdracht)',
);

/** What such a line then wants, or says of whoever wrote it. */
export const WANTS = any(
  'send, forward, reply, ignore, close, mark, grant, offer, refund, verified, administrator, authenticated, priority',
  'envi\\w+, reenvi\\w+, ignor\\w+, cierr\\w+, ofre\\w+, verificad\\w+, administrador',
  'send\\w+, schick\\w*, ignorier\\w*, schliess\\w*, administrator, verifiziert',
  'envoy\\w+, transf\\w+, clotur\\w+, ferm\\w+, verifi\\w+, administrateur, prioritaire',
  'invi\\w+, inoltr\\w+, chiud\\w+, verificat\\w+, autenticazione, amministratore',
  'envie, encaminh\\w+, feche, oferec\\w+, verificad\\w+, administrador',
  'verstuur, stuur, sluit, negeer, geverifieerd, beheerder',
);
