import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/**
 * The refresh token that a server gave in place of the configured one, in a file of its own. Encrypted with AES-256-GCM under a key
 * that is derived (HKDF, RFC 5869) from the configured token: whoever has only the data folder has nothing, and a token that descends
 * from another configured one cannot be opened, so that giving a new one replaces the old family by itself.
 */
export interface RefreshTokenStore {
  /** The newest token of the family of `configured`; null: none is stored, or it is of another family. */
  readonly load: (configured: string) => Promise<string | null>;
  /** On the disk when it resolves: a crash leaves the old file or the new one, whole. */
  readonly save: (configured: string, token: string) => Promise<void>;
}

const Stored = z.object({ salt: z.base64(), iv: z.base64(), tag: z.base64(), sealed: z.base64() });

/** @param file absolute path; its folder exists. @param account whose token it is, bound into the encryption. */
export function makeRefreshTokenStore(file: string, account: string): RefreshTokenStore {
  return {
    load: async (configured) => {
      const stored = await read(file);
      return stored === null ? null : unseal(stored, configured, account);
    },
    save: async (configured, token) => writeWhole(file, `${JSON.stringify(seal(token, configured, account))}\n`),
  };
}

function keyFrom(configured: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', configured, salt, 'firstline refresh token', 32));
}

function seal(token: string, configured: string, account: string): z.infer<typeof Stored> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(configured, salt), iv).setAAD(Buffer.from(account));
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  const [saltText, ivText, tag, text] = [salt, iv, cipher.getAuthTag(), sealed].map((bytes) => bytes.toString('base64'));
  return { salt: saltText ?? '', iv: ivText ?? '', tag: tag ?? '', sealed: text ?? '' };
}

function unseal(stored: z.infer<typeof Stored>, configured: string, account: string): string | null {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFrom(configured, bytes(stored.salt)), bytes(stored.iv))
      .setAAD(Buffer.from(account))
      .setAuthTag(bytes(stored.tag));
    return Buffer.concat([decipher.update(bytes(stored.sealed)), decipher.final()]).toString('utf8');
  } catch {
    // Of another family, or damaged: either way the configured token is what counts.
    return null;
  }
}

async function read(file: string): Promise<z.infer<typeof Stored> | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return Stored.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  await rm(next, { force: true });
  const handle = await open(next, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  // The new name itself has to reach the disk.
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
