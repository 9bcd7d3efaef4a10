import { fold } from '../knowledge/terms.ts';

/**
 * What a helper says beside the matter, by the beginnings of its words, folded (lower case, no accents); in Japanese by phrases. Nothing here may say how something is: "easy"
 * and "soon" are claims.
 */
const COURTESY: Readonly<Record<string, string>> = {
  en: `message mail email writ wrote contact reach sorry apolog regret inconvenien troubl hear frustrat annoy understand happy glad pleas pleasure welcome follow step below here inform
    instruct answer explain detail hesitate reply assist anything hope`,
  es: `estamos mensaje correo escrib contact sentim siento lament disculp molesti inconvenient entend comprend frustr encant gust ayud alegr siguient paso continuac abajo aqui inform respuest
    respond explic detall dude consult espero esper`,
  de: `tut nachricht mail schreib geschrieben schrieb meld kontakt leid entschuldig bedauer unannehmlichk umstand argerlich versteh verstand gern freu folg schritt unten hier anleitung
    inform antwort erklar zoger wend hilf hoff`,
  fr: `sommes message courriel mail ecri contact desol excus regrett desagrement gene comprend compren frustr heureu ravi plaisir aid suiv etape dessous ici voici inform repon expliq hesit
    esper`,
  it: `siamo messaggi mail scritt contatt spiac dispiac scus disagi capi comprend frustr felic liet piacer aiut seguent passagg sotto ecco qui inform rispost rispond spieg esit sper`,
  pt: `estamos mensage mail contat contact escrev lament desculp incomod transtorn entend compreend frustr feliz prazer ajud seguint passo abaixo aqui inform respost respond explic hesit
    espera espero`,
  nl: `bericht mail schrijv schreef geschreven contact spijt excus sorry vervelend ongemak begrijp begrip frustr graag blij help volg stap stappen hieronder hier inform antwoord uitleg
    aarzel hoop hopelijk`,
};
const PHRASES_JA = `お問い合わせ ご連絡 ご質問 ありがとうございます ありがとうございました 有難うございます 申し訳 ございません ご不便 ご迷惑 お手数 お困り 恐れ入りますが 以下の 次の 下記の 手順 方法 とおり 通り ご案内 ご説明
  ご不明な点 不明な点 お気軽に 遠慮なく お知らせ お役に立て 幸いです 理解 お返事 返信 お願い ください いただき 頂き`;

const spread = (words: string): string[] => words.trim().split(/\s+/).map(fold);
const PATTERNS: ReadonlyMap<string, RegExp> = new Map([
  ...Object.entries(COURTESY).map(
    ([language, words]) => [language, new RegExp(`(?<!\\p{L})(?:${spread(words).join('|')})\\p{L}*`, 'gu')] as const,
  ),
  ['ja', new RegExp(spread(PHRASES_JA).join('|'), 'gu')],
]);

const THANKS = /\bthank|\bthx\b|\bgracias\b|\bdank|\bmerci\b|\bgrazie\b|\bobrigad|\bbedankt\b|ありかと|ありがと/;

/** A text without the words of courtesy: what is left says something. Unchanged in a language of which none are known. */
export function withoutCourtesy(text: string, language: string): string {
  const pattern = PATTERNS.get(language);
  return pattern === undefined ? text : fold(text).replace(pattern, ' ');
}

/** Whether anything in it is courtesy: words that say nothing by themselves ("you can do that") are not. */
export function isCourteous(text: string, language: string): boolean {
  const folded = fold(text);
  return THANKS.test(folded) || withoutCourtesy(text, language) !== (PATTERNS.has(language) ? folded : text);
}
