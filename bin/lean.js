/**
 * What a process reads only when it begins, for one that runs for months: the figures are in docs/design-decisions.md.
 * A young generation of 4 MB instead of 32 is emptied more often and grows less.
 */
const FLAGS = ['--max-semi-space-size=4'];
/** glibc keeps freed memory apart for every thread that ever asked for some. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/**
 * How to start again with these settings; null when nothing is missing, so that this ends after one turn. What the operator has set
 * already, also in NODE_OPTIONS, stays as it is.
 * @param {{ execArgv: readonly string[], args: readonly string[], env: Readonly<Record<string, string | undefined>> }} now
 *   `args`: the program and what follows it
 * @returns {{ args: readonly string[], env: Record<string, string | undefined> } | null} `args` for Node
 */
export function leanStart({ execArgv, args, env }) {
  const given = `${execArgv.join(' ')} ${env.NODE_OPTIONS ?? ''}`.replaceAll('_', '-');
  const flags = FLAGS.filter((flag) => !given.includes(flag.slice(0, flag.indexOf('='))));
  const variables = Object.entries(ENVIRONMENT).filter(([name]) => env[name] === undefined);
  if (flags.length === 0 && variables.length === 0) return null;
  return { args: [...flags, ...execArgv, ...args], env: { ...env, ...Object.fromEntries(variables) } };
}

/**
 * What V8 reads as it runs: old space is cleaned when it has grown by 40 %, not by a multiple. On the command line a V8 that no longer knows it
 * would refuse to start; so it only says so.
 */
export const GROW_LESS = '--heap-growing-percent=40';
