import { expect, test } from 'vitest';
import { makeUndo, withUndo } from './undo.ts';

test('walks back in reverse, runs every step, then throws the first error', async () => {
  const order: string[] = [];
  const undo = makeUndo();
  undo.push(() => void order.push('first'));
  undo.push(async () => {
    order.push('second');
    throw new Error('second failed');
  });
  undo.push(() => void order.push('third'));

  await expect(undo.run()).rejects.toThrow('second failed');
  expect(order).toEqual(['third', 'second', 'first']);
  await undo.run();
  expect(order).toHaveLength(3);
});

test('a build that fails halfway leaves nothing behind and throws its own error', async () => {
  const order: string[] = [];
  const build = withUndo(async (undo) => {
    undo.push(() => void order.push('undone'));
    throw new Error('no port');
  });
  await expect(build).rejects.toThrow('no port');
  expect(order).toEqual(['undone']);
});

test('a build that can neither finish nor be undone reports both', async () => {
  const build = withUndo(async (undo) => {
    undo.push(() => {
      throw new Error('busy');
    });
    throw new Error('no port');
  });
  await expect(build).rejects.toMatchObject({ errors: [{ message: 'no port' }, { message: 'busy' }] });
});
