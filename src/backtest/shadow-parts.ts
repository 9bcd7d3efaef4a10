import { createHash } from 'node:crypto';
import type { LoadedConfig, LoadedInbox } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { makeRehearsalParts, type RehearsalParts } from '../evaluation/rehearsal-parts.ts';
import { openMailbox } from '../inbox-parts.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { Log } from '../log.ts';
import { makeMailReader } from '../mail/mail-reader.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { makeResolver, makeSenderCheck } from '../mail/sender-check.ts';
import { makeModel } from '../model/make-model.ts';
import { openSearch } from '../open-search.ts';
import { loadPrompts } from '../triage/prompts.ts';
import type { Undo } from '../undo.ts';
import type { Basis } from './progress-file.ts';

/** What the pipeline needs to be run on the past: no ledger, no queue, nothing to send with, and a mailbox that can only be read. */
export interface ShadowParts extends RehearsalParts {
  readonly mailbox: Mailbox;
  readonly random: () => number;
}

export async function openShadow(
  config: LoadedConfig,
  inbox: LoadedInbox & { readonly triage: TriageConfig },
  { log, now, random, undo }: { readonly log: Log; readonly now: () => number; readonly random: () => number; readonly undo: Undo },
): Promise<ShadowParts> {
  const { intake } = inbox.config;
  const [knowledge, prompts] = await Promise.all([loadKnowledge(inbox.config.knowledge, now()), loadPrompts(inbox.config.prompts)]);
  const { mailbox } = openMailbox(config, inbox, { log, now, random, undo, readOnly: true });
  const reader = makeMailReader({ log });
  undo.push(reader.close);
  // With the vectors that the daemon has fetched: nothing is fetched or kept here.
  const { retrieve } = await openSearch(config, inbox.id, { toll: null, log, now });
  const using = { model: makeModel(config.firstline.model), reader, retrieve, now, log };
  return {
    ...makeRehearsalParts(config, inbox, { policy: inbox.triage, prompts, knowledge }, using),
    // As the daemon would have asked when the mail came.
    checkSender: intake.verifySenders ? makeSenderCheck({ resolve: makeResolver(intake.dnsServers), log }) : null,
    mailbox,
    random,
  };
}

/** What the answers depend on. */
export function basisOf({ model, prompts, knowledge, policy }: ShadowParts): Basis {
  const hash = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
  return { model: model.name, prompts: prompts.hash, knowledge: knowledge.version, policy: hash };
}
