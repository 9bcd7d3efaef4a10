import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { kbAcceptCommand } from './kb-accept.ts';
import { kbGapsCommand } from './kb-gaps.ts';
import { kbLintCommand } from './kb-lint.ts';
import { kbSearchCommand } from './kb-search.ts';

/** `firstline kb …`: the knowledge base as the support lead sees it. Connects nowhere but, where they are configured, to a server of embeddings. */
export function kbCommand(environment: Environment): Command {
  return new Command('kb')
    .description('look into the knowledge base, and check it')
    .addCommand(kbSearchCommand(environment))
    .addCommand(kbLintCommand(environment))
    .addCommand(kbGapsCommand(environment))
    .addCommand(kbAcceptCommand(environment));
}
