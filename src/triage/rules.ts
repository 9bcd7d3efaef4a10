import type { Rule } from '../config/triage-schema.ts';
import { fold } from '../knowledge/terms.ts';
import { type Autonomy, PRIORITIES, type Priority } from './outcome.ts';

export interface RuleFacts {
  readonly subject: string;
  /** Unstripped: a rule must not be escaped by looking like a quotation. */
  readonly rawText: string;
  /** Lower case. */
  readonly from: string;
  readonly language: string | null;
  /** Another one that it may be in: a rule about either holds. */
  readonly otherLanguage?: string | null | undefined;
  /** null before classification, or when nothing fits. */
  readonly category: string | null;
}

/** What all matching rules ask for together. */
export interface RuleEffect {
  /** Names of the matching rules, in the order of the config. */
  readonly names: readonly string[];
  readonly labels: readonly string[];
  readonly priority: Priority | null;
  /** The team of the first matching rule that escalates, the names of all that do, and the other teams that they name. */
  readonly escalate: {
    readonly team: string;
    readonly rules: readonly string[];
    readonly also: readonly { readonly team: string; readonly rule: string }[];
  } | null;
  /** The lowest autonomy that a matching rule allows. */
  readonly autonomy: Autonomy | null;
}

/** Applies the rules of triage.yaml. Pure and deterministic; no model has a say in it. */
export function applyRules(rules: readonly Rule[], { category, ...facts }: RuleFacts): RuleEffect {
  return readRules(rules, facts)(category);
}

/** The same for a category that is known later, or at first not: the mail is read once. */
export function readRules(rules: readonly Rule[], facts: Omit<RuleFacts, 'category'>): (category: string | null) => RuleEffect {
  const text = searchable(`${facts.subject}\n${facts.rawText}`);
  return (category) => effectOf(rules.filter((rule) => matches(rule.when, { ...facts, category }, text)));
}

/** A rule that matches, and what made it: the words of a phrase as the configuration has them, the category, the sender, the language. */
export interface MatchedRule {
  readonly name: string;
  readonly by: readonly string[];
  readonly then: Rule['then'];
}

/** Which rules match and by what: for people, whom the names alone tell little. */
export function explainRules(rules: readonly Rule[], { category, ...facts }: RuleFacts): readonly MatchedRule[] {
  const text = searchable(`${facts.subject}\n${facts.rawText}`);
  return rules
    .filter((rule) => matches(rule.when, { ...facts, category }, text))
    .map(({ name, when, then }) => ({
      name,
      by: [
        ...(when.phrases ?? []).filter((phrase) => finderOf(phrase)(text)).map((phrase) => `"${phrase}"`),
        ...(category !== null && when.category?.includes(category) ? [`category ${category}`] : []),
        ...(when.from === undefined ? [] : [`sender ${facts.from}`]),
        ...(when.language === undefined || facts.language === null ? [] : [`language ${facts.language}`]),
      ],
      then,
    }));
}

function effectOf(matching: readonly Rule[]): RuleEffect {
  const escalating = matching.filter((rule) => rule.then.escalate !== undefined);
  const team = escalating[0]?.then.escalate;
  return {
    names: matching.map((rule) => rule.name),
    labels: [...new Set(matching.flatMap((rule) => rule.then.labels))],
    priority: highest(matching.flatMap((rule) => [rule.then.priority, ...rule.then.labels.filter(isPriority)])),
    escalate: team === undefined ? null : { team, rules: escalating.map((rule) => rule.name), also: alsoNamed(escalating, team) },
    autonomy: lowest(matching.map((rule) => rule.then.autonomy)),
  };
}

/** Each team once, by the first rule that names it. */
function alsoNamed(escalating: readonly Rule[], team: string): { team: string; rule: string }[] {
  const named = escalating.flatMap(({ name, then }) => (then.escalate === undefined ? [] : [{ team: then.escalate, rule: name }]));
  return named.filter((one, at) => one.team !== team && named.findIndex((other) => other.team === one.team) === at);
}

const AUTONOMIES: readonly Autonomy[] = ['shadow', 'draft', 'auto'];

/** The most urgent of what is given; null when nothing is. */
export function highest(priorities: readonly (Priority | null | undefined)[]): Priority | null {
  return PRIORITIES.findLast((p) => priorities.includes(p)) ?? null;
}

/** The most careful of what is given; null when nothing is. */
export function lowest(autonomies: readonly (Autonomy | null | undefined)[]): Autonomy | null {
  return AUTONOMIES.find((a) => autonomies.includes(a)) ?? null;
}

/** A rule may write a priority as a label ("label it urgent"): it counts as that priority. */
export function isPriority(label: string): label is Priority {
  return PRIORITIES.some((p) => p === label);
}

function matches(when: Rule['when'], facts: RuleFacts, text: string): boolean {
  const from = when.from === undefined || when.from.some((pattern) => matchesAddress(pattern, facts.from));
  const language = when.language === undefined || when.language.some((l) => l === facts.language || l === facts.otherLanguage);
  return from && language && matchesTopic(when, facts, text);
}

/** The category is a guess and the phrase is there: with both given, either is enough. */
function matchesTopic(when: Rule['when'], facts: RuleFacts, text: string): boolean {
  if (when.category === undefined && when.phrases === undefined) return true;
  const category = facts.category !== null && (when.category?.includes(facts.category) ?? false);
  return category || (when.phrases !== undefined && findersOf(when.phrases).some((finds) => finds(text)));
}

type Finder = (text: string) => boolean;

const made = new WeakMap<readonly string[], readonly Finder[]>();

/** The phrases of a rule never change: they are read once. */
function findersOf(phrases: readonly string[]): readonly Finder[] {
  const known = made.get(phrases) ?? phrases.map(finderOf);
  made.set(phrases, known);
  return known;
}

/** What `*` stands for: between words up to four others of the same sentence; within a word, as in scripts without spaces, a few characters. */
const WORDS = ' (?:[^\\s.!?。]+ ){0,4}';
const CHARACTERS = '[^\\s.!?。]{0,12}';

/** Bounded, so that no mail can make it slow. */
function finderOf(phrase: string): Finder {
  const folded = searchable(phrase);
  if (!folded.includes('*')) return (text) => text.includes(folded);
  const parts = folded.split(' * ').map((part) => part.split('*').map(literal).join(CHARACTERS));
  const pattern = new RegExp(parts.join(WORDS));
  return (text) => pattern.test(text);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matchesAddress(pattern: string, address: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith('*@') ? address.endsWith(wanted.slice(1)) : address === wanted;
}

/** Case, accents, invisible characters, quote marks and line breaks must not hide a phrase. */
function searchable(text: string): string {
  return fold(text)
    .replace(/^[>\s]+/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
