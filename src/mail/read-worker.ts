import { parentPort } from 'node:worker_threads';
import { errorMessage } from '../errors.ts';
import { attachmentText } from './attachment-text.ts';
import { attachmentContent, readMail } from './parse.ts';
import type { ReadAnswer, ReadTask } from './read-task.ts';
import { newestText } from './reply-text.ts';

/** The entry of the reading thread (`guarded-thread.ts` starts and ends it): one task at a time, each in a bounded life. */

async function answer(task: ReadTask): Promise<ReadAnswer> {
  if (task.kind === 'newest') return { kind: 'newest', newest: newestText(task.message).text };
  const source = Buffer.from(task.source.buffer, task.source.byteOffset, task.source.byteLength);
  if (task.kind === 'mail') return { kind: 'mail', mail: await readMail(source) };
  const found = await attachmentContent(source, task.id);
  if (task.kind === 'attachment') return { kind: 'attachment', found };
  const text = found === null ? null : await attachmentText(found.attachment, found.content, found.charset);
  return { kind: 'attachment text', found: text };
}

parentPort?.on('message', (task: ReadTask) => {
  answer(task)
    .catch((error: unknown): ReadAnswer => ({ kind: 'refused', why: errorMessage(error) }))
    .then((result) => parentPort?.postMessage(result));
});
parentPort?.postMessage('ready');
