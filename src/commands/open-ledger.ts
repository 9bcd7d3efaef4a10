import type { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { ConfigError } from '../errors.ts';
import { type Db, openExistingLedger } from '../ledger/database.ts';

export interface Opened {
  readonly config: LoadedConfig;
  readonly db: Db;
  /** Inboxes to look at: the one asked for, or all. */
  readonly inboxes: readonly string[];
}

/** Runs `work` on the ledger of the configuration, beside a running daemon if there is one. */
export async function withLedger(
  environment: Environment,
  command: Command,
  inbox: string | undefined,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const { config: file } = command.optsWithGlobals<{ config: string }>();
  const config = await loadConfig(file, environment.variables);
  const inboxes = config.inboxes.map((i) => i.id);
  if (inbox !== undefined && !inboxes.includes(inbox)) {
    throw new ConfigError([{ file, path: '--inbox', message: `there is no inbox ${inbox}; there are ${inboxes.join(', ')}` }]);
  }
  const db = await openExistingLedger({ url: config.firstline.ledger.url, folder: config.firstline.data });
  try {
    await work({ config, db, inboxes: inbox === undefined ? inboxes : [inbox] });
  } finally {
    await db.destroy();
  }
}
