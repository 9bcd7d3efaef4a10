import type { Environment } from '../config/environment.ts';
import { type LoadedConfig, type LoadedInbox, loadConfig } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { ConfigError } from '../errors.ts';
import { makeRehearsalParts, type RehearsalParts } from '../evaluation/rehearsal-parts.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { makeLog } from '../log.ts';
import { makeAskServer } from '../lookups/http-client.ts';
import { makeMailReader } from '../mail/mail-reader.ts';
import { makeModel } from '../model/make-model.ts';
import { openSearch } from '../open-search.ts';
import { loadPrompts } from '../triage/prompts.ts';

/** Commands that log in nowhere need no account: where the variables of the shipped firstline.yaml that name one are not set, these stand in. */
const NO_ACCOUNT = {
  SUPPORT_ADDRESS: 'support@example.com',
  SUPPORT_IMAP_HOST: 'imap.invalid',
  SUPPORT_SMTP_HOST: 'smtp.invalid',
  SUPPORT_IMAP_PASSWORD: 'not used',
};

export function loadWithoutAccount(file: string, { variables }: Pick<Environment, 'variables'>): Promise<LoadedConfig> {
  return loadConfig(file, { ...NO_ACCOUNT, ...variables });
}

interface RehearsalOptions {
  readonly inbox?: string | undefined;
  readonly locale?: string | undefined;
  /** Really ask the servers of look-ups. */
  readonly lookUp?: true | undefined;
}

/** Everything a rehearsal needs, and nothing that reaches a mailbox, a queue or the ledger. Close the reader afterwards. */
export async function openRehearsal(config: LoadedConfig, { inbox: wanted, locale, lookUp }: RehearsalOptions): Promise<RehearsalParts> {
  const inbox = chooseInbox(config, wanted);
  const own = locale === undefined ? inbox.config : { ...inbox.config, locale };
  const [knowledge, prompts] = await Promise.all([loadKnowledge(own.knowledge, Date.now()), loadPrompts(own.prompts)]);
  const log = makeLog({ level: 'error', pretty: process.stderr.isTTY });
  // With the vectors that the daemon has fetched: nothing is fetched or kept here.
  const search = await openSearch(config, inbox.id, { toll: null, log, now: Date.now });
  const using = {
    model: makeModel(config.firstline.model),
    reader: makeMailReader({ log }),
    now: Date.now,
    log,
    retrieve: search.retrieve,
    ...(lookUp === true ? { ask: makeAskServer(own.lookups) } : {}),
  };
  return makeRehearsalParts(config, { ...inbox, config: own }, { policy: inbox.triage, prompts, knowledge }, using);
}

function chooseInbox({ file, inboxes }: LoadedConfig, wanted: string | undefined): LoadedInbox & { readonly triage: TriageConfig } {
  const withAgent = inboxes.flatMap((i) => (i.triage === null ? [] : [{ ...i, triage: i.triage }]));
  const ids = withAgent.map((i) => i.id).join(', ');
  const [first] = withAgent;
  if (first === undefined) throw new ConfigError([{ file, path: 'inboxes', message: 'no inbox has an agent: there is nothing to try' }]);
  if (wanted === undefined) {
    if (withAgent.length === 1) return first;
    throw new ConfigError([{ file, path: '--inbox', message: `say which inbox: ${ids}` }]);
  }
  const found = withAgent.find((i) => i.id === wanted);
  if (found === undefined)
    throw new ConfigError([{ file, path: '--inbox', message: `there is no inbox ${wanted} with an agent; there are ${ids}` }]);
  return found;
}
