import type { TriageConfig } from '../config/triage-schema.ts';
import { errorMessage, problemLine } from '../errors.ts';
import type { Article } from '../knowledge/knowledge.ts';
import type { Log } from '../log.ts';
import type { Prompts } from '../triage/prompts.ts';
import type { FollowedSource } from './follow-source.ts';
import { dayOf, type KnowledgeByDay } from './knowledge-by-day.ts';
import { changesBetween, type Edition } from './source.ts';
import type { Accept, TextKind, Texts, Verdict } from './texts.ts';

interface Values {
  readonly knowledge: readonly Article[];
  readonly prompts: Prompts;
  readonly triage: TriageConfig;
}
export type TextSources = { readonly [K in TextKind]: FollowedSource<Values[K]> };
type Editions = { readonly [K in TextKind]: Edition<Values[K]> };

/** What serves of one kind, and why nothing newer does. */
export interface Standing {
  readonly version: string;
  /** Since when it serves, ms. */
  readonly since: number;
  /** null: the files as they are serve. */
  readonly problem: string | null;
}

/** What serves one inbox, and what waits to. */
export interface InboxTexts {
  readonly texts: () => Texts;
  /** Puts what was read since into force, if it is accepted; what that takes is not waited for. */
  readonly consider: () => void;
  /** Follows the articles' dates. */
  readonly followDates: () => void;
  readonly standing: () => Readonly<Record<TextKind, Standing>>;
}

export interface InboxTextsParts {
  readonly accept: Accept;
  readonly knowledgeByDay: KnowledgeByDay;
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called right after other texts have come into force. */
  readonly changed: () => void;
}

export const TEXT_KINDS = ['triage', 'prompts', 'knowledge'] as const satisfies readonly TextKind[];
/** File names in a log line; a checkout may change thousands. */
const NAMED = 20;

export function makeInboxTexts(inbox: string, sources: TextSources, parts: InboxTextsParts): InboxTexts {
  const { accept, knowledgeByDay, now, log, signal, changed } = parts;
  let kept = newest(sources);
  let since: Record<TextKind, number> = { triage: now(), prompts: now(), knowledge: now() };
  let texts = compose(kept);
  let day = dayOf(now());
  let refused: Partial<Record<TextKind, string>> = {};
  /** What was refused last; the same is not asked twice. */
  let answered = '';
  let asking = false;

  function compose({ triage, prompts, knowledge }: Editions): Texts {
    return { policy: triage.value, prompts: prompts.value, knowledge: knowledgeByDay(knowledge.value, now()) };
  }

  const judge = async (editions: Editions, kinds: readonly TextKind[]): Promise<Verdict> => {
    try {
      return await accept({ inbox, texts: compose(editions), inForce: texts, changed: kinds }, signal);
    } catch (error) {
      return { ok: false, reason: `it could not be checked: ${errorMessage(error)}` };
    }
  };

  const serve = (editions: Editions, kinds: readonly TextKind[]): void => {
    for (const kind of kinds) {
      const { added, changed: edited, removed } = changesBetween(kept[kind].marks, editions[kind].marks);
      const files = { added: some(added), changed: some(edited), removed: some(removed) };
      log.info({ kind, ...files, from: kept[kind].version, to: editions[kind].version }, `${kind}: another version is in force`);
      since = { ...since, [kind]: now() };
    }
    kept = editions;
    texts = compose(kept);
    refused = Object.fromEntries(Object.entries(refused).filter(([kind]) => !kinds.includes(kind as TextKind)));
    changed();
  };

  /** All that is new together; if that is refused, each alone. */
  const ask = async (found: Editions, due: readonly TextKind[]): Promise<void> => {
    for (const kinds of due.length === 1 ? [due] : [due, ...due.map((kind) => [kind])]) {
      const editions = { ...kept, ...Object.fromEntries(kinds.map((kind) => [kind, found[kind]])) };
      const verdict = await judge(editions, kinds);
      if (signal.aborted) return;
      if (verdict.ok) serve(editions, kinds);
      else if (kinds.length === 1) refuse(kinds, verdict.reason);
      if (verdict.ok && kinds.length === due.length) return;
    }
  };
  const refuse = (kinds: readonly TextKind[], reason: string): void => {
    for (const kind of kinds) {
      refused = { ...refused, [kind]: reason };
      log.error({ kind, reason }, `${kind}: the files as they are were not accepted; ${servingVersion(since[kind])} until they are`);
    }
  };

  const consider = (): void => {
    if (asking) return;
    const found = newest(sources);
    const due = TEXT_KINDS.filter((kind) => found[kind].version !== kept[kind].version);
    for (const kind of TEXT_KINDS) {
      if (due.includes(kind) || refused[kind] === undefined) continue;
      refused = { ...refused, [kind]: undefined };
      log.info({ kind }, `${kind}: what was not accepted was taken back`);
    }
    const question = (kinds: readonly TextKind[]) => kinds.map((kind) => `${kind} ${found[kind].version} ${readings[kind]}`).join('; ');
    const readings = { triage: sources.triage.readings(), prompts: sources.prompts.readings(), knowledge: sources.knowledge.readings() };
    if (due.length === 0 || question(due) === answered) return;
    asking = true;
    ask(found, due)
      .catch((error: unknown) => log.error({ err: errorMessage(error) }, 'new texts could not be put into force'))
      .finally(() => {
        asking = false;
        answered = question(due.filter((kind) => kept[kind].version !== found[kind].version));
      });
  };

  const followDates = (): void => {
    if (dayOf(now()) === day) return;
    day = dayOf(now());
    const knowledge = knowledgeByDay(kept.knowledge.value, now());
    if (knowledge === texts.knowledge) return;
    const without = (articles: readonly Article[], others: readonly Article[]) =>
      some(articles.filter((a) => !others.includes(a)).map((a) => a.id));
    const [before, after] = [texts.knowledge.articles, knowledge.articles];
    const dates = { ended: without(before, after), begun: without(after, before) };
    log.info({ ...dates, from: texts.knowledge.version, to: knowledge.version }, 'knowledge: the dates of articles have come');
    if (after.length === 0)
      log.error('knowledge: no article is in force any more, so everything goes to people: check validFrom and validUntil');
    texts = { ...texts, knowledge };
    changed();
  };

  const standing = (kind: TextKind): Standing => {
    const broken = sources[kind].broken()?.problems.map(problemLine).join('; ');
    const problem = broken ?? refused[kind];
    return {
      version: kind === 'knowledge' ? texts.knowledge.version : kept[kind].version,
      since: since[kind],
      problem: problem === undefined ? null : `${servingVersion(since[kind])}, because ${problem}`,
    };
  };

  return {
    texts: () => texts,
    consider,
    followDates,
    standing: () => ({ triage: standing('triage'), prompts: standing('prompts'), knowledge: standing('knowledge') }),
  };
}

export function servingVersion(since: number): string {
  return `serving the version of ${new Date(since).toISOString()}`;
}

function newest({ triage, prompts, knowledge }: TextSources): Editions {
  return { triage: triage.good(), prompts: prompts.good(), knowledge: knowledge.good() };
}

/** Nothing where there is none, so that the log line has no empty lists. */
function some(names: readonly string[]): readonly string[] | undefined {
  if (names.length === 0) return undefined;
  return names.length <= NAMED ? names : [...names.slice(0, NAMED), `and ${names.length - NAMED} more`];
}
