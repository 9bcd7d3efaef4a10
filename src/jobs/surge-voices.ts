import { makeTerms } from '../knowledge/terms.ts';
import type { Run } from '../ledger/database.ts';
import type { MessageRow } from '../ledger/schema.ts';
import { type Spoken, spokenBetween } from '../ledger/surges.ts';
import type { SenderVerdict } from '../mail/sender.ts';
import { domainOf, organisationalDomain } from '../mail/sender-domain.ts';
import { matter } from '../model/builtin/sentences.ts';
import type { Surge, SurgeRules, Telling, Voice } from '../tickets/surge.ts';
import { detectLanguage } from '../triage/language.ts';
import type { InboxParts } from './parts.ts';

/** Enough to see any surge by; a flood has more. */
const MOST_VOICES = 300;
/** Days whose same half hour says what is usual. */
const DAYS = 28;
const DAY = 86_400_000;
/** Letters of a term that count, as for the gaps of the knowledge base. */
const LETTERS = 6;
const MOST_TERMS = 60;

/** Who wrote within the window; null where they are too few for any surge, which is nearly always, and costs one query. */
export async function recentVoices({ db, inbox }: InboxParts, newest: MessageRow, rules: SurgeRules): Promise<readonly Voice[] | null> {
  const at = newest.arrived_at;
  const spoken = await heard(db, inbox, at - rules.within, at + rules.within);
  const senders = new Set(spoken.map((s) => withoutTag(s.from_address)));
  if (senders.size < rules.senders || new Set([...senders].map(organisation)).size < rules.domains) return null;
  return Promise.all(spoken.map(voiceOf));
}

/** One forger writes under many names: what failed verification is nobody's voice. */
async function heard(run: Run, inbox: string, from: number, to: number): Promise<readonly Spoken[]> {
  const spoken = await spokenBetween(run, inbox, from, to, MOST_VOICES);
  return spoken.filter(({ verdict_json }) => (JSON.parse(verdict_json) as SenderVerdict).verdict !== 'failed');
}

/** Subaddresses are one person's (RFC 5233): `ada+notes@…` is Ada. */
function withoutTag(address: string): string {
  return address.replace(/(?<=.)\+[^@]*(?=@)/, '');
}

/** The same window of each day that the ledger knows of. */
export async function usualVoices(
  { db, inbox }: InboxParts,
  { voices }: Surge,
  { within }: SurgeRules,
): Promise<readonly (readonly Voice[])[]> {
  const end = Math.max(...voices.map((v) => v.at));
  const days: Voice[][] = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const spoken = await heard(db, inbox, end - day * DAY - within, end - day * DAY);
    days.push(await Promise.all(spoken.map(voiceOf)));
  }
  return days;
}

export async function voiceOf({ thread_id, from_address, arrived_at, subject, text }: Omit<Spoken, 'verdict_json'>): Promise<Voice> {
  const words = [subject, ...matter(text ?? '')].join('\n');
  return {
    thread: thread_id,
    sender: withoutTag(from_address),
    domain: organisation(from_address),
    at: arrived_at,
    terms: termsOf(words, await detectLanguage(words)),
  };
}

/** What many articles and examples say, every customer says. */
export async function tellingIn({ knowledge, policy, config }: InboxParts, newest: MessageRow): Promise<Telling> {
  const language = (await detectLanguage(`${newest.subject}\n${newest.text ?? ''}`)) ?? config.locale;
  const texts = [
    ...knowledge.passages.filter((p) => p.locale === language).map((p) => `${p.title}\n${p.text}`),
    ...Object.values(policy.categories).flatMap((c) => c.examples),
  ];
  const frequency = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text, language)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const most = Math.log(texts.length + 2);
  // The square root is what tells questions of one intent from those of others best, on questions of real customers.
  return (term) => Math.sqrt(Math.max(LEAST, Math.log((texts.length + 2) / ((frequency.get(term) ?? 0) + 1)) / most));
}

const LEAST = 0.05;

function termsOf(text: string, language: string | null): readonly string[] {
  const terms = makeTerms(language ?? 'en')(text).map((term) => term.slice(0, LETTERS));
  return [...new Set(terms)].slice(0, MOST_TERMS);
}

function organisation(address: string): string {
  return organisationalDomain(domainOf(address));
}
