import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { ConfigError } from '../errors.ts';
import { loadTickets } from '../evaluation/load-tickets.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { loadPrompts } from '../triage/prompts.ts';

/** `firstline config check`: every problem of the configuration, the prompts, the articles and the golden tickets, without connecting anywhere. */
export function configCommand(environment: Environment): Command {
  const config = new Command('config').description('look at the configuration');
  config
    .command('check')
    .description('check both files, the prompts, the articles and the golden tickets; exit 78 with every problem')
    .action(async (_options: unknown, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      const loaded = await loadConfig(file, environment.variables);
      const problems: ConfigError['problems'][number][] = [];
      const collect = async <T>(work: Promise<T>): Promise<T | null> => {
        try {
          return await work;
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          problems.push(...error.problems);
          return null;
        }
      };
      for (const inbox of loaded.inboxes) {
        if (inbox.triage === null) {
          console.log(`${inbox.id}: ${inbox.config.address}, without agent`);
          continue;
        }
        const knowledge = await collect(loadKnowledge(inbox.config.knowledge, Date.now()));
        await collect(loadPrompts(inbox.config.prompts));
        const { address, knowledge: folder } = inbox.config;
        const tickets = await collect(loadTickets(folder, { address, policy: inbox.triage }));
        const { categories, teams, rules } = inbox.triage;
        const counts = `${Object.keys(categories).length} categories, ${Object.keys(teams).length} teams, ${rules.length} rules, ${knowledge?.articles.length ?? 0} articles, ${tickets?.length ?? 0} golden tickets`;
        console.log(`${inbox.id}: ${inbox.config.address}, ${counts}`);
      }
      if (problems.length > 0) throw new ConfigError(problems);
    });
  return config;
}
