import { type Command, CommanderError, InvalidArgumentError } from 'commander';

/** `EX_USAGE` of sysexits.h: the command line says something that cannot be. */
export const EXIT_USAGE = 64;
/** `EX_CONFIG` of sysexits.h: the operator must change something; starting again will not help. */
export const EXIT_CONFIG = 78;

/** For commands whose exit code 1 means something of its own: a wrong option ends with 64. */
export function withUsageCode(command: Command): Command {
  return command.exitOverride((error) => {
    const isUsage = error.exitCode === 1 && error.code !== 'commander.error';
    throw isUsage ? new CommanderError(EXIT_USAGE, error.code, error.message) : error;
  });
}

/** The number that an option or argument takes. */
export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('write a whole number from 1');
  return value;
}
