import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markdownFiles } from './article-files.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kb-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const names = async () => [...(await markdownFiles(dir)).keys()].toSorted();

test('finds Markdown files of all folders, by name; hidden ones and other files are none', async () => {
  await mkdir(join(dir, 'a/b'), { recursive: true });
  await mkdir(join(dir, '.git'));
  await mkdir(join(dir, 'folder.md'));
  for (const file of ['top.md', 'a/b/deep.md', 'a/note.txt', '.hidden.md', '.git/x.md', 'top.md~', 'folder.md/in.md'])
    await writeFile(join(dir, file), '');
  expect(await names()).toEqual(['a/b/deep.md', 'folder.md/in.md', 'top.md']);
});

test('follows links to files and folders, and tells of one that leads to nothing', async () => {
  await mkdir(join(dir, '.data/sub'), { recursive: true });
  await writeFile(join(dir, '.data/a.md'), '');
  await writeFile(join(dir, '.data/sub/b.md'), '');
  await symlink('.data/a.md', join(dir, 'a.md'));
  await symlink('.data/sub', join(dir, 'sub'));
  await symlink('nowhere.md', join(dir, 'lost.md'));
  await symlink('nowhere', join(dir, 'lost-folder'));
  await symlink('self', join(dir, 'self'));
  expect(await names()).toEqual(['a.md', 'lost.md', 'sub/b.md']);
  expect((await markdownFiles(dir)).get('lost.md')).toBeNull();
});

test('ends although a link leads into its own folder', async () => {
  await writeFile(join(dir, 'a.md'), '');
  await mkdir(join(dir, 'sub'));
  await symlink('.', join(dir, 'again'));
  await symlink('..', join(dir, 'sub/up'));
  expect(await names()).toEqual(['a.md']);
});

test('throws if the folder is not there', async () => {
  await expect(markdownFiles(join(dir, 'nowhere'))).rejects.toThrow('ENOENT');
});
