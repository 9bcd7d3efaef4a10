import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withUndo } from '../../undo.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { dovecotConfig, dovecotOauthConfig } from './dovecot-config.ts';
import { freePort } from './free-port.ts';
import { type Child, startChild } from './process.ts';
import { isRoot, unprivilegedUser } from './system-user.ts';

export interface Dovecot {
  readonly host: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly lmtpPort: number;
  /** The same for every user; any user name is accepted. */
  readonly password: string;
  /** PEM path of the self-signed certificate: the authority a client has to trust. */
  readonly ca: string;
  /** PEM path of its key, so that other servers of the world can show the same certificate. */
  readonly key: string;
  readonly dir: string;
  /** Stops, lets `meanwhile` happen, and starts on the same ports, with the same mail. */
  readonly restart: (meanwhile?: () => Promise<unknown>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface DovecotOptions {
  /** Where it keeps everything; default: a fresh temporary directory, removed at the stop. A given one is kept. */
  readonly dir?: string;
  /** Replaces what the server announces (`imap_capability`), e.g. `IMAP4rev1 LITERAL+ UIDPLUS`. */
  readonly imapCapability?: string;
  /** RFC 7662: where to ask whether an access token is good; with it, XOAUTH2 and OAUTHBEARER are offered beside passwords. */
  readonly introspectionUrl?: string;
  /** Default: a self-signed one for localhost. */
  readonly certificate?: Certificate;
  /** No mailboxes but INBOX at first, and all others below it (`INBOX.Sent`). */
  readonly prefixed?: boolean;
  /** Further lines for its configuration. */
  readonly settings?: string;
}

const run = promisify(execFile);
const HOST = '127.0.0.1';
const PASSWORD = 'secret';
const INSTALL = 'install the packages dovecot-imapd and dovecot-lmtpd (Debian, Ubuntu), version 2.3';

/** Starts a throwaway IMAP and LMTP server on free loopback ports. Works as root and as anybody else. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const binary = await findDovecot();
  return withUndo(async (undo) => {
    const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'firstline-world-')));
    if (options.dir === undefined) undo.push(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));

    // Mail is written by an unprivileged user: it must be able to walk to its own directory, and to nothing else.
    await mkdir(dir, { recursive: true });
    await chmod(dir, 0o711);
    const mailUser = await unprivilegedUser(['dovecot', 'nobody']);
    const mailDir = join(dir, 'mail');
    await mkdir(mailDir, { recursive: true, mode: 0o700 });
    if (isRoot()) await chown(mailDir, mailUser.uid, mailUser.gid);

    const { certPath, keyPath } = options.certificate ?? (await makeCertificate(dir));
    const [imap, imaps, lmtp] = await Promise.all([freePort(), freePort(), freePort()]);
    const oauthConfig = options.introspectionUrl === undefined ? null : join(dir, 'oauth.conf');
    if (oauthConfig !== null) await writeFile(oauthConfig, dovecotOauthConfig(options.introspectionUrl ?? ''));
    const config = dovecotConfig({
      dir,
      mailDir,
      mailUser,
      loginUser: isRoot() ? 'dovenull' : mailUser.name,
      password: PASSWORD,
      certPath,
      keyPath,
      ports: { imap, imaps, lmtp },
      imapCapability: options.imapCapability ?? null,
      oauthConfig,
      prefixed: options.prefixed === true,
      extra: options.settings ?? '',
    });
    const configPath = join(dir, 'dovecot.conf');
    await writeFile(configPath, config);

    // Clients are told within 100 ms; what Dovecot waits for after that (its statistics) is of no use here.
    const start = () => startChild({ command: binary, args: ['-F', '-c', configPath], ready: /starting up for/, stopWithinMs: 300 });
    let child: Child = await start();
    undo.push(() => child.stop());

    return {
      host: HOST,
      imapPort: imap,
      imapsPort: imaps,
      lmtpPort: lmtp,
      password: PASSWORD,
      ca: certPath,
      key: keyPath,
      dir,
      restart: async (meanwhile) => {
        await child.stop();
        await meanwhile?.();
        child = await start();
      },
      stop: undo.run,
    };
  });
}

async function findDovecot(): Promise<string> {
  // Often missing from the PATH of people who are not root.
  for (const binary of ['dovecot', '/usr/sbin/dovecot', '/usr/local/sbin/dovecot']) {
    const version = await versionOf(binary);
    if (version === null) continue;
    if (version.startsWith('2.3.')) return binary;
    throw new Error(`this needs Dovecot 2.3 (2.4 has another configuration language), but ${binary} is ${version}; ${INSTALL}`);
  }
  throw new Error(`Dovecot is not installed; ${INSTALL}`);
}

async function versionOf(binary: string): Promise<string | null> {
  try {
    const { stdout } = await run(binary, ['--version']);
    return stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${binary} --version failed; ${INSTALL}`, { cause: error });
  }
}
