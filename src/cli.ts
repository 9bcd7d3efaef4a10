import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { auditCommand } from './commands/audit.ts';
import { autonomyCommand } from './commands/autonomy.ts';
import { backtestCommand } from './commands/backtest.ts';
import { configCommand } from './commands/config.ts';
import { demoCommand } from './commands/demo.ts';
import { digestCommand } from './commands/digest.ts';
import { evalCommand } from './commands/eval.ts';
import { intakeCommand } from './commands/intake.ts';
import { kbCommand } from './commands/kb.ts';
import { runCommand } from './commands/run.ts';
import { tryCommand } from './commands/try.ts';
import { EXIT_CONFIG } from './commands/usage.ts';
import { whyCommand } from './commands/why.ts';
import { readEnvironment } from './config/environment.ts';
import { ConfigError, errorMessage, problemLine } from './errors.ts';

const environment = readEnvironment(process.env);
const program = new Command('firstline')
  .description('First-line support over e-mail: a daemon that lives beside a support mailbox.')
  .version(manifest.version)
  .option('-c, --config <file>', 'firstline.yaml; default from FIRSTLINE_CONFIG', environment.configFile)
  .exitOverride()
  .showHelpAfterError('(firstline --help shows what there is)');

program.addCommand(runCommand(environment));
program.addCommand(tryCommand(environment));
program.addCommand(evalCommand(environment));
program.addCommand(whyCommand(environment));
program.addCommand(auditCommand(environment));
program.addCommand(autonomyCommand(environment));
program.addCommand(digestCommand(environment));
program.addCommand(configCommand(environment));
program.addCommand(intakeCommand(environment));
program.addCommand(kbCommand(environment));
program.addCommand(backtestCommand(environment));
program.addCommand(demoCommand(environment));

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
