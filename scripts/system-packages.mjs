import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

const INSTALLER = fileURLToPath(new URL('install-packages.sh', import.meta.url));
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '/opt/homebrew/sbin'];

const CHROMIUM_OF_MACOS = '/Applications/Chromium.app/Contents/MacOS/Chromium';

/** Programs that Firstline starts as children: the Debian package, the Homebrew formula, and how to see that it is there. */
const PACKAGES = [
  { apt: 'redis-server', brew: 'redis', purposes: ['run', 'demo', 'test'], present: () => onPath('redis-server') },
  { apt: 'openssl', brew: 'openssl', purposes: ['demo', 'test'], present: () => onPath('openssl') },
  { apt: 'dovecot-imapd', brew: 'dovecot', purposes: ['demo', 'test'], present: () => onPath('dovecot') && dovecotService('imap') },
  { apt: 'dovecot-lmtpd', brew: 'dovecot', purposes: ['demo', 'test'], present: () => onPath('dovecot') && dovecotService('lmtp') },
  { apt: 'postgresql', brew: 'postgresql', purposes: ['test'], present: () => onPath('postgres') || debianPostgres() },
  { apt: 'chromium', brew: '--cask chromium', purposes: ['test'], present: () => onPath('chromium') || existsSync(CHROMIUM_OF_MACOS) },
];

/**
 * Installs what is missing for `purpose` (`run`, `demo` or `test`), saying so first.
 * @param {{ purpose: string, yes: boolean }} options
 * @returns {Promise<string | null>} null when everything is there, else one sentence on what a person must do.
 */
export async function ensureSystemPackages({ purpose, yes }) {
  const missing = missingPackages(purpose);
  if (missing.length === 0) return null;

  const names = missing.map((p) => p.apt);
  const prefix = rootPrefix();
  if (!onPath('apt-get') || prefix === null) return byHand(missing);

  console.log(
    `Firstline needs ${names.join(', ')} and installs ${names.length === 1 ? 'it' : 'them'} with apt-get; no service is left running.`,
  );
  if (!yes && process.stdin.isTTY && process.stdout.isTTY && !(await confirm('Go ahead? [Y/n] '))) return byHand(missing);

  const { status } = spawnSync('env', [...prefix, 'sh', INSTALLER, ...names], { stdio: 'inherit' });
  const still = missingPackages(purpose);
  return status === 0 && still.length === 0 ? null : byHand(still.length > 0 ? still : missing);
}

/** @param {string} purpose */
function missingPackages(purpose) {
  return PACKAGES.filter((p) => p.purposes.includes(purpose) && !p.present());
}

/** @param {readonly { apt: string, brew: string }[]} missing */
function byHand(missing) {
  const brew = `brew install ${[...new Set(missing.map((p) => p.brew))].join(' ')}`;
  const apt = `apt-get install ${missing.map((p) => p.apt).join(' ')}`;
  return process.platform === 'darwin'
    ? `Programs are missing. Install them with: ${brew}`
    : `Programs are missing and cannot be installed from here. As root on Debian or Ubuntu: ${apt} (elsewhere, the packages of the same programs).`;
}

/** What to put before a command that needs root; null when there is no way. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (!onPath('sudo')) return null;
  if (process.stdin.isTTY) return ['sudo'];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** @param {string} question */
async function confirm(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question).finally(() => terminal.close());
  return !/^n/i.test(answer.trim());
}

/** @param {string} program */
function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SBIN];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/**
 * Debian ships Dovecot's protocols apart from its core; elsewhere they come together.
 * @param {string} service
 */
function dovecotService(service) {
  return !existsSync('/etc/debian_version') || existsSync(join('/usr/lib/dovecot', service));
}

/** Debian keeps the server's programs off the PATH. */
function debianPostgres() {
  const root = '/usr/lib/postgresql';
  return existsSync(root) && readdirSync(root).some((version) => existsSync(join(root, version, 'bin/postgres')));
}
