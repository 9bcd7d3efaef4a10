import { detectLanguage } from './language.ts';
import { emailAddresses, linkTargets, phoneNumbers } from './link-targets.ts';
import { type Quantity, quantities, withoutLinks } from './quantities.ts';

/** What the guard reads in a draft, whoever asked. */
export interface DraftFacts {
  readonly quantities: readonly Quantity[];
  readonly links: readonly string[];
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
}

/** Drafts remembered: the built-in model answers with the same passages again and again. A draft is two pages at most. */
const REMEMBERED = 100;

/** Of the body as the model wrote it. Pure; the newest drafts are remembered. */
export const draftFacts = remember(
  (answer, language): DraftFacts => ({
    quantities: quantities(withoutLinks(answer).replace(COUNTED, ' '), language),
    links: linkTargets(answer),
    addresses: emailAddresses(answer),
    phones: phoneNumbers(answer),
  }),
);

/** "Three things" and "on one day" count what follows, or name a day: no figure that a passage would have. */
const COUNTED =
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]+ (?:things|steps|points|dinge|schritte|punkte|cosas|pasos|choses|étapes|cose|passi|coisas|passos|dingen|stappen)|(?:on|at) one (?:day|time)|an einem tag|el mismo día|en un (?:mismo )?día)(?!\p{L})/giu;

/** As `detectLanguage`. */
export const draftLanguage = remember((answer) => detectLanguage(answer));

function remember<T>(read: (answer: string, language: string) => T): (answer: string, language?: string) => T {
  const known = new Map<string, T>();
  return (answer, language = '') => {
    const key = `${language}\n${answer}`;
    const facts = known.get(key) ?? read(answer, language);
    // Put last, so that the first one is the one that was not asked for the longest.
    known.delete(key);
    known.set(key, facts);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return facts;
  };
}
