/** Many people who write about one thing at the same time, as in an outage. Pure. */

/** One mail of a customer. */
export interface Voice {
  readonly thread: string;
  /** Lower case. */
  readonly sender: string;
  /** Organisational domain of the sender. */
  readonly domain: string;
  /** ms. */
  readonly at: number;
  /** Search terms of subject and newest words, each once. */
  readonly terms: readonly string[];
}

/** Terms and their weights, of unit length. */
export type Topic = ReadonlyMap<string, number>;

/** How telling a term is in this inbox at any time, 0 to 1: what every customer writes says nothing about a topic. */
export type Telling = (term: string) => number;

export interface SurgeRules {
  readonly senders: number;
  readonly domains: number;
  /** ms. */
  readonly within: number;
  /** Cosine with the topic, from which a mail is about it. */
  readonly likeness: number;
  /** More than so many times the usual. */
  readonly times: number;
}

export interface Surge {
  readonly topic: Topic;
  readonly voices: readonly Voice[];
}

/** What only one of the recent mails says is a detail of its own and makes no topic. */
const DETAIL = 0.5;
/** Whom the newest mail is most like, to begin a topic with. */
const NEIGHBOURS = 12;
/** A topic settles within a few rounds; more would be two topics that take turns. */
const ROUNDS = 6;

/**
 * The topic of the newest mail, if enough others write about it: so many senders of so many domains within so long. Recent mails may hold the newest, and
 * mails older than the window. Whether it is more than usual is asked separately, because it takes the mails of weeks.
 */
export function detectSurge(newest: Voice, recent: readonly Voice[], telling: Telling, rules: SurgeRules): Surge | null {
  const others = recent.filter((v) => v.thread !== newest.thread && Math.abs(newest.at - v.at) <= rules.within);
  const all = [newest, ...others];
  if (!isEnough(all, rules)) return null;
  const frequency = new Map<string, number>();
  for (const { terms } of all) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const vectors = new Map(all.map((v) => [v, vectorOf(v.terms, (t) => telling(t) * (frequency.get(t) === 1 ? DETAIL : 1))]));
  const vector = (v: Voice): Topic => vectors.get(v) ?? new Map();

  const near = others.toSorted((a, b) => cosine(vector(b), vector(newest)) - cosine(vector(a), vector(newest))).slice(0, NEIGHBOURS);
  let members: readonly Voice[] = [newest, ...near.filter((v) => cosine(vector(v), vector(newest)) > 0)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const topic = centre(members.map(vector));
    const next = all.filter((v) => cosine(vector(v), topic) >= rules.likeness);
    if (!next.includes(newest) || !isEnough(next, rules)) return null;
    if (next.length === members.length && next.every((v) => members.includes(v))) return { topic, voices: members };
    members = next;
  }
  return null;
}

/** How much a mail is about a topic, 0 to 1. */
export function likeness(terms: readonly string[], topic: Topic, telling: Telling): number {
  return cosine(
    vectorOf(terms, (t) => telling(t) * (topic.has(t) ? 1 : DETAIL)),
    topic,
  );
}

/** Over the usual of that hour, so many times. @param usual mails on the topic in as long a time at the same hour of earlier days, one number a day */
export function isUnusual(voices: number, usual: readonly number[], { times }: Pick<SurgeRules, 'times'>): boolean {
  const sorted = usual.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length === 0 ? 0 : ((sorted[Math.ceil(middle - 1)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return voices > times * median;
}

function isEnough(voices: readonly Voice[], { senders, domains }: SurgeRules): boolean {
  return new Set(voices.map((v) => v.sender)).size >= senders && new Set(voices.map((v) => v.domain)).size >= domains;
}

function vectorOf(terms: readonly string[], weight: Telling): Topic {
  return unit(new Map(terms.map((term) => [term, weight(term)])));
}

function centre(vectors: readonly Topic[]): Topic {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  return unit(sum);
}

function unit(weights: ReadonlyMap<string, number>): Topic {
  const length = Math.sqrt([...weights.values()].reduce((sum, w) => sum + w ** 2, 0));
  return length === 0 ? new Map() : new Map([...weights].map(([term, w]) => [term, w / length]));
}

function cosine(a: Topic, b: Topic): number {
  let total = 0;
  for (const [term, weight] of a) total += weight * (b.get(term) ?? 0);
  return total;
}
