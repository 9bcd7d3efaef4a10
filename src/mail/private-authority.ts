import { readFile } from 'node:fs/promises';
import { errorMessage, PermanentError } from '../errors.ts';

/** The TLS options for a server with a private certificate authority: Node's `ca`, or nothing when no file is configured. */
export async function privateAuthority(
  path: string | undefined,
  key: 'imap' | 'smtp',
): Promise<{ readonly tls?: { readonly ca: Buffer } }> {
  if (path === undefined) return {};
  try {
    return { tls: { ca: await readFile(path) } };
  } catch (error) {
    throw new PermanentError(`The file of ${key}.ca cannot be read (${errorMessage(error)}): correct the path or its permissions`, {
      cause: error,
    });
  }
}
