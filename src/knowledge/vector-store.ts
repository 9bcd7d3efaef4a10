import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorMessage } from '../errors.ts';
import type { Log } from '../log.ts';

/** Vectors by what they are of, kept on disk, so that a restart pays for none of them again. */
export interface VectorStore {
  readonly get: (key: string) => Float32Array | undefined;
  /** Kept in memory whatever the disk says; a disk that refuses is logged. */
  readonly put: (entries: readonly (readonly [key: string, vector: Float32Array])[]) => Promise<void>;
  /** Forgets all others, here and on disk; a disk that refuses is logged. */
  readonly keepOnly: (keys: ReadonlySet<string>) => Promise<void>;
}

/** The same text asked of another model, or for other dimensions, is another vector. */
export function vectorKey(model: string, text: string): string {
  return createHash('sha256').update(`${model}\n${text}`).digest('base64url');
}

/**
 * A line each, key and vector in base64, appended as they come: a line that a crash cut short is no vector and is left out. What is forgotten goes when the
 * file is written anew, beside the old one and then put in its place, so that no moment has half a file.
 */
export async function openVectorStore(file: string, log: Log): Promise<VectorStore> {
  const vectors = new Map<string, Float32Array>();
  /** Of the file, whatever they hold. */
  let lines = 0;
  for await (const line of linesOf(file)) {
    if (line === '') continue;
    lines += 1;
    const [key = '', encoded = '', end] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    if (end !== '.' || bytes.length % Float32Array.BYTES_PER_ELEMENT !== 0) continue;
    vectors.set(key, new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)));
  }

  let writing: Promise<void> = Promise.resolve();
  /** One after the other: what is appended while the file is written anew would be lost. */
  const write = (work: () => Promise<void>, refused: string): Promise<void> => {
    writing = writing.then(work).catch((error: unknown) => log.warn({ err: errorMessage(error) }, refused));
    return writing;
  };
  return {
    get: (key) => vectors.get(key),
    put: (entries) => {
      for (const [key, vector] of entries) vectors.set(key, vector);
      const append = async () => {
        await mkdir(dirname(file), { recursive: true });
        await appendFile(file, entries.map(([key, vector]) => `\n${lineOf(key, vector)}`).join(''));
        lines += entries.length;
      };
      return write(append, 'embeddings could not be kept on disk: the next start pays for them again');
    },
    keepOnly: (keys) => {
      for (const key of vectors.keys()) if (!keys.has(key)) vectors.delete(key);
      const rewrite = async () => {
        if (lines <= vectors.size) return;
        const before = lines;
        await replace(file, vectors);
        lines = vectors.size;
        log.info({ before, after: lines }, 'embeddings of texts that are gone were removed from disk');
      };
      return write(rewrite, 'embeddings of texts that are gone could not be removed from disk');
    },
  };
}

function lineOf(key: string, { buffer, byteOffset, byteLength }: Float32Array): string {
  return `${key} ${Buffer.from(buffer, byteOffset, byteLength).toString('base64')} .`;
}

/** On disk before it takes the place of the old one; what a crash leaves beside it is overwritten the next time. */
async function replace(file: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    // One at a time: all of them as text would need the memory twice.
    for (const [key, vector] of vectors) await handle.appendFile(`\n${lineOf(key, vector)}`);
    await handle.sync();
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
}

/** One at a time: the file may be longer than the longest string. None where there is no file. */
async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    const handle = await open(file);
    yield* handle.readLines({ encoding: 'utf8' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
