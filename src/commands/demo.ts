import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';

/** `firstline demo`: the main job on a throwaway mail world; exit 0 only if every mail became what it should. */
export function demoCommand(environment: Environment): Command {
  return new Command('demo')
    .description('run the daemon on a throwaway mail server with two dozen mails and show what became of each')
    .option('--crash', 'kill the daemon (kill -9) three times in the middle of its work: nobody is forgotten, nobody is answered twice')
    .option('--keep', 'leave everything running afterwards and say how to look at it')
    .action(async (options: { keep?: boolean; crash?: boolean }) => {
      const { stdout } = process;
      let last = '';
      const { runDemo } = await import('../demo/demo.ts');
      const ok = await runDemo({
        env: environment.variables,
        keep: options.keep === true,
        kills: options.crash === true ? 3 : 0,
        columns: stdout.isTTY ? Math.max(120, stdout.columns) : 180,
        now: Date.now,
        say: (line) => {
          stdout.write(`${last === '' || !stdout.isTTY ? '' : '\r\u001b[K'}${line}\n`);
          last = '';
        },
        showProgress: (line) => {
          if (line === last) return;
          stdout.write(stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
          last = line;
        },
        interrupted: new Promise((resolve) => {
          process.once('SIGINT', resolve);
          process.once('SIGTERM', resolve);
        }),
      });
      process.exitCode = ok ? 0 : 1;
    });
}
