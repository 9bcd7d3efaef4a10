import type { TriageConfig } from '../config/triage-schema.ts';
import type { Found } from '../knowledge/knowledge.ts';
import { fold, makeTerms } from '../knowledge/terms.ts';
import { readAnswer, type Value } from '../lookups/answer.ts';
import { type AskServer, FAILURES, type Failure } from '../lookups/lookups.ts';
import { requestOf } from '../lookups/request.ts';
import { sayAnswer } from '../lookups/sentences.ts';
import type { OfferedLookup } from '../model/model.ts';
import { type Mask, type Redaction, redact } from '../privacy/mask.ts';
import type { Asked } from './asked.ts';
import { addressesMachine } from './injection.ts';
import { emailAddresses, linkTargets, phoneNumbers } from './link-targets.ts';
import type { LookupRecord } from './outcome.ts';
import type { TriageInput } from './triage.ts';

/** A look-up as a model asks for it. A proposal: code decides whether anything is asked. */
export interface ProposedLookup {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** What may be said of one look-up. */
interface Answered {
  readonly ground: Found;
  /** What it is about: its sentences, its description and its trigger's phrases, and the customer's values. */
  readonly about: string;
}

/** What was looked up for one mail. */
export interface LookedUp {
  readonly found: readonly Answered[];
  /** Every look-up that was proposed, also those that nobody was asked. */
  readonly records: readonly LookupRecord[];
  /** Something of it is only the requester's to know. */
  readonly personal: boolean;
}

export const NOTHING_LOOKED_UP: LookedUp = { found: [], records: [], personal: false };

/** Which look-ups this sender may have asked: what is a person's only where it is certain who writes. */
export function offeredLookups(config: TriageConfig, { sender }: Pick<TriageInput, 'sender'>): readonly OfferedLookup[] {
  return Object.entries(config.lookups).flatMap(([name, { description, parameters, trigger, ...lookup }]) => {
    if (!lookup.public && sender.verdict !== 'verified') return [];
    const described = Object.entries(parameters).map(([parameter, declared]) => ({ name: parameter, ...declared }));
    return [{ name, description, parameters: described, trigger: trigger ?? null }];
  });
}

export interface LookUpParts {
  readonly input: TriageInput;
  readonly config: TriageConfig;
  /** Which language the answer is in. */
  readonly language: string;
  readonly mask: Mask;
  /** Null where nobody is to be asked, as in a rehearsal. */
  readonly ask: AskServer | null;
  readonly now: () => number;
}

/**
 * Carries out what a model proposes, as far as the configuration and the sender allow: one after the other, no call twice, the first `lookupsPerTurn` only. What comes is a
 * stranger's text: it is used only if it is as declared, and then only in the sentences of triage.yaml. Never throws but with the signal's reason.
 */
export async function lookUp(proposed: readonly ProposedLookup[], parts: LookUpParts, signal: AbortSignal): Promise<LookedUp> {
  const { input, config, mask, now } = parts;
  const found: Answered[] = [];
  const records: LookupRecord[] = [];
  let personal = false;
  for (const [at, { name, ...call }] of once(proposed).entries()) {
    const parameters = new Map(call.parameters.map((p) => [p.name, mask.restore(p.value)] as const));
    const shown = Object.fromEntries([...parameters].map(([key, value]) => [key, redacted(value, input.redact)]));
    const started = now();
    const result: Result =
      at < config.caps.lookupsPerTurn ? await carryOut({ name, parameters, shown }, parts, signal) : { status: 'over-cap', bytes: 0 };
    const { status, bytes, detail = '' } = result;
    records.push({ name, parameters: shown, status, detail, ms: now() - started, bytes });
    if (result.said === undefined) continue;
    const id = `lookup:${name}${found.some(({ ground }) => ground.passage.articleId === `lookup:${name}`) ? `:${found.length + 1}` : ''}`;
    const passage = { id, articleId: `lookup:${name}`, title: result.said.title, audience: 'public' as const, ...result.said.words };
    const { description = '', trigger } = config.lookups[name] ?? {};
    const about = [passage.title, passage.text, description, ...(trigger?.phrases ?? []), ...parameters.values()].join('\n');
    found.push({ ground: { passage, score: 1, lead: 1 }, about });
    personal ||= config.lookups[name]?.public !== true;
  }
  return { found, records, personal };
}

/** Whether a passage is the answer to a look-up: those of articles have a number behind `#`. */
export function isLookedUp({ id }: { readonly id: string }): boolean {
  return id.startsWith('lookup:') && !id.includes('#');
}

/** Why a mail whose look-ups did not all succeed is for a person; null when nothing is missing. */
export function notLookedUp({ records }: LookedUp): string | null {
  const missing = records.filter(({ status }) => status !== 'used');
  if (missing.length === 0) return null;
  return `Could not look up ${missing.map(({ name, status }) => `${name}: ${STATUSES[status]}`).join('; ')}.`;
}

/** Share of a question's words that a look-up must be about to be its ground: the number of an order alone makes no refund of its state. */
const ABOUT = 0.6;

/** Of several questions, those that are about what was looked up have their ground in it. */
export function groundedIn(asked: readonly Asked[], { found }: LookedUp, language: string): readonly Asked[] {
  const terms = makeTerms(language);
  return asked.map((one) => {
    const words = new Set(terms(one.text));
    const own = found.filter(({ about }) => {
      const known = new Set(terms(about));
      return words.size > 0 && [...words].filter((word) => known.has(word)).length >= ABOUT * words.size;
    });
    return own.length === 0 ? one : { ...one, grounds: [...own.map(({ ground }) => ground), ...one.grounds] };
  });
}

/** How a proposed look-up ended, in words for people. */
export const STATUSES: Readonly<Record<LookupRecord['status'], string>> = {
  used: 'used',
  undeclared: 'there is no such look-up',
  unverified: 'nothing vouches for the sender',
  'bad-parameter': 'the values are not as declared',
  'not-said': 'the customer did not write these values',
  'over-cap': 'more look-ups than one answer may take',
  'not-called': 'look-ups are not carried out here',
  'not-owner': 'it belongs to somebody else',
  unusable: 'the answer is not as declared',
  ...FAILURES,
};

interface Result {
  readonly status: LookupRecord['status'];
  readonly bytes: number;
  readonly detail?: string;
  readonly said?: { readonly title: string; readonly words: { readonly text: string; readonly locale: string } };
}

interface Call {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The same without private values. */
  readonly shown: Readonly<Record<string, string>>;
}

async function carryOut(
  { name, parameters, shown }: Call,
  { input, config, language, ask }: LookUpParts,
  signal: AbortSignal,
): Promise<Result> {
  const not = (status: Exclude<LookupRecord['status'], Failure | 'used'>, detail = '', bytes = 0): Result => ({ status, detail, bytes });
  const lookup = Object.hasOwn(config.lookups, name) ? config.lookups[name] : undefined;
  if (lookup === undefined) return not('undeclared');
  const isVerified = input.sender.verdict === 'verified';
  if (!lookup.public && !isVerified) return not('unverified');
  const requester = isVerified ? input.requesterAddress : null;
  const made = requestOf(lookup, parameters, requester);
  if (!made.ok) return not(made.why, made.detail);
  const words = [input.subject, input.text, ...input.thread.filter((m) => m.from === 'customer').map((m) => m.text)].join('\n');
  if (![...parameters.values()].every((value) => standsIn(value, words))) return not('not-said');
  if (ask === null) return not('not-called');
  signal.throwIfAborted();
  const answer = await ask(made.request, { name, parameters: shown }, signal);
  const { bytes } = answer;
  if (answer.kind === 'failed') return { status: answer.why, detail: answer.detail, bytes };
  const read = readAnswer(answer.json, lookup, requester);
  if (!read.ok) return not(read.why, read.detail, bytes);
  const unsafe = [...read.values].find(([field, value]) => !isPlain(value, lookup.fields[field]?.pattern !== undefined));
  if (unsafe !== undefined) return not('unusable', unsafe[0], bytes);
  const said = sayAnswer(lookup, read.values, language);
  if (said === null) return not('unusable', 'say', bytes);
  return { status: 'used', bytes, said: { title: lookup.title ?? name.replaceAll('-', ' '), words: said } };
}

/**
 * A text that leads somewhere, or talks to a machine, is no value: customers write their own names and addresses into the systems that answer.
 * @param isShaped it has a pattern of its own: the number of an order reads like a telephone's
 */
function isPlain(value: Value, isShaped: boolean): boolean {
  if (value.type !== 'text') return true;
  const { text } = value;
  const contacts = isShaped ? [linkTargets, emailAddresses] : [linkTargets, emailAddresses, phoneNumbers];
  return contacts.every((find) => find(text).length === 0) && !addressesMachine(text);
}

/** The value, word for word, however it is cased or its parts are separated: a model invents none. */
function standsIn(value: string, text: string): boolean {
  const wanted = wordsOf(value).join('');
  const words = wordsOf(text);
  return (
    wanted !== '' &&
    words.some((_, start) => {
      let run = '';
      for (let at = start; at < words.length && run.length < wanted.length; at += 1) run += words[at] ?? '';
      return run === wanted;
    })
  );
}

function wordsOf(text: string): readonly string[] {
  return fold(text.normalize('NFKC')).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function once(proposed: readonly ProposedLookup[]): readonly ProposedLookup[] {
  return [...new Map(proposed.map((call) => [JSON.stringify([call.name, call.parameters.map((p) => [p.name, p.value])]), call])).values()];
}

/** For records that stay: the same as a model would see, without tokens of one mail. */
function redacted(value: string, level: Redaction): string {
  return level === 'off' ? value : redact(value, level);
}
