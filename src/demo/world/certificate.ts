import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificate {
  /** PEM paths. The certificate is self-signed, so it is also the authority to trust. */
  readonly certPath: string;
  readonly keyPath: string;
}

const run = promisify(execFile);

/** A certificate for localhost and 127.0.0.1, good for a week. */
export async function makeCertificate(dir: string): Promise<Certificate> {
  const certPath = join(dir, 'cert.pem');
  const keyPath = join(dir, 'key.pem');
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '7'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  try {
    await run('openssl', [...args, ...names, '-keyout', keyPath, '-out', certPath]);
  } catch (error) {
    throw new Error('openssl could not make a certificate; install the package openssl', { cause: error });
  }
  return { certPath, keyPath };
}
