import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { gatedBody } from './smtp-body.ts';

test('opens once, on the first read and not before, and then yields everything', async () => {
  let opened = 0;
  const source = Buffer.from('a'.repeat(200_000));
  const body = gatedBody(source, async () => {
    opened += 1;
  });
  expect(opened).toBe(0);
  expect(await buffer(body.pipe(new PassThrough()))).toEqual(source);
  expect(opened).toBe(1);
});

test('yields nothing when the gate stays shut, and leaves the reason untouched', async () => {
  const reason = Object.freeze(new Error('the ledger is away'));
  const target = new PassThrough();
  const body = gatedBody(Buffer.from('secret'), () => Promise.reject(reason));
  body.pipe(target);
  const [error] = await once(body, 'error');
  expect(error).toMatchObject({ message: 'the body was withheld' });
  expect(target.readableLength).toBe(0);
});
