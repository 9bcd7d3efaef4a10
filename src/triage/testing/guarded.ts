import type { Passage } from '../../knowledge/knowledge.ts';
import { guardDraft } from '../guard.ts';

/** Which of these rules an answer breaks that cites one English or German passage of this text. */
export function makeRules(of: readonly string[]): (answer: string, text: string, language: string) => string[] {
  return (answer, text, language) => {
    const locale = /\b(?:der|die|das|und)\b/i.test(text) ? 'de' : 'en';
    const passage: Passage = { id: 'p#1', articleId: 'p', title: 'Article', text, locale, audience: 'public' };
    const found = guardDraft({
      answer,
      claims: [{ text: answer, cites: ['p#1'] }],
      citations: ['p#1'],
      offered: [passage],
      maxWords: 250,
      customerText: '',
      language,
      answerLanguage: language,
    });
    return [...new Set(found.map((f) => f.rule))].filter((rule) => of.includes(rule));
  };
}
