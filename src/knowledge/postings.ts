/**
 * A small inverted index with BM25 over weighted fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, the BM25F variant).
 * Documents are numbered from 0 in the order they are added, and belong to a group (an article), so that both can be scored in one walk. What a term
 * contributes to a document is computed once, when the index is built, and kept in flat arrays.
 */
export interface Postings {
  readonly groups: number;
  /** In how many groups the term stands; 0 when unknown. */
  readonly groupFrequency: (term: string) => number;
  readonly score: (asked: readonly WeightedTerm[]) => Scores;
}

export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** By document number; 0 where a document has none of the terms. */
export interface Scores {
  readonly bm25: Float64Array;
  /** Sum of the weights of the terms in the document itself. */
  readonly own: Float64Array;
  /** By group: sum of the weights of the terms anywhere in it. */
  readonly group: Float64Array;
  readonly groupOf: Int32Array;
}

/** Documents of a group stand together. */
export interface PostingDocument {
  readonly group: number;
  readonly fields: readonly { readonly terms: readonly string[]; readonly weight: number }[];
}

/** Saturation and length normalisation, the customary values. */
const K1 = 1.2;
const B = 0.75;

interface List {
  readonly documents: Int32Array;
  /** Of the term in each of the documents. */
  readonly bm25: Float32Array;
  readonly groups: number;
}

export function buildPostings(documents: Iterable<PostingDocument>): Postings {
  const { ids, collected, lengths, groups: numbers } = collect(documents);
  const groupOf = Int32Array.from(numbers);
  const groups = new Set(numbers).size;
  const average = lengths.reduce((sum, l) => sum + l, 0) / Math.max(1, lengths.length);
  const norms = Float64Array.from(lengths, (length) => K1 * (1 - B + (B * length) / average));
  const lists = new Map<string, List>();
  for (const [term, id] of ids) {
    lists.set(term, pack(collected[id] ?? [], norms, groupOf));
    collected[id] = [];
  }

  const score: Postings['score'] = (asked) => {
    const bm25 = new Float64Array(groupOf.length);
    const own = new Float64Array(groupOf.length);
    const group = new Float64Array(groups);
    for (const { term, weight } of asked) {
      const list = lists.get(term);
      if (list === undefined) continue;
      let lastGroup = -1;
      for (let i = 0; i < list.documents.length; i += 1) {
        const document = list.documents[i] ?? 0;
        bm25[document] = (bm25[document] ?? 0) + (list.bm25[i] ?? 0);
        own[document] = (own[document] ?? 0) + weight;
        const g = groupOf[document] ?? 0;
        if (g !== lastGroup) group[g] = (group[g] ?? 0) + weight;
        lastGroup = g;
      }
    }
    return { bm25, own, group, groupOf };
  };
  return { groups, groupFrequency: (term) => lists.get(term)?.groups ?? 0, score };
}

/** Counts terms by number instead of by word: an index of a large help centre is millions of them. */
function collect(documents: Iterable<PostingDocument>) {
  const ids = new Map<string, number>();
  /** By term number: document, frequency, document, frequency, … */
  const collected: number[][] = [];
  const lengths: number[] = [];
  const groups: number[] = [];
  /** By term number, of the document at hand. */
  const frequencies: number[] = [];
  const standing: number[] = [];
  for (const { group, fields } of documents) {
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) {
        let id = ids.get(term);
        if (id === undefined) {
          id = ids.size;
          ids.set(term, id);
          collected.push([]);
          frequencies.push(0);
        }
        const before = frequencies[id] ?? 0;
        if (before === 0) standing.push(id);
        frequencies[id] = before + weight;
      }
    }
    for (const id of standing) {
      collected[id]?.push(lengths.length, frequencies[id] ?? 0);
      frequencies[id] = 0;
    }
    standing.length = 0;
    lengths.push(length);
    groups.push(group);
  }
  return { ids, collected, lengths, groups };
}

/** @param pairs document, frequency, document, frequency, … */
function pack(pairs: readonly number[], norms: Float64Array, groupOf: Int32Array): List {
  const count = pairs.length / 2;
  const rarity = idf(count, groupOf.length);
  const documents = new Int32Array(count);
  const bm25 = new Float32Array(count);
  let groups = 0;
  let lastGroup = -1;
  for (let i = 0; i < count; i += 1) {
    const document = pairs[2 * i] ?? 0;
    const frequency = pairs[2 * i + 1] ?? 0;
    documents[i] = document;
    bm25[i] = (rarity * frequency * (K1 + 1)) / (frequency + (norms[document] ?? 0));
    const group = groupOf[document] ?? 0;
    if (group !== lastGroup) groups += 1;
    lastGroup = group;
  }
  return { documents, bm25, groups };
}

export function idf(count: number, total: number): number {
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}
