import type { Priority } from '../triage/outcome.ts';
import { PRIORITIES } from '../triage/outcome.ts';

/** The standard labels. Within one group a ticket carries one at a time. */
export const STATUS_LABELS = ['new', 'ongoing', 'answered', 'drafted', 'needs-human', 'waiting', 'resolved', 'stale'] as const;
export type StatusLabel = (typeof STATUS_LABELS)[number];

const EXCLUSIVE: readonly ReadonlySet<string>[] = [new Set(STATUS_LABELS), new Set(PRIORITIES)];

export interface TicketFacts {
  readonly status: StatusLabel;
  readonly priority: Priority;
  readonly category: string | null;
  readonly language: string | null;
  readonly team: string | null;
  readonly extra: readonly string[];
}

/** The labels that say what a decision found. A normal priority is not worth a label. */
export function labelsFor(facts: TicketFacts): readonly string[] {
  return [
    ...new Set([
      facts.status,
      ...(facts.priority === 'normal' ? [] : [facts.priority]),
      ...(facts.category === null ? [] : [facts.category]),
      ...languageLabels(facts.language),
      ...(facts.team === null ? [] : [`team/${facts.team}`]),
      ...facts.extra,
    ]),
  ];
}

/** A language that cannot be told (RFC 5646 §4.1): a ticket always has one label of `lang/`, so that nobody has to look for what has none. */
const UNDETERMINED = 'lang/und';

/** The same with a language: that of `wanted`, else what the ticket has, else none that can be told. */
export function withLanguage(current: ReadonlySet<string>, wanted: readonly string[]): readonly string[] {
  return [...current, ...wanted].some((label) => label.startsWith('lang/')) ? wanted : [...wanted, UNDETERMINED];
}

/** The label of a language, if it can be told. */
export function languageLabels(language: string | null): readonly string[] {
  return language === null ? [] : [`lang/${language}`];
}

/**
 * What to change so that a ticket carries `wanted`: the other members of an exclusive group go, and so do the
 * language and team of an earlier decision. Labels that people or keys set otherwise stay.
 */
export function labelChange(current: ReadonlySet<string>, wanted: readonly string[]): { add: string[]; remove: string[] } {
  const want = new Set(wanted);
  const remove = [...current].filter((label) => !want.has(label) && replaced(label, want));
  return { add: wanted.filter((label) => !current.has(label)), remove };
}

/**
 * The status while a customer's mail waits to be decided about; null where the ticket keeps what it has. What a team has is the team's until they are done.
 */
export function statusWhileOpen(current: ReadonlySet<string>, isNew: boolean): StatusLabel | null {
  if (isNew) return 'new';
  return current.has('needs-human') || current.has('new') || current.has('waiting') ? null : 'ongoing';
}

function replaced(label: string, want: ReadonlySet<string>): boolean {
  if (EXCLUSIVE.some((group) => group.has(label) && [...want].some((w) => group.has(w)))) return true;
  return ['lang/', 'team/'].some((prefix) => label.startsWith(prefix) && [...want].some((w) => w.startsWith(prefix)));
}
