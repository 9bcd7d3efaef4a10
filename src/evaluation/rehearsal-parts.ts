import { agentGrant } from '../access/agent-grant.ts';
import { installationAddresses } from '../config/addresses.ts';
import type { LoadedConfig, LoadedInbox } from '../config/load.ts';
import type { InboxParts } from '../jobs/parts.ts';
import { byWords } from '../knowledge/meaning.ts';
import { GENESIS } from '../ledger/audit.ts';
import type { AskServer } from '../lookups/lookups.ts';
import type { Texts } from '../texts/texts.ts';
import { triage } from '../triage/triage.ts';

/** What deciding about a mail takes. No ledger, no queue, no mailbox, no submission: whatever is rehearsed with these touches nothing. */
export type RehearsalParts = Pick<
  InboxParts,
  | 'inbox'
  | 'config'
  | 'policy'
  | 'row'
  | 'grant'
  | 'ours'
  | 'staff'
  | 'own'
  | 'maxAutonomy'
  | 'reader'
  | 'checkSender'
  | 'model'
  | 'knowledge'
  | 'retrieve'
  | 'prompts'
  | 'triage'
  | 'now'
  | 'log'
> & {
  /** Asks the servers of look-ups; left out: nobody is asked. */
  readonly ask?: AskServer | undefined;
};

/** One inbox of the configuration, deciding by these texts. */
export function makeRehearsalParts(
  config: LoadedConfig,
  { id, config: inbox }: LoadedInbox,
  { policy, prompts, knowledge }: Texts,
  using: Pick<RehearsalParts, 'model' | 'reader' | 'now' | 'log'> & Partial<Pick<RehearsalParts, 'retrieve' | 'ask'>>,
): RehearsalParts {
  const others = config.inboxes.flatMap((i) => (i.id === id ? [] : (i.triage ?? [])));
  const row = {
    inbox: id,
    secret: 'rehearsal',
    go_live: 0,
    audit_seq: 0,
    audit_hash: GENESIS,
    next_ticket: 1,
    sent_filing: 'unknown',
    sent_probes: 0,
  };
  return {
    // Deterministic and free; whoever wants to see what a server of embeddings makes of a question hands its search in.
    retrieve: byWords,
    ...using,
    inbox: id,
    config: inbox,
    policy,
    prompts,
    knowledge,
    row,
    grant: agentGrant(id, policy),
    ...installationAddresses(config, [policy, ...others]),
    own: new Set([inbox.address, ...inbox.aliases]),
    maxAutonomy: 'auto',
    // What a mail says of its sender counts where the configuration trusts the server that wrote it; nothing is looked up.
    checkSender: null,
    triage,
  };
}
