import { languageName, type RouteFacts, readingLanguage, route } from '../tickets/routing.ts';
import type { Facts } from './gates.ts';

/** What language a summary shall be in: whoever takes the mail has to read it, and who that is may hang on the category that the same answer gives. */
export interface SummaryLanguages {
  /** In English, such as `German`. */
  readonly usual: string;
  /** Categories whose team reads another one. */
  readonly others: readonly { readonly category: string; readonly language: string }[];
}

/** Pure. */
export function summaryLanguages({
  rules,
  language,
  input,
  config,
}: Pick<Facts, 'rules' | 'language' | 'input' | 'config'>): SummaryLanguages {
  const known: Omit<RouteFacts, 'category'> = {
    rule: rules.escalate,
    language,
    locale: input.inbox.locale,
    priority: rules.priority ?? 'normal',
    at: input.at,
  };
  const readBy = (category: string | null) =>
    languageName(readingLanguage(config.teams[route({ ...known, category }, config).team], language, input.inbox.locale));
  const usual = readBy(null);
  const others = Object.keys(config.categories).map((category) => ({ category, language: readBy(category) }));
  return { usual, others: others.filter((other) => other.language !== usual) };
}
