import {
  DISREGARD,
  FORMER,
  FROM_NOW,
  INSIDE,
  MACHINE,
  NOTE_TO,
  ORDERS,
  REVEAL,
  SYSTEM_LINE,
  UNBOUND,
  WANTS,
  word,
  YOU_ARE,
} from './injection-words.ts';

/** Parts of one wish stand near each other; no sentence ends between them. */
const near = (...parts: readonly string[]): RegExp => new RegExp(parts.map(word).join('[^.!?。！？]{0,70}?'), 'u');

/** General forms in any language, from the parts of injection-words.ts; read on folded text. */
export const FORMS: readonly RegExp[] = [
  near(DISREGARD, FORMER, ORDERS),
  near(DISREGARD, ORDERS, FORMER),
  near(
    DISREGARD,
    'everything|anything|all|todo|alles|tout|tutto|tudo',
    'told|said|instructed|above|before|anterior|gesagt|davor|precede|detto|sopra|gezegd|hierboven',
  ),
  near(FROM_NOW, YOU_ARE, `${MACHINE}|${UNBOUND}`),
  near(YOU_ARE, FROM_NOW, `${MACHINE}|${UNBOUND}`),
  near(YOU_ARE, MACHINE, UNBOUND),
  near(REVEAL, INSIDE),
  new RegExp(
    `(?<![\\p{L}])(?:${NOTE_TO})\\s*(?:\\p{L}+[\\s']){0,2}?(?:[dl]')?(?:${MACHINE})(?![\\p{L}-])(?! (?:manager|director|professor|teacher|editor|coach|secretary|leiter))[^.!?]{0,60}[:,]`,
    'u',
  ),
  new RegExp(`${word(SYSTEM_LINE)}\\]?\\W{0,6}.{0,120}${word(WANTS)}`, 'u'),
  /(?:AI|ai|アシスタント|ボット)(?:へ|に告ぐ|への(?:指示|命令|注意))|システム(?:命令|メッセージ|指示)|(?:今から|これから|あなたは).{0,20}(?:制限の?な|アシスタント|AI|ai|ボット).{0,20}(?:です|なりました|なりきって|ふり)|システムプロンプト/u,
];
