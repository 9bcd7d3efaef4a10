/**
 * A small inverted index with BM25 over weighted fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, the BM25F variant).
 * Documents are numbered from 0 in the order they are added, and belong to a group (an article), so that both can be scored in one walk.
 */
export interface Postings {
  readonly documents: number;
  readonly groups: number;
  /** In how many groups the term stands; 0 when unknown. */
  readonly groupFrequency: (term: string) => number;
  /** Scores every document that has one of the terms: BM25, and the sum of the weights of the terms that it has or that only its group has. */
  readonly score: (asked: readonly WeightedTerm[]) => readonly DocumentScore[];
}

export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface DocumentScore {
  readonly document: number;
  readonly bm25: number;
  /** Sum of the weights of the terms in the document itself. */
  readonly own: number;
  /** Sum of the weights of the terms anywhere in its group. */
  readonly group: number;
}

/** A document as counted terms with their field weight already in: term → weighted frequency. */
export interface PostingDocument {
  readonly group: number;
  readonly frequencies: ReadonlyMap<string, number>;
}

/** Saturation and length normalisation, the customary values. */
const K1 = 1.2;
const B = 0.75;

export function buildPostings(documents: readonly PostingDocument[]): Postings {
  const lists = new Map<string, { documents: number[]; frequencies: number[] }>();
  const lengths = new Float64Array(documents.length);
  const groupOf = Int32Array.from(documents, (d) => d.group);
  const groups = new Set(groupOf).size;

  documents.forEach(({ frequencies }, document) => {
    for (const [term, frequency] of frequencies) {
      let list = lists.get(term);
      if (list === undefined) {
        list = { documents: [], frequencies: [] };
        lists.set(term, list);
      }
      list.documents.push(document);
      list.frequencies.push(frequency);
      lengths[document] = (lengths[document] ?? 0) + frequency;
    }
  });
  const average = lengths.reduce((sum, l) => sum + l, 0) / Math.max(1, documents.length);

  const spread = new Map([...lists].map(([term, list]) => [term, distinct(list.documents, groupOf)]));
  const groupFrequency = (term: string): number => spread.get(term) ?? 0;

  const score: Postings['score'] = (asked) => {
    const bm25 = new Float64Array(documents.length);
    const own = new Float64Array(documents.length);
    const group = new Float64Array(groups);
    const touched: number[] = [];
    for (const { term, weight } of asked) {
      const list = lists.get(term);
      if (list === undefined) continue;
      const rarity = idf(list.documents.length, documents.length);
      let lastGroup = -1;
      for (let i = 0; i < list.documents.length; i += 1) {
        const document = list.documents[i] ?? 0;
        const frequency = list.frequencies[i] ?? 0;
        const norm = frequency + K1 * (1 - B + (B * (lengths[document] ?? 0)) / average);
        if (bm25[document] === 0) touched.push(document);
        bm25[document] = (bm25[document] ?? 0) + (rarity * frequency * (K1 + 1)) / norm;
        own[document] = (own[document] ?? 0) + weight;
        const g = groupOf[document] ?? 0;
        if (g !== lastGroup) group[g] = (group[g] ?? 0) + weight;
        lastGroup = g;
      }
    }
    return touched.map((document) => ({
      document,
      bm25: bm25[document] ?? 0,
      own: own[document] ?? 0,
      group: group[groupOf[document] ?? 0] ?? 0,
    }));
  };
  return { documents: documents.length, groups, groupFrequency, score };
}

/** Documents of a group stand together, so a change of group is a new one. */
function distinct(documents: readonly number[], groupOf: Int32Array): number {
  return documents.filter((document, i) => i === 0 || groupOf[document] !== groupOf[documents[i - 1] ?? 0]).length;
}

export function idf(count: number, total: number): number {
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}
