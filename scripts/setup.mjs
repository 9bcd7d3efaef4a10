import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureNodePackages, findNode } from './node-packages.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * All that a fresh machine with Node 20 and npm still lacks. Plain JavaScript without dependencies: it runs before there are any.
 *
 *   node scripts/setup.mjs [--for run|demo|test] [--yes]
 */

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PURPOSES = ['run', 'demo', 'test'];

/**
 * @param {{ purpose: string, yes: boolean }} options `yes`: install without asking; without a terminal nobody is asked anyway
 * @returns {Promise<string>} path of the Node to run Firstline with. Ends the process with one sentence when something is amiss.
 */
export async function setup({ purpose, yes }) {
  const packages = ensureNodePackages(ROOT);
  if (packages !== null) stop(packages);
  const found = findNode(ROOT);
  if ('problem' in found) stop(found.problem);
  const programs = await ensureSystemPackages({ purpose, yes });
  if (programs !== null) stop(programs);
  return found.node;
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

// The path as typed may lead through a symbolic link; that of a module never does.
if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const at = args.indexOf('--for');
  const purpose = at === -1 ? 'demo' : (args[at + 1] ?? '');
  if (!PURPOSES.includes(purpose)) stop(`--for takes one of ${PURPOSES.join(', ')}.`);
  const node = await setup({ purpose, yes: args.includes('--yes') });
  console.log(`Ready for ${purpose}, with ${node}.`);
}
