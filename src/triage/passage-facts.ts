import type { Passage } from '../knowledge/knowledge.ts';
import { fold, makeTerms } from '../knowledge/terms.ts';
import { emailAddresses, linkTargets, phoneNumbers } from './link-targets.ts';
import { figureKeys, quantities, withoutLinks } from './quantities.ts';

/** What a draft is compared with, of one passage: worked out when it is first cited, because articles outlive drafts. */
export interface PassageFacts {
  /** As `figureKey` writes them, of title and text. */
  readonly figures: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  /** The text in lower case without accents … */
  readonly folded: string;
  /** … and without emphasis and line breaks. */
  readonly bare: string;
  /** Search terms of title and text, in the passage's language. */
  readonly terms: readonly string[];
}

const known = new WeakMap<Passage, PassageFacts>();

/** Always the same for the same passage object. */
export function factsOf(passage: Passage): PassageFacts {
  const remembered = known.get(passage);
  if (remembered !== undefined) return remembered;
  const { title, text, locale } = passage;
  const facts: PassageFacts = {
    figures: new Set(quantities(withoutLinks(`${title}\n${text}`), locale).flatMap(figureKeys)),
    links: new Set(linkTargets(text).flatMap((target) => [target, hostOf(target)])),
    addresses: emailAddresses(text),
    phones: phoneNumbers(text),
    folded: fold(text),
    bare: bare(text),
    terms: makeTerms(locale)(`${title}\n${text}`),
  };
  known.set(passage, facts);
  return facts;
}

/** For comparing sentences word for word: without case, accents, emphasis and line breaks. */
export function bare(text: string): string {
  return fold(text)
    .replace(/[*_`]|^>/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function hostOf(target: string): string {
  return target.split(/[/?#]/)[0] ?? target;
}

/** The sentence stands so in one of the passages. */
export function isQuoted(sentence: string, cited: readonly Passage[]): boolean {
  const wanted = bare(sentence);
  return wanted !== '' && cited.some((p) => factsOf(p).bare.includes(wanted));
}
