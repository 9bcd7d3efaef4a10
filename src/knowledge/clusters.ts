import { makeTerms } from './terms.ts';

/** A text in a language. */
export interface Document {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
}

/** Texts that ask alike. */
export interface Cluster {
  readonly language: string;
  /** Positions of its documents, the most typical first. */
  readonly members: readonly number[];
  /** Search terms that most of them share, the weightiest first. */
  readonly terms: readonly string[];
}

/**
 * Puts similar texts of one language together: each joins the group whose average it is most like, or starts one; a second look puts each where it belongs
 * now that the groups are known. Pure: the same documents in the same order always give the same groups, the largest first. Ten thousand mails take seconds.
 */
export function clusterTexts(documents: readonly Document[]): readonly Cluster[] {
  const languages = [...new Set(documents.map(({ language }) => language))].sort();
  return languages
    .flatMap((language) => clusterLanguage(language, documents))
    .sort((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0));
}

/** Cosine from which a text belongs to a group: two short questions that share their rarer half. */
const ALIKE = 0.35;
/** A text is compared with the groups that have its rarest terms, term by term until there are so many: common terms are in all, and decide nothing. */
const CANDIDATES = 100;
/** Letters of a term that count: "Gutschein" and "Gutscheine", "cadeau" and "cadeaux" are one here, as search must not have them. */
const LETTERS = 6;
/** Texts that are thought to be there beside those given: with few, a term that two have in common would not be rare. */
const BACKGROUND = 200;
/** Words of a long mail that count. */
const MOST_TERMS = 60;
const SHOWN_TERMS = 5;

type Weights = ReadonlyMap<string, number>;

interface Group {
  readonly members: number[];
  /** Sum of the members' weights. */
  readonly sum: Map<string, number>;
  square: number;
}

function clusterLanguage(language: string, documents: readonly Document[]): readonly Cluster[] {
  const terms = makeTerms(language);
  const own = documents.flatMap((document, at) =>
    document.language === language
      ? [{ at, words: [...new Set(terms(document.text).map((term) => term.slice(0, LETTERS)))].slice(0, MOST_TERMS) }]
      : [],
  );
  const frequency = new Map<string, number>();
  for (const { words } of own) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const worded = own.filter(({ words }) => words.length > 0);
  const vectors = new Map(worded.map(({ at, words }) => [at, weigh(words, frequency, own.length + BACKGROUND)]));
  // Nothing but small talk, digits or signs: alike in that.
  const wordless: Group = { members: own.filter(({ words }) => words.length === 0).map(({ at }) => at), sum: new Map(), square: 0 };

  const first: Group[] = [];
  place(vectors, first, true);
  const settled = first.map(({ sum, square }): Group => ({ members: [], sum, square }));
  place(vectors, settled, false);
  return [...settled, wordless].filter(({ members }) => members.length > 0).map((group) => describe(language, group, vectors));
}

/** Unit length, the rarest first. */
function weigh(words: readonly string[], frequency: ReadonlyMap<string, number>, count: number): Weights {
  const weighted = words.map((word) => [word, Math.log(1 + count / (frequency.get(word) ?? 1))] as const);
  const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1;
  return new Map(weighted.map(([word, weight]) => [word, weight / length] as const).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

/** Gives each text to the group that it is most like. `grow`: groups learn from what joins them, and what is like none starts one. */
function place(vectors: ReadonlyMap<number, Weights>, groups: Group[], grow: boolean): void {
  const having = new Map<string, Set<Group>>();
  const list = (group: Group, words: Iterable<string>): void => {
    for (const word of words) having.set(word, (having.get(word) ?? new Set()).add(group));
  };
  for (const group of groups) list(group, group.sum.keys());

  for (const [at, vector] of vectors) {
    let best: Group | undefined;
    let likeness = 0;
    for (const group of candidates(vector, having)) {
      const cosine = product(vector, group.sum) / Math.sqrt(group.square || 1);
      if (cosine > likeness) {
        best = group;
        likeness = cosine;
      }
    }
    if (best === undefined || (grow && likeness < ALIKE)) {
      best = { members: [], sum: new Map(), square: 0 };
      groups.push(best);
    }
    best.members.push(at);
    if (!grow) continue;
    for (const [word, weight] of vector) {
      const before = best.sum.get(word) ?? 0;
      best.sum.set(word, before + weight);
      best.square += (before + weight) ** 2 - before ** 2;
    }
    list(best, vector.keys());
  }
}

function candidates(vector: Weights, having: ReadonlyMap<string, ReadonlySet<Group>>): ReadonlySet<Group> {
  const near = new Set<Group>();
  for (const word of vector.keys()) {
    for (const group of having.get(word) ?? []) {
      if (near.size >= CANDIDATES) return near;
      near.add(group);
    }
  }
  return near;
}

function product(vector: Weights, sum: Weights): number {
  let total = 0;
  for (const [word, weight] of vector) total += weight * (sum.get(word) ?? 0);
  return total;
}

function describe(language: string, { members, sum }: Group, vectors: ReadonlyMap<number, Weights>): Cluster {
  const typical = new Map(members.map((at) => [at, product(vectors.get(at) ?? new Map(), sum)]));
  const shared = [...sum].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, SHOWN_TERMS);
  return {
    language,
    members: members.toSorted((a, b) => (typical.get(b) ?? 0) - (typical.get(a) ?? 0) || a - b),
    terms: shared.map(([word]) => word),
  };
}
