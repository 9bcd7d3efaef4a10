import type { LoadedConfig } from '../config/load.ts';
import { ConfigError, type ConfigProblem } from '../errors.ts';
import type { Log } from '../log.ts';
import { type FollowedSource, followSource } from './follow-source.ts';
import { type InboxTexts, makeInboxTexts, type Standing, servingVersion, TEXT_KINDS, type TextSources } from './inbox-texts.ts';
import { makeKnowledgeByDay } from './knowledge-by-day.ts';
import { knowledgeSource } from './knowledge-source.ts';
import { promptsSource } from './prompts-source.ts';
import { makeReport } from './report.ts';
import type { Source } from './source.ts';
import type { Accept, TextKind, Texts } from './texts.ts';
import { triageSource } from './triage-source.ts';

/** The texts of every inbox that has an agent, as they are in force at this moment. */
export interface TextsInForce {
  /** By inbox. Replaced as a whole whenever something changes: whoever keeps it for a turn decides by one version. */
  readonly current: () => ReadonlyMap<string, Texts>;
  /** What serves, and why not something newer; null for an inbox without agent. */
  readonly standing: (inbox: string) => Readonly<Record<TextKind, Standing>> | null;
  /**
   * Looks at all files once and begins what follows from it. One call at a time; never throws.
   * @param at ms of a clock that only goes forward
   */
  readonly look: (at: number) => Promise<'unchanged' | 'moving' | 'read'>;
  /** Folders whose events tell of a change. */
  readonly folders: () => ReadonlySet<string>;
}

export interface TextsOptions {
  readonly accept: Accept;
  readonly now: () => number;
  readonly log: Log;
  /** Aborted when the daemon stops: nothing comes into force any more. */
  readonly signal: AbortSignal;
  /** Called right after `current` has become another; handed it. */
  readonly changed: (current: TextsInForce['current']) => void;
}

/** Reads everything for the first time; throws one `ConfigError` with all that is wrong. */
export async function openTexts(config: LoadedConfig, { log, now, ...options }: TextsOptions): Promise<TextsInForce> {
  const sources = await openSources(config, now);
  const report = makeReport(log);
  const knowledgeByDay = makeKnowledgeByDay();
  const inboxes = new Map<string, InboxTexts>();
  let current: ReadonlyMap<string, Texts> = new Map();
  const collect = () => {
    current = new Map([...inboxes].map(([id, inbox]) => [id, inbox.texts()]));
  };
  for (const [id, own] of sources.byInbox) {
    const changed = () => {
      collect();
      options.changed(() => current);
    };
    inboxes.set(id, makeInboxTexts(id, own, { ...options, now, knowledgeByDay, changed, log: log.child({ inbox: id }) }));
  }
  collect();

  const tell = ({ kind, source }: (typeof sources.all)[number]) => {
    const users = [...sources.byInbox].filter(([, own]) => own[kind] === source).map(([id]) => id);
    const since = Math.max(...users.map((id) => inboxes.get(id)?.standing()[kind].since ?? 0));
    report.tell(source.path, source.broken(), { kind, serving: servingVersion(since) });
  };
  return {
    current: () => current,
    standing: (inbox) => inboxes.get(inbox)?.standing() ?? null,
    folders: () => new Set(sources.all.flatMap(({ source }) => source.folders())),
    look: async (at) => {
      let sight: 'unchanged' | 'moving' | 'read' = 'unchanged';
      for (const entry of sources.all) {
        const found = await entry.source.look(at);
        if (found === 'read') tell(entry);
        if (found === 'moving' || sight === 'unchanged') sight = found;
      }
      for (const inbox of inboxes.values()) {
        inbox.followDates();
        inbox.consider();
      }
      return sight;
    },
  };
}

interface OpenSources {
  readonly all: readonly { readonly kind: TextKind; readonly source: FollowedSource<unknown> }[];
  readonly byInbox: ReadonlyMap<string, TextSources>;
}

/** Inboxes may share files: they are read once, and complained about once. */
async function openSources({ inboxes, readTriage }: LoadedConfig, now: () => number): Promise<OpenSources> {
  const opened = new Map<string, FollowedSource<unknown> | null>();
  const problems: ConfigProblem[] = [];
  const open = async <T>(kind: TextKind, source: Source<T>): Promise<FollowedSource<T> | null> => {
    const key = `${kind} ${source.path}`;
    const known = opened.get(key);
    if (known !== undefined) return known as FollowedSource<T> | null;
    const followed = await followSource(source, performance.now()).catch((error: unknown) => {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return null;
    });
    opened.set(key, followed);
    return followed;
  };
  const byInbox = new Map<string, TextSources>();
  for (const { id, config, triage } of inboxes) {
    if (triage === null) continue;
    const own = {
      triage: await open('triage', triageSource(config.triage, readTriage)),
      prompts: await open('prompts', promptsSource(config.prompts)),
      knowledge: await open('knowledge', knowledgeSource(config.knowledge, now)),
    };
    if (own.triage !== null && own.prompts !== null && own.knowledge !== null) byInbox.set(id, own as TextSources);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const all = TEXT_KINDS.flatMap((kind) => [...new Set([...byInbox.values()].map((own) => own[kind]))].map((source) => ({ kind, source })));
  return { all, byInbox };
}
