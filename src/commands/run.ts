import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { makeFault } from '../faults.ts';
import { makeLog } from '../log.ts';

/** `firstline run`: the daemon in the foreground, until SIGTERM or SIGINT. */
export function runCommand(environment: Environment): Command {
  return new Command('run')
    .description(
      'run the daemon until it is stopped (SIGTERM drains: what runs is finished, what waits stays in the ledger); edited articles, prompts and triage.yaml take effect meanwhile',
    )
    .option('--sample', 'answer with the sample company’s articles; without it they only run in shadow')
    .option(
      '--log-prompts',
      'write what the model is asked and answers to data/prompts.jsonl, with secrets hidden: for debugging, it holds what customers wrote',
    )
    .action(async (options: { sample?: boolean; logPrompts?: boolean }, command: Command) => {
      const { config: file } = command.optsWithGlobals<{ config: string }>();
      const config = await loadConfig(file, environment.variables);
      const log = makeLog({ level: config.firstline.log.level, pretty: process.stderr.isTTY });
      // Reading the articles and asking the accounts takes seconds, on a small machine ten.
      log.info({ config: config.file, data: config.firstline.data }, 'starting');
      const die = () => process.kill(process.pid, 'SIGKILL');
      const stopped = stopSignal();
      // Only this command needs the clients of the network; every other one would wait for them.
      const { startDaemon } = await import('../daemon.ts');
      const starting = startDaemon(config, {
        log,
        fault: makeFault(environment.fault, die),
        sample: options.sample === true,
        logPrompts: options.logPrompts === true,
        now: Date.now,
        random: Math.random,
      });
      const daemon = await Promise.race([starting, stopped]);
      if (typeof daemon === 'string') {
        // A start may wait long for a server; nothing is under way yet, and whatever was opened is let go of with the process.
        log.info({ signal: daemon }, 'stopped before it was running');
        process.exit(0);
      }
      try {
        const signal = await Promise.race([stopped, daemon.failed]);
        log.info({ signal }, 'stopping');
      } finally {
        await daemon.stop();
        log.info('stopped; everything that waits is in the ledger');
      }
    });
}

/** The first signal asks for an orderly stop; a second one ends the process at once, as people expect of Ctrl-C. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const first = (signal: NodeJS.Signals) => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) {
        process.removeListener(name, first);
        process.once(name, () => process.exit(130));
      }
      resolve(signal);
    };
    process.on('SIGTERM', first);
    process.on('SIGINT', first);
  });
}
