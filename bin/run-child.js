import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Ctrl-C is not among them: see below. */
const PASSED_ON = /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']);

/**
 * Runs a program in place of this process: same terminal, same signals, same exit code.
 * Shells write 128 + n for a program that signal n ended.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function runChild(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: 'inherit' });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {
    // A terminal sends Ctrl-C to the whole process group: passed on as well, the child would see it twice.
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });

  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
      resolve(undefined);
    });
  });
}
