import { agentGrant } from './access/agent-grant.ts';
import { installationAddresses } from './config/addresses.ts';
import type { LoadedConfig } from './config/load.ts';
import { unreachableTeams } from './config/reserved-domain.ts';
import { TriageConfig } from './config/triage-schema.ts';
import { InvariantError } from './errors.ts';
import type { InboxParts } from './jobs/parts.ts';
import type { Log } from './log.ts';
import { keepCurrent } from './texts/keep-current.ts';
import type { Accept, Texts } from './texts/texts.ts';
import { openTexts, type TextsInForce } from './texts/texts-in-force.ts';
import { hiddenLabels } from './tickets/label-limit.ts';
import type { Undo } from './undo.ts';

/** What the texts in force make of an inbox: all of it is of one version. */
export type ServingParts = Pick<InboxParts, 'policy' | 'knowledge' | 'prompts' | 'grant' | 'ours' | 'staff' | 'maxAutonomy'>;

export interface Serving extends Pick<TextsInForce, 'standing'> {
  /** Of one inbox, at this moment. A job asks once and keeps what it got. */
  readonly partsOf: (inbox: string) => ServingParts;
}

interface ServingOptions {
  readonly accept: Accept;
  /** The operator says that the sample company is what shall answer, as the demo does. */
  readonly sample: boolean;
  readonly now: () => number;
  readonly log: Log;
  readonly undo: Undo;
}

/** Reads the texts of all inboxes and follows their files until undone. Throws `ConfigError` with all that is wrong with them. */
export async function openServing(config: LoadedConfig, { accept, sample, now, log, undo }: ServingOptions): Promise<Serving> {
  const stop = new AbortController();
  let parts: ReadonlyMap<string, ServingParts> = new Map();
  const changed = (texts: TextsInForce['current']) => {
    const before = parts;
    parts = servingParts(config, texts(), sample);
    for (const [inbox, serving] of parts) announce(log.child({ inbox }), before.get(inbox) ?? null, serving, sample);
  };
  const texts = await openTexts(config, { accept, now, log, signal: stop.signal, changed });
  changed(texts.current);
  const following = keepCurrent(texts, stop.signal, log);
  undo.push(async () => {
    stop.abort(new Error('the daemon is stopping'));
    await following;
  });
  return {
    standing: texts.standing,
    partsOf: (inbox) => {
      const serving = parts.get(inbox);
      if (serving === undefined) throw new InvariantError(`no inbox ${inbox} in the configuration`);
      return serving;
    },
  };
}

/** What an operator would be surprised by if it went unsaid. */
function announce(log: Log, before: ServingParts | null, { maxAutonomy, policy }: ServingParts, sample: boolean): void {
  const labels = [...hiddenLabels(policy)];
  if (labels.length > 0 && String(labels) !== String(before === null ? '' : [...hiddenLabels(before.policy)]))
    log.warn({ labels }, 'labels.keywords leaves no room for these labels: they are not shown in the mailbox');
  const unreachable = sample ? [] : teamsInVain({ maxAutonomy, policy });
  if (unreachable.length > 0 && String(unreachable) !== String(before === null ? '' : teamsInVain(before)))
    log.warn({ teams: unreachable }, 'these teams have addresses of an example, which reach nobody: write your own in triage.yaml');
  if (maxAutonomy === before?.maxAutonomy) return;
  if (maxAutonomy === 'shadow') {
    log.warn(
      'shadow: the knowledge base is the sample company, so decisions are recorded and nothing is sent, labelled or drafted; replace the articles, or start with --sample',
    );
  } else if (before !== null)
    log.warn('live: no sample article is left, so what the configuration allows is sent, labelled and drafted from now on');
  else if (policy !== NOTHING.policy) log.info('live: what the configuration allows is sent, labelled and drafted');
}

/** In shadow nothing is sent to them. */
function teamsInVain({ maxAutonomy, policy }: Pick<ServingParts, 'maxAutonomy' | 'policy'>): readonly string[] {
  return maxAutonomy === 'shadow' ? [] : unreachableTeams(policy);
}

/**
 * What the texts in force make of each inbox. The teams of all inboxes are nobody's customers, so one change may concern every inbox: all are made at once.
 * @param sample the operator says that the sample company is what shall answer, as the demo does
 */
function servingParts(config: LoadedConfig, texts: ReadonlyMap<string, Texts>, sample: boolean): ReadonlyMap<string, ServingParts> {
  const addresses = installationAddresses(
    config,
    [...texts.values()].map(({ policy }) => policy),
  );
  return new Map(
    config.inboxes.map(({ id }) => {
      const { policy, knowledge, prompts } = texts.get(id) ?? NOTHING;
      const maxAutonomy = knowledge.articles.some((a) => a.sample) && !sample ? 'shadow' : 'auto';
      return [id, { policy, knowledge, prompts, grant: agentGrant(id, policy), maxAutonomy, ...addresses }];
    }),
  );
}

/** An inbox with `agent: false` decides nothing, so it has no policy, no knowledge and no prompts. */
const NOTHING: Texts = {
  policy: TriageConfig.parse({ categories: {}, teams: {}, fallbackTeam: 'nobody' }),
  knowledge: { version: '', articles: [], passages: [], search: () => [] },
  prompts: { hash: '', languages: [], render: () => [], frame: () => ({ greeting: '', signOff: '' }), reopened: () => '' },
};
