import { join } from 'node:path';
import type { LoadedConfig, LoadedInbox } from './config/load.ts';
import type { Fault } from './faults.ts';
import { embeddingToll } from './jobs/embedding-toll.ts';
import type { InboxParts } from './jobs/parts.ts';
import type { Search } from './knowledge/meaning.ts';
import type { Db } from './ledger/database.ts';
import { ensureInbox } from './ledger/inboxes.ts';
import type { Log } from './log.ts';
import { makeAskServer } from './lookups/http-client.ts';
import { type AccessTokens, makeAccessTokens, type TokenParts } from './mail/access-tokens.ts';
import { makeImapMailbox } from './mail/imap-mailbox.ts';
import { makeMailReader } from './mail/mail-reader.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { makeRefreshTokenStore } from './mail/refresh-token-store.ts';
import { makeResolver, makeSenderCheck } from './mail/sender-check.ts';
import { makeSmtpSubmission } from './mail/smtp-submission.ts';
import type { Model } from './model/model.ts';
import { openSearch } from './open-search.ts';
import type { ServingParts } from './serving-parts.ts';
import { triage } from './triage/triage.ts';
import type { Undo } from './undo.ts';

/** What an inbox works with as long as the daemon runs, before its view and its bell exist. */
export type BaseParts = Omit<InboxParts, 'refresh' | 'ring' | keyof ServingParts> & {
  /** null where IMAP and SMTP both have a password. */
  readonly tokens: AccessTokens | null;
  readonly search: Search;
};

export interface Surroundings {
  readonly db: Db;
  readonly log: Log;
  readonly fault: Fault;
  readonly holder: string;
  /** Of all inboxes: what its server says of waiting holds for all. */
  readonly model: Model;
  readonly now: () => number;
  readonly random: () => number;
  readonly undo: Undo;
}

/** Opens everything one inbox needs. Configuration that cannot work throws `ConfigError`. */
export async function openInbox(config: LoadedConfig, inbox: LoadedInbox, surroundings: Surroundings): Promise<BaseParts> {
  const { db, fault, holder, model, now, random, undo } = surroundings;
  const log = surroundings.log.child({ inbox: inbox.id });
  const goLive = inbox.config.goLive === undefined ? null : Date.parse(inbox.config.goLive);
  const row = await ensureInbox(db, inbox.id, goLive, now());
  const { tokens, mailbox } = openMailbox(config, inbox, { log, now, random, undo });
  const submission = makeSmtpSubmission(inbox.config.smtp, { log, tokens: tokens ?? undefined });
  undo.push(submission.close);
  const reader = makeMailReader({ log });
  undo.push(reader.close);
  const { intake } = inbox.config;
  const currency = model.metered?.prices?.currency ?? null;
  const toll = embeddingToll({ db, inbox: inbox.id, config: inbox.config, now, random }, { threadId: null, currency });
  const search = await openSearch(config, inbox.id, { toll, log, now });
  undo.push(search.close);
  return {
    inbox: inbox.id,
    config: inbox.config,
    data: config.firstline.data,
    row,
    own: new Set([inbox.config.address, ...inbox.config.aliases]),
    otherInboxes: otherInboxes(config, inbox.id),
    db,
    mailbox,
    reader,
    submission,
    tokens,
    checkSender: intake.verifySenders ? makeSenderCheck({ resolve: makeResolver(intake.dnsServers), log }) : null,
    model,
    search,
    retrieve: search.retrieve,
    ask: makeAskServer(inbox.config.lookups),
    triage,
    holder,
    fault,
    now,
    random,
    log,
  };
}

/** The account of an inbox over IMAP; for commands that only look into it, too (`readOnly`). */
export function openMailbox(
  config: LoadedConfig,
  inbox: LoadedInbox,
  { log, now, random, undo, readOnly = false }: Pick<Surroundings, 'log' | 'now' | 'random' | 'undo'> & { readonly readOnly?: boolean },
): { readonly tokens: AccessTokens | null; readonly mailbox: Mailbox } {
  const tokens = accessTokens(config, inbox, { log, now, random });
  if (tokens !== null) undo.push(tokens.close);
  const mailbox = makeImapMailbox(inbox.config.imap, { log, tokens: tokens ?? undefined, readOnly });
  undo.push(mailbox.close);
  return { tokens, mailbox };
}

/** One for IMAP and SMTP together, so that they never refresh at the same time; null where everything has a password. */
function accessTokens(config: LoadedConfig, inbox: LoadedInbox, parts: Omit<TokenParts, 'store'>): AccessTokens | null {
  const { oauth } = inbox.config;
  if (oauth.provider === 'none') return null;
  const file = join(config.firstline.data, `oauth-${inbox.id}.json`);
  return makeAccessTokens(oauth, { ...parts, store: makeRefreshTokenStore(file, `${inbox.id} ${oauth.clientId}`) });
}

function otherInboxes(config: LoadedConfig, id: string): InboxParts['otherInboxes'] {
  const own = config.inboxes.findIndex((i) => i.id === id);
  const others = config.inboxes.flatMap((i, at) =>
    at === own || !i.config.agent ? [] : [{ config: i.config, inbox: i.id, first: at < own }],
  );
  return new Map(
    others.flatMap(({ config: other, ...named }) => [other.address, ...other.aliases].map((address) => [address, named] as const)),
  );
}
