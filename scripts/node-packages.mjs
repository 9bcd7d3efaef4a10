import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NEEDED = { major: 22, minor: 18 };

/**
 * Runs `npm ci` when what is installed is not what the lockfile says.
 * @param {string} root the project's folder
 * @returns {string | null} null when all is well, else one sentence.
 */
export function ensureNodePackages(root) {
  if (isInstalled(root)) return null;
  console.log('Installing the npm packages of the lockfile (npm ci).');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  return status === 0 ? null : 'npm ci failed: its own words are above. Mend that and start again.';
}

/**
 * The Node that runs Firstline: the one in node_modules where the platform has it, else the running one.
 * @param {string} root the project's folder
 * @returns {{ node: string } | { problem: string }}
 */
export function findNode(root) {
  const local = join(root, 'node_modules/.bin/node');
  if (existsSync(local)) {
    const { status, stdout } = spawnSync(local, ['--version'], { encoding: 'utf8' });
    if (status === 0 && isNewEnough(stdout)) return { node: local };
  }
  if (isNewEnough(process.version)) return { node: process.execPath };
  return {
    problem: `Firstline needs Node ${NEEDED.major}.${NEEDED.minor} or newer and this is ${process.version}: install the current LTS from https://nodejs.org.`,
  };
}

/** @param {string} version such as `v24.1.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace(/^v/, '').split('.').map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/**
 * npm leaves in node_modules a lockfile of what it really installed. Optional packages may be absent: they are for other platforms.
 * @param {string} root
 */
export function isInstalled(root) {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.version === entry.version && found.integrity === entry.integrity;
  });
}
