import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { unreachableTeams } from '../config/reserved-domain.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
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
      const told: string[] = [];
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
          told.push(`${inbox.id}: ${inbox.config.address}, without agent`);
          continue;
        }
        const knowledge = await collect(loadKnowledge(inbox.config.knowledge, Date.now()));
        await collect(loadPrompts(inbox.config.prompts));
        const { address, knowledge: folder } = inbox.config;
        const tickets = await collect(loadTickets(folder, { address, policy: inbox.triage }));
        if (knowledge === null || tickets === null) continue;
        const { categories, teams, rules } = inbox.triage;
        const counts = `${Object.keys(categories).length} categories, ${Object.keys(teams).length} teams, ${rules.length} rules, ${knowledge.articles.length} articles, ${tickets.length} golden tickets`;
        told.push(`${inbox.id}: ${inbox.config.address}, ${counts}`, ...notes(inbox.triage, knowledge.articles).map((note) => `  ${note}`));
      }
      if (problems.length > 0) throw new ConfigError(problems);
      console.log(told.join('\n'));
    });
  return config;
}

/** What is no mistake, but not what a company of its own wants for long. */
function notes(triage: TriageConfig, articles: readonly { readonly sample: boolean }[]): readonly string[] {
  const samples = articles.filter(({ sample }) => sample).length;
  const unreachable = unreachableTeams(triage);
  return [
    ...(samples === 0 ? [] : [`shadow: nothing is sent while ${samples} of the articles say "sample: true"`]),
    ...(unreachable.length === 0
      ? []
      : [`addresses of an example, which reach nobody: teams ${unreachable.join(', ')}; write your own before you leave shadow`]),
  ];
}
