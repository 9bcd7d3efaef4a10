import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { EXIT_CONFIG } from './commands/usage.ts';
import { readEnvironment } from './config/environment.ts';
import { ConfigError, errorMessage, problemLine } from './errors.ts';

const environment = readEnvironment(process.env);
const program = new Command('firstline')
  .description('First-line support over e-mail: a daemon that lives beside a support mailbox.')
  .version(manifest.version)
  .option('-c, --config <file>', 'firstline.yaml; default from FIRSTLINE_CONFIG', environment.configFile)
  .exitOverride()
  .showHelpAfterError('(firstline --help shows what there is)');

/** In the order of the help. Each brings what only it needs: whoever asks for one waits for none of the others. */
const COMMANDS = {
  run: async () => (await import('./commands/run.ts')).runCommand,
  try: async () => (await import('./commands/try.ts')).tryCommand,
  eval: async () => (await import('./commands/eval.ts')).evalCommand,
  why: async () => (await import('./commands/why.ts')).whyCommand,
  tickets: async () => (await import('./commands/tickets.ts')).ticketsCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  autonomy: async () => (await import('./commands/autonomy.ts')).autonomyCommand,
  digest: async () => (await import('./commands/digest.ts')).digestCommand,
  stats: async () => (await import('./commands/stats.ts')).statsCommand,
  config: async () => (await import('./commands/config.ts')).configCommand,
  intake: async () => (await import('./commands/intake.ts')).intakeCommand,
  kb: async () => (await import('./commands/kb.ts')).kbCommand,
  backtest: async () => (await import('./commands/backtest.ts')).backtestCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
};

// The help, an option before the command, and a name that is none concern all of them.
const named = Object.entries(COMMANDS).filter(([name]) => name === process.argv[2]);
for (const [, load] of named.length > 0 ? named : Object.entries(COMMANDS)) program.addCommand((await load())(environment));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (!(error instanceof ConfigError)) {
    console.error(`firstline: ${errorMessage(error)}`);
    return 1;
  }
  const { problems } = error;
  console.error(
    problems.length === 1
      ? 'firstline: one thing has to be changed first:'
      : `firstline: ${problems.length} things have to be changed first:`,
  );
  for (const problem of problems) console.error(`  ${problemLine(problem)}`);
  return EXIT_CONFIG;
}
