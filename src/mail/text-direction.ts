const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu;

/**
 * For `dir` in HTML. The first letter decides under `auto`, and an answer may begin with a name in another script: where both kinds of letters
 * stand, the more frequent decide. Addresses of web pages do not count.
 */
export function directionOf(text: string): 'auto' | 'ltr' | 'rtl' {
  const words = text.replace(/\S+(?::\/\/|@)\S+/g, '');
  const right = words.match(RIGHT_TO_LEFT)?.length ?? 0;
  if (right === 0) return 'auto';
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  return right * 2 >= letters ? 'rtl' : 'ltr';
}
