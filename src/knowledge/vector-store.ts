import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';

/** Vectors by what they are of, kept on disk, so that a restart pays for none of them again. */
export interface VectorStore {
  readonly get: (key: string) => Float32Array | undefined;
  /** Kept in memory whatever the disk says; a disk that refuses is logged. */
  readonly put: (entries: readonly (readonly [key: string, vector: Float32Array])[]) => Promise<void>;
}

/** The same text asked of another model, or for other dimensions, is another vector. */
export function vectorKey(model: string, text: string): string {
  return createHash('sha256').update(`${model}\n${text}`).digest('base64url');
}

/** A line each, key and vector in base64, only ever appended: a line that a crash cut short is no vector and is left out. */
export async function openVectorStore(file: string, log: Log): Promise<VectorStore> {
  const vectors = new Map<string, Float32Array>();
  for (const line of (await existing(file)).split('\n')) {
    const [key = '', encoded = '', end] = line.split(' ');
    if (end !== '.') continue;
    const bytes = Buffer.from(encoded, 'base64');
    vectors.set(key, new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)));
  }
  return {
    get: (key) => vectors.get(key),
    put: async (entries) => {
      for (const [key, vector] of entries) vectors.set(key, vector);
      const lines = entries.map(([key, { buffer, byteOffset, byteLength }]) => {
        return `\n${key} ${Buffer.from(buffer, byteOffset, byteLength).toString('base64')} .`;
      });
      try {
        await mkdir(dirname(file), { recursive: true });
        await appendFile(file, lines.join(''));
      } catch (error) {
        log.warn({ err: errorMessage(error) }, 'embeddings could not be kept on disk: the next start pays for them again');
      }
    },
  };
}

async function existing(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
