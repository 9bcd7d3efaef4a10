/** Wordings of asking, in folded text (lower case, no accents): en, es, de, fr, pt, it, nl; Japanese at the ends of sentences. */

/** Ends like a question, or like "please tell me". */
export const ASKS_AT_END = /[?？]["'”»)\]]*\s*$|か。?$|(?:教えて|知りたい|お聞かせ|ご連絡|お知らせ)[^。]{0,12}。?$/u;

/** "Please send me …", "I also need …": asks without a question mark. A bare "I need" says what a question is for. */
export const ASKS_IN_WORDS =
  /^(?:and |also |y |und |ausserdem |et |e |inoltre |tambien )?(?:please|kindly|(?:could|can|would) you|tell me|por favor|bitte|merci de|veuillez|(?:vi |la )?prego|per favore|por gentileza|graag)\b|\b(?:also|additionally|besides|in addition|furthermore|another thing|secondly|ausserdem|zudem|zusatzlich|weiterhin|tambien|ademas|por otro lado|aussi|egalement|en outre|par ailleurs|de plus|inoltre|anche|tambem|alem disso|bovendien|daarnaast)\b.{0,40}\b(?:need|want|like|please|know|wonder\w*|ask|brauch\w*|mochte|wurde|wissen|bitte|frage|necesito|quiero|quisiera|gustaria|saber|besoin|voudrais|aimerais|souhait\w*|savoir|vorrei|voglio|bisogno|sapere|preciso|gostaria|wil|graag|weten)\b|(?:また|それと|あと|ついでに|もう一つ).{0,60}(?:ください|下さい|したい|ほしい|欲しい|お願い)/u;

/** Politeness that looks like asking: nothing is to be answered. */
export const ASKS_NOTHING =
  /\b(?:please|kindly) (?:find|see|note|be aware|excuse|forgive)\b|\b(?:anbei|im anhang|beachten sie|entschuldigen)\b|\b(?:adjunto|adjuntos|disculp\w+)\b|\b(?:ci-joint|excusez)\b|\b(?:in allegato|scus\w+)\b|\bor (?:not|what)\?$|^(?:any|some) (?:ideas?|suggestions?|thoughts)\b/u;

/** Says the question before it again. */
export const SAYS_AGAIN =
  /^(?:(?:so,? )?i mean|in other words|that is(?: to say)?|i\.e\.|meaning|ich meine|das heisst|d\. ?h\.|mit anderen worten|es decir|o sea|quiero decir|c'est[- ]a[- ]dire|autrement dit|je veux dire|cioe|ossia|vale a dire|in altre parole|ou seja|quer dizer|dat wil zeggen|ik bedoel|つまり|要するに|すなわち)/u;

/** Where a second question starts inside a sentence: a conjunction, then an interrogative or a verb that asks. */
export const SECOND_QUESTION =
  /[,;、，]?\s+(?:and|or|but|plus|y|e|o|und|oder|aber|et|ou|mais|ma|en|of)\s+(?:(?:also|then|if so|tambien|ademas|auch|ausserdem|aussi|anche|inoltre|ook)\s+)*(?=(?:how|what|where|when|why|who|which|can|could|may|do|does|did|is|are|will|would|should|como|cuando|donde|cuanto|cuanta|cual|puedo|puede|hay|wie|was|wo|wann|warum|wer|welche[rsn]?|kann|konnen|gibt|ist|comment|combien|quand|pourquoi|quel|quelle|puis|peut|pouvez|est-ce|come|quanto|quando|dove|perche|quale|posso|potete|si puo|hoe|waar|wanneer|waarom|kan)\b)|(?<=か)[、，]\s*/u;

/** Words of asking that name no topic, beside the function words of search. */
export const NO_TOPIC = new Map<string, string>([
  [
    'en',
    `step steps explain explanation do done work works working happen happens happening wrong idea manage managed fix fixed solve solved start begin first next back click button please advise advice suggest
    recommend correct correctly right exactly proceed answer reply information info details kindly soon manner procedure process take takes find found make sure mean see say says check use using`,
  ],
  [
    'es',
    `paso pasos explicar explique funciona ocurre pasa error arreglar solucionar solucion empezar primero siguiente pulsar boton aconsejar correcto correctamente exactamente proceder respuesta responder informacion
    detalles pronto procedimiento encontrar encuentro manera forma indicar indicarme`,
  ],
  [
    'de',
    `schritt schritte erklaren erklarung funktioniert passiert falsch losen losung anfangen zuerst nachste klicken knopf raten richtig genau vorgehen antwort antworten information informationen auskunft details bald
    vorgang finde finden mitteilen tun moglich moglichkeit stimmt weiter`,
  ],
  [
    'fr',
    `m'aider l'aide etape etapes expliquer marche fonctionne passe faux resoudre solution commencer premier suivant cliquer bouton conseiller correct correctement exactement proceder reponse repondre information informations details
    bientot procedure trouver trouve maniere facon possible indiquer dire`,
  ],
  [
    'it',
    `passo passi passaggi spiegare spiegarmi funziona succede sbagliato risolvere soluzione iniziare primo prossimo cliccare pulsante consigliare corretto correttamente esattamente procedere risposta rispondere
    informazione informazioni dettagli presto procedura trovare trovo modo possibile indicare dirmi`,
  ],
  [
    'pt',
    'passo passos explicar funciona acontece errado resolver solucao comecar primeiro proximo clicar botao correto exatamente proceder resposta responder informacao informacoes detalhes procedimento encontrar maneira possivel',
  ],
  [
    'nl',
    'stap stappen uitleggen werkt gebeurt verkeerd oplossen oplossing beginnen eerst volgende klikken knop juist precies antwoord informatie details procedure vinden manier mogelijk',
  ],
  ['ja', '方法 手順 説明 可能 場合 問題 質問 回答 返信 連絡 確認 必要 以下 今回 具体 的 教 知 聞 何 どこ 大丈夫 原因 理由 対応 解決'],
]);
