import { readFile } from 'node:fs/promises';
import { AccountError, errorMessage } from '../errors.ts';

/** The TLS options for a server with a private certificate authority: Node's `ca`, or nothing when no file is configured. */
export async function privateAuthority(
  path: string | undefined,
  key: 'imap' | 'smtp',
): Promise<{ readonly tls?: { readonly ca: Buffer } }> {
  if (path === undefined) return {};
  try {
    return { tls: { ca: await readFile(path) } };
  } catch (error) {
    throw new AccountError(`The file of ${key}.ca cannot be read (${errorMessage(error)}): correct the path or its permissions`, {
      cause: error,
    });
  }
}
