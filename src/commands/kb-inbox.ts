import type { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { type LoadedConfig, type LoadedInbox, loadConfig } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { ConfigError } from '../errors.ts';

/** An inbox that answers from a knowledge base. */
export type AnsweringInbox = LoadedInbox & { readonly triage: TriageConfig };

/** The inbox asked for, or the only one with an agent. Throws `ConfigError` with those there are to choose from. */
export async function answeringInbox(
  environment: Environment,
  command: Command,
  asked: string | undefined,
): Promise<{ readonly config: LoadedConfig; readonly inbox: AnsweringInbox }> {
  const { config: file } = command.optsWithGlobals<{ config: string }>();
  const config = await loadConfig(file, environment.variables);
  const answering = config.inboxes.filter((i): i is AnsweringInbox => i.triage !== null);
  const [inbox, another] = asked === undefined ? answering : answering.filter((i) => i.id === asked);
  if (inbox !== undefined && another === undefined) return { config, inbox };
  const ids = answering.map((i) => i.id).join(', ');
  const message =
    answering.length === 0
      ? 'no inbox has an agent, so none has a knowledge base'
      : asked === undefined
        ? `say which inbox: ${ids}`
        : `there is no inbox ${asked} with an agent; there are ${ids}`;
  throw new ConfigError([{ file, path: '--inbox', message }]);
}
